import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ruleBook } from '../src/ruleBook.ts';
import { scanFolder } from '../src/scanFolder.ts';
import { steps } from '../src/steps.ts';

const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));
const languages = ['curl', 'csharp', 'javascript', 'python', 'php', 'java'] as const;
const Expected = z.array(z.strictObject({ file: z.string(), rule: z.string(), text: z.string() }));

/** What a person marked in a fixture, as `file:line rule`. The text stands on exactly one line of the file. */
function expectedIn(folder: string): string[] {
  const marked = Expected.parse(JSON.parse(readFileSync(join(fixtures, folder, 'expected.json'), 'utf8')));
  return marked.map(({ file, rule, text }) => {
    const lines = readFileSync(join(fixtures, folder, file), 'utf8').split('\n');
    const at = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
    if (at.length !== 1) throw new Error(`${folder}/${file}: "${text}" is on ${at.length} lines, not on one.`);
    return `${file}:${String(at[0])} ${rule}`;
  });
}

/** What the scan finds; the lists of expectations hold the very words, so they are left out. */
function foundIn(folder: string): string[] {
  return scanFolder(join(fixtures, folder))
    .findings.filter(({ file }) => file !== 'expected.json')
    .map(({ file, line, rule }) => `${file}:${line} ${rule.id}`);
}

describe('the rules on code of six languages', () => {
  test.each([...languages, 'mixed'])('find in %s what is marked, and nothing else', (folder) => {
    expect(foundIn(folder).sort()).toEqual(expectedIn(folder).sort());
  });

  test.each(languages)('are each shown at work in %s', (folder) => {
    const shown = new Set(expectedIn(folder).map((mark) => mark.split(' ')[1]));
    const ofFiles = ruleBook.filter(({ isOfProject }) => isOfProject !== true);
    expect(ofFiles.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });

  test('reach precision 1 and recall 1', () => {
    const all = [...languages, 'mixed'].flatMap((folder) => {
      const expected = new Set(expectedIn(folder));
      return foundIn(folder).map((mark) => expected.has(mark));
    });
    const marked = [...languages, 'mixed'].flatMap(expectedIn).length;
    const right = all.filter(Boolean).length;
    const figures = { found: all.length, marked, precision: right / all.length, recall: right / marked };
    process.stdout.write(`migrate fixtures: ${JSON.stringify(figures)}\n`);
    expect(figures).toMatchObject({ precision: 1, recall: 1 });
  });
});

describe('a rule', () => {
  test.each(ruleBook.map((rule) => [rule.id, rule] as const))('%s says all that a person needs', (_id, rule) => {
    expect(steps.map(({ id }) => id)).toContain(rule.step);
    for (const text of [rule.title, rule.guide, rule.why, rule.replacement, ...Object.values(rule.examples)]) {
      expect(text.trim().length).toBeGreaterThan(3);
    }
    const patterns = Object.values(rule.patterns).flat();
    expect(patterns.length > 0 || rule.detect !== undefined).toBe(rule.isOfProject !== true);
    for (const { find } of patterns) expect(find.flags).toContain('g');
  });

  test('has an id of its own', () => {
    expect(new Set(ruleBook.map(({ id }) => id)).size).toBe(ruleBook.length);
  });
});
