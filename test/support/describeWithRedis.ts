import { describe } from '@jest/globals';
import { isRedisInstalled } from './redisServer.ts';

/** `describe` for what needs a redis-server: skipped with one line where there is none, a failure where CI is true. */
export function describeWithRedis(name: string, body: () => void): void {
  if (isRedisInstalled() || process.env.CI === 'true') describe(name, body);
  else {
    process.stderr.write(`Skipped: ${name}. It needs redis-server: apt-get install redis-server\n`);
    describe.skip(name, body);
  }
}
