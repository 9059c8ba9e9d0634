import type { Application } from '../../world/application.ts';
import { serviceScopes } from '../../world/allowedScopes.ts';
import { scopeMiss } from '../../world/scopeMiss.ts';
import type { TenantGrant } from '../../world/tenantGrants.ts';
import type { World } from '../connectWorld.ts';
import { signAccessToken } from './accessToken.ts';
import type { Parameters } from '../../protocol/singleValues.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { skewOf } from './issueTokens.ts';
import { ProtocolError } from '../../protocol/protocolError.ts';

/**
 * A token of the application itself, for the tenant in the form field `tenant_id`, which must have granted it in the
 * App Store. Without a scope it carries every one that is allowed.
 * @throws ProtocolError
 * @see https://docs.connect.visma.com/v1/docs/service-applications
 */
export async function issueServiceToken(
  deps: ConnectDeps,
  application: Application,
  form: Parameters,
): Promise<object> {
  const { clientId, clientCredentials, accessTokenSeconds } = application;
  if (!clientCredentials) throw new ProtocolError('unauthorized_client', { hint: 'Client Credentials is off for it' });
  const asked = askedScopes(deps.world, application, form.scope);
  const tenantId = application.tenantEnabled ? checkTenant(deps.world, clientId, form.tenant_id) : null;
  const scopes = tenantId === null ? asked : grantedScopes(deps.world, clientId, tenantId, asked, form.scope);
  const expiresAt = deps.world.clock.seconds() + accessTokenSeconds;
  const jti = deps.world.accessTokens.issue({ clientId, grantId: null, expiresAt });
  const skewSeconds = skewOf(deps, clientId);
  const token = { jti, clientId, scopes, tenantId, lifetimeSeconds: accessTokenSeconds, skewSeconds };
  return {
    access_token: await signAccessToken(deps, token),
    expires_in: accessTokenSeconds,
    token_type: 'Bearer',
    scope: scopes.join(' '),
  };
}

function askedScopes(world: World, application: Application, scope: string | undefined): string[] {
  const { portalDelaySeconds } = world.settings.current();
  const allowed = serviceScopes(world.integrations.approvedScopes(application.clientId, portalDelaySeconds));
  if (scope === undefined) {
    if (allowed.length === 0)
      throw new ProtocolError('invalid_scope', { hint: 'No API is approved for the application' });
    return allowed;
  }
  const scopes = [...new Set(scope.split(' ').filter(Boolean))];
  const misses = scopes
    .filter((one) => !allowed.includes(one))
    .map((one) => scopeMiss(world, application, one, 'service'));
  if (misses.length > 0) throw new ProtocolError('invalid_scope', { hint: misses.join('. ') });
  return scopes;
}

// Guess: the answers for a tenant that is missing or has not granted access are not documented.
function checkTenant(
  { settings, tenants, tenantGrants }: World,
  clientId: string,
  tenantId: string | undefined,
): string {
  const { missingTenantError, ungrantedTenantError } = settings.current();
  if (tenantId === undefined)
    throw new ProtocolError(missingTenantError, { hint: 'The form field tenant_id is missing' });
  if (!tenants.find(tenantId)) throw new ProtocolError(ungrantedTenantError, { hint: 'There is no such tenant' });
  if (tenantGrants.grantedScopes(clientId, tenantId).length > 0) return tenantId;
  const hint = tenantGrants.find(clientId, tenantId)
    ? 'The tenant has withdrawn its grant in the App Store'
    : 'The tenant has not granted the application in the App Store';
  throw new ProtocolError(ungrantedTenantError, { hint });
}

function grantedScopes(
  { settings, tenantGrants }: World,
  clientId: string,
  tenantId: string,
  asked: readonly string[],
  given: string | undefined,
): string[] {
  const granted = tenantGrants.grantedScopes(clientId, tenantId);
  const scopes = asked.filter((scope) => granted.includes(scope));
  // Guess: not documented what a scope gets that the tenant left switched off.
  const isRefused =
    given !== undefined && settings.current().ungrantedScope === 'refuse' && scopes.length < asked.length;
  if (isRefused || scopes.length === 0)
    throw new ProtocolError('invalid_scope', { hint: ungrantedHint(tenantGrants.find(clientId, tenantId), asked) });
  return scopes;
}

/** Which scopes the tenant left off, and which came after its grant and wait for it. */
function ungrantedHint(grant: TenantGrant | undefined, asked: readonly string[]): string {
  const { scopes = [], offeredScopes = [] } = grant ?? {};
  const missing = asked.filter((scope) => !scopes.includes(scope));
  const messages = missing.map((scope) =>
    offeredScopes.includes(scope)
      ? `${scope}: the tenant has switched it off in the App Store`
      : `${scope}: new since the tenant’s grant, and waits for its approval in the App Store`,
  );
  return messages.join('. ');
}
