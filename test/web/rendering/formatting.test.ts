import { describe, expect, test } from '@jest/globals';
import { dataTable, facts, type DataColumn } from '../../../src/web/rendering/dataTable.ts';
import { formatQuantity } from '../../../src/web/rendering/formatNumber.ts';
import { formatDuration, momentOf } from '../../../src/web/rendering/formatTime.ts';

test('quantities have only the decimals they need', () => {
  expect([1249, 0.5, 12.1234567].map(formatQuantity)).toEqual(['1,249', '0.5', '12.123457']);
});

test.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [89.5, '90 seconds'],
  [90, '2 minutes'],
  [3600, '60 minutes'],
  [5400, '2 hours'],
  [172_800, '2 days'],
])('%d seconds are %s', (seconds, words) => {
  expect(formatDuration(seconds)).toBe(words);
});

test('moments are in UTC', () => {
  expect(momentOf(Date.UTC(2026, 0, 31, 23, 30))).toEqual({
    iso: '2026-01-31T23:30:00.000Z',
    text: '31 Jan 2026, 23:30 UTC',
  });
});

describe('a table of data', () => {
  interface Thing {
    readonly name: string;
    readonly size?: string;
  }
  const rows: Thing[] = [{ name: 'A', size: '1' }, { name: 'B' }];
  const columns: DataColumn<Thing>[] = [
    ['Name', ({ name }) => name],
    ['Size', ({ size }) => size, 'number'],
    ['Colour', () => undefined],
  ];

  test('leaves out columns with nothing in them, and marks gaps', () => {
    expect(dataTable('t', 'Things', rows, columns)).toEqual({
      id: 't',
      caption: 'Things',
      columns: [
        { label: 'Name', kind: undefined },
        { label: 'Size', kind: 'number' },
      ],
      rows: [
        ['A', '1'],
        ['B', '–'],
      ],
    });
  });

  test('is none without rows', () => {
    expect(dataTable('t', 'Things', [], columns)).toBeUndefined();
    expect(dataTable('t', 'Things', undefined, columns)).toBeUndefined();
  });
});

test('facts that nobody knows are left out', () => {
  expect(facts(['A', '1'], ['B', undefined], ['C', ' '])).toEqual([{ label: 'A', value: '1' }]);
});
