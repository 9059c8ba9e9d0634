import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect } from '@jest/globals';
import { migrateCommand } from '../src/migrateCommand.ts';
import { type Scan, scanFolder } from '../src/scanFolder.ts';

/** A folder of files to scan; it is gone when the tests of the file have ended. */
export interface Project {
  readonly path: string;
  /** Writes a file, and the folders around it. */
  add(file: string, content: string | Buffer): void;
}

const made: string[] = [];
afterAll(() => made.forEach((path) => rmSync(path, { recursive: true, force: true })));

/** Makes a project of files by their names. */
export function aProject(files: Readonly<Record<string, string | Buffer>> = {}): Project {
  const path = mkdtempSync(join(tmpdir(), 'migrate-'));
  made.push(path);
  const add = (file: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  };
  for (const [file, content] of Object.entries(files)) add(file, content);
  return { path, add };
}

/** What a scan finds in files, as `file:line rule`. */
export function foundIn(files: Readonly<Record<string, string | Buffer>>, include: readonly string[] = []): string[] {
  return marks(scanFolder(aProject(files).path, include));
}

/** The findings of a scan, as `file:line rule`. */
export function marks({ findings }: Scan): string[] {
  return findings.map(({ file, line, rule }) => `${file}:${line} ${rule.id}`);
}

/** What a run of the command left behind. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as the command line does, with streams that only remember. */
export async function runMigrate(
  argv: readonly string[],
  { cwd, isTerminal = false, noColor = false }: { cwd: string; isTerminal?: boolean; noColor?: boolean },
): Promise<Outcome> {
  let out = '';
  let err = '';
  const code = await migrateCommand(argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    cwd,
    isTerminal,
    noColor,
  });
  return { code, out, err };
}

/** What --fix makes of files, their bytes as characters. */
export async function fixed(files: Readonly<Record<string, string | Buffer>>): Promise<Record<string, string>> {
  const project = aProject(files);
  await runMigrate(['.', '--fix', '--fail-on', 'never'], { cwd: project.path });
  return Object.fromEntries(
    Object.keys(files).map((name) => [name, readFileSync(join(project.path, name)).toString('latin1')]),
  );
}

/** Makes an entry of a folder unreadable; for the superuser, whom no mode stops, by a name that is no text. */
export function makeUnreadable(folder: string, entry: string): void {
  if (process.getuid?.() !== 0) chmodSync(join(folder, entry), 0);
  else renameSync(join(folder, entry), Buffer.concat([Buffer.from(join(folder, entry)), Buffer.of(0xff)]));
  expect(existsSync(join(folder, entry)) && process.getuid?.() === 0).toBe(false);
}
