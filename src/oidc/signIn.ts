import { createHash, randomBytes } from 'node:crypto';
import { buildAuthorizationUrl, calculatePKCECodeChallenge, type Configuration } from 'openid-client';
import { z } from 'zod';

/** What a sign-in is for; decides what happens to the session when it comes back. */
export type SignInPurpose = 'sign_in' | 'connect_company' | 'step_up';

/** What is kept between the redirect to Visma Connect and the way back. One entry for each attempt. */
export interface SignInAttempt {
  readonly nonce: string;
  readonly codeVerifier: string;
  /** A path of this application. */
  readonly returnTo: string;
  readonly purpose: SignInPurpose;
  readonly scopes: readonly string[];
  /** The company asked for, where one was. */
  readonly tenantId?: string | undefined;
  /** Who has to come back: the person of the session that asked for another company. */
  readonly sub?: string | undefined;
  /** Epoch milliseconds. */
  readonly startedAtMs: number;
}

export const signInAttemptSchema: z.ZodType<SignInAttempt> = z.object({
  nonce: z.string(),
  codeVerifier: z.string(),
  returnTo: z.string(),
  purpose: z.enum(['sign_in', 'connect_company', 'step_up']),
  scopes: z.array(z.string()),
  tenantId: z.string().optional(),
  sub: z.string().optional(),
  startedAtMs: z.number(),
});

export interface SignInRequest {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly returnTo: string;
  readonly purpose: SignInPurpose;
  readonly nowMs: number;
  readonly tenantId?: string | undefined;
  readonly sub?: string | undefined;
  readonly prompt?: string | undefined;
  readonly uiLocales?: string | undefined;
  readonly loginHint?: string | undefined;
  /** 32 random bytes as base64url, a new value at each call: 43 characters, the least a verifier may have (RFC 7636 §4.1). */
  readonly random?: () => string;
}

export interface PlannedSignIn {
  /** Where to send the browser. */
  readonly url: string;
  /** Travels with the browser; names the attempt on the way back. */
  readonly state: string;
  readonly attempt: SignInAttempt;
}

/**
 * Plans one sign-in: the authorization request and what must be remembered for its answer. Keeps nothing itself.
 *
 * `response_mode=query` is said explicitly: Visma's documents call form_post the default for web applications, and a
 * cross-site POST would arrive without our Lax cookies.
 *
 * @see RFC 6749 §4.1.1, RFC 7636 §4.3, OpenID Connect Core 1.0 §3.1.2.1
 */
export async function planSignIn(configuration: Configuration, request: SignInRequest): Promise<PlannedSignIn> {
  const random = request.random ?? (() => randomBytes(32).toString('base64url'));
  const state = random();
  const nonce = random();
  const codeVerifier = random();
  const { redirectUri, scopes, returnTo, purpose, tenantId, sub, nowMs } = request;
  const url = buildAuthorizationUrl(configuration, {
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...present({
      prompt: request.prompt,
      tenant_hint: tenantId,
      ui_locales: request.uiLocales,
      login_hint: request.loginHint,
    }),
  });
  const attempt = { nonce, codeVerifier, returnTo, purpose, scopes, tenantId, sub, startedAtMs: nowMs };
  return { url: url.href, state, attempt };
}

/** Names an attempt without giving its state away: 128 bits of the hash of `state`, base64url. */
export function attemptId(state: string): string {
  return createHash('sha256').update(state).digest().subarray(0, 16).toString('base64url');
}

function present(parameters: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
