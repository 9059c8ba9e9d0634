import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';

/*
 * Arrows between the folders of src/ point one way (docs/architecture.md). Each folder may import itself, what stands
 * here, and packages.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['webApp.ts', 'heap.ts', 'ownSecret.ts', 'config.ts', 'errors.ts', 'log.ts', 'sandbox'],
  'cli.ts': ['main.ts', 'heap.ts', 'config.ts', 'errors.ts', 'log.ts', 'service', 'doctor', 'migrate', 'sandbox'],
  'webApp.ts': ['app.ts', 'compose.ts', 'config.ts', 'log.ts'],
  'app.ts': ['pages', 'web', 'log.ts'],
  'compose.ts': [
    'app.ts',
    'pages',
    'web',
    'connections',
    'oidc',
    'erp',
    'store',
    'protocolView',
    'config.ts',
    'log.ts',
  ],
  'ownSecret.ts': ['errors.ts'],
  'heap.ts': [],
  pages: ['web', 'connections', 'oidc', 'erp', 'store', 'protocolView', 'errors.ts', 'log.ts', 'config.ts'],
  service: ['connections', 'oidc', 'erp', 'store', 'errors.ts', 'log.ts', 'config.ts'],
  doctor: ['service', 'oidc', 'erp', 'store', 'errors.ts', 'log.ts', 'config.ts', 'config', 'parseJson.ts'],
  web: ['connections', 'oidc', 'erp', 'store', 'protocolView', 'errors.ts', 'log.ts', 'config.ts'],
  connections: ['oidc', 'erp', 'store', 'protocolView', 'errors.ts', 'log.ts', 'config.ts', 'parseJson.ts'],
  oidc: ['errors.ts', 'log.ts', 'config.ts', 'parseJson.ts'],
  erp: ['errors.ts', 'log.ts', 'config.ts'],
  store: ['errors.ts', 'log.ts', 'config.ts'],
  protocolView: ['errors.ts', 'log.ts', 'config.ts', 'parseJson.ts'],
  sandbox: ['store', 'errors.ts', 'log.ts', 'deepFreeze.ts'],
  migrate: [],
  'config.ts': ['config', 'errors.ts', 'deepFreeze.ts'],
  config: ['errors.ts'],
  'log.ts': ['errors.ts'],
  'errors.ts': ['client'],
  'deepFreeze.ts': [],
  'parseJson.ts': [],
};

/** A type says what a thing must look like; nothing is called. The recorder's port is a type of the protocol. */
const ALLOWED_TYPES: Readonly<Record<string, readonly string[]>> = {
  ...ALLOWED,
  protocolView: ['oidc', 'erp', 'errors.ts', 'log.ts', 'config.ts', 'parseJson.ts'],
  config: ['config.ts', 'errors.ts'],
};

/** No Express and no HTTP server where the protocol, the APIs and the stores live. */
const NO_EXPRESS = ['oidc', 'erp', 'store', 'connections', 'protocolView', 'service', 'doctor', 'migrate'];

interface Import {
  readonly from: string;
  /** A file of src/, or the name of a package. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly isType: boolean;
  /** `await import(…)`. */
  readonly isDynamic: boolean;
}

const SRC = fileURLToPath(new URL('../src', import.meta.url));

const files = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(SRC, join(entry.parentPath, entry.name)));

const sources = new Map(files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')]));
const imports = [...sources].flatMap(([file, text]) => importsOf(file, text));

function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, kind: Pick<Import, 'isType' | 'isDynamic'>) => {
    if (specifier && ts.isStringLiteral(specifier))
      found.push({ from: file, ...targetOf(file, specifier.text), ...kind });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const isType = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || isOnlyTypes(node.importClause);
      add(node.moduleSpecifier, { isType, isDynamic: false });
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, { isType: node.isTypeOnly, isDynamic: false });
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, { isType: true, isDynamic: false });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], { isType: false, isDynamic: true });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true));
  return found;
}

/** `import { type A, type B }`. */
function isOnlyTypes(clause: ts.ImportClause | undefined): boolean {
  const bindings = clause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings) || clause.name) return false;
  return bindings.elements.length > 0 && bindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

