import { NO_TENANT_ID } from '../../connections/personSession.ts';
import type { SignInAttempt } from '../../oidc/signIn.ts';
import { companyHomePath, companyPlace } from '../../web/addresses/companyPath.ts';

/**
 * Where a finished sign-in leads. A person who asked for one company and chose another never lands on a page of the
 * first: the page of companies says what happened. Pure.
 */
export function postSignInRedirect(
  { returnTo, tenantId: asked }: Pick<SignInAttempt, 'returnTo' | 'tenantId'>,
  tenantId: string,
): string {
  const meant = tenantOfPath(returnTo) ?? asked;
  if (meant !== undefined && meant !== tenantId)
    return `/companies?${new URLSearchParams({ asked: meant }).toString()}`;
  return returnTo === '/' ? companyHomePath(tenantId) : returnTo;
}

/** The company that a path of this application, with or without a query, belongs to: a hint for Visma Connect. */
export function tenantOfPath(path: string): string | undefined {
  const [withoutQuery = '/'] = path.split('?', 1);
  const tenantId = companyPlace(withoutQuery)?.tenantId;
  return tenantId === NO_TENANT_ID ? undefined : tenantId;
}
