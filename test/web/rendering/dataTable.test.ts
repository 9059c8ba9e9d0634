import { describe, expect, test } from '@jest/globals';
import { dataTable, facts, type DataColumn } from '../../../src/web/rendering/dataTable.ts';
import type { Text } from '../../../src/languages/spoken.ts';

describe('a table of data', () => {
  interface Thing {
    readonly name: string;
    readonly size?: string;
  }
  const rows: Thing[] = [{ name: 'A', size: '1' }, { name: 'B' }];
  const columns: DataColumn<Thing>[] = [
    [a('Name'), ({ name }) => name],
    [a('Size'), ({ size }) => size, 'number'],
    [a('Colour'), () => undefined],
  ];

  test('leaves out columns with nothing in them, and marks gaps', () => {
    expect(dataTable('t', a('Things'), rows, columns)).toEqual({
      id: 't',
      caption: a('Things'),
      columns: [
        { label: a('Name'), kind: undefined },
        { label: a('Size'), kind: 'number' },
      ],
      rows: [
        ['A', '1'],
        ['B', '–'],
      ],
    });
  });

  test('is none without rows', () => {
    expect(dataTable('t', a('Things'), [], columns)).toBeUndefined();
    expect(dataTable('t', a('Things'), undefined, columns)).toBeUndefined();
  });
});

test('facts that nobody knows are left out', () => {
  expect(facts([a('A'), '1'], [a('B'), undefined], [a('C'), ' '])).toEqual([{ label: a('A'), value: '1' }]);
});

function a(words: string): Text {
  return { verbatim: words };
}
