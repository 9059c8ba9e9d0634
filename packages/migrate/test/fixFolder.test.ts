import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fixFolder } from '../src/fix/fixFolder.ts';
import { scanFolder } from '../src/scanFolder.ts';
import { aProject, makeUnreadable, type Project, runMigrate } from './project.ts';

const OLD = 'a = "https://integration.visma.net/API/controller/api/v1"\n';
const NEW = 'a = "https://api.finance.visma.net/v1"\n';

const textOf = ({ path }: Project, file: string): string => readFileSync(join(path, file), 'utf8');

/** Scans, lets something happen, and rewrites. */
function fixAfter(project: Project, happen: (path: string) => void, mode: 'print' | 'write' = 'write') {
  const scan = scanFolder(project.path);
  happen(project.path);
  return fixFolder(scan, mode);
}

describe('a file that is rewritten', () => {
  test.each([0o755, 0o640, 0o600])('keeps its mode %i and stays the same file', (mode) => {
    const project = aProject({ 'a.sh': OLD });
    const path = join(project.path, 'a.sh');
    chmodSync(path, mode);
    const before = statSync(path);
    fixFolder(scanFolder(project.path), 'write');
    expect(textOf(project, 'a.sh')).toBe(NEW);
    expect(statSync(path)).toMatchObject({ mode: before.mode, ino: before.ino, uid: before.uid });
  });

  test('has no rest of its longer text', () => {
    const project = aProject({ 'a.py': `${OLD.repeat(3000)}# the end` });
    expect(fixFolder(scanFolder(project.path), 'write')).toMatchObject({ lines: 3000, files: 1, problems: [] });
    expect(textOf(project, 'a.py')).toBe(`${NEW.repeat(3000)}# the end`);
  });
});

describe('links', () => {
  test('to files and folders are not followed, and stay links', async () => {
    const outside = aProject({ 'one.py': OLD, 'lib/two.py': OLD });
    const project = aProject({ 'a.py': OLD });
    symlinkSync(join(outside.path, 'one.py'), join(project.path, 'one.py'));
    symlinkSync(join(outside.path, 'lib'), join(project.path, 'lib'));
    await runMigrate(['.', '--fix'], { cwd: project.path });
    expect(textOf(project, 'a.py')).toBe(NEW);
    expect([textOf(outside, 'one.py'), textOf(outside, 'lib/two.py')]).toEqual([OLD, OLD]);
    expect(lstatSync(join(project.path, 'one.py')).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(project.path, 'lib')).isSymbolicLink()).toBe(true);
  });

  test('that took the place of a file since the scan are not followed', () => {
    const outside = aProject();
    const project = aProject({ 'a.py': OLD, 'b.py': OLD });
    const { problems, files } = fixAfter(project, (path) => {
      renameSync(join(path, 'a.py'), join(outside.path, 'a.py'));
      symlinkSync(join(outside.path, 'a.py'), join(path, 'a.py'));
    });
    expect(problems).toEqual([{ path: 'a.py', reason: 'it is a link, or links lead in a circle (ELOOP)' }]);
    expect(files).toBe(1);
    expect([textOf(outside, 'a.py'), textOf(project, 'b.py')]).toEqual([OLD, NEW]);
  });

  test('that took the place of a folder since the scan lead to nothing that is written', () => {
    const outside = aProject();
    const project = aProject({ 'lib/a.py': OLD });
    const { problems } = fixAfter(project, (path) => {
      renameSync(join(path, 'lib'), join(outside.path, 'lib'));
      symlinkSync(join(outside.path, 'lib'), join(path, 'lib'));
    });
    expect(problems).toEqual([{ path: 'lib/a.py', reason: 'a link leads to it' }]);
    expect(textOf(outside, 'lib/a.py')).toBe(OLD);
  });

  test('to the folder that is named on the command line are followed', async () => {
    const project = aProject({ 'real/a.py': OLD });
    symlinkSync('real', join(project.path, 'link'));
    await runMigrate(['link', '--fix'], { cwd: project.path });
    expect(textOf(project, 'real/a.py')).toBe(NEW);
  });
});

