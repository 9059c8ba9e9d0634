import { SignInError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { finishSignIn, type SignInResult } from '../oidc/exchange.ts';
import type { Provider } from '../oidc/provider.ts';
import { planSignIn, type SignInAttempt, type SignInPurpose } from '../oidc/signIn.ts';
import type { TokenSet } from '../oidc/tokenSet.ts';
import { uiLocales } from '../oidc/uiLocales.ts';
import type { Attempts, BegunAttempt } from './attempts.ts';
import { NO_TENANT_ID, type ConnectedCompany, type Person, type PersonSession } from './personSession.ts';
import { personOf } from './person.ts';
import type { RevokeAll } from './revokeAll.ts';
import { withStepUp } from './scopes.ts';
import type { Vault } from './vault.ts';
import { asStep, recordStep } from '../oidc/recordStep.ts';

export interface SignInsDeps {
  readonly provider: Provider;
  readonly attempts: Attempts;
  readonly vault: Vault;
  readonly revokeAll: RevokeAll;
  /** Asked for at every sign-in. */
  readonly scopes: readonly string[];
  /** How long tokens are kept: as long as a session may live. */
  readonly ttlSeconds: number;
  readonly logger: Logger;
}

export interface BeginSignIn {
  /** A safe path of this application. */
  readonly returnTo: string;
  readonly purpose: SignInPurpose;
  readonly tenantId?: string | undefined;
  /** Wanted beyond the usual; only scopes for changes are asked for. */
  readonly stepUpScopes?: readonly string[] | undefined;
  readonly prompt?: string | undefined;
  readonly loginHint?: string | undefined;
  readonly acceptLanguage?: string | undefined;
  /** The session it is begun from; only its person may come back for another company or more scopes. */
  readonly current?: PersonSession | undefined;
}

export interface BegunSignIn extends BegunAttempt {
  /** Where to send the browser. */
  readonly url: string;
  readonly startedAtMs: number;
}

/** Who came back, and for which company. The tokens are in the vault already. */
export interface FinishedSignIn {
  readonly person: Person;
  readonly company: ConnectedCompany;
  /** Whether the session goes on: the same person, with one company more or with new tokens. */
  readonly isSamePerson: boolean;
  /** For `abandon` alone. */
  readonly tokens: TokenSet;
}

/** Signing in, from the first redirect to the tokens in the vault. */
export interface SignIns {
  /** @throws SignInError connect_unreachable, client_misconfigured; StoreError */
  begin(request: BeginSignIn): Promise<BegunSignIn>;
  /**
   * Finishes an attempt that was taken out.
   * @throws SignInError with what was refused; other_person when somebody else came back for a company or for scopes;
   *   company_unnamed when the new company and one that is there could not be told apart
   */
  finish(answer: AnswerOfConnect): Promise<FinishedSignIn>;
  /** Undoes `finish` when the session could not be saved: the tokens are given back to Visma Connect. */
  abandon(finished: FinishedSignIn): Promise<void>;
}

export interface AnswerOfConnect {
  readonly parameters: URLSearchParams;
  readonly state: string;
  readonly attempt: SignInAttempt;
  /** The session of the browser now. */
  readonly current: PersonSession | undefined;
}

export function createSignIns(deps: SignInsDeps): SignIns {
  return {
    begin: (request) => begin(deps, request),
    finish: (answer) => finish(deps, answer),
    abandon: async ({ company, tokens }) => {
      await deps.revokeAll([tokens]);
      await deps.vault.remove(company.connectionId);
    },
  };
}

async function begin(
  { provider, attempts, scopes }: SignInsDeps,
  { acceptLanguage, current, stepUpScopes = [], ...request }: BeginSignIn,
): Promise<BegunSignIn> {
  const { configuration } = await asStep('metadata', () => provider.discover());
  const nowMs = provider.now();
  const { url, state, attempt } = await planSignIn(configuration(), {
    ...request,
    redirectUri: provider.redirectUri,
    scopes: withStepUp(scopes, stepUpScopes),
    sub: request.purpose === 'sign_in' ? undefined : current?.person.sub,
    uiLocales: uiLocales(acceptLanguage),
    nowMs,
  });
  const begun = await attempts.begin(state, attempt);
  recordStep({ kind: 'authorization_request', startedAtMs: nowMs, request: { method: 'GET', url } });
  return { ...begun, url, startedAtMs: nowMs };
}

async function finish(
  { provider, vault, revokeAll, ttlSeconds, logger }: SignInsDeps,
  { parameters, state, attempt, current }: AnswerOfConnect,
): Promise<FinishedSignIn> {
  const result = await finishSignIn(provider, { parameters, state, attempt });
  const person = personOf(provider.issuer, result);
  if (attempt.sub !== undefined && attempt.sub !== person.sub) {
    await revokeAll([result.tokens]);
    throw new SignInError('other_person', { reason: 'another person came back than the one who is signed in' });
  }
  if (wouldBeMistaken(result, attempt, current)) {
    await revokeAll([result.tokens]);
    throw new SignInError('company_unnamed', { reason: 'neither the connected company nor the new one has a name' });
  }
  const connectionId = await vault.add({ tokens: result.tokens, userinfo: { ...result.userinfo } }, ttlSeconds);
  logger.info({ event: 'signed_in' }, 'a person signed in');
  return {
    person,
    company: companyOf(result, connectionId, provider.now()),
    isSamePerson: current?.person.sub === person.sub && current.person.issuer === person.issuer,
    tokens: result.tokens,
  };
}

/** Two companies without names would have one address, and a tab of the one would show the other. */
function wouldBeMistaken(
  { tenant }: SignInResult,
  { purpose }: SignInAttempt,
  current: PersonSession | undefined,
): boolean {
  return !tenant && purpose === 'connect_company' && current?.companies[NO_TENANT_ID] !== undefined;
}

function companyOf({ tenant, sid, tokens }: SignInResult, connectionId: string, nowMs: number): ConnectedCompany {
  const { tenantId, name } = tenant ?? { tenantId: NO_TENANT_ID, name: 'Your company' };
  return { tenantId, name, connectionId, sid, scopes: tokens.scopes, connectedAt: Math.floor(nowMs / 1000) };
}
