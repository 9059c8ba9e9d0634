import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { REQUEST_LIFE_SECONDS, type AuthorizeRequest } from '../../world/authorizeRequests.ts';
import { fingerprintOf, newOpaqueValue } from '../../world/opaqueValue.ts';
import type { World } from '../connectWorld.ts';
import { browserCookie } from './browserCookie.ts';

/** Where the pages of a sign-in are. */
export function interactionPath(id: string): string {
  return `/connect/interaction/${encodeURIComponent(id)}`;
}

/**
 * Keeps a request while the person is on our pages, bound to this browser: its id, which stands in the address, is the
 * fingerprint of the cookie. Each request has a path of its own, so that tabs do not take each other's cookie.
 */
export function beginInteraction(
  { authorizeRequests }: World,
  issuer: string,
  res: Response,
  request: AuthorizeRequest,
): AuthorizeRequest {
  const secret = newOpaqueValue();
  const kept = { ...request, id: fingerprintOf(secret) };
  authorizeRequests.put(kept);
  const { name, attributes } = browserCookie('interaction', issuer);
  const maxAge = REQUEST_LIFE_SECONDS * 1000;
  res.cookie(name, secret, { ...attributes, path: interactionPath(kept.id), maxAge });
  return kept;
}

/** The request that the address names; undefined when it is over, or another browser's. */
export function findInteraction(
  { authorizeRequests }: World,
  issuer: string,
  { headers, params }: Request,
): AuthorizeRequest | undefined {
  const secret = parseCookie(headers.cookie ?? '')[browserCookie('interaction', issuer).name] ?? '';
  return fingerprintOf(secret) === params.uid ? authorizeRequests.find(fingerprintOf(secret)) : undefined;
}
