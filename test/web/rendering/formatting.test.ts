import { describe, expect, test } from '@jest/globals';
import { codeLabel } from '../../../src/web/rendering/codeLabel.ts';
import { dataTable, facts, type DataColumn } from '../../../src/web/rendering/dataTable.ts';
import { formatAmount, formatCount, formatQuantity } from '../../../src/web/rendering/formatNumber.ts';
import { formatDay, formatDuration, momentOf } from '../../../src/web/rendering/formatTime.ts';

test.each([
  ['NoPurchases', 'No purchases'],
  ['FinishedGoodItem', 'Finished good item'],
  ['Active', 'Active'],
  ['CcHold', 'Credit card hold'],
  ['SmallBalanceWo', 'Small balance write-off'],
  ['constructor', 'constructor'],
  ['CREDITHold', 'CREDIT hold'],
  ['', ''],
])('the code %s is "%s" in words', (code, words) => {
  expect(codeLabel(code)).toBe(words);
});

test('amounts have two decimals at least, quantities only those they need', () => {
  expect([1249, 0.005, -3.5].map(formatAmount)).toEqual(['1,249.00', '0.005', '-3.50']);
  expect([1249, 0.5, 12.1234567].map(formatQuantity)).toEqual(['1,249', '0.5', '12.123457']);
  expect([0, 1, 1200].map((count) => formatCount(count, 'item'))).toEqual(['0 items', '1 item', '1,200 items']);
  expect(formatCount(2, 'company', 'companies')).toBe('2 companies');
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

test('moments are in UTC, days are not moved', () => {
  expect(momentOf(Date.UTC(2026, 0, 31, 23, 30))).toEqual({
    iso: '2026-01-31T23:30:00.000Z',
    text: '31 Jan 2026, 23:30 UTC',
  });
  expect(formatDay('2026-01-31')).toBe('31 Jan 2026');
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