describe('a file that changed since the scan', () => {
  const longer = `# kept\n${OLD}`;
  const asLong = OLD.replace('a =', 'b =');

  test.each([
    ['got another line', (path: string) => writeFileSync(path, longer), longer],
    [
      'got another letter, with its old time',
      (path: string) => {
        const { atime, mtime } = statSync(path);
        writeFileSync(path, asLong);
        utimesSync(path, atime, mtime);
      },
      asLong,
    ],
    [
      'was replaced by another file',
      (path: string) => {
        writeFileSync(`${path}.new`, asLong);
        renameSync(`${path}.new`, path);
      },
      asLong,
    ],
  ])('is not overwritten: it %s', (_how, change, after) => {
    for (const mode of ['write', 'print'] as const) {
      const project = aProject({ 'a.py': OLD, 'b.py': OLD });
      const { patch, problems } = fixAfter(project, (path) => change(join(path, 'a.py')), mode);
      expect(problems).toEqual([{ path: 'a.py', reason: 'it changed since it was scanned' }]);
      expect(textOf(project, 'a.py')).toBe(after);
      expect(textOf(project, 'b.py')).toBe(mode === 'write' ? NEW : OLD);
      expect(patch).toContain('+++ b/b.py');
      expect(patch).not.toContain('a.py');
    }
  });

  test('or is gone, or became a folder, is named and does not stop the others', () => {
    const project = aProject({ 'a.py': OLD, 'b.py': OLD, 'c.py': OLD });
    const { problems } = fixAfter(project, (path) => {
      rmSync(join(path, 'a.py'));
      rmSync(join(path, 'b.py'));
      mkdirSync(join(path, 'b.py'));
    });
    expect(problems).toEqual([
      { path: 'a.py', reason: 'no such file or folder (ENOENT)' },
      { path: 'b.py', reason: 'it is a folder (EISDIR)' },
    ]);
    expect(textOf(project, 'c.py')).toBe(NEW);
  });
});

describe('what the scan does not look into', () => {
  test('is left: binaries, what .gitignore names, vendored code, documents', async () => {
    const left = {
      'blob.py': Buffer.from(`${OLD}\0\u0001\u0002`),
      'logo.png': Buffer.from(OLD),
      'gone.py': Buffer.from(OLD),
      'node_modules/x/a.js': Buffer.from(OLD),
      'README.md': Buffer.from(OLD),
      'wide.py': Buffer.from(`\ufeff${OLD}`, 'utf16le'),
    };
    const project = aProject({ 'a.py': OLD, '.gitignore': 'gone.py\n' });
    for (const [file, bytes] of Object.entries(left)) project.add(file, bytes);
    await runMigrate(['.', '--fix'], { cwd: project.path });
    expect(textOf(project, 'a.py')).toBe(NEW);
    for (const [file, bytes] of Object.entries(left)) expect(readFileSync(join(project.path, file))).toEqual(bytes);
  });

  test('is left: what cannot be read, and the rest is written', async () => {
    const project = aProject({ 'a.py': OLD, 'b.py': OLD });
    makeUnreadable(project.path, 'b.py');
    const { err, out } = await runMigrate(['.', '--fix'], { cwd: project.path });
    expect(textOf(project, 'a.py')).toBe(NEW);
    expect(err).toContain('Rewrote 1 line in 1 file.');
    expect(out).toMatch(/Could not read b\.py/);
  });

  test('is left: what lies beside the folder', async () => {
    const project = aProject({ 'in/a.py': OLD, 'beside/a.py': OLD, 'a.py': OLD });
    await runMigrate(['in', '--fix'], { cwd: project.path });
    expect(['in/a.py', 'beside/a.py', 'a.py'].map((file) => textOf(project, file))).toEqual([NEW, OLD, OLD]);
  });
});
