import { expect, test } from '@jest/globals';
import { StoreError } from '../../../src/errors.ts';
import { memoryStore } from '../../../src/store/memoryStore.ts';
import type { Store } from '../../../src/store/store.ts';
import { createFormKeys } from '../../../src/web/forms/formKeys.ts';

/** A store that cannot take note that a form is done, so many times. */
function stumbling(failures: number, now: () => number): Store {
  const store = memoryStore({ now });
  let left = failures;
  return {
    ...store,
    set: (key, value, ttlSeconds) =>
      value.startsWith('done') && left-- > 0 ? Promise.reject(new StoreError()) : store.set(key, value, ttlSeconds),
  };
}

test.each([
  ['for a moment: the second time has the first one’s answer', 1, { kind: 'done', location: '/made/1' }],
  ['for longer: nobody acts a second time all the same', 3, { kind: 'unknown' }],
])('a form counts once though the store stumbles after the write, %s', async (_case, failures, second) => {
  let nowMs = Date.UTC(2026, 0, 1);
  const keys = createFormKeys(
    stumbling(failures, () => nowMs),
    () => nowMs,
  );
  let made = 0;
  const make = () => Promise.resolve(`/made/${++made}`);
  expect(await keys.once('form', make)).toEqual({ kind: 'done', location: '/made/1' });
  nowMs += 61_000;
  expect(await keys.once('form', make)).toEqual(second);
  expect(made).toBe(1);
});
