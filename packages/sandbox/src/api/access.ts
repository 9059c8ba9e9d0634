import type { AccessTokenClaims } from '../world/accessTokenClaims.ts';
import { ErpRefusal, unlicensed } from './erpAnswer.ts';
import type { ErpSettings } from './settings.ts';

/** Checks signature, issuer and expiry of a token. */
export type CheckToken = (bearer: string) => Promise<AccessTokenClaims | 'invalid' | 'expired'>;

export interface AccessDeps {
  readonly checkToken: CheckToken;
  readonly tenantKind: (tenantId: string) => 'company' | 'customer' | undefined;
  /** Whether a person has the role API User in a company now; nobody is asked when it is left out. */
  readonly hasApiRole?: ((personId: string, tenantId: string) => boolean) | undefined;
  /** Hears whose token it is as soon as that is known. */
  readonly identify?: ((claims: AccessTokenClaims) => void) | undefined;
}

export interface Access {
  readonly claims: AccessTokenClaims;
  readonly tenantId: string;
  /** The company came from the header ipp-company-id, as in the time before Visma Connect. */
  readonly byHeader?: boolean;
}

type Note = (message: string) => void;
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Who calls, for which company.
 * @throws ErpRefusal 401 without a good token, or when the token is for a customer tenant.
 * @see https://docs.vismasoftware.no/vismanetapi/examples/how-tos/fix401error
 */
export async function requireAccess(
  deps: AccessDeps,
  headers: Headers,
  settings: ErpSettings,
  note: Note,
): Promise<Access> {
  const bearer = /^Bearer +(\S+)$/i.exec(typeof headers.authorization === 'string' ? headers.authorization : '')?.[1];
  if (bearer === undefined) {
    if (headers.authentication !== undefined) note('The header must be called Authorization, not Authentication');
    else if (headers.authorization !== undefined) note('Authorization must be "Bearer <access token>"');
    throw unauthorised(settings, 'Access token is missing or invalid.');
  }
  const claims = await deps.checkToken(bearer);
  if (typeof claims === 'string') {
    note(claims === 'expired' ? 'The access token has expired' : 'The access token is not one of this issuer');
    throw unauthorised(
      settings,
      claims === 'expired' ? 'Access token has expired.' : 'Access token is missing or invalid.',
    );
  }
  deps.identify?.(claims);
  const kind = claims.tenant_id === undefined ? undefined : deps.tenantKind(claims.tenant_id);
  if (claims.tenant_id === undefined || kind !== 'company') {
    note(
      kind === 'customer'
        ? 'The token is for a customer tenant; use the company’s tenant id'
        : 'The token names no known company',
    );
    throw unauthorised(settings, 'Access denied for the tenant of the token.');
  }
  const { sub: personId, tenant_id: tenantId } = claims;
  if (personId !== undefined && settings.erpChecksRole && deps.hasApiRole?.(personId, tenantId) === false) {
    note(
      '12027: the person no longer has the role API User in this company; a new role takes 10 to 15 minutes to work',
    );
    throw unlicensed();
  }
  return { claims, tenantId };
}

export type Operation = 'read' | 'create' | 'update' | 'delete';

/**
 * Interactive tokens need the interactive API's scope, service tokens (without `sub`) the service API's.
 * @throws ErpRefusal 403
 */
export function requireErpScope({ claims }: Access, operation: Operation, settings: ErpSettings, note: Note): void {
  const api = claims.sub === undefined ? 'vismanet_erp_service_api' : 'vismanet_erp_interactive_api';
  requireScope(claims, `${api}:${operation}`, settings, note);
}

/** @throws ErpRefusal 403 */
export function requireScope(claims: AccessTokenClaims, scope: string, settings: ErpSettings, note: Note): void {
  if (claims.scope.includes(scope)) return;
  note(`The token lacks the scope ${scope}`);
  throw refusal(403, 'Forbidden. The token does not carry the scope that this operation needs.', settings);
}

function unauthorised(settings: ErpSettings, reason: string): ErpRefusal {
  return refusal(401, `Unauthorized. ${reason}`, settings);
}

// Guess: not documented. Shape and words are those of API Management's own policies; no WWW-Authenticate either.
function refusal(status: 401 | 403, message: string, settings: ErpSettings): ErpRefusal {
  return new ErpRefusal(
    settings.erpRefusalBody === 'json' ? { status, body: { statusCode: status, message } } : { status },
  );
}
