import { defineScript, type CommandParser } from '@redis/client';

/** Begins every entry: a UUID, then the value. */
export const VERSION_LENGTH = 36;

const CURRENT_VERSION = `redis.call('GETRANGE', KEYS[1], 0, ${VERSION_LENGTH - 1})`;

/** Epoch milliseconds by Redis's own clock. */
const NOW_MS = `
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** What one command cannot do at once. Each runs whole before anybody else's command, in one round trip. */
export const SCRIPTS = {
  replaceVersion: defineScript({
    NUMBER_OF_KEYS: 1,
    SCRIPT: `
      if ${CURRENT_VERSION} ~= ARGV[1] then return 0 end
      redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
      return 1`,
    parseCommand: (parser: CommandParser, key: string, expectedVersion: string, entry: string, ttlMs: number) => {
      parser.pushKey(key);
      parser.push(expectedVersion, entry, String(ttlMs));
    },
    transformReply: isOne,
  }),
  removeVersion: defineScript({
    NUMBER_OF_KEYS: 1,
    SCRIPT: `
      if ${CURRENT_VERSION} ~= ARGV[1] then return 0 end
      return redis.call('DEL', KEYS[1])`,
    parseCommand: (parser: CommandParser, key: string, expectedVersion: string) => {
      parser.pushKey(key);
      parser.push(expectedVersion);
    },
    transformReply: isOne,
  }),
  count: defineScript({
    NUMBER_OF_KEYS: 1,
    SCRIPT: `${NOW_MS}
      local count = redis.call('INCR', KEYS[1])
      local left = redis.call('PTTL', KEYS[1])
      if left < 0 then
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        left = tonumber(ARGV[1])
      end
      return { count, now + left }`,
    parseCommand: (parser: CommandParser, key: string, ttlMs: number) => {
      parser.pushKey(key);
      parser.push(String(ttlMs));
    },
    transformReply: (reply: unknown) => reply,
  }),
  countBack: defineScript({
    NUMBER_OF_KEYS: 1,
    SCRIPT: `
      if tonumber(redis.call('GET', KEYS[1]) or 0) > 0 then redis.call('DECR', KEYS[1]) end
      return 0`,
    parseCommand: (parser: CommandParser, key: string) => {
      parser.pushKey(key);
    },
    transformReply: () => undefined,
  }),
  addMember: defineScript({
    NUMBER_OF_KEYS: 1,
    SCRIPT: `${NOW_MS}
      redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
      redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
      local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
      return redis.call('PEXPIREAT', KEYS[1], last)`,
    parseCommand: (parser: CommandParser, key: string, member: string, ttlMs: number) => {
      parser.pushKey(key);
      parser.push(member, String(ttlMs));
    },
    transformReply: () => undefined,
  }),
  members: defineScript({
    NUMBER_OF_KEYS: 1,
    SCRIPT: `${NOW_MS}
      return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf')`,
    parseCommand: (parser: CommandParser, key: string) => {
      parser.pushKey(key);
    },
    transformReply: (reply: unknown) => reply,
  }),
};

function isOne(reply: unknown): boolean {
  return reply === 1;
}
