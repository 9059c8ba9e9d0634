import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sqliteStore } from '../../src/store/sqliteStore.ts';

const PROCESSES = 4;
const ROUNDS = 500;
const writer = fileURLToPath(new URL('writingProcess.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'store-processes-'));
const running = new Set<ChildProcess>();
let files = 0;
let file: string;

beforeEach(() => {
  file = join(folder, `${++files}.db`);
});
afterEach(() => running.forEach((child) => child.kill('SIGKILL')));
afterAll(() => rmSync(folder, { recursive: true }));

describe('several processes on one SQLite file', () => {
  test('open a file that is not there yet all at once, and lose no write', async () => {
    const writers = Array.from({ length: PROCESSES }, startWriter);
    expect(await Promise.all(writers.map(({ exitCode }) => exitCode))).toEqual(writers.map(() => 0));

    const store = sqliteStore({ file, now: Date.now });
    expect((await store.get('sum'))?.value).toBe(String(PROCESSES * ROUNDS));
    expect((await store.increment('counter', 60)).count).toBe(PROCESSES * ROUNDS + 1);
    expect(await store.members('members')).toHaveLength((PROCESSES * ROUNDS) / 10);
    await store.close();
  }, 60_000);

  test('go on when one of them is killed while it writes', async () => {
    const [victim, other] = [startWriter(), startWriter()];
    await victim.isWriting;
    victim.process.kill('SIGKILL');
    expect(await other.exitCode).toBe(0);

    const store = sqliteStore({ file, now: Date.now });
    expect(Number((await store.get('sum'))?.value)).toBeGreaterThanOrEqual(ROUNDS);
    await store.close();
  }, 60_000);
});

/** A process that adds one to `sum` and `counter` ROUNDS times, and to `members` at every tenth. */
function startWriter() {
  const child = fork(writer, [file, String(ROUNDS)], { execArgv: ['--import', 'tsx'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return {
    process: child,
    isWriting: once(child, 'message'),
    exitCode: new Promise<number | null>((resolve) => child.once('exit', resolve)),
  };
}
