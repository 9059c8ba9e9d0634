import { expect, test } from '@jest/globals';
import { plainDay } from '../../src/languages/typedDays.ts';

test.each([
  ['31.12.2026', '2026-12-31'],
  ['31. 12. 2026', '2026-12-31'],
  ['1.2.2026', '2026-02-01'],
  ['01/02/2026', '2026-02-01'],
  ['2026-12-31', '2026-12-31'],
  ['31.12/2026', '31.12/2026'],
  ['31.12.26', '31.12.26'],
  ['1.131.2026', '1.131.2026'],
  ['tomorrow', 'tomorrow'],
])('%s is the day %s', (typed, plain) => expect(plainDay(typed)).toBe(plain));
