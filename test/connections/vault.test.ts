import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createSealer } from '../../src/connections/seal.ts';
import { createVault, type ConnectionRecord } from '../../src/connections/vault.ts';
import { memoryStore } from '../../src/store/memoryStore.ts';
import { sqliteStore } from '../../src/store/sqliteStore.ts';
import type { Store } from '../../src/store/store.ts';

const OLD = 'o'.repeat(32);
const NEW = 'n'.repeat(32);
let clockMs = 0;
const aStore = () => memoryStore({ now: () => clockMs });

function aRecord(): ConnectionRecord {
  const tokens = { accessToken: randomUUID(), refreshToken: randomUUID(), idToken: randomUUID() };
  const times = { expiresAt: 10, lifetimeSeconds: 10, obtainedAt: 0 };
  return { tokens: { ...tokens, ...times, scopes: ['openid'] }, userinfo: { name: 'Kari Nordfjord' } };
}

const vaultOf = (store: Store, ...secrets: string[]) => createVault(store, createSealer(secrets, 'vault'));

test('a record comes back as it was', async () => {
  const record = aRecord();
  const vault = vaultOf(aStore(), NEW);
  expect((await vault.read(await vault.add(record, 60)))?.record).toEqual(record);
});

test('of two who write what they read, the second is told', async () => {
  const vault = vaultOf(aStore(), NEW);
  const id = await vault.add(aRecord(), 60);
  const version = (await vault.read(id))?.version ?? '';
  expect(await vault.replace(id, aRecord(), version, 60)).toBeDefined();
  expect(await vault.replace(id, aRecord(), version, 60)).toBeUndefined();
});

test('a removed record is not brought back', async () => {
  const vault = vaultOf(aStore(), NEW);
  const id = await vault.add(aRecord(), 60);
  const version = (await vault.read(id))?.version ?? '';
  await vault.remove(id);
  expect(await vault.replace(id, aRecord(), version, 60)).toBeUndefined();
});

test('a retired record serves for a minute', async () => {
  const vault = vaultOf(aStore(), NEW);
  const id = await vault.add(aRecord(), 36_000);
  await vault.scheduleRemoval(id);
  clockMs += 59_000;
  expect(await vault.read(id)).toBeDefined();
  clockMs += 1_000;
  expect(await vault.read(id)).toBeUndefined();
});

test('after a change of secrets old records open, and are sealed anew when they are next written', async () => {
  const store = aStore();
  const id = await vaultOf(store, OLD).add(aRecord(), 60);
  const rotated = vaultOf(store, NEW, OLD);
  const entry = await rotated.read(id);
  expect(entry).toBeDefined();
  expect(await vaultOf(store, NEW).read(id)).toBeUndefined();
  await rotated.replace(id, aRecord(), entry?.version ?? '', 60);
  expect(await vaultOf(store, NEW).read(id)).toBeDefined();
});

test('a record moved to another connection does not open', async () => {
  const store = aStore();
  const vault = vaultOf(store, NEW);
  const [mine, other] = [await vault.add(aRecord(), 60), await vault.add(aRecord(), 60)];
  const stolen = (await store.get(`vault:${other}`))?.value ?? '';
  await store.set(`vault:${mine}`, stolen, 60);
  expect(await vault.read(mine)).toBeUndefined();
});

test('a stolen store file gives no token', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vault-'));
  const store = sqliteStore({ file: join(folder, 'app.db'), now: Date.now });
  const record = aRecord();
  await vaultOf(store, NEW).add(record, 60);
  await store.set('proof', 'this text is found', 60);
  await store.close();
  const bytes = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
  rmSync(folder, { recursive: true });
  expect(bytes).toContain('this text is found');
  const { accessToken, refreshToken, idToken } = record.tokens;
  for (const secret of [accessToken, refreshToken, idToken, 'Kari Nordfjord', NEW]) expect(bytes).not.toContain(secret);
});
