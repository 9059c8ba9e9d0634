import { describe, expect, test } from '@jest/globals';
import { memoryStore } from '../../src/store/memoryStore.ts';
import { describeStore } from './contract.ts';
import { standingClock } from './standingClock.ts';

describe('the memory store', () => {
  describeStore(() => {
    const clock = standingClock();
    const store = memoryStore(clock);
    let isOpened = 0;
    return {
      // One process has one store; a closed one is a store of its own.
      open: () => (isOpened++ < 2 ? store : memoryStore(clock)),
      passMs: clock.passMs,
      now: clock.now,
      clockDriftMs: 0,
      remove: () => undefined,
    };
  });

  test('expires to the millisecond', async () => {
    const clock = standingClock();
    const store = memoryStore(clock);
    await store.set('key', 'value', 1.5);
    clock.passMs(1499);
    expect(await store.get('key')).toBeDefined();
    clock.passMs(1);
    expect(await store.get('key')).toBeUndefined();
  });
});
