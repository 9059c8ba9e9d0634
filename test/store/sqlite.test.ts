import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { StoreError } from '../../src/errors.ts';
import { sqliteStore } from '../../src/store/sqliteStore.ts';
import { describeStore } from './contract.ts';
import { standingClock } from './standingClock.ts';

const folder = mkdtempSync(join(tmpdir(), 'sqlite-store-'));
let files = 0;
const aFile = () => join(folder, `${++files}.db`);

afterAll(() => rmSync(folder, { recursive: true }));

describe('the SQLite store', () => {
  describeStore(() => {
    const clock = standingClock();
    const file = aFile();
    return {
      open: () => sqliteStore({ file, now: clock.now }),
      passMs: clock.passMs,
      now: clock.now,
      clockDriftMs: 0,
      remove: () => undefined,
    };
  });

  test('expires to the millisecond', async () => {
    const clock = standingClock();
    const store = sqliteStore({ file: aFile(), now: clock.now });
    await store.set('key', 'value', 1.5);
    clock.passMs(1499);
    expect(await store.get('key')).toBeDefined();
    clock.passMs(1);
    expect(await store.get('key')).toBeUndefined();
    await store.close();
  });

  test('keeps everything over a restart', async () => {
    const { now } = standingClock();
    const file = aFile();
    const before = sqliteStore({ file, now });
    const version = await before.set('entry', 'value', 60);
    await before.increment('counter', 60);
    await before.addMember('set', 'member', 60);
    await before.close();

    const after = sqliteStore({ file, now });
    expect(await after.get('entry')).toEqual({ value: 'value', version });
    expect((await after.increment('counter', 60)).count).toBe(2);
    expect(await after.members('set')).toEqual(['member']);
    await after.close();
  });

  test('closed in order, has everything in its file: a copy of that alone is whole', async () => {
    const file = aFile();
    const store = sqliteStore({ file, now: Date.now });
    const version = await store.set('entry', 'value', 60);
    await store.close();
    const copy = aFile();
    copyFileSync(file, copy);
    const copied = sqliteStore({ file: copy, now: Date.now });
    expect(await copied.get('entry')).toEqual({ value: 'value', version });
    await copied.close();
  });

  test('closes while another process reads it', async () => {
    const file = aFile();
    const [one, other] = [sqliteStore({ file, now: Date.now }), new Database(file)];
    await one.set('entry', 'value', 60);
    other.exec('BEGIN; SELECT * FROM entries');
    await one.close();
    expect(other.prepare('SELECT count(*) AS count FROM entries').get()).toMatchObject({ count: 1 });
    other.close();
  });

  test('makes its folder and files for their owner alone', async () => {
    const file = join(folder, 'new', 'folder', 'app.db');
    const store = sqliteStore({ file, now: Date.now });
    await store.set('key', 'value', 60);
    const modes = [file, `${file}-wal`, `${file}-shm`].map((path) => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    expect(statSync(join(folder, 'new', 'folder')).mode & 0o777).toBe(0o700);
    await store.close();
  });

  test('deletes what has expired while it is written, and nothing else', async () => {
    const clock = standingClock();
    const file = aFile();
    const store = sqliteStore({ file, now: clock.now });
    await store.set('stays', 'value', 3600);
    for (let i = 0; i < 1000; i++) await store.set(`attempt ${i}`, 'value', 60);
    clock.passMs(60_000);
    for (let i = 0; i < 1000; i++) await store.set('busy', String(i), 60);
    expect(keysIn(file)).toEqual(['busy', 'stays']);
    await store.close();
  });

  test('members that have left are not kept with those that stay', async () => {
    const clock = standingClock();
    const file = aFile();
    const store = sqliteStore({ file, now: clock.now });
    for (let i = 0; i < 100; i++) await store.addMember('set', `short ${i}`, 60);
    await store.addMember('set', 'long', 3600);
    clock.passMs(60_000);
    await store.addMember('set', 'new', 3600);
    const database = new Database(file);
    const row = database.prepare<[]>("SELECT value FROM entries WHERE key = 'set'").get();
    expect(row).toMatchObject({ value: expect.stringMatching(/^{"long":\d+,"new":\d+}$/) });
    database.close();
    await store.close();
  });

  test.each([
    ['a folder', () => folder],
    ['a file that is no database', aTextFile],
    ['a place where no folder can be made', () => join(aTextFile(), 'app.db')],
  ])('refuses %s with a StoreError that names the file', (_, makeFile) => {
    const file = makeFile();
    const open = () => sqliteStore({ file, now: Date.now });
    expect(open).toThrow(StoreError);
    expect(open).toThrow(file);
  });

  test('rejects with a StoreError while another writer holds the file, and goes on after it', async () => {
    const file = aFile();
    const store = sqliteStore({ file, now: Date.now });
    const writer = new Database(file);
    writer.exec('BEGIN IMMEDIATE');
    await expect(store.ping()).rejects.toMatchObject({ code: 'store_unavailable', message: 'SQLite: SQLITE_BUSY' });
    expect(await store.get('key')).toBeUndefined();
    writer.exec('COMMIT');
    await store.ping();
    writer.close();
    await store.close();
  });

  function aTextFile(): string {
    const file = aFile();
    writeFileSync(file, 'this is text, and more than a page of a database has in its first line'.repeat(100));
    return file;
  }
});

function keysIn(file: string): unknown[] {
  const database = new Database(file);
  const keys = database.prepare('SELECT key FROM entries ORDER BY key').pluck().all();
  database.close();
  return keys;
}
