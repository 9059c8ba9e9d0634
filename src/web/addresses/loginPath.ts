import { NO_TENANT_ID } from '../../connections/personSession.ts';
import { CHANGE_SCOPES } from '../../connections/scopes.ts';

export interface WantedLogin {
  /** A safe path of this application. */
  readonly returnTo?: string | undefined;
  readonly tenantId?: string | undefined;
  /** Permissions to ask for beyond the usual. */
  readonly scopes?: readonly string[] | undefined;
  /** For one company more, of the person who is signed in. */
  readonly isOneMore?: boolean;
  /** `select_account`: Visma Connect asks who it is, also when it knows somebody. */
  readonly prompt?: 'select_account';
}

/** The address of a sign-in; what goes without saying is left out. Pure. */
export function loginPath({ returnTo, tenantId, scopes = [], isOneMore = false, prompt }: WantedLogin): string {
  const query = new URLSearchParams();
  if (returnTo !== undefined && returnTo !== '/') query.set('return_to', returnTo);
  if (tenantId !== undefined && tenantId !== NO_TENANT_ID) query.set('tenant', tenantId);
  if (scopes.length > 0) query.set('scope', scopes.join(' '));
  if (isOneMore) query.set('connect', '1');
  if (prompt !== undefined) query.set('prompt', prompt);
  return query.size > 0 ? `/login?${query.toString()}` : '/login';
}

/** The way to the permission to change things in a company, and back. Pure. */
export function stepUpPath(tenantId: string | undefined, returnTo: string): string {
  return loginPath({ returnTo, tenantId, scopes: CHANGE_SCOPES });
}
