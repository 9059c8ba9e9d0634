import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../node_modules/.cache/tests/', import.meta.url));
const { version } = createRequire(import.meta.url)('@swc/core/package.json');

/** A TypeScript file as Node runs it: compiled once, as long as it stays as it is, and kept beside its source map. */
export async function compiled(path) {
  const source = readFileSync(path, 'utf8');
  const target = fileFor(path, source);
  if (!existsSync(target)) await compile(path, source, target);
  return readFileSync(target, 'utf8');
}

/** The source map of a file that a stack names, by path or by address. */
export function mapFileOf(name) {
  const path = name.startsWith('file:') ? fileURLToPath(name) : name;
  if (!path.endsWith('.ts') || !existsSync(path)) return undefined;
  return `${fileFor(path, readFileSync(path, 'utf8'))}.map`;
}

function fileFor(path, source) {
  const hash = createHash('sha256').update(`${version}\n${path}\n${source}`).digest('hex');
  return join(folder, `${hash}.js`);
}

/** Writes aside and renames: workers do this beside each other, and none may read half a file. */
async function compile(path, source, target) {
  const { transformSync } = await import('@swc/core');
  const { code, map } = transformSync(source, {
    configFile: false,
    swcrc: false,
    filename: path,
    sourceMaps: true,
    module: { type: 'es6' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of [
    [`${target}.map`, map],
    [target, code],
  ]) {
    const aside = `${name}.${process.pid}`;
    writeFileSync(aside, text);
    renameSync(aside, name);
  }
}
