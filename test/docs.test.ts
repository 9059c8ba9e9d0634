import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'dotenv';
import { z } from 'zod';
import { loadConfig, VARIABLE_NAMES, type Environment } from '../src/config.ts';
import { SEED_PEOPLE } from '../packages/sandbox/src/world/seed.ts';

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
  const commands = namesIn(readme, /node dist\/cli\.js (\w+)|npm run (\w+) -- |npm run (sandbox|doctor)\b/g);

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

describe('Links', () => {
  const root = new URL('../', import.meta.url);
  const documents = [
    ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'],
    ...readdirSync(new URL('docs/', root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  ];

  test.each(documents)('of %s lead to files and headings that are there', (file) => {
    expect(brokenLinksIn(new URL(file, root))).toEqual([]);
  });

  test.each(documents)('and the paths in %s too', (file) => {
    const paths = namesIn(textOf(file), /`((?:src|test|packages|docs|views|public|scripts)\/[\w./-]+)`/g);
    expect(paths.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });

  test('that lead nowhere would be noticed', () => {
    const text = '[a](nowhere.md) [b](configuration.md#nowhere) [c](#nowhere) [d](configuration.md#variables)';
    const broken = brokenLinksIn(new URL('docs/configuration.md', root), text);
    expect(broken).toEqual(['nowhere.md', 'configuration.md#nowhere', '#nowhere']);
  });
});

/** Links of a document to files of this repository, and to headings in them; addresses of the web are left alone. */
function brokenLinksIn(file: URL, text = readFileSync(file, 'utf8')): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link ?? '');
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const target = new URL(link, file);
      const path = new URL(target.pathname, target);
      if (!existsSync(path)) return true;
      return target.hash !== '' && path.pathname.endsWith('.md') && !anchorsIn(path).has(target.hash.slice(1));
    });
}

/** The names by which GitHub and others reach headings, and those that are set by hand. */
function anchorsIn(file: URL): ReadonlySet<string> {
  const text = readFileSync(file, 'utf8');
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id ?? '')]);
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

test('docs/security.md names every cookie that the app sets, and no other', () => {
  const web = new URL('../src/web/', import.meta.url);
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const code = files.map((file) => readFileSync(new URL(file, web), 'utf8'));
  const cookies = (text: string) => namesIn(text, /\b(vc_[a-z]+(?:_[a-z]+)*)/g).sort();
  expect(cookies(textOf('docs/security.md'))).toEqual(cookies(code.join('\n')));
});

test('docs/architecture.md says of every folder of src/ what it may import', () => {
  const [, table = ''] = /\| folder([\s\S]*?)\n\n/.exec(textOf('docs/architecture.md')) ?? [];
  const named = namesIn(table, /`([A-Za-z]+)\/`/g).sort();
  const folders = readdirSync(new URL('../src/', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(named).toEqual(expect.arrayContaining(folders.sort()));
});

describe('docs/decisions', () => {
  const records = readdirSync(new URL('../docs/decisions/', import.meta.url)).filter((name) => name !== 'README.md');
  const index = textOf('docs/decisions/README.md');

  test('are all in the index, by number and title', () => {
    const lines = records.map((name) => {
      const [, number = '', title = ''] = /^# (\d+)\. (.+)/.exec(textOf(`docs/decisions/${name}`)) ?? [];
      return { name, line: new RegExp(`\\| ${number} +\\| \\[${escaped(title)}\\]\\(${escaped(name)}\\) +\\|`) };
    });
    expect(lines.length).toBeGreaterThan(14);
    expect(lines.filter(({ line }) => !line.test(index)).map(({ name }) => name)).toEqual([]);
  });

  test('bear their number in their name, and no number twice', () => {
    const numbers = records.map((name) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]));
    expect(new Set(numbers).size).toBe(records.length);
    const titled = records.map((name) => Number(/^# (\d+)\./.exec(textOf(`docs/decisions/${name}`))?.[1]));
    expect(titled).toEqual(numbers);
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
