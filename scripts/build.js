// Compiles src/ to dist/, in the packages and in the application: `node scripts/build.js [folder …]`, all unless told.
// The application's dist/ also gets compressed copies of its assets.
// Packages get their declarations too, always: whoever imports them may type-check at any time. Types are checked by
// `npm run types`.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { bundle } from './bundle.js';
import { packAssets } from './packAssets.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What is built: the packages, and the application at the root, `.`. */
export const UNITS = [
  ...readdirSync(join(root, 'packages'))
    .map((name) => `packages/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'src'))),
  '.',
];

/** Started often, by tests above all: built to few files, which load sooner. */
const BUNDLED = ['packages/sandbox'];

/** Builds what has a source, a manifest or a build script newer than its last build. */
export function buildStale() {
  return build(UNITS.filter(isStale));
}

/**
 * Leaves no file of an earlier build, and no half of one: a build that is stopped changes nothing. Rejects at a file that
 * does not parse.
 */
export async function build(units = UNITS) {
  const packages = units.filter((unit) => unit !== '.');
  const declared = packages.length > 0 ? declare(packages) : Promise.resolve();
  await Promise.all(units.map((unit) => buildUnit(unit, declared)));
}

async function buildUnit(unit, declared) {
  const { src, dist, aside } = foldersOf(unit);
  const startedAt = new Date();
  try {
    if (BUNDLED.includes(unit)) await bundle(join(root, unit), aside);
    else compileAll(src, aside);
    if (unit === '.') packAssets(join(aside, 'assets'));
    await declared;
    rmSync(dist, { recursive: true, force: true });
    renameSync(aside, dist);
    // A source that is saved while this runs is newer than what was built.
    utimesSync(dist, startedAt, startedAt);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function compileAll(src, folder) {
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' });
  for (const name of names) if (name.endsWith('.ts')) compile(src, name, folder);
}

function compile(src, name, folder) {
  const source = join(src, name);
  const target = join(folder, name.replace(/\.ts$/, '.js'));
  const { code, map } = transformSync(readFileSync(source, 'utf8'), {
    configFile: false,
    swcrc: false,
    filename: source,
    sourceMaps: true,
    sourceFileName: relative(join(src, '../dist', dirname(name)), source),
    module: { type: 'es6' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript' }, rewriteRelativeImportExtensions: true },
  });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${code}//# sourceMappingURL=${basename(target)}.map\n`);
  writeFileSync(`${target}.map`, map);
}

/** In a process of its own, beside the compiling. */
function declare(packages) {
  const targets = packages.flatMap((unit) => [unit, foldersOf(unit).aside]);
  const child = spawn(process.execPath, [join(root, 'scripts/declare.js'), ...targets], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`No declarations of ${packages.join(', ')}: the compiler ended with ${code}`));
    });
  });
}

/** A folder is newer when a file in it was added or taken away. */
function isStale(unit) {
  const { src, dist } = foldersOf(unit);
  const builtAt = statSync(dist, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const folders = unit === '.' ? [src, join(root, 'public')] : [src];
  const sources = folders.flatMap((folder) => [folder, ...filesIn(folder)]);
  const builders = ['build.js', 'bundle.js', 'declare.js', 'packAssets.js'].map((name) => join(root, 'scripts', name));
  return [...sources, ...builders, join(root, unit, 'package.json')].some((path) => statSync(path).mtimeMs > builtAt);
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

function foldersOf(unit) {
  const dist = join(root, unit, 'dist');
  return { src: join(root, unit, 'src'), dist, aside: `${dist}.${process.pid}` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const units = process.argv.slice(2);
  await build(units.length > 0 ? units : UNITS);
}
