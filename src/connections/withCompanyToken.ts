import { ErpError } from 'visma-net-client/errors';
import { AppError, isRefusal } from '../errors.ts';
import type { TokenSet } from '../oidc/tokenSet.ts';
import type { Clock } from '../store/store.ts';
import type { FreshTokens } from './freshTokens.ts';
import type { PersonSession } from './personSession.ts';

export interface CompanyTokenDeps {
  readonly freshTokens: FreshTokens;
  readonly now: Clock;
}

export interface CompanyCall<T> {
  readonly signedIn: PersonSession;
  readonly tenantId: string;
  /** Asks an API. */
  readonly call: (accessToken: string) => Promise<T>;
}

/** A token this young was not refused because of its age. */
const FRESH_SECONDS = 60;

/**
 * Calls an API with the token of one company. A refused token is replaced once; a fresh one that is refused means that
 * the company is not allowed, as with a customer tenant, and never that the person is signed out.
 * @throws AppError company_not_connected when this session holds no token for the company: it is never answered with
 *   another company's data; company_not_allowed; SignInError of the refresh; whatever `call` throws
 * @see https://docs.vismasoftware.no/vismanetapi/how-tos/fix401error
 */
export async function withCompanyToken<T>(
  { freshTokens, now }: CompanyTokenDeps,
  { signedIn, tenantId, call }: CompanyCall<T>,
): Promise<T> {
  const company = Object.hasOwn(signedIn.companies, tenantId) ? signedIn.companies[tenantId] : undefined;
  if (!company) throw new AppError('company_not_connected', { tenantId });
  const tokens = await freshTokens.get(company.connectionId);
  try {
    return await call(tokens.accessToken);
  } catch (error) {
    if (!isRefusedToken(error)) throw error;
    if (isFresh(tokens, now) || tokens.refreshToken === undefined) throw notAllowed(tenantId, error);
  }
  const { accessToken } = await freshTokens.replace(company.connectionId, tokens);
  return call(accessToken).catch((error: unknown) => {
    throw isRefusedToken(error) ? notAllowed(tenantId, error) : error;
  });
}

function isFresh({ obtainedAt }: TokenSet, now: Clock): boolean {
  return now() / 1000 - obtainedAt < FRESH_SECONDS;
}

function isRefusedToken(error: unknown): error is AppError {
  return isRefusal(error) && error.code === 'erp_unauthorised';
}

function notAllowed(tenantId: string, cause: AppError): ErpError {
  return new ErpError('company_not_allowed', { cause, tenantId, reason: 'the API refused a fresh token with 401' });
}
