import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { freePort } from './support/freePort.ts';
import { signIn } from './support/startStack.ts';
import { waitFor } from './support/waitFor.ts';

/* The command line as it is built, as processes in an empty folder with nothing configured. */
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const COMMANDS = ['start', 'sandbox', 'service', 'doctor', 'migrate'];

const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const envWith = (variables: Readonly<Record<string, string>>) => ({ PATH: process.env.PATH, ...variables });

function run(argv: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const options = { encoding: 'utf8', cwd: folder, env: envWith(variables) } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...argv], options);
  return { status, stdout, stderr };
}

describe('The command line', () => {
  test('without a command lists all of them, with examples', () => {
    const { status, stdout } = run([]);
    expect(status).toBe(0);
    expect([...stdout.matchAll(/^ {2}(\w+) {2,}\w/gm)].map(([, name]) => name)).toEqual(COMMANDS);
    expect(stdout).toContain('Examples');
  }, 60_000);

  test.each([
    ['docter', 'Do you mean doctor?'],
    ['Sandbox', 'Do you mean sandbox?'],
    ['deploy-everything', 'There is no command "deploy-everything".\n'],
  ])(
    'does not know %s, and says what it knows',
    (word, words) => {
      const { status, stdout, stderr } = run([word]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(words);
      expect(stderr).toContain('Commands');
    },
    60_000,
  );

  test.each(['doctor', 'migrate', 'service'])(
    '%s with a wrong option ends with 2',
    (command) => {
      expect(run([command, '--no-such-option'])).toMatchObject({ status: 2, stdout: '' });
    },
    60_000,
  );
});

describe('The sandbox alone', () => {
  test('loads no library that only the web application needs', async () => {
    const port = String(await freePort());
    const coverage = join(folder, 'coverage');
    const env = envWith({ SANDBOX_PORT: port, SANDBOX_STORE_URL: 'memory:', NODE_V8_COVERAGE: coverage });
    const child = spawn(process.execPath, [CLI, 'sandbox'], { cwd: folder, env });
    try {
      let said = '';
      child.stdout.on('data', (text: Buffer) => (said += text.toString()));
      await waitFor(() => said.includes(`http://127.0.0.1:${port}`), 60_000);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
    const libraries = librariesLoaded(coverage);
    expect(libraries).toContain('express');
    for (const name of ['express-session', 'helmet', 'pino-http', 'openid-client'])
      expect(libraries).not.toContain(name);
    rmSync(coverage, { recursive: true });
  }, 60_000);
});

/** Names of the packages of which a process has run a file, by what `NODE_V8_COVERAGE` made it write at its end. */
function librariesLoaded(coverage: string): string[] {
  const texts = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), 'utf8'));
  const urls = texts.flatMap((text) => [...text.matchAll(/"url":"file:[^"]*\/node_modules\/((?:@[^/"]+\/)?[^/"]+)/g)]);
  return [...new Set(urls.flatMap(([, name]) => name ?? []))];
}

describe('The doctor', () => {
  test('on a bare machine says what there is and how to start, and makes no file', async () => {
    const [port, sandboxPort] = [await freePort(), await freePort()].map(String);
    const { status, stdout, stderr } = run(['doctor'], { PORT: port ?? '', SANDBOX_PORT: sandboxPort ?? '' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('npm start');
    expect(stdout).toContain('0 problems, 1 warning');
    expect(stdout).not.toContain('\u001b');
    expect(readdirSync(folder)).toEqual([]);
  }, 60_000);

  test('with wrong variables reports each of them and does not crash', () => {
    const { status, stdout, stderr } = run(['doctor', '--json'], {
      PORT: 'many',
      BASE_URL: 'nowhere',
      NODE_ENV: 'production',
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const report = JSON.stringify(JSON.parse(stdout));
    for (const name of ['PORT', 'BASE_URL', 'VISMA_CONNECT_URL', 'SESSION_SECRET']) expect(report).toContain(name);
  }, 60_000);

  test('--browser starts application and sandbox, for a sign-in that ends on the protocol view', async () => {
    const [port, sandboxPort] = [await freePort(), await freePort()].map(String);
    const env = envWith({ PORT: port ?? '', SANDBOX_PORT: sandboxPort ?? '' });
    const child = spawn(process.execPath, [CLI, 'doctor', '--browser'], { cwd: folder, env });
    try {
      let said = '';
      child.stdout.on('data', (text: Buffer) => (said += text.toString()));
      await waitFor(() => said.includes('Ctrl+C stops it'), 60_000);
      const url = `http://localhost:${port ?? ''}`;
      expect(said).toContain(`${url}/login?return_to=/protocol`);
      const { page } = await signIn({ app: { url } }, { path: '/login?return_to=/protocol' });
      expect(page.url).toBe(`${url}/protocol`);
      expect(page.html).toContain('token');
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  }, 90_000);
});
