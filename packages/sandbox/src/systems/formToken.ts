import { createHmac, timingSafeEqual } from 'node:crypto';

/** A token that only pages shown in one session hold: other sites cannot post the form that carries it. */
export function formToken(formKey: string, purpose: string, sessionId: string): string {
  return createHmac('sha256', formKey).update(`${purpose} ${sessionId}`).digest('base64url');
}

/** What the sign-out forms of a session post as `token`. */
export function signOutToken(formKey: string, sessionId: string): string {
  return formToken(formKey, 'sign out', sessionId);
}

/** Compares in the same time whatever was given. */
export function isSameToken(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
