import { decodeJwt, decodeProtectedHeader } from 'jose';

export type Claims = Readonly<Record<string, unknown>>;

export interface DecodedJwt {
  readonly header: Claims;
  readonly claims: Claims;
}

/** Reads a JWT without checking anything; undefined for any other text. An access token may be opaque. */
export function decode(token: string): DecodedJwt | undefined {
  try {
    return { header: { ...decodeProtectedHeader(token) }, claims: decodeJwt(token) };
  } catch {
    return undefined;
  }
}
