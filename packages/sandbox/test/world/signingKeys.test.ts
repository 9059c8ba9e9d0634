import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Sandbox, SandboxOptions } from '../../src/start.ts';
import { aSandbox, OLA, tokensOf } from '../connect/connectStack.ts';
import { controlCall } from '../control/controlCall.ts';

const jwks = z.object({ keys: z.tuple([z.object({ kid: z.string(), n: z.string() })]) });

let folder: string;
const running: Sandbox[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
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

async function keyOf({ url }: Sandbox) {
  const answer = await fetch(new URL('/.well-known/openid-configuration/jwks', url));
  return jwks.parse(await answer.json()).keys[0];
}

test('whoever asks first, and whoever asks meanwhile, gets the same key', async () => {
  const sandbox = await start({ store: `sqlite:${folder}/sandbox.db` });
  const [one, other] = await Promise.all([keyOf(sandbox), keyOf(sandbox)]);
  expect(one).toEqual(other);
  expect(await keyOf(sandbox)).toEqual(one);
});

test('a snapshot from before the first key can be gone back to, and signs', async () => {
  const sandbox = await start();
  await controlCall(sandbox, 'PUT', 'snapshots/early');
  const before = await keyOf(sandbox);
  await controlCall(sandbox, 'POST', 'snapshots/early/restore');
  const { id_token: idToken } = await tokensOf(sandbox, { username: OLA });
  expect(idToken).toBeDefined();
  expect((await keyOf(sandbox)).kid).not.toBe(before.kid);
});

test('sandboxes that run beside each other share no key', async () => {
  const [one, other] = [await start(), await start()];
  expect((await keyOf(one)).n).not.toBe((await keyOf(other)).n);
});

test('one that has stopped leaves its key to the next, which gives it a name of its own', async () => {
  const first = await start();
  const left = await keyOf(first);
  await stop(first);
  const taken = await keyOf(await start());
  expect(taken.n).toBe(left.n);
  expect(taken.kid).not.toBe(left.kid);
});

test('a key that stays in a file is nobody else’s', async () => {
  const first = await start({ store: `sqlite:${folder}/sandbox.db` });
  const kept = await keyOf(first);
  await stop(first);
  expect((await keyOf(await start())).n).not.toBe(kept.n);
});
