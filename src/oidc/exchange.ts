import { authorizationCodeGrant } from 'openid-client';
import { z } from 'zod';
import { SignInError } from '../errors.ts';
import { parseJson } from '../parseJson.ts';
import { checkResponse } from './authorizationResponse.ts';
import { idTokenChecks, type ExpectedOfIdToken } from './idTokenChecks.ts';
import type { Claims } from './jwt.ts';
import type { Check, ProtocolStep, RecordStep } from 'visma-net-client/connect/protocolStep';
import type { DiscoveredProvider } from 'visma-net-client/connect/connectClient';
import type { Provider } from './provider.ts';
import { refusalOf } from './refusal.ts';
import type { SignInAttempt } from './signIn.ts';
import { hasNoTenants, tenantOf, type Tenant } from './tenant.ts';
import { tokenSetOf, type TokenAnswer, type TokenSet } from './tokenSet.ts';
import { fetchUserinfo } from './userinfo.ts';
import { verifyIdToken } from './verifyIdToken.ts';
import { asStep, currentRecorder, recordingTo, recordStep } from './recordStep.ts';

/** What a browser brought back from Visma Connect, and what was kept for it. */
export interface SignInAnswer {
  /** The query of the redirect, as received. */
  readonly parameters: URLSearchParams;
  readonly state: string;
  readonly attempt: SignInAttempt;
}

/** Who signed in, for which company, with which tokens. */
export interface SignInResult {
  readonly sub: string;
  /** Connect's session, where it names one. */
  readonly sid: string | undefined;
  readonly tokens: TokenSet;
  /** Undefined for an application without tenants. */
  readonly tenant: Tenant | undefined;
  readonly idTokenClaims: Claims;
  /** Undefined when the endpoint did not answer: the ID token suffices. */
  readonly userinfo: Claims | undefined;
}

/**
 * Finishes a sign-in: checks the response, exchanges the code with its verifier, checks the ID token whole, and asks
 * who the person is. The redirect URI sent is the registered one plus the received query, never the Host header.
 *
 * @throws SignInError with what was refused, here or by Visma Connect
 * @see RFC 6749 §4.1.3, RFC 7636 §4.5, RFC 9207 §2.4, OpenID Connect Core 1.0 §3.1.3
 */
export async function finishSignIn(
  provider: Provider,
  { parameters, state, attempt }: SignInAnswer,
): Promise<SignInResult> {
  const discovered = await asStep('metadata', () => provider.discover());
  checkResponse(discovered.metadata, {
    parameters,
    state,
    issuer: provider.issuer,
    redirectUri: provider.redirectUri,
    now: provider.now,
  });
  const answer = await exchangeCode(provider, discovered, { parameters, state, attempt });
  const tokens = tokenSetOf(answer, attempt.scopes, provider.now());
  const expected = { nonce: attempt.nonce, accessToken: tokens.accessToken };
  const idTokenClaims = await checkIdToken(provider, discovered, tokens.idToken, expected);
  const sub = String(idTokenClaims.sub);
  const userinfo = await fetchUserinfo(provider, discovered, { accessToken: tokens.accessToken, sub });
  const tenant = tenantOf({ accessToken: tokens.accessToken, idTokenClaims, userinfo });
  if (!tenant && hasNoTenants(userinfo)) throw new SignInError('no_company', { reason: 'userinfo lists no company' });
  return { sub, sid: textOf(idTokenClaims.sid), tokens, tenant, idTokenClaims, userinfo };
}

async function exchangeCode(
  provider: Provider,
  { configuration }: DiscoveredProvider,
  { parameters, state, attempt }: SignInAnswer,
): Promise<TokenAnswer & { id_token: string }> {
  const currentUrl = new URL(provider.redirectUri);
  currentUrl.search = parameters.toString();
  const checks = { pkceCodeVerifier: attempt.codeVerifier, expectedState: state, expectedNonce: attempt.nonce };
  const { record, lastBody } = tap(currentRecorder());
  try {
    const answer = await recordingTo(record, () =>
      asStep('token_request', () =>
        authorizationCodeGrant(configuration(), currentUrl, { ...checks, idTokenExpected: true }),
      ),
    );
    return checkedAnswer(answer);
  } catch (error) {
    const refusal = refusalOf(error, 'code');
    if (refusal.code === 'id_token_invalid') recordRefused(lastBody(), { provider, nonce: attempt.nonce });
    throw refusal;
  }
}

/** Passes steps on and remembers the last answer: a refused ID token is only in there. */
function tap(record: RecordStep | undefined): { record: RecordStep | undefined; lastBody: () => string | undefined } {
  let body: string | undefined;
  return {
    record:
      record &&
      ((step) => {
        body = step.response?.body;
        record(step);
      }),
    lastBody: () => body,
  };
}

const answerWithIdToken = z.object({ id_token: z.string(), access_token: z.string() });

/** openid-client refuses a wrong claim by itself; this says which rule it was. */
function recordRefused(body: string | undefined, { provider, nonce }: { provider: Provider; nonce: string }): void {
  const answer = answerWithIdToken.safeParse(parseJson(body ?? ''));
  if (!answer.success) return;
  const { id_token: idToken, access_token: accessToken } = answer.data;
  const expected = expectationsOf(provider, { nonce, accessToken });
  recordStep(idTokenStep(idToken, idTokenChecks(idToken, expected), provider.now()));
}

/** openid-client lets DPoP pass as a token type; nothing here could use such a token (RFC 6749 §7.1). */
function checkedAnswer(answer: TokenAnswer & { token_type: string }): TokenAnswer & { id_token: string } {
  const { id_token: idToken, token_type: tokenType } = answer;
  if (tokenType !== 'bearer') throw new SignInError('token_response_invalid', { reason: 'token_type is not Bearer' });
  if (idToken === undefined) throw new SignInError('token_response_invalid', { reason: 'no id_token came' });
  return { ...answer, id_token: idToken };
}

/** Checks an ID token and records the verdicts. @throws SignInError id_token_invalid, connect_unreachable */
export async function checkIdToken(
  provider: Provider,
  discovered: DiscoveredProvider,
  idToken: string,
  expected: SomeExpected,
): Promise<Claims> {
  const startedAtMs = provider.now();
  const whole = expectationsOf(provider, expected);
  return asStep('keys', () =>
    verifyIdToken(discovered, idToken, whole, (checks) => recordStep(idTokenStep(idToken, checks, startedAtMs))),
  );
}

type SomeExpected = Pick<ExpectedOfIdToken, 'nonce' | 'sub' | 'accessToken'> & {
  /** Whether this machine's clock counts; it does unless told. */
  readonly isTimed?: boolean;
};

function expectationsOf(provider: Provider, { isTimed = true, ...expected }: SomeExpected): ExpectedOfIdToken {
  const { issuer, clientId, now, clockToleranceSeconds, trustedAudiences } = provider;
  const clock = isTimed ? { nowSeconds: Math.floor(now() / 1000), toleranceSeconds: clockToleranceSeconds } : undefined;
  return { issuer, clientId, clock, trustedAudiences, ...expected };
}

function idTokenStep(idToken: string, checks: readonly Check[], startedAtMs: number): ProtocolStep {
  const failed = checks.find(({ passed }) => !passed);
  return {
    kind: 'id_token',
    startedAtMs,
    response: { body: idToken },
    checks,
    ...(failed ? { error: 'id_token_invalid' } : {}),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
