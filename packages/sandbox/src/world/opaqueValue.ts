import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for somebody outside to hold: a code, a token, a cookie. */
export function newOpaqueValue(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of such a value: whoever reads the state file cannot use it. */
export function fingerprintOf(opaqueValue: string): string {
  return createHash('sha256').update(opaqueValue).digest('base64url');
}
