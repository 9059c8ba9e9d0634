import { beforeEach, describe, expect, test } from '@jest/globals';
import { createProgress, type ProgressOptions } from '../../src/commands/progress.ts';

let clockMs: number;
let written: string[];
beforeEach(() => {
  clockMs = 0;
  written = [];
});

function progressOn(options: Partial<ProgressOptions> & { columns?: number } = {}) {
  const { columns, ...others } = options;
  const stream = { write: (text: string) => written.push(text), columns };
  return createProgress({ stream, isTerminal: true, colours: false, quiet: false, now: () => clockMs, ...others });
}

describe('The progress of a command', () => {
  test('is a bar on a terminal, and a sum in the end', () => {
    const progress = progressOn();
    clockMs = 1000;
    progress.add('inventory', 500, 2000);
    progress.end();
    expect(written).toEqual([
      expect.stringMatching(/^\r\[#{6}\.{21}\] {2}500 of 2,000 rows in 1 s, 500 a second, 3 s left/),
      '\r\u001B[K',
      '500 rows in 1 s, 500 a second\n',
    ]);
  });

  test('is a line every ten seconds elsewhere', () => {
    const progress = progressOn({ isTerminal: false });
    for (clockMs = 4000; clockMs <= 24_000; clockMs += 4000) progress.add('inventory', 1000, 9000);
    expect(written).toEqual([
      expect.stringMatching(/^3,000 of 9,000 rows in 12 s/),
      expect.stringMatching(/^6,000 of 9,000 rows in 24 s/),
    ]);
  });

  test('begins anew with each round', () => {
    const progress = progressOn();
    clockMs = 1000;
    progress.add('inventory', 2000, 2000);
    progress.end();
    clockMs = 600_000;
    progress.begin();
    clockMs += 1000;
    progress.add('inventory', 10, 20);
    progress.end();
    expect(written.slice(3)).toEqual([
      expect.stringMatching(/10 of 20 rows in 1 s, 10 a second, 1 s left/),
      '\r\u001B[K',
      '10 rows in 1 s, 10 a second\n',
    ]);
  });

  test.each([0, undefined])('takes a terminal that says it is %s columns wide for one of 80', (columns) => {
    const progress = progressOn(columns === undefined ? {} : { columns });
    clockMs = 1000;
    progress.add('inventory', 500, 2000);
    expect(written[0]).toContain('[#');
  });

  test('says nothing when it is told to be quiet, but what is noted', () => {
    const progress = progressOn({ quiet: true });
    clockMs = 60_000;
    progress.add('inventory', 1, 2);
    progress.note('a word');
    progress.end();
    expect(written).toEqual(['a word\n']);
  });
});
