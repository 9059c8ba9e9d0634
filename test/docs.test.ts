import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'dotenv';
import { loadConfig, VARIABLE_NAMES, type Environment } from '../src/config.ts';

const SECRET = 'a secret of at least thirty-two characters';
const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
const document = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8');

describe('.env.example', () => {
  const uncommented = parse(example.replace(/^# (?=[A-Z_]+=)/gm, ''));

  test('has every variable that the app reads, once, and no other', () => {
    const names = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(names.sort()).toEqual([...VARIABLE_NAMES].sort());
  });

  test('sets nothing as it is', () => {
    expect(parse(example)).toEqual({});
  });

  test('shows the defaults: the configuration is the same with every line in force', () => {
    expect(loadConfig(uncommented)).toEqual(loadConfig({}));
  });

  test('says of every variable what it is for', () => {
    const unexplained = example.split('\n\n').filter((part) => part.includes('=') && !/^# [^=]+$/m.test(part));
    expect(unexplained).toEqual([]);
  });
});

describe('docs/configuration.md', () => {
  const rows = rowsOfVariables(document);

  test('has every variable that the app reads, once, and no other', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual([...VARIABLE_NAMES].sort());
  });

  test('names no other variable in its text', () => {
    const named = [
      ...document.matchAll(/\b(?:VISMA|SANDBOX|SESSION|STORE|TRUST|RATE|PROTOCOL|CHROMIUM|BASE|LOG)_[A-Z_]+\b/g),
    ];
    expect(named.map(([name]) => name).filter((name) => !VARIABLE_NAMES.includes(name))).toEqual([]);
  });

  test('gives the defaults that are values as they are', () => {
    const given = valuesIn(rows, 'byDefault');
    expect(Object.keys(given).length).toBeGreaterThan(10);
    expect(loadConfig(given)).toEqual(loadConfig({}));
  });

  test('gives examples that work together', () => {
    const examples = valuesIn(rows, 'example');
    expect(Object.keys(examples)).toHaveLength(VARIABLE_NAMES.length - 1);
    const config = loadConfig({ ...examples, SESSION_SECRET: SECRET });
    expect(config).toMatchObject({ production: true, server: { https: true }, warnings: [] });
  });
});

interface VariableRow {
  readonly name: string;
  readonly byDefault: string;
  readonly example: string;
}

function rowsOfVariables(text: string): VariableRow[] {
  const [, section = ''] = /\n## Variables\n([\s\S]*?)\n## /.exec(text) ?? [];
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, name = '', , byDefault = '', example = '']) => ({ name: name.slice(1, -1), byDefault, example }));
}

/** Cells that hold one value and nothing else, by variable; `<…>` stands for something and is no value. */
function valuesIn(rows: readonly VariableRow[], column: 'byDefault' | 'example'): Environment {
  const cells = rows.map((row): [string, string | undefined] => [row.name, /^`([^`<]+)`$/.exec(row[column])?.[1]]);
  return Object.fromEntries(cells.filter(([, value]) => value !== undefined));
}
