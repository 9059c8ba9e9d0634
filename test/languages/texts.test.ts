import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { flatTexts, LOCALES, readTexts } from '../../src/languages/languages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PLURAL = /_(?:one|other)$/;

const english = new Map(flatTexts(readTexts('en-GB')));
const keys = new Set([...english.keys()].map((key) => key.replace(PLURAL, '')));
const sources = [...filesIn('src', '.ts'), ...filesIn('views', '.ejs')].map((file) => readFileSync(file, 'utf8'));

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(ROOT, folder, name));
}

/** What stands in braces of a text, and its tags: they have to be the same in every language. */
function partsOf(text: string): string[] {
  return [...text.matchAll(/\{\{[^}]+\}\}|<\/?[a-z]+/g)].map(([part]) => part).toSorted();
}

test.each(LOCALES)('all texts are there in %s, about the same things, and not empty', (locale) => {
  const texts = new Map(flatTexts(readTexts(locale)));
  expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  for (const [key, text] of texts) {
    expect([key, text.trim()]).not.toEqual([key, '']);
    expect([key, partsOf(text)]).toEqual([key, partsOf(english.get(key) ?? '')]);
  }
});

test('every plural has both forms', () => {
  const forms = [...english.keys()].filter((key) => PLURAL.test(key));
  expect(forms.length).toBeGreaterThan(7);
  for (const form of forms) {
    const name = form.replace(PLURAL, '');
    expect([name, english.has(`${name}_one`), english.has(`${name}_other`), english.has(name)]).toEqual([
      name,
      true,
      true,
      false,
    ]);
  }
});

test('views and pages name texts that there are', () => {
  const named = sources.flatMap((source) =>
    [...source.matchAll(/\b(?:t|markup)\('([\w.]+)'/g)].map(([, key = '']) => key),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((key) => !keys.has(key))).toEqual([]);
});

test('no text is unused', () => {
  const whole = sources.join('\n');
  // `lengths.${unit}` uses all that begin and end so.
  const families = [
    ...whole.matchAll(/`([a-zA-Z]+\.(?:[\w.]*\.)?)\$\{[^}`]+\}([\w.]*)(?:\$\{[^}`]+\}([\w.]*))?`/g),
  ].map(([, before = '', , after = '']) => ({ before, after }));
  const isUsed = (key: string) =>
    whole.includes(`'${key}'`) || families.some(({ before, after }) => key.startsWith(before) && key.endsWith(after));
  expect([...keys].filter((key) => !isUsed(key))).toEqual([]);
});
