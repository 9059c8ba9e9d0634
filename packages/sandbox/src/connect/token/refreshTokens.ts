import { isInteractive, type Application } from '../../world/application.ts';
import type { RefreshToken } from '../../world/issuedTokens.ts';
import type { SignIn } from '../../world/signIns.ts';
import type { World } from '../connectWorld.ts';
import type { Parameters } from '../../protocol/singleValues.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { issueTokens } from './issueTokens.ts';
import { ProtocolError } from '../../protocol/protocolError.ts';

/**
 * New tokens for a refresh token. Whether the same one comes back or a new one is the application's setting; a one-time
 * token that comes again after its grace period ends the whole grant.
 * @throws ProtocolError
 * @see RFC 6749 §6; RFC 9700 §4.14.2; docs.connect.visma.com, offline access
 */
export async function refreshTokens(deps: ConnectDeps, application: Application, form: Parameters): Promise<object> {
  const { world } = deps;
  const { clientId, offlineAccess } = application;
  if (!isInteractive(application))
    throw new ProtocolError('unauthorized_client', { hint: 'It may not sign people in' });
  if (!form.refresh_token) throw new ProtocolError('invalid_request', { hint: 'refresh_token is missing' });
  if (!offlineAccess) throw new ProtocolError('invalid_grant', { hint: 'Offline Access is off for the application' });
  const token = world.refreshTokens.find(form.refresh_token);
  const signIn = token && world.signIns.alive(token.grantId);
  if (!signIn || token.clientId !== clientId)
    throw new ProtocolError('invalid_grant', {
      hint: 'The refresh token is unknown, revoked or another application’s',
    });
  if (isUsedUp(world, application, token)) {
    world.signIns.end(signIn.grantId);
    throw new ProtocolError('invalid_grant', { hint: 'A one-time refresh token came twice: the grant is cancelled' });
  }
  checkStillAllowed(world, application, signIn);
  const scopes = narrow(signIn.scopes, form.scope);
  if (isExpired(world, token)) throw new ProtocolError('invalid_grant', { hint: 'The refresh token has expired' });
  const refreshToken = rotate(world, application, form.refresh_token, token);
  return issueTokens(deps, application, { signIn, scopes, refreshToken, refreshed: true });
}

/** The refresh token of a sign-in that may have one. */
export function firstRefreshToken(
  { clock, refreshTokens: issued }: World,
  { clientId, refresh }: Application,
  { grantId }: SignIn,
): string {
  const now = clock.seconds();
  const expiresAt = now + refresh.absoluteDays * 86_400;
  return issued.issue({ clientId, grantId, firstIssuedAt: now, expiresAt, consumedAt: null });
}

export function isExpired({ clock }: World, { expiresAt }: RefreshToken): boolean {
  return clock.seconds() >= expiresAt;
}

/** A token consumed moments ago counts as fresh: two workers may have sent it at the same time. */
export function isUsedUp({ clock }: World, { refresh }: Application, { consumedAt }: RefreshToken): boolean {
  return consumedAt !== null && clock.seconds() >= consumedAt + refresh.graceSeconds;
}

/** The token to answer with: a new one in place of a one-time token, which ends when the first of its line would. */
function rotate(world: World, { refresh }: Application, value: string, token: RefreshToken): string {
  if (refresh.mode !== 'one_time') return value;
  const now = world.clock.seconds();
  // Only the first time: a second use within the grace period must not begin a new one.
  if (token.consumedAt === null) world.refreshTokens.put(value, { ...token, consumedAt: now });
  const expiresAt = Math.max(now + 1, token.firstIssuedAt + refresh.absoluteDays * 86_400);
  return world.refreshTokens.issue({ ...token, expiresAt, consumedAt: null });
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
