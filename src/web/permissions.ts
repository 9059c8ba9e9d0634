import type { Request } from 'express';
import { changeScope, type ChangeOperation } from '../connections/scopes.ts';
import { AppError } from '../errors.ts';
import { signedInSession } from './guard.ts';

/** Whether this session may do so in that company, by what was granted at the sign-in; the API has the last word. */
export function isAllowed(req: Request, tenantId: string, operation: ChangeOperation): boolean {
  const { companies } = signedInSession(req);
  const company = Object.hasOwn(companies, tenantId) ? companies[tenantId] : undefined;
  return company?.scopes.includes(changeScope(operation)) ?? false;
}

/**
 * Lets on only who may do so.
 * @throws AppError step_up_required, which leads to a sign-in with more permissions; company_not_connected
 */
export function requireAllowed(req: Request, tenantId: string, operation: ChangeOperation): void {
  if (isAllowed(req, tenantId, operation)) return;
  const isConnected = Object.hasOwn(signedInSession(req).companies, tenantId);
  throw new AppError(isConnected ? 'step_up_required' : 'company_not_connected', { tenantId });
}
