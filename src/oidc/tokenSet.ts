import { z } from 'zod';

/** What the token endpoint gave for one company, with our own times. */
export interface TokenSet {
  readonly accessToken: string;
  /** Epoch seconds by our clock: when asked, plus `expires_in`. */
  readonly expiresAt: number;
  /** Seconds; how long the access token lived from the start. */
  readonly lifetimeSeconds: number;
  /** Epoch seconds. */
  readonly obtainedAt: number;
  /** Scopes granted. */
  readonly scopes: readonly string[];
  readonly refreshToken?: string | undefined;
  /** The ID token as text: the hint at sign-out (OpenID Connect RP-Initiated Logout 1.0 §2). */
  readonly idToken: string;
}

/** The shape of a TokenSet, for reading one back from where it was kept. */
export const tokenSetSchema: z.ZodType<TokenSet> = z.object({
  accessToken: z.string(),
  expiresAt: z.number(),
  lifetimeSeconds: z.number(),
  obtainedAt: z.number(),
  scopes: z.array(z.string()),
  refreshToken: z.string().optional(),
  idToken: z.string(),
});

/** What of a token answer is used (RFC 6749 §5.1); openid-client has checked its form. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in?: number | undefined;
  readonly scope?: string | undefined;
  readonly refresh_token?: string | undefined;
  readonly id_token?: string | undefined;
}

/** Access tokens live an hour at most; an answer that does not say is taken at half of that. */
const UNSTATED_LIFETIME_SECONDS = 1800;

/** Ask anew this long before the end, or a quarter of a short life before it. */
const REFRESH_MARGIN_SECONDS = 60;

/**
 * Joins an answer with what was there before: what did not come is kept (RFC 6749 §6, OpenID Connect Core §12.2).
 * An answer without `scope` granted what was asked for (RFC 6749 §5.1).
 */
export function toTokenSet(
  answer: TokenAnswer,
  before: { scopes: readonly string[]; refreshToken?: string | undefined; idToken: string },
  nowSeconds: number,
): TokenSet {
  const lifetimeSeconds = answer.expires_in ?? UNSTATED_LIFETIME_SECONDS;
  return {
    accessToken: answer.access_token,
    expiresAt: nowSeconds + lifetimeSeconds,
    lifetimeSeconds,
    obtainedAt: nowSeconds,
    scopes: answer.scope === undefined ? before.scopes : answer.scope.split(' ').filter(Boolean),
    refreshToken: answer.refresh_token ?? before.refreshToken,
    idToken: answer.id_token ?? before.idToken,
  };
}

/** The tokens of a first answer. */
export function tokenSetOf(
  answer: TokenAnswer & { readonly id_token: string },
  askedScopes: readonly string[],
  nowMs: number,
): TokenSet {
  return toTokenSet(answer, { scopes: askedScopes, idToken: answer.id_token }, Math.floor(nowMs / 1000));
}

/** Whether a new access token should be asked for now. */
export function isDue(tokens: TokenSet, nowSeconds: number): boolean {
  return nowSeconds >= tokens.expiresAt - Math.min(REFRESH_MARGIN_SECONDS, tokens.lifetimeSeconds / 4);
}

/** Whether the access token can no longer be used. */
export function isExpired(tokens: TokenSet, nowSeconds: number): boolean {
  return nowSeconds >= tokens.expiresAt;
}
