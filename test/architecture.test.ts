import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { z } from 'zod';
import { cycleIn, importsOf, placeOf, readSources, type Import } from './support/imports.ts';

/*
 * Arrows between the folders of the application, and to the packages beside it, point one way (docs/architecture.md). The
 * packages' own arrows are held to by tests of theirs.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'cli.ts': [
    ...['main.ts', 'loadSandbox.ts', 'heap.ts', 'config.ts', 'log.ts', 'commands', 'doctor'],
    ...['explainFailure.ts', 'stopOnSignals.ts', 'vni-migrate'],
  ],
  'main.ts': [
    ...['webApp.ts', 'loadSandbox.ts', 'heap.ts', 'ownSecret.ts', 'config.ts', 'log.ts'],
    ...['explainFailure.ts', 'stopOnSignals.ts'],
  ],
  'explainFailure.ts': ['errors.ts'],
  'loadSandbox.ts': ['errors.ts', 'visma-net-sandbox'],
  'webApp.ts': ['app.ts', 'compose.ts'],
  'app.ts': ['pages', 'web'],
  'compose.ts': [...['connections', 'oidc', 'protocolView', 'store', 'web'], ...['productName.ts', 'visma-net-client']],
  pages: [
    ...['web', 'languages', 'connections', 'oidc', 'protocolView', 'errors.ts', 'log.ts'],
    ...['visma-net-client'],
  ],
  commands: ['store', 'errors.ts', 'parseJson.ts', 'productName.ts', 'visma-net-client'],
  doctor: [
    ...[
      'config',
      'config.ts',
      'oidc',
      'store',
      'errors.ts',
      'log.ts',
      'parseJson.ts',
      'productName.ts',
      'visma-net-client',
    ],
  ],
  web: ['languages', 'connections', 'oidc', 'protocolView', 'errors.ts', 'log.ts', 'visma-net-client'],
  connections: ['oidc', 'store', 'errors.ts', 'parseJson.ts', 'visma-net-client'],
  oidc: ['errors.ts', 'parseJson.ts', 'visma-net-client'],
  store: ['errors.ts'],
  protocolView: ['languages', 'parseJson.ts'],
  'config.ts': ['config', 'errors.ts'],
  config: ['errors.ts'],
  'ownSecret.ts': ['errors.ts'],
  'log.ts': ['errors.ts', 'logOutput.ts'],
  'errors.ts': ['visma-net-client'],
};

/** A type says what a thing must look like; nothing is called. On top of those above. */
const ALLOWED_TYPES: Readonly<Record<string, readonly string[]>> = {
  'loadSandbox.ts': ['config.ts'],
  'main.ts': ['visma-net-sandbox'],
  'stopOnSignals.ts': ['log.ts'],
  'webApp.ts': ['config.ts'],
  'app.ts': ['log.ts'],
  'compose.ts': ['app.ts', 'config.ts', 'log.ts'],
  languages: ['locales'],
  pages: ['store', 'config.ts'],
  commands: ['config.ts'],
  web: ['store'],
  protocolView: ['visma-net-client'],
  connections: ['log.ts'],
  store: ['log.ts'],
  config: ['config.ts'],
};

const OWN_PACKAGES = ['visma-net-client', 'visma-net-sandbox', 'vni-migrate'];

/** What only `await import(…)` may load: it may be missing. */
const ONLY_WHEN_ASKED = ['visma-net-sandbox'];

/** No Express and no HTTP server where the protocol and the stores live. */
const NO_EXPRESS = ['oidc', 'store', 'connections', 'protocolView', 'commands', 'doctor'];

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const sources = readSources(`${ROOT}src`);
const files = [...sources.keys()];
const imports = importsIn(sources);

function importsIn(some: ReadonlyMap<string, string>): Import[] {
  return [...some].flatMap(([file, text]) => importsOf(file, text));
}

/** Between which places an import leads; undefined within one place, and to a package of others. */
function arrowOf({ from, to, isPackage }: Import): readonly [from: string, to: string] | undefined {
  if (isPackage) return OWN_PACKAGES.includes(to) ? [placeOf(from), to] : undefined;
  const there = to.startsWith('../locales/') ? 'locales' : to.startsWith('..') ? 'outside' : placeOf(to);
  return there === placeOf(from) ? undefined : [placeOf(from), there];
}

function violationsOf(some: readonly Import[]): string[] {
  return some.filter(isForbidden).map(({ from, to }) => `${from} imports ${to}`);
}

function isForbidden(one: Import): boolean {
  const { from, to, isPackage, isType, isDynamic } = one;
  if (isPackage && NO_EXPRESS.includes(placeOf(from)) && ['express', 'express-session'].includes(to)) return true;
  if (ONLY_WHEN_ASKED.includes(to) && !isType && !isDynamic) return true;
  const arrow = arrowOf(one);
  if (!arrow) return false;
  const [here, there] = arrow;
  return !(ALLOWED[here]?.includes(there) === true || (isType && ALLOWED_TYPES[here]?.includes(there) === true));
}

/** The allowed arrows that no import takes: by a value for those of the first table, by a type for the second. */
function unusedArrows(some: readonly Import[]): string[] {
  const taken = (kind: readonly Import[]) => new Set(kind.map((one) => arrowOf(one)?.join(' -> ')));
  const arrows = (table: typeof ALLOWED) =>
    Object.entries(table).flatMap(([from, targets]) => targets.map((to) => `${from} -> ${to}`));
  const values = taken(some.filter(({ isType }) => !isType));
  const types = taken(some.filter(({ isType }) => isType));
  return [
    ...arrows(ALLOWED).filter((arrow) => !values.has(arrow)),
    ...arrows(ALLOWED_TYPES).filter((arrow) => !types.has(arrow) || values.has(arrow)),
  ];
}

