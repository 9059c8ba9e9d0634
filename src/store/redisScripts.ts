import { defineScript, type CommandParser } from '@redis/client';

/** Begins every entry: a UUID, then the value. */
export const VERSION_LENGTH = 36;

const currentVersion = `redis.call('GETRANGE', KEYS[1], 0, ${VERSION_LENGTH - 1})`;

/** What one command cannot do at once. Each runs whole before anybody else's command, in one round trip. */
export const scripts = {
  replaceVersion: defineScript({
    NUMBER_OF_KEYS: 1,
    SCRIPT: `
      if ${currentVersion} ~= ARGV[1] then return 0 end
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
      if ${currentVersion} ~= ARGV[1] then return 0 end
      return redis.call('DEL', KEYS[1])`,
    parseCommand: (parser: CommandParser, key: string, expectedVersion: string) => {
      parser.pushKey(key);
      parser.push(expectedVersion);
    },
    transformReply: isOne,
  }),
  count: defineScript({
    NUMBER_OF_KEYS: 1,
    SCRIPT: `
      local count = redis.call('INCR', KEYS[1])
      local left = redis.call('PTTL', KEYS[1])
      if left < 0 then
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        left = tonumber(ARGV[1])
      end
      local time = redis.call('TIME')
      return { count, time[1] * 1000 + math.floor(time[2] / 1000) + left }`,
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
    SCRIPT: `
      redis.call('SADD', KEYS[1], ARGV[1])
      return redis.call('PEXPIRE', KEYS[1], ARGV[2])`,
    parseCommand: (parser: CommandParser, key: string, member: string, ttlMs: number) => {
      parser.pushKey(key);
      parser.push(member, String(ttlMs));
    },
    transformReply: () => undefined,
  }),
};

function isOne(reply: unknown): boolean {
  return reply === 1;
}
