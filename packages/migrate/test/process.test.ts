import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { aProject } from './project.ts';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const wrong = 'url = "https://integration.visma.net/API/controller/api/v1"\n';

function run(argv: readonly string[], cwd: string) {
  return spawnSync(process.execPath, [cli, 'migrate', ...argv], { encoding: 'utf8', cwd, maxBuffer: 64e6 });
}

test('the command line finds, reports and exits as the command does, from any working directory', () => {
  const project = aProject({ 'sub/a.py': wrong });
  const { status, stdout, stderr } = run(['sub'], project.path);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toContain('a.py:1:8');
  expect(run(['nowhere'], project.path)).toMatchObject({ status: 2, stdout: '' });
}, 60_000);

test('a report of many megabytes arrives whole through a pipe', () => {
  const project = aProject({ 'a.py': wrong.repeat(3_000) });
  const { stdout, status } = run(['.', '--format', 'json'], project.path);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ summary: { findings: 3_000, listed: 3_000 } });
}, 60_000);

test('SARIF for a code host is written where it is asked for', () => {
  const project = aProject({ 'a.py': wrong });
  expect(run(['.', '--format', 'sarif', '--out', 'migrate.sarif', '--fail-on', 'never'], project.path).status).toBe(0);
  expect(readFileSync(join(project.path, 'migrate.sarif'), 'utf8')).toContain('"version": "2.1.0"');
}, 60_000);

test('a reader that stops early, as head does, is no error', async () => {
  const project = aProject({ 'a.py': wrong.repeat(3_000) });
  const child = spawn(process.execPath, [cli, 'migrate', '.'], { cwd: project.path });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  await new Promise((resolve) => child.once('close', resolve));
  expect(errors).toBe('');
}, 60_000);
