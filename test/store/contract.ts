import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tryLock } from '../../src/store/lock.ts';
import type { Store } from '../../src/store/store.ts';
import { addOne } from './addOne.ts';

/** One place of storage under test, and its time. */
export interface StorePlace {
  /** Another instance on the same data, as another process would open it. */
  open(): Store | Promise<Store>;
  /** Lets its clock go on by so much, at least. */
  passMs(ms: number): Promise<void> | void;
  now(): Promise<number> | number;
  /** How far two readings of its clock may be apart with nothing between: 0 for a clock that stands still. */
  readonly clockDriftMs: number;
  remove(): Promise<void> | void;
}

const LONG_SECONDS = 600;
const SHORT_SECONDS = 0.3;
/** For the tests in which a second call has to come before the end: Redis keeps real time. */
const PATIENT_SECONDS = 2;

/** What every store promises; `place` is made once for the whole suite. */
export function describeStore(makePlace: () => StorePlace | Promise<StorePlace>): void {
  let place: StorePlace;
  let store: Store;
  let other: Store;
  let keys = 0;
  const aKey = () => `contract:${++keys}`;

  beforeAll(async () => {
    place = await makePlace();
    store = await place.open();
    other = await place.open();
  });
  afterAll(async () => {
    await Promise.all([store.close(), other.close()]);
    await place.remove();
  });

  describe('entries', () => {
    test('what was never written is absent', async () => {
      expect(await store.get(aKey())).toBeUndefined();
    });

    test('a written value is read with the version that writing answered', async () => {
      const key = aKey();
      const version = await store.set(key, 'value', LONG_SECONDS);
      expect(await store.get(key)).toEqual({ value: 'value', version });
    });

    test.each([
      ['empty', ''],
      ['of several lines', 'a\nb\r\nc'],
      ['beyond ASCII', 'Bjørn Öst 漢字 🦊'],
      ['JSON', '{"a":"\\u0000\\"","__proto__":null}'],
      ['large', 'x'.repeat(300_000)],
    ])('a value that is %s comes back to the letter', async (_, value) => {
      const key = aKey();
      await store.set(key, value, LONG_SECONDS);
      expect((await store.get(key))?.value).toBe(value);
    });

    test.each(['a key with blanks', "it's", 'ünï:cödé', '%_*?[x]', 'x'.repeat(500)])(
      '%p is a key of its own',
      async (part) => {
        const key = `${aKey()}:${part}`;
        await store.set(key, 'mine', LONG_SECONDS);
        await store.set(`${key}2`, 'theirs', LONG_SECONDS);
        await store.delete(`${key}2`);
        expect((await store.get(key))?.value).toBe('mine');
      },
    );

    test('keys that differ in case only are two', async () => {
      const key = aKey();
      await store.set(`${key}a`, 'small', LONG_SECONDS);
      await store.set(`${key}A`, 'large', LONG_SECONDS);
      expect((await store.get(`${key}a`))?.value).toBe('small');
    });

    test('writing again replaces value and version', async () => {
      const key = aKey();
      const first = await store.set(key, 'one', LONG_SECONDS);
      const second = await store.set(key, 'two', LONG_SECONDS);
      expect(second).not.toBe(first);
      expect(await store.get(key)).toEqual({ value: 'two', version: second });
    });

    test('a deleted entry is absent, and deleting it again is no error', async () => {
      const key = aKey();
      await store.set(key, 'value', LONG_SECONDS);
      await store.delete(key);
      await store.delete(key);
      expect(await store.get(key)).toBeUndefined();
    });

    test('another instance reads what this one wrote', async () => {
      const key = aKey();
      const version = await store.set(key, 'value', LONG_SECONDS);
      expect(await other.get(key)).toEqual({ value: 'value', version });
    });
  });

  describe('compare and set', () => {
    test('writes over the version that was read', async () => {
      const key = aKey();
      const read = await store.set(key, 'one', LONG_SECONDS);
      const written = await store.compareAndSet(key, 'two', read, LONG_SECONDS);
      expect(await store.get(key)).toEqual({ value: 'two', version: written });
    });

    test('is refused when somebody else wrote meanwhile, and leaves their value', async () => {
      const key = aKey();
      const read = await store.set(key, 'one', LONG_SECONDS);
      await other.set(key, 'theirs', LONG_SECONDS);
      expect(await store.compareAndSet(key, 'mine', read, LONG_SECONDS)).toBeUndefined();
      expect((await store.get(key))?.value).toBe('theirs');
    });

    test('is refused when the entry is gone', async () => {
      const key = aKey();
      const read = await store.set(key, 'one', LONG_SECONDS);
      await store.delete(key);
      expect(await store.compareAndSet(key, 'two', read, LONG_SECONDS)).toBeUndefined();
      expect(await store.get(key)).toBeUndefined();
    });

    test('without a version writes only what is absent', async () => {
      const key = aKey();
      expect(await store.compareAndSet(key, 'one', undefined, LONG_SECONDS)).toEqual(expect.any(String));
      expect(await store.compareAndSet(key, 'two', undefined, LONG_SECONDS)).toBeUndefined();
      expect((await store.get(key))?.value).toBe('one');
    });

    test('notices that an entry was deleted and made again with the same value', async () => {
      const key = aKey();
      const read = await store.set(key, 'same', LONG_SECONDS);
      await store.delete(key);
      await store.set(key, 'same', LONG_SECONDS);
      expect(await store.compareAndSet(key, 'mine', read, LONG_SECONDS)).toBeUndefined();
    });

    test('no version comes twice, whichever way of writing', async () => {
      const key = aKey();
      const versions: (string | undefined)[] = [];
      for (let round = 0; round < 20; round++) {
        const version = await store.compareAndSet(key, 'value', undefined, LONG_SECONDS);
        versions.push(version, await other.compareAndSet(key, 'value', version, LONG_SECONDS));
        versions.push(await store.set(key, 'value', LONG_SECONDS));
        await (round % 2 === 0 ? store.delete(key) : store.take(key));
      }
      expect(new Set(versions).size).toBe(60);
      expect(versions).not.toContain(undefined);
    });

    test('of 50 at once on one version, one writes', async () => {
      const key = aKey();
      const read = await store.set(key, 'before', LONG_SECONDS);
      const answers = await Promise.all(
        fifty((i) => (i % 2 ? store : other).compareAndSet(key, `writer ${i}`, read, LONG_SECONDS)),
      );
      const winners = answers.flatMap((version, i) =>
        version === undefined ? [] : [{ value: `writer ${i}`, version }],
      );
      expect(winners).toEqual([await store.get(key)]);
    });

    test('of 50 at once on an absent entry, one writes', async () => {
      const key = aKey();
      const answers = await Promise.all(
        fifty((i) => (i % 2 ? store : other).compareAndSet(key, `writer ${i}`, undefined, LONG_SECONDS)),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    test('50 that read again and try again lose nothing', async () => {
      const key = aKey();
      await store.set(key, '0', LONG_SECONDS);
      await Promise.all(fifty((i) => addOne(i % 2 ? store : other, key)));
      expect((await store.get(key))?.value).toBe('50');
    });
  });

  describe('compare and delete', () => {
    test('deletes the version that was read', async () => {
      const key = aKey();
      const read = await store.set(key, 'value', LONG_SECONDS);
      expect(await store.compareAndDelete(key, read)).toBe(true);
      expect(await store.get(key)).toBeUndefined();
      expect(await store.compareAndDelete(key, read)).toBe(false);
    });

    test('leaves what somebody else wrote meanwhile', async () => {
      const key = aKey();
      const read = await store.set(key, 'value', LONG_SECONDS);
      await other.set(key, 'theirs', LONG_SECONDS);
      expect(await store.compareAndDelete(key, read)).toBe(false);
      expect((await store.get(key))?.value).toBe('theirs');
    });
  });

  describe('take', () => {
    test('reads and deletes', async () => {
      const key = aKey();
      await store.set(key, 'value', LONG_SECONDS);
      expect(await store.take(key)).toBe('value');
      expect(await store.take(key)).toBeUndefined();
      expect(await store.get(key)).toBeUndefined();
    });

    test('of 50 callers at once, one gets the value', async () => {
      const key = aKey();
      await store.set(key, 'value', LONG_SECONDS);
      const answers = await Promise.all(fifty((i) => (i % 2 ? store : other).take(key)));
      expect(answers.filter((answer) => answer !== undefined)).toEqual(['value']);
    });
  });

  describe('expiry', () => {
    test.each<[string, (key: string) => Promise<unknown>]>([
      ['set', (key) => store.set(key, 'value', SHORT_SECONDS)],
      ['compareAndSet on nothing', (key) => store.compareAndSet(key, 'value', undefined, SHORT_SECONDS)],
      [
        'compareAndSet on a version',
        async (key) => {
          const read = await store.set(key, 'long', LONG_SECONDS);
          expect(await store.compareAndSet(key, 'value', read, SHORT_SECONDS)).toBeDefined();
        },
      ],
    ])('an entry of %s that lives a fraction of a second is gone after it', async (_, write) => {
      const key = aKey();
      await write(key);
      await place.passMs(SHORT_SECONDS * 1000);
      expect(await store.get(key)).toBeUndefined();
      expect(await other.take(key)).toBeUndefined();
    });

    test('an expired entry counts as absent for every conditional writer', async () => {
      const key = aKey();
      const read = await store.set(key, 'value', SHORT_SECONDS);
      await place.passMs(SHORT_SECONDS * 1000);
      expect(await store.compareAndSet(key, 'late', read, LONG_SECONDS)).toBeUndefined();
      expect(await store.compareAndDelete(key, read)).toBe(false);
      expect(await store.compareAndSet(key, 'new', undefined, LONG_SECONDS)).toBeDefined();
      expect((await store.get(key))?.value).toBe('new');
    });

    test('a longer life at the next write replaces a shorter one', async () => {
      const key = aKey();
      await store.set(key, 'value', SHORT_SECONDS);
      await store.set(key, 'value', LONG_SECONDS);
      await place.passMs(SHORT_SECONDS * 1000);
      expect((await store.get(key))?.value).toBe('value');
    });

    test('the least life is a millisecond', async () => {
      const key = aKey();
      await store.set(key, 'value', 0);
      await place.passMs(1);
      expect(await store.get(key)).toBeUndefined();
    });
  });

  describe('counters', () => {
    test('count from one, over all instances, and tell when they expire', async () => {
      const key = aKey();
      const before = await place.now();
      const first = await store.increment(key, LONG_SECONDS);
      const second = await other.increment(key, LONG_SECONDS);
      expect([first.count, second.count]).toEqual([1, 2]);
      expect(first.expiresAtMs).toBeGreaterThanOrEqual(before + LONG_SECONDS * 1000);
      expect(first.expiresAtMs).toBeLessThanOrEqual((await place.now()) + LONG_SECONDS * 1000 + place.clockDriftMs);
      expect(Math.abs(second.expiresAtMs - first.expiresAtMs)).toBeLessThanOrEqual(place.clockDriftMs);
    });

    test('50 at once get 50 numbers', async () => {
      const key = aKey();
      const counters = await Promise.all(fifty((i) => (i % 2 ? store : other).increment(key, LONG_SECONDS)));
      expect(counters.map(({ count }) => count).sort((a, b) => a - b)).toEqual(fifty((i) => i + 1));
    });

    test('begin anew when their time is over, which later increments do not prolong', async () => {
      const key = aKey();
      await store.increment(key, PATIENT_SECONDS);
      await store.increment(key, LONG_SECONDS);
      await place.passMs(PATIENT_SECONDS * 1000);
      expect((await store.increment(key, LONG_SECONDS)).count).toBe(1);
    });

    test('take one back, never below nothing', async () => {
      const key = aKey();
      await store.increment(key, LONG_SECONDS);
      await store.increment(key, LONG_SECONDS);
      await store.decrement(key);
      expect((await store.increment(key, LONG_SECONDS)).count).toBe(2);
      for (let i = 0; i < 5; i++) await store.decrement(key);
      expect((await store.increment(key, LONG_SECONDS)).count).toBe(1);
    });

    test('keep their end when they come back to nothing', async () => {
      const key = aKey();
      const first = await store.increment(key, LONG_SECONDS);
      await store.decrement(key);
      const again = await store.increment(key, 2 * LONG_SECONDS);
      expect(Math.abs(again.expiresAtMs - first.expiresAtMs)).toBeLessThanOrEqual(place.clockDriftMs);
    });

    test('stay absent when taken back after their end, or before their beginning', async () => {
      const key = aKey();
      await store.decrement(key);
      await store.increment(key, SHORT_SECONDS);
      await place.passMs(SHORT_SECONDS * 1000);
      await store.decrement(key);
      expect((await store.increment(key, LONG_SECONDS)).count).toBe(1);
    });

    test('are deleted like entries', async () => {
      const key = aKey();
      await store.increment(key, LONG_SECONDS);
      await store.delete(key);
      expect((await store.increment(key, LONG_SECONDS)).count).toBe(1);
    });
  });

  describe('sets', () => {
    test('an absent set has no members', async () => {
      expect(await store.members(aKey())).toEqual([]);
    });

    test('hold each member once, over all instances', async () => {
      const key = aKey();
      await store.addMember(key, 'a', LONG_SECONDS);
      await other.addMember(key, 'b', LONG_SECONDS);
      await store.addMember(key, 'a', LONG_SECONDS);
      expect((await store.members(key)).sort()).toEqual(['a', 'b']);
    });

    test('lose the members that are removed, and only those', async () => {
      const key = aKey();
      await store.addMember(key, 'a', LONG_SECONDS);
      await store.addMember(key, 'b', LONG_SECONDS);
      await other.removeMember(key, 'a');
      await other.removeMember(key, 'never there');
      expect(await store.members(key)).toEqual(['b']);
      await store.removeMember(key, 'b');
      expect(await store.members(key)).toEqual([]);
      await store.removeMember(key, 'b');
    });

    test('take any text as a member', async () => {
      const key = aKey();
      const texts = [
        '',
        '0',
        '1',
        '__proto__',
        'constructor',
        'a"b\\c',
        "it's",
        'line\nline',
        'ø漢🦊',
        '$.a[0]',
        '\u0001',
      ];
      for (const text of texts) await store.addMember(key, text, LONG_SECONDS);
      expect((await other.members(key)).sort()).toEqual([...texts].sort());
      for (const text of texts) await store.removeMember(key, text);
      expect(await other.members(key)).toEqual([]);
    });

    test('lose nothing when 50 add at once', async () => {
      const key = aKey();
      await Promise.all(fifty((i) => (i % 2 ? store : other).addMember(key, `member ${i}`, LONG_SECONDS)));
      expect(await store.members(key)).toHaveLength(50);
    });

    test('let each member go when its own last addition says so', async () => {
      const key = aKey();
      await store.addMember(key, 'short', PATIENT_SECONDS);
      await store.addMember(key, 'again', PATIENT_SECONDS);
      await store.addMember(key, 'long', LONG_SECONDS);
      await other.addMember(key, 'again', LONG_SECONDS);
      expect((await store.members(key)).sort()).toEqual(['again', 'long', 'short']);
      await place.passMs(PATIENT_SECONDS * 1000);
      expect((await store.members(key)).sort()).toEqual(['again', 'long']);
      await store.addMember(key, 'last', SHORT_SECONDS);
      await place.passMs(SHORT_SECONDS * 1000);
      expect((await other.members(key)).sort()).toEqual(['again', 'long']);
    });

    test('come back without the members they had before they expired', async () => {
      const key = aKey();
      await store.addMember(key, 'old', SHORT_SECONDS);
      await place.passMs(SHORT_SECONDS * 1000);
      await store.addMember(key, 'new', LONG_SECONDS);
      expect(await store.members(key)).toEqual(['new']);
    });

    test('are deleted like entries', async () => {
      const key = aKey();
      await store.addMember(key, 'a', LONG_SECONDS);
      await store.delete(key);
      expect(await store.members(key)).toEqual([]);
    });
  });

  describe('locks', () => {
    test('of 50 at once, one has the lock, until it is given back', async () => {
      const name = aKey();
      const locks = await Promise.all(fifty((i) => tryLock(i % 2 ? store : other, name, LONG_SECONDS)));
      const had = locks.filter((lock) => lock !== undefined);
      expect(had).toHaveLength(1);
      await had[0]?.release();
      expect(await tryLock(other, name, LONG_SECONDS)).toBeDefined();
    });

    test('frees itself, and is not given back by who had it before', async () => {
      const name = aKey();
      const late = await tryLock(store, name, SHORT_SECONDS);
      await place.passMs(SHORT_SECONDS * 1000);
      expect(await tryLock(other, name, LONG_SECONDS)).toBeDefined();
      await late?.release();
      expect(await tryLock(store, name, LONG_SECONDS)).toBeUndefined();
    });
  });

  test('answers a ping', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });

  test('refuses everything once it is closed, as a StoreError, and may be closed twice', async () => {
    const closed = await place.open();
    await closed.close();
    await closed.close();
    for (const call of everyCall(closed, aKey())) {
      await expect(call()).rejects.toMatchObject({ name: 'StoreError', code: 'store_unavailable' });
    }
  });
}

/** Each method, on three keys of that name: for what must hold for all of them. */
export function everyCall(store: Store, key: string): (() => Promise<unknown>)[] {
  return [
    () => store.get(key),
    () => store.set(key, 'value', 1),
    () => store.compareAndSet(key, 'value', undefined, 1),
    () => store.compareAndSet(key, 'value', 'a version', 1),
    () => store.compareAndDelete(key, 'a version'),
    () => store.take(key),
    () => store.delete(key),
    () => store.increment(`${key}:counter`, 1),
    () => store.decrement(`${key}:counter`),
    () => store.addMember(`${key}:set`, 'member', 1),
    () => store.removeMember(`${key}:set`, 'member'),
    () => store.members(`${key}:set`),
    () => store.ping(),
  ];
}

function fifty<T>(make: (index: number) => T): T[] {
  return Array.from({ length: 50 }, (_, index) => make(index));
}
