import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { RedisConnection, type RedisConnectionOptions } from './redisConnection.ts';
import { VERSION_LENGTH } from './redisScripts.ts';
import type { Store, StoreEntry } from './store.ts';
import { wholeMs } from './ttl.ts';

const PREFIX = 'vce:';

const counted = z.tuple([z.number(), z.number()]);
const texts = z.array(z.string());

/**
 * Keeps everything in one Redis (6.2 or later), for all processes that share it. Each operation is one command or one
 * script, so it is atomic and one round trip. Times are those of Redis's own clock.
 * @throws StoreError when the address is no Redis address; never because Redis is away
 */
export function redisStore(options: RedisConnectionOptions): Store {
  const redis = new RedisConnection(options);

  const set = async (key: string, value: string, ttlSeconds: number): Promise<string> => {
    const version = randomUUID();
    await redis.run((client) => client.set(named(key), version + value, expiresIn(ttlSeconds)));
    return version;
  };
  const setIfAbsent = async (key: string, value: string, ttlSeconds: number): Promise<string | undefined> => {
    const version = randomUUID();
    const options = { ...expiresIn(ttlSeconds), condition: 'NX' } as const;
    const reply = await redis.run((client) => client.set(named(key), version + value, options));
    return reply === null ? undefined : version;
  };
  const replace = async (key: string, value: string, expectedVersion: string, ttlSeconds: number) => {
    const version = randomUUID();
    const isDone = await redis.run((client) =>
      client.replaceVersion(named(key), expectedVersion, version + value, wholeMs(ttlSeconds)),
    );
    return isDone ? version : undefined;
  };

  return {
    get: async (key) => toEntry(await redis.read((client) => client.get(named(key)))),
    set,
    compareAndSet: (key, value, expectedVersion, ttlSeconds) =>
      expectedVersion === undefined
        ? setIfAbsent(key, value, ttlSeconds)
        : replace(key, value, expectedVersion, ttlSeconds),
    compareAndDelete: (key, expectedVersion) =>
      redis.run((client) => client.removeVersion(named(key), expectedVersion)),
    take: async (key) => toEntry(await redis.run((client) => client.getDel(named(key))))?.value,
    delete: async (key) => {
      await redis.run((client) => client.del(named(key)));
    },
    increment: async (key, ttlSeconds) => {
      const reply = await redis.run((client) => client.count(named(key), wholeMs(ttlSeconds)));
      const [count, expiresAtMs] = counted.parse(reply);
      return { count, expiresAtMs };
    },
    decrement: (key) => redis.run((client) => client.countBack(named(key))),
    addMember: (key, member, ttlSeconds) =>
      redis.run((client) => client.addMember(named(key), member, wholeMs(ttlSeconds))),
    removeMember: async (key, member) => {
      await redis.run((client) => client.zRem(named(key), member));
    },
    members: async (key) => texts.parse(await redis.read((client) => client.members(named(key)))),
    ping: async () => {
      await set('ping', '', 1);
    },
    close: () => redis.close(),
  };
}

function named(key: string): string {
  return PREFIX + key;
}

function expiresIn(ttlSeconds: number) {
  return { expiration: { type: 'PX', value: wholeMs(ttlSeconds) } } as const;
}

function toEntry(stored: string | null): StoreEntry | undefined {
  if (stored === null) return undefined;
  return { version: stored.slice(0, VERSION_LENGTH), value: stored.slice(VERSION_LENGTH) };
}
