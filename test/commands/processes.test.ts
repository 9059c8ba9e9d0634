import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { startSandbox, type Sandbox } from '../../packages/sandbox/src/start.ts';
import { HANDEL, SERVICE } from '../support/startStack.ts';
import { waitFor } from '../support/waitFor.ts';
import { aFolder, runService, sandboxAt, startService } from './runService.ts';

const ITEMS = 20_000;
const A_MINUTE = 60_000;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, items: ITEMS });
});
afterAll(() => sandbox.stop());

const row = z.object({ number: z.string(), version: z.string() });

function statesIn(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => row.parse(JSON.parse(line)))
    .map(({ number, version }) => `${number} ${version}`)
    .toSorted();
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

describe('Processes', () => {
  const env = () => sandboxAt(sandbox.url);

  test(
    'an export of 20,000 rows has each of them once',
    async () => {
      const cwd = aFolder();
      const outcome = await startService(['inventory', 'export', '--out', 'items.csv'], { cwd, env: env() }).ended;
      expect(outcome).toEqual({ code: 0, out: '', err: expect.stringMatching(/^20,000 rows in .* a second\n$/m) });
      const [head = '', ...lines] = readFileSync(join(cwd, 'items.csv'), 'utf8').trimEnd().split('\r\n');
      expect(head).toMatch(/^inventoryNumber,description,/);
      expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(ITEMS);
      expect(lines).toHaveLength(ITEMS);
    },
    2 * A_MINUTE,
  );

  test(
    'a sync that is killed again and again brings every row, and none twice',
    async () => {
      const cwd = aFolder();
      const file = join(cwd, 'data', 'sync', HANDEL, 'customers.ndjson');
      for (const bytes of [1, 90_000, 91_000]) {
        const { child, ended } = startService(['sync', 'customers', '--page-size', '1'], { cwd, env: env() });
        await waitFor(() => sizeOf(file) >= bytes, A_MINUTE);
        child.kill('SIGKILL');
        expect((await ended).code).toBeUndefined();
      }
      expect((await runService(['sync', 'customers'], { cwd, env: env() })).code).toBe(0);
      const all = await runService(['customers', 'list', '--page-size', '500', '--format', 'ndjson'], { env: env() });
      expect(statesIn(readFileSync(file, 'utf8'))).toEqual(statesIn(all.out));
    },
    2 * A_MINUTE,
  );

  test(
    'a watch keeps its folder for itself, goes on round by round, and ends in order',
    async () => {
      const cwd = aFolder();
      const argv = ['watch', 'customers', '--every', '100ms', '--tenant', SERVICE];
      const { child, ended } = startService(argv, { cwd, env: env() });
      const checkpoint = join(cwd, 'data', 'sync', SERVICE, 'customers.checkpoint.json');
      await waitFor(() => sizeOf(checkpoint) > 0, A_MINUTE);
      const second = await runService(['sync', 'customers', '--tenant', SERVICE], { cwd, env: env() });
      expect(second).toEqual({
        code: 1,
        out: '',
        err: expect.stringMatching(/Another sync is writing in .*data\/sync/),
      });
      const written = statSync(checkpoint).mtimeMs;
      await waitFor(() => statSync(checkpoint).mtimeMs > written, A_MINUTE);
      child.kill('SIGTERM');
      expect(await ended).toMatchObject({ code: 0, out: expect.stringMatching(/customers +20 +20\n/) });
      expect((await runService(['sync', 'customers', '--tenant', SERVICE], { cwd, env: env() })).code).toBe(0);
    },
    2 * A_MINUTE,
  );

  test(
    'an export that is told to stop leaves nothing behind',
    async () => {
      const cwd = aFolder();
      const argv = ['inventory', 'export', '--page-size', '20', '--out', 'items.csv'];
      const { child, ended } = startService(argv, { cwd, env: env() });
      await waitFor(() => readdirSync(cwd).some((name) => sizeOf(join(cwd, name)) > 0), A_MINUTE);
      child.kill('SIGINT');
      expect(await ended).toMatchObject({ code: 130, out: '' });
      expect(readdirSync(cwd)).toEqual([]);
    },
    2 * A_MINUTE,
  );
});