function targetOf(file: string, specifier: string): Pick<Import, 'to' | 'isPackage'> {
  if (!specifier.startsWith('.')) return { to: specifier.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1'), isPackage: true };
  return { to: relative(SRC, resolve(SRC, dirname(file), specifier)), isPackage: false };
}

/** The folder of a file, or the file itself at the top. */
function placeOf(file: string): string {
  return file.split('/')[0] ?? file;
}

function violationsOf(some: readonly Import[]): string[] {
  return some.filter(isForbidden).map(({ from, to }) => `${from} imports ${to}`);
}

function isForbidden({ from, to, isPackage, isType, isDynamic }: Import): boolean {
  const [here, there] = [placeOf(from), placeOf(to)];
  if (isPackage) return NO_EXPRESS.includes(here) && ['express', 'express-session'].includes(to);
  if (here === there) return false;
  if (there === 'sandbox' && !isType && !isDynamic) return true;
  const allowed = isType ? ALLOWED_TYPES[here] : ALLOWED[here];
  return allowed?.includes(there) !== true;
}

/** The first cycle found among files, types left out: they are gone when the program runs. */
function cycleIn(some: readonly Import[]): string[] | undefined {
  const next = new Map<string, string[]>();
  for (const { from, to, isPackage, isType, isDynamic } of some) {
    if (!isPackage && !isType && !isDynamic) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const target of next.get(file) ?? []) {
      const cycle = walk(target, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const cycle = walk(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** `process.env` in code; a text or pattern that speaks of it is none. */
function readsEnvironment(file: string, text: string): boolean {
  const reads = (node: ts.Node): boolean =>
    (ts.isPropertyAccessExpression(node) && node.getText().replace(/\s/g, '') === 'process.env') ||
    (ts.isImportDeclaration(node) && /['"](node:)?process['"]/.test(node.moduleSpecifier.getText())) ||
    ts.forEachChild(node, (child) => reads(child) || undefined) === true;
  return reads(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true));
}

const planted = (from: string, text: string) => importsOf(from, text);

describe('Imports', () => {
  test('point one way between the folders', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(violationsOf(imports)).toEqual([]);
  });

  test.each([
    ['oidc/x.ts', "import { guard } from '../web/guard.ts';"],
    ['oidc/x.ts', "import type { Store } from '../store/store.ts';"],
    ['erp/x.ts', "import express from 'express';"],
    ['web/x.ts', "import { startPage } from '../pages/startPage.ts';"],
    ['store/x.ts', "export { planSignIn } from '../oidc/signIn.ts';"],
    ['compose.ts', "import { startSandbox } from './sandbox/start.ts';"],
    ['sandbox/x.ts', "import { loadConfig } from '../config.ts';"],
    ['migrate/x.ts', "import { AppError } from '../errors.ts';"],
    ['doctor/x.ts', "import { createSessions } from '../connections/sessions.ts';"],
    ['doctor/x.ts', "const it = await import('../sandbox/world/seed.ts');"],
    ['pages/x.ts', "const it = await import('../sandbox/start.ts');"],
  ])('would be noticed in %s: %s', (file, text) => {
    expect(violationsOf(planted(file, text))).toHaveLength(1);
  });

  test('have no cycle', () => {
    expect(cycleIn(imports)).toBeUndefined();
  });

  test('in a circle would be noticed', () => {
    const circle = [...planted('oidc/a.ts', "import './b.ts';"), ...planted('oidc/b.ts', "import './a.ts';")];
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

  test('read elsewhere would be noticed', () => {
    expect(readers(new Map([['web/x.ts', 'const port = process.env.PORT;']]))).toHaveLength(1);
  });
});

describe('The sandbox can be taken away', () => {
  test('only main.ts and cli.ts name it', () => {
    const naming = imports.filter(({ from, to }) => placeOf(to) === 'sandbox' && placeOf(from) !== 'sandbox');
    expect([...new Set(naming.map(({ from }) => from))].toSorted()).toEqual(['cli.ts', 'main.ts']);
  });

  test('and it names nothing of the application but the store, the log, the errors and one helper', () => {
    const named = imports.filter(
      ({ from, to, isPackage }) => placeOf(from) === 'sandbox' && placeOf(to) !== 'sandbox' && !isPackage,
    );
    expect([...new Set(named.map(({ to }) => placeOf(to)))].toSorted()).toEqual([
      'deepFreeze.ts',
      'errors.ts',
      'log.ts',
    ]);
  });
});

test('no folder is a drawer', () => {
  const drawers = files.filter((file) => /(^|\/)(utils?|helpers?|common|types|constants)(\.ts|\/)/.test(file));
  expect(drawers).toEqual([]);
});
