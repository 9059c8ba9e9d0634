import { isInteractive, type Application } from '../world/application.ts';
import type { SignIn } from '../world/signIns.ts';
import type { World } from '../world/world.ts';
import type { Parameters } from './checkAuthorizeRequest.ts';
import type { ConnectDeps } from './connectDeps.ts';
import type { ConnectProvider } from './connectProvider.ts';
import { endGrant } from './endGrant.ts';
import { issueTokens, redeem } from './issueTokens.ts';
import { ProtocolError } from './protocolError.ts';

/**
 * New tokens for a refresh token. Whether the same one comes back or a new one is the application's setting; a one-time
 * token that comes again after its grace period ends the whole grant.
 * @throws ProtocolError
 * @see RFC 6749 §6; docs.connect.visma.com, offline access
 */
export async function refreshTokens(
  deps: ConnectDeps,
  connect: ConnectProvider,
  application: Application,
  form: Parameters,
): Promise<object> {
  const { world } = deps;
  const { clientId, offlineAccess } = application;
  if (!isInteractive(application))
    throw new ProtocolError('unauthorized_client', { hint: 'It may not sign people in' });
  if (!form.refresh_token) throw new ProtocolError('invalid_request', { hint: 'refresh_token is missing' });
  if (!offlineAccess) throw new ProtocolError('invalid_grant', { hint: 'Offline Access is off for the application' });
  const token = await connect.provider.RefreshToken.find(form.refresh_token, { ignoreExpiration: true });
  const signIn = token && world.signIns.find(token.grantId ?? '');
  if (!token || signIn?.clientId !== clientId)
    throw new ProtocolError('invalid_grant', {
      hint: 'The refresh token is unknown, revoked or another application’s',
    });
  if (token.consumed) {
    await endGrant(deps, connect, signIn.grantId);
    throw new ProtocolError('invalid_grant', { hint: 'A one-time refresh token came twice: the grant is cancelled' });
  }
  checkStillAllowed(world, application, signIn);
  const scopes = narrow(signIn.scopes, form.scope);
  const redeemed = await redeem(deps, connect, {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: form.refresh_token,
  });
  return issueTokens(deps, redeemed, application, scopes, true);
}

function narrow(granted: readonly string[], asked: string | undefined): readonly string[] {
  if (asked === undefined) return granted;
  const scopes = asked.split(' ').filter(Boolean);
  if (scopes.some((scope) => !granted.includes(scope)))
    throw new ProtocolError('invalid_scope', { hint: 'More than was granted; sign in again for a wider scope' });
  return scopes;
}

function checkStillAllowed(world: World, { refresh }: Application, signIn: SignIn): void {
  const settings = world.settings.current();
  const { personId, clientId, tenantId, lastUsedAt, scopes } = signIn;
  const person = world.people.find(personId);
  if (!person || person.disabled)
    throw new ProtocolError('invalid_grant', { hint: 'The person may not sign in any more' });
  if (refresh.slidingDays !== null && world.clock.seconds() > lastUsedAt + refresh.slidingDays * 86_400)
    throw new ProtocolError('invalid_grant', { hint: `Unused for ${refresh.slidingDays} days` });
  // Guess: neither is documented, so both are settings.
  const hasRole =
    tenantId === null || world.memberships.hasRole(personId, tenantId, 'api_user', settings.roleDelaySeconds);
  if (settings.refreshChecksRole && !hasRole)
    throw new ProtocolError(settings.noCompanyError, { hint: 'The API User role was taken away' });
  const isFirstParty = world.applications.find(clientId)?.firstParty === true;
  const consented = world.consents.scopes(personId, clientId);
  if (settings.refreshChecksConsent && !isFirstParty && scopes.some((scope) => !consented.includes(scope)))
    throw new ProtocolError('invalid_grant', { hint: 'The person withdrew the consent' });
}
