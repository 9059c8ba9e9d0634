import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Keeps texts unreadable and unchangeable for whoever has the store but not the secrets.
 *
 * Form: `v1.<key id>.<iv>.<ciphertext and tag>`, base64url.
 */
export interface Sealer {
  /** `boundTo` is where the text belongs; it opens nowhere else. */
  seal(text: string, boundTo: string): string;
  /** The text, or undefined when it was changed, moved, or sealed with a secret that is no longer known. */
  open(sealed: string, boundTo: string): string | undefined;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals with AES-256-GCM under keys derived from the session secrets: the first seals, all open, so secrets can be
 * changed without losing anything. `purpose` keeps the keys of different uses apart.
 * @see RFC 5869 (HKDF), NIST SP 800-38D
 */
export function createSealer(secrets: readonly string[], purpose: string): Sealer {
  const keys = secrets.map((secret) => deriveKey(secret, purpose));
  const [first] = keys;
  if (!first) throw new Error('A sealer needs at least one secret');
  return {
    seal: (text, boundTo) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', first.key, iv).setAAD(Buffer.from(boundTo));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return ['v1', first.id, iv.toString('base64url'), sealed.toString('base64url')].join('.');
    },
    open: (sealed, boundTo) => {
      const [version, keyId, iv = '', body = ''] = sealed.split('.');
      const key = keys.find(({ id }) => id === keyId)?.key;
      if (version !== 'v1' || !key) return undefined;
      return decrypt(key, Buffer.from(iv, 'base64url'), Buffer.from(body, 'base64url'), boundTo);
    },
  };
}

function decrypt(key: Buffer, iv: Buffer, body: Buffer, boundTo: string): string | undefined {
  if (iv.length !== IV_BYTES || body.length < TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(body.subarray(-TAG_BYTES));
    return decipher.update(body.subarray(0, -TAG_BYTES)).toString('utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

/** The id says which key it was without telling anything about it. */
function deriveKey(secret: string, purpose: string): { id: string; key: Buffer } {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `visma-connect-express ${purpose} v1`, 32));
  return { id: createHash('sha256').update(key).digest('base64url').slice(0, 8), key };
}
