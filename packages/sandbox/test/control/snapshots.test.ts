import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Sandbox, SandboxOptions } from '../../src/start.ts';
import {
  aSandbox,
  authorizeUrl,
  aVerifier,
  exchange,
  OLA,
  refresh,
  signIn,
  type SignedIn,
} from '../connect/connectStack.ts';
import { openHttpBrowser } from '../connect/httpBrowser.ts';
import { controlCall } from './controlCall.ts';

const running: Sandbox[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapshots-'));
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

async function stop(sandbox: Sandbox): Promise<void> {
  running.splice(running.indexOf(sandbox), 1);
  await sandbox.stop();
}

const SCOPE = 'openid offline_access vismanet_erp_interactive_api:read vismanet_erp_interactive_api:update';

async function aSignIn(sandbox: Sandbox) {
  const visit = await signIn(sandbox, { username: OLA, scope: SCOPE });
  const { body } = await exchange(sandbox, visit);
  return { visit, refreshToken: String(body.refresh_token), accessToken: String(body.access_token) };
}

/** Looked at with a copy of the cookies: Connect gives whoever is not signed in others. */
const isSignedIn = async (sandbox: Sandbox, { browser }: SignedIn): Promise<boolean> => {
  const copy = openHttpBrowser(sandbox.url);
  for (const [name, cookie] of browser.cookies) copy.cookies.set(name, cookie);
  const page = await copy.visit(authorizeUrl(sandbox, aVerifier().challenge, { scope: SCOPE }));
  return page.location?.includes('?code=') ?? false;
};

const items = z.array(z.looseObject({ inventoryNumber: z.string(), description: z.string() }));

async function search(sandbox: Sandbox, token: string, text: string): Promise<string[]> {
  const response = await fetch(new URL(`/v1/inventory?pageSize=50&description=${text}`, sandbox.url), {
    headers: { authorization: `Bearer ${token}` },
  });
  return items.parse(await response.json()).map(({ inventoryNumber }) => inventoryNumber);
}

async function rename(sandbox: Sandbox, token: string, description: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const list = await fetch(new URL('/v1/inventory?pageSize=1', sandbox.url), { headers });
  const number = items.parse(await list.json())[0]?.inventoryNumber ?? '';
  const body = JSON.stringify({ description: { value: description } });
  await fetch(new URL(`/v1/inventory/${number}`, sandbox.url), { method: 'PUT', headers, body });
  return number;
}

describe('A snapshot', () => {
  test('brings everything back: sign-ins, tokens, faults, settings, clock, ERP data, search', async () => {
    const sandbox = await start();
    const { visit, refreshToken, accessToken } = await aSignIn(sandbox);
    const number = await rename(sandbox, accessToken, 'Snapshot before');
    await controlCall(sandbox, 'PUT', 'settings', { roleDelaySeconds: 5 });
    sandbox.setFault({ name: 'userinfo_500' });
    const saved = await controlCall(sandbox, 'PUT', 'snapshots/before%20the%20test');
    expect(saved.body.snapshots).toMatchObject([{ name: 'before the test' }]);

    await rename(sandbox, accessToken, 'Another text');
    await refresh(sandbox, refreshToken);
    await refresh(sandbox, refreshToken);
    sandbox.reset();
    sandbox.advanceClock(86_400 * 60);
    expect(await isSignedIn(sandbox, visit)).toBe(false);

    expect((await controlCall(sandbox, 'POST', 'snapshots/before%20the%20test/restore')).status).toBe(200);
    const { body: state } = await controlCall(sandbox, 'GET', 'state');
    expect(state).toMatchObject({ clockOffsetSeconds: 0, settings: { roleDelaySeconds: 5 } });
    expect(state.faults).toMatchObject([{ name: 'userinfo_500' }]);
    expect(await isSignedIn(sandbox, visit)).toBe(true);
    expect((await refresh(sandbox, refreshToken)).status).toBe(200);
    expect(await search(sandbox, accessToken, 'snapshot+bef')).toEqual([number]);
    expect(await search(sandbox, accessToken, 'another+text')).toEqual([]);
  });

  test('survives a reset and a restart, and can be taken away', async () => {
    const store = `sqlite:${folder}/sandbox.db`;
    const first = await start({ store });
    const { visit } = await aSignIn(first);
    await controlCall(first, 'PUT', 'snapshots/kept');
    first.reset();
    await stop(first);

    const again = await start({ store, port: Number(new URL(first.url).port) });
    expect(await isSignedIn(again, visit)).toBe(false);
    await controlCall(again, 'POST', 'snapshots/kept/restore');
    expect(await isSignedIn(again, visit)).toBe(true);
    expect((await controlCall(again, 'DELETE', 'snapshots/kept')).body).toEqual({ snapshots: [] });
  });

  test('goes back in time when told to, so that what has expired since lives again', async () => {
    let nowMs = Date.UTC(2031, 0, 1);
    const sandbox = await start({ clock: () => nowMs });
    const { visit } = await aSignIn(sandbox);
    await controlCall(sandbox, 'PUT', 'snapshots/monday');
    nowMs += 5 * 86_400_000;
    await controlCall(sandbox, 'POST', 'snapshots/monday/restore');
    expect(await isSignedIn(sandbox, visit)).toBe(false);
    await controlCall(sandbox, 'POST', 'snapshots/monday/restore', { backInTime: true });
    expect(await isSignedIn(sandbox, visit)).toBe(true);
  });

  test('of other seeds does not fit', async () => {
    const store = `sqlite:${folder}/sandbox.db`;
    const first = await start({ store });
    await controlCall(first, 'PUT', 'snapshots/small');
    await stop(first);
    const larger = await start({ store, items: 30 });
    const answer = await controlCall(larger, 'POST', 'snapshots/small/restore');
    expect([answer.status, JSON.stringify(answer.body.problems)]).toEqual([400, expect.stringContaining('seeds')]);
  });

  test('with an impossible name, or none, is refused', async () => {
    const sandbox = await start();
    const named = await controlCall(sandbox, 'PUT', 'snapshots/a%3Bb');
    expect([named.status, JSON.stringify(named.body.problems)]).toEqual([400, expect.stringMatching(/name: must be/)]);
    expect((await controlCall(sandbox, 'POST', 'snapshots/none/restore')).status).toBe(400);
    expect((await controlCall(sandbox, 'DELETE', 'snapshots/none')).status).toBe(400);
  });
});
