// Compiles src/ to dist/. `npm run build` writes the declarations too, for those who import the package; what only runs
// the code, as scripts/start.js does when sources are newer, does not wait for them. Types are checked by `npm run types`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const root = fileURLToPath(new URL('..', import.meta.url));
const src = join(root, 'src');
const dist = join(root, 'dist');

/**
 * Leaves no file of an earlier build, and no half of one: a build that is stopped changes nothing. Throws at a file that
 * does not parse.
 */
export function build() {
  const aside = `${dist}.${process.pid}`;
  try {
    const names = readdirSync(src, { recursive: true, encoding: 'utf8' });
    for (const name of names) if (name.endsWith('.ts')) compile(name, aside);
    rmSync(dist, { recursive: true, force: true });
    renameSync(aside, dist);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function compile(name, folder) {
  const source = join(src, name);
  const target = join(folder, name.replace(/\.ts$/, '.js'));
  const { code, map } = transformSync(readFileSync(source, 'utf8'), {
    configFile: false,
    swcrc: false,
    filename: source,
    sourceMaps: true,
    sourceFileName: relative(dirname(target), source),
    module: { type: 'es6' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript' }, rewriteRelativeImportExtensions: true },
  });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${code}//# sourceMappingURL=${basename(target)}.map\n`);
  writeFileSync(`${target}.map`, map);
}

function declare() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  build();
  declare();
}
