import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { StoreError } from '../../src/errors.ts';
import { silentLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/openStore.ts';
import { describeWithRedis } from '../support/describeWithRedis.ts';
import { startRedisServer } from '../support/redisServer.ts';

const folder = mkdtempSync(join(tmpdir(), 'open-store-'));
const open = (url: string) => openStore(url, { now: Date.now, logger: silentLogger() });

afterAll(() => rmSync(folder, { recursive: true }));

describe('the store that STORE_URL names', () => {
  test('is memory for memory:, new each time', async () => {
    const store = await open('memory:');
    await store.set('key', 'value', 60);
    expect(await (await open('memory:')).get('key')).toBeUndefined();
  });

  test('is a file for sqlite:, the same for all who open it', async () => {
    const url = `sqlite:${join(folder, 'here', 'app.db')}`;
    const [store, other] = [await open(url), await open(url)];
    await store.set('key', 'value', 60);
    expect((await other.get('key'))?.value).toBe('value');
    await Promise.all([store.close(), other.close()]);
  });

  test('is a file of the working directory when its path is relative', async () => {
    const file = join(folder, 'relative', 'app.db');
    const store = await open(`sqlite:${relative(process.cwd(), file)}`);
    await store.set('key', 'value', 60);
    expect(existsSync(file)).toBe(true);
    await store.close();
  });

  test.each(['redis://127.0.0.1:1', 'rediss://127.0.0.1:1'])(
    'is made for %s while nobody listens there',
    async (url) => {
      const store = await open(url);
      await expect(store.ping()).rejects.toThrow(StoreError);
      await store.close();
    },
  );

  test.each(['', 'sqlite', 'postgres://user:hunter2@db/app'])('is none for %p, which no error repeats', async (url) => {
    const error: unknown = await open(url).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).not.toContain('hunter2');
  });

  describeWithRedis('with Redis', () => {
    test('is the Redis of redis:, the same for all who open it', async () => {
      const server = await startRedisServer();
      const [store, other] = [await open(server.url), await open(server.url)];
      await store.set('key', 'value', 60);
      expect((await other.get('key'))?.value).toBe('value');
      await Promise.all([store.close(), other.close()]);
      await server.remove();
    });
  });
});
