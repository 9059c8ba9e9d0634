import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { linesBetween } from '../src/sync/changeFile.ts';

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'change-file-'));
  path = join(folder, 'changes.ndjson');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function linesOf(start: number, end: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesBetween(path, start, end)) lines.push(line);
  return lines;
}

test('lines end at line feeds and nowhere else, however long they are', async () => {
  const names = ['U\u2028L\u2029', 'ø'.repeat(100_000), 'a\u0085b\fc', ''];
  const lines = names.map((name) => JSON.stringify({ name }));
  const text = `${lines.join('\n')}\n`;
  writeFileSync(path, text);
  expect(await linesOf(0, Buffer.byteLength(text))).toEqual(lines);
  const first = Buffer.byteLength(`${lines[0] ?? ''}\n`);
  expect(await linesOf(0, first)).toEqual(lines.slice(0, 1));
  expect(await linesOf(first, Buffer.byteLength(text))).toEqual(lines.slice(1));
  expect(await linesOf(first, first)).toEqual([]);
});

test('a last line without its end is a line too', async () => {
  writeFileSync(path, 'one\ntwo');
  expect(await linesOf(0, 7)).toEqual(['one', 'two']);
});
