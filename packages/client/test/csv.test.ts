import { describe, expect, test } from '@jest/globals';
import { columns, sumOf, type CellValue } from '../src/resources/column.ts';
import { csvHeader, csvRows } from '../src/resources/csv.ts';
import { ITEM_COLUMNS } from '../src/resources/inventory/columns.ts';
import { toItem } from '../src/resources/inventory/item.ts';

const one = columns<CellValue>({ value: ['text', (value) => value] });
const cell = (value: CellValue) => csvRows(one, [value]).slice(0, -2);

describe('a table as CSV', () => {
  test('has a line of names and a line for each row', () => {
    const pair = columns<readonly [string, number]>({
      name: ['text', ([name]) => name],
      count: ['number', ([, count]) => count],
    });
    expect(csvHeader(pair)).toBe('name,count\r\n');
    expect(csvRows(pair, [['bolt', 3] as const, ['nut', 0.5] as const])).toBe('bolt,3\r\nnut,0.5\r\n');
  });

  test.each<[CellValue, string]>([
    [undefined, ''],
    ['', ''],
    [true, 'true'],
    [-12.5, '-12.5'],
    ['Æsj', 'Æsj'],
    ['a, b', '"a, b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\rlines', '"two\rlines"'],
    [' padded', '" padded"'],
  ])('%j is %j', (value, written) => {
    expect(cell(value)).toBe(written);
  });

  test.each(['=1+1', '+47 400 00 001', '-5', '@SUM(A1)', '\tx', '\rx', ' =1+1', '＝1+1', '－1', '=HYPERLINK("//x")'])(
    'the text %j does not become a formula',
    (value) => {
      expect(cell(value).replace(/^"/, '')).toMatch(/^'/);
    },
  );
});

test('sums are of what is known, without dust', () => {
  expect(sumOf([0.1, 0.2, undefined])).toBe(0.3);
  expect(sumOf([])).toBeUndefined();
  expect(sumOf(undefined)).toBeUndefined();
});

test('an item of which the ERP says nothing but its number is one cell and commas', () => {
  const line = csvRows(ITEM_COLUMNS, [toItem({ inventoryNumber: 'A-1' })]);
  expect(line).toBe(`A-1${','.repeat(ITEM_COLUMNS.length - 1)}\r\n`);
});
