import { describe, expect, test } from '@jest/globals';
import { isSameJson, mergeSession } from '../../../src/web/session/mergeSession.ts';

describe('mergeSession', () => {
  test('changes of both sides to different fields are kept, at every depth', () => {
    const base = { a: 1, b: 1, deep: { x: 1, y: 1 } };
    expect(
      mergeSession(base, { ...base, a: 2, deep: { x: 2, y: 1 } }, { ...base, b: 3, deep: { x: 1, y: 3 } }),
    ).toEqual({ a: 2, b: 3, deep: { x: 2, y: 3 } });
  });

  test('additions of both sides are kept, also inside an object that both added', () => {
    expect(mergeSession({}, { a: 1, new: { mine: 1 } }, { b: 2, new: { theirs: 2 } })).toEqual({
      a: 1,
      b: 2,
      new: { mine: 1, theirs: 2 },
    });
  });

  test('of two changes of one value mine is kept', () => {
    expect(mergeSession({ a: 1 }, { a: 2 }, { a: 3 })).toEqual({ a: 2 });
    expect(mergeSession({ a: [1] }, { a: [1, 2] }, { a: [3] })).toEqual({ a: [1, 2] });
  });

  test('what one side removed stays removed, even if the other changed something inside', () => {
    const base = { companies: { a: { name: 'A' }, b: { name: 'B' } } };
    const withoutA = { companies: { b: { name: 'B' } } };
    const renamedA = { companies: { a: { name: 'AA' }, b: { name: 'B' } } };
    expect(mergeSession(base, renamedA, withoutA)).toEqual(withoutA);
    expect(mergeSession(base, withoutA, renamedA)).toEqual(withoutA);
    expect(mergeSession({ a: 1, b: 2 }, { b: 2 }, { a: 1 })).toEqual({});
  });

  test('of two new connections of one company one is kept whole', () => {
    const base = { companies: { a: { connectionId: 'old', scopes: ['read'], sid: 's0' } } };
    const mine = { companies: { a: { connectionId: 'mine', scopes: ['read'], sid: 's1' } } };
    const theirs = { companies: { a: { connectionId: 'theirs', scopes: ['read', 'update'], sid: 's2' } } };
    expect(mergeSession(base, mine, theirs)).toEqual(mine);
    const without = { companies: {} };
    expect([mergeSession(base, mine, without), mergeSession(base, without, theirs)]).toEqual([without, without]);
  });

  test('nothing changed here: theirs, whatever it is', () => {
    expect(mergeSession({ a: 1, b: { c: 1 } }, { a: 1, b: { c: 1 } }, { d: [1] })).toEqual({ d: [1] });
  });

  test('a field named __proto__ is only a field', () => {
    const poisoned = Object.fromEntries([['__proto__', { admin: true }]]);
    const merged = mergeSession({}, poisoned, {});
    expect(Reflect.get(merged, 'admin')).toBeUndefined();
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  });
});

test('isSameJson looks at contents, not at the order of fields', () => {
  expect(isSameJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  expect(isSameJson({ a: 1 }, { a: 1, b: 1 })).toBe(false);
  expect(isSameJson({ a: undefined }, { b: undefined })).toBe(false);
  expect(isSameJson([1, 2], [2, 1])).toBe(false);
  expect(isSameJson({ a: null }, { a: {} })).toBe(false);
});
