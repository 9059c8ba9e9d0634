import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { request } from 'undici';
import { SEED_PEOPLE } from '../../packages/sandbox/src/world/seed.ts';
import { freePort } from '../support/freePort.ts';
import { decoded, rawAnswerOf } from '../support/rawAnswer.ts';
import { waitFor } from '../support/waitFor.ts';

/*
 * What `npm start` runs once it is built, as a process of its own, in an empty folder with nothing configured.
 */
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const STARTING_MS = 60_000;

let folder: string;
let app: ChildProcess;
let said = '';
let url: string;
let sandboxUrl: string;
let firstAnswers: { app: number; sandbox: number };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'one-command-'));
  const [port, sandboxPort] = [String(await freePort()), String(await freePort())];
  const env = { PATH: process.env.PATH, PORT: port, SANDBOX_PORT: sandboxPort };
  [url, sandboxUrl] = [`http://localhost:${port}`, `http://127.0.0.1:${sandboxPort}`];
  app = spawn(process.execPath, [MAIN], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [app.stdout, app.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [ofApp, ofSandbox] = await Promise.all([statusOfFirst(url), statusOfFirst(`${sandboxUrl}/portal`)]);
  firstAnswers = { app: ofApp, sandbox: ofSandbox };
  await waitFor(() => said.includes('Stop with Ctrl+C'), STARTING_MS);
}, STARTING_MS);

afterAll(() => {
  app.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('the first request that app and sandbox take is answered, though they are still starting', () => {
  expect(firstAnswers).toEqual({ app: 200, sandbox: 303 });
});

test('the terminal says what to open, and whom to sign in as', () => {
  for (const words of [url, sandboxUrl, ...SEED_PEOPLE.map(({ username }) => username)]) expect(said).toContain(words);
});

test('pages and the files they load are compressed', async () => {
  const headers = { Accept: 'text/html', 'Accept-Encoding': 'gzip, deflate, br' };
  const page = await rawAnswerOf(url, { headers });
  expect(page.headers['content-encoding']).toBe('br');
  const loaded = [...decoded(page).matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(
    ([, path = '']) => path,
  );
  const answers = await Promise.all(loaded.map((path) => rawAnswerOf(new URL(path, url).href, { headers })));
  const sizes = answers.map(({ body }) => body.length);
  expect(answers.filter((answer) => answer.headers['content-encoding'] === 'br').length).toBeGreaterThan(2);
  // Pages that are seen first, on a slow phone: 113 KB as they are.
  expect(sizes.reduce((sum, size) => sum + size, page.body.length)).toBeLessThan(24_000);
});

test('what it keeps can be read by its owner only', () => {
  const files = readdirSync(join(folder, 'data'));
  expect(files).toEqual(expect.arrayContaining(['app.db', 'sandbox.db', 'session-secret']));
  const open = files.filter((file) => (statSync(join(folder, 'data', file)).mode & 0o077) !== 0);
  expect(open).toEqual([]);
});

test('SIGTERM ends it in order', async () => {
  const ended = once(app, 'exit');
  app.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

/** Asks until something listens; from then on there has to be an answer. */
async function statusOfFirst(address: string): Promise<number> {
  const end = performance.now() + STARTING_MS;
  for (;;) {
    try {
      const { statusCode, body } = await request(address, { headersTimeout: 20_000 });
      await body.dump();
      return statusCode;
    } catch (error) {
      if (!isRefused(error) || performance.now() > end) throw error;
      if (app.exitCode !== null) throw new Error(`it ended: ${said}`, { cause: error });
      await pause(2);
    }
  }
}

/** Errors of Node are not of the class `Error` that tests see. */
function isRefused(error: unknown): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'ECONNREFUSED';
}
