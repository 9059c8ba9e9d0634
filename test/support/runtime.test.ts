import { readFileSync } from 'node:fs';
import { expect, jest, test } from '@jest/globals';

/** Gone when it is compiled: lines below are others then. */
interface Marked {
  readonly text: string;
}

const mark: Marked = { text: 'marked line' };

test('a stack names the line of the TypeScript source', () => {
  const { stack } = new Error('marked line');
  const lines = readFileSync(new URL(import.meta.url), 'utf8').split('\n');
  const number = 1 + lines.findIndex((line) => line.includes(`new Error('${mark.text}')`));
  expect(stack).toContain(`runtime.test.ts:${number}:`);
});

test('a module is the same for whoever imports it', async () => {
  const first: unknown = await import('./waitFor.ts');
  const second: unknown = await import(new URL('./waitFor.ts', import.meta.url).href);
  expect(second).toBe(first);
});

test('errors and objects of libraries are of the same world as those of tests', () => {
  expect(() => readFileSync('/nowhere/at/all')).toThrow(Error);
  expect(JSON.parse('{"a":[]}')).toStrictEqual({ a: [] });
});

test('a spy counts calls', () => {
  const one = { act: () => 1 };
  const spy = jest.spyOn(one, 'act');
  one.act();
  expect(spy).toHaveBeenCalledTimes(1);
});
