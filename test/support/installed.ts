import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm pack` made of a package in a checkout in which nothing was built. */
export interface Tarball {
  readonly name: string;
  /** Paths in the package, without `package/`. */
  readonly files: readonly string[];
  readonly path: string;
}

/** A project with nothing but what it has installed. */
export interface Project {
  readonly folder: string;
  run: (argv: readonly string[]) => Promise<{ code: number | null; output: string }>;
}

const Packed = z.tuple([z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) })]);
const Manifest = z.object({ name: z.string(), dependencies: z.record(z.string(), z.string()).default({}) });

/** Packs a package, `packages/client` for example, from its sources alone: its own `prepack` has to build it. */
export function pack(unit: string): Tarball {
  const checkout = aFolder();
  for (const path of ['scripts', 'tsconfig.json', 'package.json']) cpSync(join(ROOT, path), join(checkout, path), COPY);
  cpSync(join(ROOT, 'contract'), join(checkout, 'contract'), COPY);
  cpSync(join(ROOT, unit), join(checkout, unit), COPY);
  symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
  const { stdout, stderr, status } = spawnSync('npm', ['pack', '--json', '--silent'], {
    cwd: join(checkout, unit),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm pack ended with ${String(status)}: ${stderr}`);
  const [{ filename, files }] = Packed.parse(JSON.parse(stdout));
  const { name } = manifestOf(join(checkout, unit));
  return { name, files: files.map(({ path }) => path), path: join(checkout, unit, filename) };
}

const COPY = { recursive: true, filter: (path: string) => !['dist', 'node_modules', 'test'].includes(basename(path)) };

/**
 * A project that has installed one tarball. Its direct dependencies are those of this repository, linked; a package that
 * it does not declare is not there.
 */
export function projectWith({ path }: Tarball, files: Readonly<Record<string, string>> = {}): Project {
  const folder = aFolder();
  const unpacked = join(folder, 'node_modules', '.unpacked');
  mkdirSync(unpacked, { recursive: true });
  spawnSync('tar', ['-xzf', path, '-C', unpacked]);
  const { name, dependencies } = manifestOf(join(unpacked, 'package'));
  cpSync(join(unpacked, 'package'), join(folder, 'node_modules', name), { recursive: true });
  rmSync(unpacked, { recursive: true });
  for (const dependency of Object.keys(dependencies)) {
    const link = join(folder, 'node_modules', dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', dependency), link);
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return { folder, run: (argv) => node(argv, folder) };
}

/** The arguments with which this repository's compiler checks a file of another project strictly. */
export function strictTypeCheck(file: string): string[] {
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022'];
  const types = ['--typeRoots', join(ROOT, 'node_modules', '@types'), '--types', 'node'];
  return [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), ...options, ...types, file];
}

/** Names of all packages that come with one, itself left out, by the lock file. */
export function productionPackagesOf(unit: string): string[] {
  const lock = Lock.parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
  const found = new Set<string>();
  const add = (place: string): void => {
    const { dependencies = {}, optionalDependencies = {} } = lock.packages[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const installed = placeOf(lock, place, name);
      if (installed === undefined || found.has(installed)) continue;
      found.add(installed);
      add(installed);
    }
  };
  add(unit);
  return [...found];
}

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

/** Where Node finds a dependency: beside the package, or in a folder above it. */
function placeOf(lock: z.output<typeof Lock>, place: string, name: string): string | undefined {
  const parts = place.split('/');
  for (let depth = parts.length; depth >= 0; depth -= 1) {
    const candidate = [...parts.slice(0, depth), 'node_modules', name].join('/');
    if (candidate in lock.packages) return candidate;
  }
  return undefined;
}

function manifestOf(folder: string): z.output<typeof Manifest> {
  return Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
}

function node(argv: readonly string[], cwd: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, argv, { cwd });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => void (output += text));
    }
    child.once('close', (code) => resolve({ code, output }));
  });
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'installed-'));
  folders.push(folder);
  return folder;
}
