import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { Sandbox, SandboxOptions } from '../../src/start.ts';
import {
  aSandbox,
  aVerifier,
  authorizeUrl,
  exchange,
  HANDEL,
  OLA,
  refresh,
  signIn,
  tokensOf,
} from '../connect/connectStack.ts';

let folder: string;
const running: Sandbox[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.stop()));
  rmSync(folder, { recursive: true });
});

async function start(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await aSandbox(options);
  running.push(sandbox);
  return sandbox;
}

describe('State in a file', () => {
  test('survives a restart: sessions, tokens, keys, clock', async () => {
    const store = `sqlite:${folder}/state/sandbox.db`;
    const first = await start({ store });
    const visit = await signIn(first, { username: OLA });
    const answer = await exchange(first, visit);
    first.advanceClock(60);
    await first.stop();

    const again = await start({ store, port: Number(new URL(first.url).port) });
    expect(again.url).toBe(first.url);
    const page = await visit.browser.visit(authorizeUrl(again, aVerifier().challenge));
    expect(page.location).toContain('?code=');
    const refreshed = await refresh(again, String(answer.body.refresh_token));
    expect(refreshed.status).toBe(200);
    const [before, after] = [answer.body.access_token, refreshed.body.access_token].map((one) =>
      decodeJwt(String(one)),
    );
    expect((after?.iat ?? 0) - (before?.iat ?? 0)).toBeGreaterThanOrEqual(60);
  });

  test('is readable for its owner only', async () => {
    await start({ store: `sqlite:${folder}/state/sandbox.db` });
    expect(statSync(join(folder, 'state', 'sandbox.db')).mode & 0o777).toBe(0o600);
  });

  test('holds no client secret', async () => {
    const sandbox = await start({ store: `sqlite:${folder}/sandbox.db` });
    await sandbox.stop();
    running.length = 0;
    expect(readFileSync(join(folder, 'sandbox.db')).includes('sandbox-service-secret')).toBe(false);
  });
});

describe('Several sandboxes in one process', () => {
  test('know nothing of each other, and tokens of one are worth nothing at another', async () => {
    const [one, other] = [await start(), await start()];
    const { access_token: token } = await tokensOf(one, { username: OLA });
    const ask = async (sandbox: Sandbox) =>
      (await fetch(new URL('/v1/inventory', sandbox.url), { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await ask(one), await ask(other)]).toEqual([200, 401]);
  });
});

describe('Options', () => {
  test('the sandbox lives by the clock it is given', async () => {
    const nowMs = Date.UTC(2031, 0, 1);
    const sandbox = await start({ clock: () => nowMs });
    const { access_token: token } = await tokensOf(sandbox, { username: OLA });
    expect(decodeJwt(token).iat).toBe(nowMs / 1000);
  });

  test('a seed file adds to the seeds and comes back with a reset', async () => {
    const seed = {
      people: [{ id: 'per@nordfjord.example', password: 'sandbox', roles: { [HANDEL]: ['api_user'] } }],
      applications: [{ clientId: 'isv_sandbox_web', refresh: { mode: 'reuse' } }],
    };
    const sandbox = await start({ seed });
    sandbox.reset();
    const tokens = await tokensOf(sandbox, { username: 'per@nordfjord.example' });
    expect((await refresh(sandbox, tokens.refresh_token)).body.refresh_token).toBe(tokens.refresh_token);
  });

  test('roles of seeds and of a seed file work at once, whatever the delay of role changes', async () => {
    const people = [{ id: 'per@nordfjord.example', password: 'sandbox', roles: { [HANDEL]: ['api_user'] } }];
    const sandbox = await start({ settings: { roleDelaySeconds: 900 }, seed: { people } });
    for (const username of [OLA, 'per@nordfjord.example'])
      expect((await tokensOf(sandbox, { username })).access_token).not.toBe('');
  });

  test('unknown settings and seeds are refused', async () => {
    await expect(start({ settings: { nonsense: 1 } })).rejects.toThrow('nonsense');
    await expect(start({ seed: { nonsense: [] } })).rejects.toThrow('nonsense');
  });

  test('a port that is taken is told, and nothing is left open', async () => {
    const { url } = await start();
    await expect(start({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE');
  });

  test('damaged requests and unknown paths get pages without a stack', async () => {
    const sandbox = await start();
    const [damaged, unknown] = [
      await fetch(`${sandbox.url}/connect/interaction/%c3`),
      await fetch(`${sandbox.url}/nothing/here`),
    ];
    expect([damaged.status, unknown.status]).toEqual([400, 404]);
    for (const page of [await damaged.text(), await unknown.text()]) expect(page).not.toMatch(/ at |node_modules/);
  });
});
