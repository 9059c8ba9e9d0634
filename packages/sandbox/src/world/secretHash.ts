import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * A salted hash of a password or client secret. One round of SHA-256: client secrets are long and random, and the
 * passwords of a sandbox are printed in its documents.
 */
export function hashSecret(secret: string): string {
  const salt = randomBytes(12).toString('base64url');
  return `${salt}.${digest(salt, secret)}`;
}

/** Whether this is the secret that the hash was made of; takes the same time either way. */
export function isSecret(secret: string, hash: string): boolean {
  const [salt = '', expected = ''] = hash.split('.');
  const actual = Buffer.from(digest(salt, secret));
  return actual.length === expected.length && timingSafeEqual(actual, Buffer.from(expected));
}

function digest(salt: string, secret: string): string {
  return createHash('sha256').update(salt).update('\0').update(secret).digest('base64url');
}
