import { createHash } from 'node:crypto';
import { decode, type Claims } from './jwt.ts';
import type { Check } from 'visma-net-client/connect/protocolStep';

/** What an ID token must agree with. */
export interface ExpectedOfIdToken {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined after a refresh, which does not depend on this machine's clock (§12.2): a wrong one would end all access. */
  readonly clock: { readonly nowSeconds: number; readonly toleranceSeconds: number } | undefined;
  /** Audiences besides this client that may be named. */
  readonly trustedAudiences?: readonly string[] | undefined;
  /** The one kept with the attempt; undefined after a refresh, whose ID token need not have one. */
  readonly nonce?: string | undefined;
  /** The access token that came with it. */
  readonly accessToken: string;
  /** Who it must be about, after a refresh (OpenID Connect Core 1.0 §12.2). */
  readonly sub?: string | undefined;
}

/**
 * The rules for the contents of an ID token, each with its verdict. The signature is not among them: it needs keys.
 * Pure.
 * @see OpenID Connect Core 1.0 §3.1.3.7, §3.1.3.8, §12.2
 */
export function idTokenChecks(idToken: string, expected: ExpectedOfIdToken): Check[] {
  const decoded = decode(idToken);
  if (!decoded) return [{ rule: 'the ID token is a JWT', section: 'OpenID Connect Core §2', passed: false }];
  const { claims, header } = decoded;
  const { issuer, clientId, clock, sub } = expected;
  const check = (rule: string, section: string, passed: boolean): Check => ({ rule, section, passed });
  return [
    check('iss is the issuer', 'OpenID Connect Core §3.1.3.7 (2)', claims.iss === issuer),
    check('sub names somebody', 'OpenID Connect Core §2', typeof claims.sub === 'string' && claims.sub !== ''),
    check('aud is this client', 'OpenID Connect Core §3.1.3.7 (3)', audienceOf(claims).includes(clientId)),
    check('aud names nobody who is not trusted', 'OpenID Connect Core §3.1.3.7 (3)', !hasStrangers(claims, expected)),
    check(
      'azp is this client, and is there when aud names several',
      'OpenID Connect Core §3.1.3.7 (5)',
      isAzpRight(claims, clientId),
    ),
    ...timeChecks(claims, clock, check),
    ...(expected.nonce === undefined
      ? []
      : [
          check(
            'nonce equals the one kept with the attempt',
            'OpenID Connect Core §3.1.3.7 (11)',
            claims.nonce === expected.nonce,
          ),
        ]),
    ...(claims.at_hash === undefined
      ? []
      : [
          check(
            'at_hash belongs to the access token',
            'OpenID Connect Core §3.1.3.8',
            claims.at_hash === atHash(header.alg, expected.accessToken),
          ),
        ]),
    ...(sub === undefined
      ? []
      : [check('sub is the same person as before', 'OpenID Connect Core §12.2', claims.sub === sub)]),
  ];
}

function timeChecks(
  { exp, iat }: Claims,
  clock: ExpectedOfIdToken['clock'],
  check: (rule: string, section: string, passed: boolean) => Check,
): Check[] {
  if (!clock) return [];
  const { nowSeconds, toleranceSeconds } = clock;
  const isComing = isNumber(exp) && exp + toleranceSeconds > nowSeconds;
  const isNow = isNumber(iat) && iat - toleranceSeconds <= nowSeconds;
  return [
    check('exp is still to come', 'OpenID Connect Core §3.1.3.7 (9)', isComing),
    check('iat is not in the future', 'OpenID Connect Core §3.1.3.7 (10)', isNow),
  ];
}

/** Asked of a token that is for this client too. */
function hasStrangers(claims: Claims, { clientId, trustedAudiences = [] }: ExpectedOfIdToken): boolean {
  const audience = audienceOf(claims);
  const isKnown = (one: unknown) => one === clientId || trustedAudiences.some((trusted) => trusted === one);
  return audience.includes(clientId) && !audience.every(isKnown);
}

function audienceOf({ aud }: Claims): unknown[] {
  return Array.isArray(aud) ? aud : [aud];
}

/** With several audiences azp must be there (§3.1.3.7 item 4). */
function isAzpRight(claims: Claims, clientId: string): boolean {
  if (claims.azp === undefined) return audienceOf(claims).length === 1;
  return claims.azp === clientId;
}

/** The left half of the hash that belongs to the signature's algorithm; undefined for an algorithm we do not accept. */
function atHash(alg: unknown, accessToken: string): string | undefined {
  const bits = typeof alg === 'string' ? /^(?:RS|PS|ES)(256|384|512)$/.exec(alg)?.[1] : undefined;
  if (bits === undefined) return undefined;
  const hash = createHash(`sha${bits}`).update(accessToken, 'ascii').digest();
  return hash.subarray(0, hash.length / 2).toString('base64url');
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
