import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { VARIABLE_NAMES } from '../../src/config.ts';
import { checkNode } from '../../src/doctor/checks/node.ts';
import { CHECKS, DIAGNOSES } from '../../src/doctor/diagnoses.ts';

const document = readFileSync(new URL('../../docs/doctor.md', import.meta.url), 'utf8');

/** `check diagnosis verdict` of each row, under the heading of its check. */
function rowsIn(text: string): string[] {
  return text
    .split(/\n### /)
    .slice(1)
    .flatMap((section) => {
      const check = /^[^\n]*\(`(\w+)`\)/.exec(section)?.[1] ?? '';
      return [...section.matchAll(/^\| `(\w+)` *\| (\w+) /gm)].map(([, id, verdict]) => `${check} ${id} ${verdict}`);
    });
}

describe('docs/doctor.md', () => {
  test('has a heading for every check, with its title', () => {
    const headings = [...document.matchAll(/^### (.+) \(`(\w+)`\)$/gm)].map(([, title, id]) => `${id} ${title}`);
    expect(headings.sort()).toEqual(
      Object.entries(CHECKS)
        .map(([id, title]) => `${id} ${title}`)
        .sort(),
    );
  });

  test('has every diagnosis under its check, with its verdict, and no other', () => {
    const known = Object.entries(DIAGNOSES).map(([id, { check, verdict }]) => `${check} ${id} ${verdict}`);
    expect(rowsIn(document).sort()).toEqual(known.sort());
  });

  test('names no variable that the application does not read', () => {
    const named = [...document.matchAll(/`((?:VISMA|SESSION|STORE|TRUST|RATE|PROTOCOL|BASE|LOG)_[A-Z_]+)/g)];
    expect(named.map(([, name]) => name).filter((name) => !VARIABLE_NAMES.includes(name ?? ''))).toEqual([]);
  });
});

test('every diagnosis has a test that brings about its fault', () => {
  const folder = new URL('./', import.meta.url);
  const tests = readdirSync(folder).filter((file) => file.endsWith('.test.ts') && !file.startsWith('documents'));
  const texts = tests.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  expect(Object.keys(DIAGNOSES).filter((id) => !texts.includes(`'${id}'`))).toEqual([]);
});

test('the oldest Node.js that is said to do is the one of package.json', () => {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { engines } = z.object({ engines: z.object({ node: z.string() }) }).parse(JSON.parse(file));
  const oldest = engines.node.replace('>=', '');
  expect(checkNode(`${oldest}.0`)[0]?.verdict).toBe('ok');
  expect(checkNode('20.18.9')[0]?.diagnosis).toBe('node_too_old');
});
