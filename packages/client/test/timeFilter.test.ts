import { describe, expect, test } from '@jest/globals';
import { toErpTime } from '../src/resources/timeFilter.ts';

describe('toErpTime', () => {
  test.each([
    ['2026-01-31', '2026-01-31T00:00:00.000'],
    ['2026-01-31T13:45', '2026-01-31T13:45:00.000'],
    ['2026-01-31 13:45:07', '2026-01-31T13:45:07.000'],
    ['2026-01-31T13:45:07.25Z', '2026-01-31T13:45:07.250'],
    ['2026-01-31t13:45:00z', '2026-01-31T13:45:00.000'],
    ['2026-01-31T13:45:00+01:00', '2026-01-31T12:45:00.000'],
    ['2026-01-31T00:15:00+0100', '2026-01-30T23:15:00.000'],
    ['2028-02-29', '2028-02-29T00:00:00.000'],
  ])('reads %s in UTC, whatever the zone of the machine', (given, expected) => {
    expect(toErpTime(given)).toBe(expected);
  });

  test.each([
    '',
    'monday',
    '1',
    '99999',
    '01.02.2026',
    '2026-1-31',
    '2026-02-31',
    '2026-13-01',
    '2026-01-31T25:00',
    'x2026-01-31',
  ])('refuses %j: it is no moment, or has two readings', (given) => {
    expect(() => toErpTime(given)).toThrow(RangeError);
  });
});