/** `process.env` in code; a text or pattern that speaks of it is none. */
function readsEnvironment(file: string, text: string): boolean {
  const reads = (node: ts.Node): boolean =>
    (ts.isPropertyAccessExpression(node) && node.getText().replace(/\s/g, '') === 'process.env') ||
    (ts.isImportDeclaration(node) && /['"](node:)?process['"]/.test(node.moduleSpecifier.getText())) ||
    ts.forEachChild(node, (child) => reads(child) || undefined) === true;
  return reads(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true));
}

describe('Imports', () => {
  test('point one way between the folders, and to the packages', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(violationsOf(imports)).toEqual([]);
  });

  test('take every allowed arrow', () => {
    expect(unusedArrows(imports)).toEqual([]);
  });

  test.each([
    ['oidc/x.ts', "import { guard } from '../web/guard.ts';"],
    ['oidc/x.ts', "import type { Store } from '../store/store.ts';"],
    ['store/x.ts', "import { ErpError } from 'visma-net-client/errors';"],
    ['oidc/x.ts', "import express from 'express';"],
    ['web/x.ts', "import { startPage } from '../pages/startPage.ts';"],
    ['web/x.ts', "import { memoryStore } from '../store/memoryStore.ts';"],
    ['store/x.ts', "export { planSignIn } from '../oidc/signIn.ts';"],
    ['compose.ts', "import { startSandbox } from 'visma-net-sandbox';"],
    ['loadSandbox.ts', "import { startSandbox } from 'visma-net-sandbox';"],
    ['pages/x.ts', "import { migrateCommand } from 'vni-migrate';"],
    ['pages/x.ts', "import { createErpClient } from '../../packages/client/src/erpClient.ts';"],
    ['doctor/x.ts', "import { createSessions } from '../connections/sessions.ts';"],
    ['doctor/x.ts', "const it = await import('visma-net-sandbox/seed');"],
    ['commands/x.ts', "import { loadConfig } from '../config.ts';"],
  ])('would be noticed in %s: %s', (file, text) => {
    expect(violationsOf(importsOf(file, text))).toHaveLength(1);
  });

  test('that nobody needs any more would be noticed', () => {
    const without = imports.filter(({ from, to }) => !(placeOf(from) === 'doctor' && placeOf(to) === 'oidc'));
    expect(unusedArrows(without)).toEqual(['doctor -> oidc']);
  });

  test('have no cycle', () => {
    expect(cycleIn(imports)).toBeUndefined();
  });

  test('in a circle would be noticed', () => {
    const circle = [...importsOf('oidc/a.ts', "import './b.ts';"), ...importsOf('oidc/b.ts', "import './a.ts';")];
    expect(cycleIn([...imports, ...circle])).toEqual(['oidc/a.ts', 'oidc/b.ts', 'oidc/a.ts']);
  });

  test('name their file with its extension', () => {
    const without = imports.filter(({ to, isPackage }) => !isPackage && !/\.(ts|json)$/.test(to));
    expect(without.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
});

describe('The environment', () => {
  const readers = (texts: ReadonlyMap<string, string>) =>
    [...texts].filter(([file, text]) => file !== 'config.ts' && readsEnvironment(file, text));

  test('is read by config.ts alone', () => {
    expect(readers(sources).map(([file]) => file)).toEqual([]);
  });

  test('is read by commands alone in the packages', () => {
    const found = ['client', 'sandbox', 'migrate'].flatMap((name) =>
      readers(readSources(`${ROOT}packages/${name}/src`)).map(([file]) => `${name}/${file}`),
    );
    expect(found).toEqual(['sandbox/cli.ts', 'migrate/cli.ts']);
  });

  test('read elsewhere would be noticed', () => {
    expect(readers(new Map([['web/x.ts', 'const port = process.env.PORT;']]))).toHaveLength(1);
  });
});

describe('What is installed', () => {
  const Manifest = z.object({ dependencies: z.record(z.string(), z.string()) });
  const declared = (folder: string) =>
    Object.keys(Manifest.parse(JSON.parse(readFileSync(`${ROOT}${folder}/package.json`, 'utf8'))).dependencies);
  const imported = (some: readonly Import[]) => new Set(some.flatMap(({ to, isPackage }) => (isPackage ? [to] : [])));
  /** Used without an import: asked for by their name in a configuration, or served as files. */
  const UNIMPORTED = ['@picocss/pico', 'ejs'];

  test.each(['.', 'packages/client', 'packages/sandbox', 'packages/migrate'])('is what %s imports', (folder) => {
    const used = imported(importsIn(readSources(`${ROOT}${folder}/src`)));
    const outside = [...used].filter((name) => !name.startsWith('node:'));
    const expected = declared(folder).filter((name) => !UNIMPORTED.includes(name));
    // The sandbox is a development dependency of the application.
    expect(outside.filter((name) => !['visma-net-sandbox', ...UNIMPORTED].includes(name)).sort()).toEqual(
      expected.sort(),
    );
  });
});

test.each(['src', 'packages/client/src', 'packages/sandbox/src', 'packages/migrate/src'])(
  'no folder of %s is a drawer',
  (folder) => {
    const names = [...readSources(`${ROOT}${folder}`).keys()];
    expect(names.filter((file) => /(^|\/)(utils?|helpers?|common|types|constants)(\.ts|\/)/.test(file))).toEqual([]);
  },
);
