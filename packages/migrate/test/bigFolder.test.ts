import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { generateProject } from '../../../bench/migrateProject.js';
import { FINDING_LIMIT, scanFolder } from '../src/scanFolder.ts';
import { aProject, runMigrate } from './project.ts';

const built = fileURLToPath(new URL('../dist/', import.meta.url));
const peakMemory = new URL('../../../bench/peakMemory.js', import.meta.url).href;
const Outcome = z.object({ files: z.number(), findings: z.number(), megabytes: z.number() });

/** Runs a script over the folder in a process that has little memory for objects: 24 MB. */
function inLittleMemory(script: string, folder: string) {
  return spawnSync(
    process.execPath,
    ['--max-old-space-size=24', '--max-semi-space-size=2', '--input-type=module', '-e', script, folder],
    { encoding: 'utf8', cwd: built },
  );
}

const scan = `
  const { scanFolder } = await import('${built}scanFolder.js');
  const { peakBytes } = await import('${peakMemory}');
  const { files, findings } = scanFolder(process.argv[1]);
  console.log(JSON.stringify({ files, findings: findings.length, megabytes: peakBytes() / 2 ** 20 }));
`;
const keepAll = `
  const { readdirSync, readFileSync } = await import('node:fs');
  const texts = readdirSync(process.argv[1], { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(entry.parentPath + '/' + entry.name, 'latin1').split('\\n').map((line) => line + '\\n'));
  console.log(texts.length);
`;

describe('a folder of 10,000 files', () => {
  let folder: string;
  let made: ReturnType<typeof generateProject>;

  beforeAll(() => {
    folder = aProject().path;
    made = generateProject(folder, 10_000);
  }, 120_000);

  test('is scanned to the end, whatever is to be left out in it', () => {
    const outcome = scanFolder(folder);
    expect(outcome.files).toBeGreaterThanOrEqual(made.files);
    expect(new Set(outcome.findings.map(({ file }) => file)).size).toBe(made.withVni);
    expect(outcome.findings).toHaveLength(made.withVni * 6);
    expect(outcome.leftOut).toMatchObject({ vendoredFolders: 400, gitignored: 400, binary: 800 });
    expect(outcome.unreadable).toEqual([]);
  }, 60_000);

  test('is scanned in little memory', () => {
    const { stdout, stderr } = inLittleMemory(scan, folder);
    expect(stderr).toBe('');
    const outcome = Outcome.parse(JSON.parse(stdout));
    expect(outcome.findings).toBe(made.withVni * 6);
    expect(outcome.megabytes).toBeLessThan(200);
  }, 60_000);

  test('would not fit into that memory as a whole', () => {
    expect(inLittleMemory(keepAll, folder).stderr).toContain('heap out of memory');
  }, 60_000);
});

describe('more findings than a report holds', () => {
  test('are counted all, and the first are listed', async () => {
    const lines = FINDING_LIMIT + 5_000;
    const project = aProject({ 'a.py': 'scope = "financialstasks"\n'.repeat(lines) });
    const outcome = scanFolder(project.path);
    expect(outcome.findings).toHaveLength(FINDING_LIMIT);
    expect(outcome.beyondLimit).toEqual({ error: 5_000, warning: 0 });
    const { out } = await runMigrate(['.', '--format', 'markdown'], { cwd: project.path });
    expect(out).toContain('Found 15,000 lines to change in 1 file: 15,000 errors, 0 warnings.');
    expect(out).toContain('Only the first 10,000 findings are listed');
    const json = await runMigrate(['.', '--format', 'json'], { cwd: project.path });
    expect(JSON.parse(json.out)).toMatchObject({ summary: { findings: 15_000, listed: FINDING_LIMIT } });
  });
});
