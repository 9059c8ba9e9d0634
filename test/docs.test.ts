import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'dotenv';
import { z } from 'zod';
import { loadConfig, VARIABLE_NAMES, type Environment } from '../src/config.ts';
import { SEED_PEOPLE } from '../src/sandbox/world/seed.ts';

const SECRET = 'a secret of at least thirty-two characters';
const textOf = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const example = textOf('.env.example');
const document = textOf('docs/configuration.md');
const readme = textOf('README.md');

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

describe('README.md', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(textOf('package.json')));
  const commands = namesIn(readme, /node dist\/cli\.js (\w+)|npm run (\w+) -- |npm run (sandbox)\b/g);

  test('names only scripts that there are', () => {
    const named = [...namesIn(readme, /npm run (\w+)/g), ...namesIn(readme, /npm (start|test)\b/g)];
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names only variables that there are', () => {
    const named = namesIn(readme, /\b([A-Z]+(?:_[A-Z]+)+)\b/g);
    expect(named).toEqual(expect.arrayContaining(['VISMA_CONNECT_URL', 'SESSION_SECRET', 'SANDBOX_PORT']));
    expect(named.filter((name) => !VARIABLE_NAMES.includes(name))).toEqual([]);
  });

  test('says whom to sign in as', () => {
    const named = namesIn(readme, /`(\w+@[\w.]+)`/g);
    const known = SEED_PEOPLE.map(({ username }) => username);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  test.each(commands)('names the command %s, which explains itself', (command) => {
    const start = fileURLToPath(new URL('../scripts/start.js', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [start, command, '--help'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`npm run ${command}`.replace('run start', 'start'));
  });
});

/** What stands in the first group that matched, each name once. */
function namesIn(text: string, pattern: RegExp): string[] {
  const found = [...text.matchAll(pattern)].map(([, ...groups]) => groups.find(Boolean) ?? '');
  return [...new Set(found)];
}

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
