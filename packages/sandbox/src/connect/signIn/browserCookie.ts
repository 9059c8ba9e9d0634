import type { CookieOptions } from 'express';

/** Name and attributes of one of Connect's cookies. Browsers do not tell ports of a host apart: its name has the port. */
export function browserCookie(
  purpose: 'session' | 'interaction',
  issuer: string,
): { name: string; attributes: CookieOptions } {
  const { port, protocol } = new URL(issuer);
  const attributes: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: protocol === 'https:' };
  return { name: `connect_${purpose}_${port}`, attributes };
}
