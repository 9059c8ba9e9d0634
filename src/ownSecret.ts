import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from './errors.ts';

/**
 * The session secret of sandbox mode, kept in a file that only this user can read: a restart keeps people signed in
 * and nothing has to be configured. Two processes that start at once agree on one.
 * @throws ConfigError when the file cannot be kept
 */
export function ownSecret(file = 'data/session-secret'): string {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw new ConfigError([`SESSION_SECRET is not set and ${file} cannot be written`]);
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) throw new ConfigError([`${file} holds no secret of 32 characters or more: delete it`]);
  return secret;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
