import { randomBytes } from 'node:crypto';

/**
 * Writes a token another way each time: a random pad, and the token under it. So its letters do not stand in compressed
 * pages, where the length of an answer would tell one who can have others put into it which of his guesses are right.
 *
 * @see https://www.breachattack.com/
 */
export function maskToken(token: string): string {
  const bytes = Buffer.from(token);
  const pad = randomBytes(bytes.length);
  return Buffer.concat([pad, combine(pad, bytes)]).toString('base64url');
}

/** The token that `maskToken` wrote. Of what it did not write comes no token. Pure. */
export function unmaskToken(masked: string): string {
  const bytes = Buffer.from(masked, 'base64url');
  const half = bytes.length / 2;
  return combine(bytes.subarray(0, half), bytes.subarray(half)).toString();
}

function combine(pad: Uint8Array, bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte, index) => byte ^ (pad[index] ?? 0)));
}
