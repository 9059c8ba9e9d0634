import { once } from 'node:events';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startMainProcess, statusOf, type MainProcess } from '../support/mainProcess.ts';
import { waitFor } from '../support/waitFor.ts';

let app: MainProcess | undefined;
afterEach(async () => {
  await app?.remove();
  app = undefined;
});

/** Many requests, each of which writes a line. */
async function statuses(url: string, count: number): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (let index = 0; index < count; index++) answers.push(await statusOf(`${url}/robots-${index}`));
  return [...new Set(answers)];
}

describe('A log that cannot be written', () => {
  test('because its disk is full (/dev/full): the app answers, and stops when it is told to', async () => {
    const full = openSync('/dev/full', 'w');
    app = await startMainProcess({ stdout: full });
    closeSync(full);
    expect(await statuses(app.url, 40)).toEqual([401]);
    expect(await statusOf(`${app.url}/health`)).toBe(200);
    expect(await app.terminate()).toBe(0);
  });

  test('because its reader has gone: the app answers, and stops when it is told to', async () => {
    app = await startMainProcess();
    app.child.stdout?.destroy();
    expect(await statuses(app.url, 40)).toEqual([401]);
    expect(await app.terminate()).toBe(0);
  });

  test('because its reader stands still: the app answers, and stops when it is told to', async () => {
    app = await startMainProcess({ stdout: 'unread' });
    // More than a pipe and what may wait hold: 64 KB, and a socket pair some 200 KB.
    for (let round = 0; round < 20; round++) {
      const some = Array.from({ length: 75 }, () => statusOf(`${app?.url}/robots`));
      expect(new Set(await Promise.all(some))).toEqual(new Set([401]));
    }
    expect(await statusOf(`${app.url}/health`)).toBe(200);
    const ended = once(app.child, 'exit');
    app.child.kill('SIGTERM');
    app.child.stdout?.resume();
    expect(await ended).toEqual([0, null]);
  });

  const folder = mkdtempSync(join(tmpdir(), 'full-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0;
  if (!isMounted) rmSync(folder, { recursive: true });
  // Skipped where mounting is not allowed, a failure where CI is true.
  const testWithTmpfs = isMounted || process.env.CI === 'true' ? test : test.skip;

  testWithTmpfs('because its file system is full: the app answers, and says afterwards how much was lost', async () => {
    const log = join(folder, 'app.log');
    const filler = join(folder, 'filler');
    writeFileSync(filler, Buffer.alloc(40_000));
    try {
      const file = openSync(log, 'a');
      app = await startMainProcess({ stdout: file });
      closeSync(file);
      expect(await statuses(app.url, 250)).toEqual([401]);
      expect(readFileSync(log).length).toBeLessThan(65_536);
      unlinkSync(filler);
      // Each request has a line: it is there, or counted as lost.
      let requests = 250;
      await waitFor(async () => {
        await statusOf(`${app?.url}/robots`);
        requests++;
        const text = readFileSync(log, 'utf8');
        const losses = [...text.matchAll(/"event":"log_lines_lost","lost":(\d+)/g)].map(([, count]) => Number(count));
        const lost = losses.reduce((sum, count) => sum + count, 0);
        const written = text.split('"msg":"request completed"').length - 1;
        return lost > 100 && written + lost >= requests;
      });
    } finally {
      await app?.remove();
      spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    }
  });
});

describe('An error in no request', () => {
  test('that nobody caught is logged without its message, and ends the process in order with code 1', async () => {
    const preload = `process.on('SIGUSR2', () => { throw new TypeError('a token in a message'); })`;
    app = await startMainProcess({ preload });
    const ended = once(app.child, 'exit');
    app.child.kill('SIGUSR2');
    expect(await ended).toEqual([1, null]);
    expect(app.output()).toMatch(/"level":60,.*"event":"uncaught_exception","err":\{"name":"TypeError"/);
    expect(app.output()).not.toContain('a token');
  });

  test('that is a rejection nobody awaited is logged, and the app goes on', async () => {
    const preload = `process.on('SIGUSR2', () => { void Promise.reject(new TypeError('a token in a message')); })`;
    app = await startMainProcess({ preload });
    app.child.kill('SIGUSR2');
    await waitFor(() => app?.output().includes('"event":"unhandled_rejection","err":{"name":"TypeError"') === true);
    expect(app.output()).not.toContain('a token');
    expect(await statusOf(`${app.url}/health`)).toBe(200);
    expect(await app.terminate()).toBe(0);
  });
});
