import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient } from '@redis/client';
import { StoreError } from '../../src/errors.ts';
import { createLogger } from '../../src/log.ts';
import { redisStore } from '../../src/store/redisStore.ts';
import type { Store } from '../../src/store/store.ts';
import { startRedisServer, stoppedRedisServer, type RedisServer } from '../support/redisServer.ts';
import { describeWithRedis } from '../support/describeWithRedis.ts';
import { startTcpFront, type TcpFront } from '../support/tcpFront.ts';
import { waitFor } from '../support/waitFor.ts';
import { describeStore, everyCall } from './contract.ts';

describeWithRedis('the Redis store', () => {
  describeStore(async () => {
    const server = await startRedisServer();
    const client = await createClient({ url: server.url }).connect();
    const now = async () => {
      const [seconds, microseconds] = await client.sendCommand<[string, string]>(['TIME']);
      return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
    };
    return {
      open: () => redisStore({ url: server.url }),
      passMs: async (ms) => {
        const end = (await now()) + ms;
        await waitFor(async () => (await now()) > end);
      },
      now,
      clockDriftMs: 250,
      remove: async () => {
        client.destroy();
        await server.remove();
      },
    };
  });

  describe('in Redis', () => {
    let server: RedisServer;
    let store: Store;
    let client: ReturnType<typeof createClient>;

    beforeAll(async () => {
      server = await startRedisServer();
      store = redisStore({ url: server.url });
      client = createClient({ url: server.url });
      await client.connect();
    });
    afterEach(() => client.flushAll());
    afterAll(async () => {
      await store.close();
      client.destroy();
      await server.remove();
    });

    test('everything has a prefix and an expiry in milliseconds', async () => {
      await store.set('entry', 'value', 90.5);
      await store.compareAndSet('made', 'value', undefined, 90.5);
      await store.compareAndSet('made', 'value', (await store.get('made'))?.version, 90.5);
      await store.increment('counter', 90.5);
      await store.addMember('set', 'member', 90.5);
      const keys = await client.keys('*');
      expect(keys.sort()).toEqual(['vce:counter', 'vce:entry', 'vce:made', 'vce:set']);
      for (const key of keys) {
        const leftMs = await client.pTTL(key);
        expect(leftMs).toBeLessThanOrEqual(90_500);
        expect(leftMs).toBeGreaterThan(60_000);
      }
    });

    test('members that have left are not kept with those that stay', async () => {
      await store.addMember('visitors', 'short', 0.05);
      await store.addMember('visitors', 'long', 60);
      await waitFor(async () => (await store.members('visitors')).length === 1);
      await store.addMember('visitors', 'new', 60);
      expect(await client.zCard('vce:visitors')).toBe(2);
    });

    test('each operation is one command of the client, scripts go by their hash', async () => {
      const commands: string[] = [];
      const monitor = await createClient({ url: server.url }).connect();
      for (const call of everyCall(store, 'warm up')) await call();
      await monitor.monitor((line) => {
        if (!line.includes(' lua] ')) commands.push(/"(\w+)"/.exec(line)?.[1] ?? '');
      });
      for (const [i, call] of everyCall(store, 'key').entries()) {
        await call();
        await client.sendCommand(['ECHO', `end ${i}`]);
        await waitFor(() => commands.at(-1) === 'ECHO');
        expect(commands.splice(0)).toEqual([expect.not.stringMatching(/^EVAL$/), 'ECHO']);
      }
      monitor.destroy();
    });
  });

  describe('in a process that is busy for seconds', () => {
    let server: RedisServer;
    beforeAll(async () => {
      server = await startRedisServer();
    });
    afterAll(() => server.remove());

    test('while it connects: what is asked then is answered', async () => {
      const store = redisStore({ url: server.url });
      keepBusy(2500);
      await store.ping();
      await store.close();
    });

    test('after it asked: the answer that came meanwhile counts', async () => {
      const { lines, logger } = collectedLog();
      const store = redisStore({ url: server.url, logger });
      await store.ping();
      const asked = store.set('key', 'value', 60);
      await new Promise(setImmediate);
      keepBusy(2500);
      await asked;
      expect(lines).toEqual([]);
      await store.close();
    });
  });

  describe('without Redis', () => {
    let server: RedisServer;
    let store: Store | undefined;

    afterEach(async () => {
      await store?.close();
      await server.remove();
    });

    test('is made at once, refuses everything soon, and works when Redis comes', async () => {
      server = await stoppedRedisServer();
      const made = (store = redisStore({ url: server.url }));
      for (const call of everyCall(made, 'key')) {
        await expect(soon(call())).rejects.toMatchObject({
          name: 'StoreError',
          message: 'Redis is away: ECONNREFUSED',
        });
      }
      await server.start();
      await waitFor(() => works(made));
    });

    test('refuses soon what is asked after Redis went, and goes on when it is back', async () => {
      server = await startRedisServer();
      const made = (store = redisStore({ url: server.url }));
      await made.set('key', 'value', 60);
      await server.stop();
      for (const call of everyCall(made, 'key')) await expect(soon(call())).rejects.toThrow(StoreError);
      await server.start();
      await waitFor(() => works(made));
      // Scripts went with the old server.
      expect((await made.increment('counter', 60)).count).toBe(1);
    });

    test('refuses what a hanging Redis does not answer, and goes on when it does', async () => {
      server = await startRedisServer();
      const made = (store = redisStore({ url: server.url }));
      await made.set('key', 'value', 60);
      server.freeze();
      const answers = await Promise.allSettled([soon(made.get('key')), soon(made.increment('counter', 60))]);
      expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      await expect(soon(made.get('key'))).rejects.toThrow(StoreError);
      server.resume();
      await waitFor(() => works(made));
    });

    test('is closed soon, whether Redis is there, away or hanging', async () => {
      server = await stoppedRedisServer();
      await soon(redisStore({ url: server.url }).close());
      await server.start();
      const made = redisStore({ url: server.url });
      await made.ping();
      server.freeze();
      const asked = made.get('key').catch(() => 'refused');
      await soon(made.close());
      expect(await asked).toBe('refused');
      server.resume();
      store = undefined;
    });

    test('tells the log once that Redis is away and once that it is back', async () => {
      server = await stoppedRedisServer();
      const { lines, logger } = collectedLog();
      const made = (store = redisStore({ url: server.url, logger }));
      for (const call of everyCall(made, 'key')) await call().catch(() => undefined);
      await server.start();
      await waitFor(() => works(made));
      expect(lines).toEqual([
        expect.objectContaining({ msg: 'Redis is away', event: 'redis_away', reason: 'ECONNREFUSED' }),
        expect.objectContaining({ msg: 'Redis is back', event: 'redis_back' }),
      ]);
    });
  });

  describe('behind an address that leads to another server after a failover', () => {
    let first: RedisServer;
    let second: RedisServer;
    let front: TcpFront;
    let store: Store;

    beforeEach(async () => {
      first = await startRedisServer({ parameters: ['--replica-serve-stale-data', 'no'] });
      second = await startRedisServer();
      front = await startTcpFront(first.port);
      store = redisStore({ url: `redis://127.0.0.1:${front.port}` });
      await store.set('key', 'value', 60);
    });
    afterEach(async () => {
      await store.close();
      await front.close();
      await Promise.all([first.remove(), second.remove()]);
    });

    /** The second has what the first has, and takes its place; connections to the first stay open. */
    async function failOver(): Promise<void> {
      await commandTo(second, ['REPLICAOF', '127.0.0.1', String(first.port)]);
      await waitFor(async () => (await commandTo(second, ['EXISTS', 'vce:key'])) === 1);
      await commandTo(second, ['REPLICAOF', 'NO', 'ONE']);
      await commandTo(first, ['REPLICAOF', '127.0.0.1', String(second.port)]);
    }

    test('leaves the old one that lives on as a replica: what was refused is done at the new one', async () => {
      await failOver();
      front.leadTo(second.port);
      for (const call of everyCall(store, 'key')) await soon(call());
      expect(await commandTo(second, ['DBSIZE'])).toBeGreaterThan(0);
    });

    test('says READONLY while the address still leads to the replica, and goes on when it does no longer', async () => {
      await failOver();
      await expect(soon(store.set('key', 'other', 60))).rejects.toMatchObject({ message: 'Redis is away: READONLY' });
      front.leadTo(second.port);
      await waitFor(() => works(store));
      expect(await store.get('key')).toMatchObject({ value: 'value' });
    });

    test('leaves a replica that has lost its primary', async () => {
      await failOver();
      await commandTo(first, ['REPLICAOF', '127.0.0.1', '1']);
      front.leadTo(second.port);
      expect(await soon(store.get('key'))).toMatchObject({ value: 'value' });
    });

    test('asks a read once more when its connection is cut, and a write not', async () => {
      first.freeze();
      const read = store.get('key');
      const write = store.set('key', 'other', 60).catch((error: unknown) => error);
      await new Promise(setImmediate);
      front.cut();
      first.resume();
      expect(await read).toMatchObject({ value: expect.stringMatching(/^(value|other)$/) });
      expect(await write).toBeInstanceOf(StoreError);
    });
  });

  test('works with a server that knows no HELLO, and so no RESP 3', async () => {
    const server = await startRedisServer({ parameters: ['--rename-command', 'HELLO', ''] });
    const store = redisStore({ url: server.url });
    for (const call of everyCall(store, 'key')) await call();
    expect((await store.increment('counter', 60)).count).toBe(1);
    await store.close();
    await server.remove();
  });

  describe('the password', () => {
    const password = 'hunter2-in-a-url';
    let server: RedisServer;
    beforeAll(async () => {
      server = await startRedisServer({ password });
    });
    afterAll(() => server.remove());

    test('of the address opens Redis', async () => {
      const store = redisStore({ url: server.url });
      await store.set('key', 'value', 60);
      await store.close();
    });

    test('that is wrong is refused by name, and is in no error and no log', async () => {
      const { lines, logger } = collectedLog();
      const store = redisStore({ url: server.url.replace('hunter2', 'hunter3'), logger });
      const error: unknown = await store.ping().catch((caught: unknown) => caught);
      expect(error).toMatchObject({ name: 'StoreError', message: 'Redis is away: WRONGPASS' });
      expect(lines).toMatchObject([{ reason: 'WRONGPASS' }]);
      expect(inspect([error, lines], { depth: 20, showHidden: true })).not.toMatch(/hunter/);
      await store.close();
    });

    test.each([
      'redis://:hunter2@[not-an-address',
      'redis://:hunter2@localhost/not-a-number',
      'redis://:hunter2%@localhost',
    ])('is in no error when the address is nonsense (%#)', (url) => {
      const error = thrownBy(() => redisStore({ url }));
      expect(error).toBeInstanceOf(StoreError);
      expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/hunter/);
    });
  });
});

async function commandTo({ url }: RedisServer, command: string[]): Promise<unknown> {
  const client = createClient({ url });
  await client.connect();
  try {
    return await client.sendCommand(command);
  } finally {
    client.destroy();
  }
}

function works(store: Store): Promise<boolean> {
  return store.ping().then(
    () => true,
    () => false,
  );
}

/** Fails when it takes longer than people wait for a page. */
async function soon<T>(answer: Promise<T>): Promise<T> {
  const begin = performance.now();
  try {
    return await answer;
  } finally {
    expect(performance.now() - begin).toBeLessThan(8000);
  }
}

/** Holds the event loop, as a long computation does. */
function keepBusy(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function collectedLog() {
  const lines: unknown[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line));
  return { lines, logger: createLogger('info', { write }) };
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
