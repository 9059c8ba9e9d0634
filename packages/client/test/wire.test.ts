import { describe, expect, test } from '@jest/globals';
import { flag, list, ShapeError, neededText, number, object, rowsOf, text, toMoment } from '../src/transport/wire.ts';
import type { Fields } from '../src/transport/wire.ts';

const toThing = (from: Fields) => ({ name: neededText(from, 'name'), parts: list(from, 'parts', toPart) });
const toPart = (from: Fields) => ({ weight: number(from, 'weight') });

function pathOf(read: () => unknown): readonly (string | number)[] | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof ShapeError ? error.path : undefined;
  }
}

describe('A field', () => {
  const from = { word: 'x', count: 0, no: false, nothing: null, endless: Infinity };

  test.each<[string, unknown, unknown]>([
    ['a text', text(from, 'word'), 'x'],
    ['zero', number(from, 'count'), 0],
    ['false', flag(from, 'no'), false],
    ['null', text(from, 'nothing'), undefined],
    ['what is not there', number(from, 'other'), undefined],
    ['an object that is null', object(from, 'nothing', toThing), undefined],
    ['a list that is not there', list(from, 'other', toThing), undefined],
  ])('%s', (_what, read, expected) => {
    expect(read).toBe(expected);
  });

  test.each<[string, () => unknown]>([
    ['a number where a text should be', () => text(from, 'count')],
    ['a text where a number should be', () => number(from, 'word')],
    ['a number that JSON cannot hold', () => number(from, 'endless')],
    ['a text where a flag should be', () => flag(from, 'word')],
    ['a text where an object should be', () => object(from, 'word', toThing)],
    ['an object where a list should be', () => list({ word: {} }, 'word', toThing)],
    ['null where a text must be', () => neededText(from, 'nothing')],
  ])('%s does not fit', (_what, read) => {
    expect(pathOf(read)).toHaveLength(1);
  });
});

test('a misfit names the way to it, in names and positions', () => {
  const things = [{ name: 'one' }, { name: 'two', parts: [{ weight: 1 }, { weight: 'heavy' }] }];
  expect(pathOf(() => rowsOf(things, toThing))).toEqual([1, 'parts', 1, 'weight']);
});

test('null entries of a list are left out', () => {
  expect(rowsOf([null, { name: 'one', parts: [null] }], toThing)).toEqual([{ name: 'one', parts: [] }]);
});

test('a failure of the program is not taken for one of the answer', () => {
  const broken = () => {
    throw new TypeError('a mistake of ours');
  };
  expect(() => rowsOf([{}], broken)).toThrow(TypeError);
});

test.each([
  ['2026-01-31T13:45:00', '2026-01-31T13:45:00Z'],
  ['2026-01-31T13:45:00.1234567', '2026-01-31T13:45:00.1234567Z'],
  ['2026-01-31T13:45:00Z', '2026-01-31T13:45:00Z'],
  ['2026-01-31T13:45:00+01:00', '2026-01-31T12:45:00.000Z'],
  ['2026-01-31 13:45:00', '2026-01-31T13:45:00Z'],
  ['2026-01-31', '2026-01-31T00:00:00Z'],
  ['2026-13-01T00:00:00', undefined],
  ['2026-01-31T25:00:00', undefined],
  ['0001-01-01T00:00:00', undefined],
  ['yesterday', undefined],
])('the time %s is read as %s', (written, read) => {
  expect(toMoment(written)).toBe(read);
});
