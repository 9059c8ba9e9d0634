import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Lets through only who sends the admin token as Bearer. */
export function requireAdminToken(adminToken: string): RequestHandler {
  return ({ headers }, res, next) => {
    const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    res.set('Cache-Control', 'no-store');
    if (given !== undefined && isAdminToken(given, adminToken)) {
      next();
      return;
    }
    const problems = ['Send the admin token that the sandbox printed at start: Authorization: Bearer <token>'];
    res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'unauthorised', problems });
  };
}

/** Compares in the same time whatever was given. */
export function isAdminToken(given: string, adminToken: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(adminToken));
}
