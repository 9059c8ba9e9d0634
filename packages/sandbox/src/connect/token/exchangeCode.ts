import { createHash } from 'node:crypto';
import { isInteractive, type Application } from '../../world/application.ts';
import type { Parameters } from '../../protocol/singleValues.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { issueTokens } from './issueTokens.ts';
import { asksForCompany } from '../signIn/nextStep.ts';
import { ProtocolError } from '../../protocol/protocolError.ts';
import { firstRefreshToken } from './refreshTokens.ts';

/**
 * The tokens of an authorization code. A second exchange is refused and leaves the tokens of the first one alone.
 * @throws ProtocolError
 * @see RFC 6749 §4.1.3, RFC 7636 §4.5
 */
export async function exchangeCode(deps: ConnectDeps, application: Application, form: Parameters): Promise<object> {
  const { world } = deps;
  const { clientId } = application;
  if (!isInteractive(application))
    throw new ProtocolError('unauthorized_client', { hint: 'It may not sign people in' });
  if (!form.code) throw new ProtocolError('invalid_grant', { hint: 'code is missing' });
  const code = world.codes.find(form.code);
  const isOurs = code?.clientId === clientId;
  // The product behind Connect removes a code as soon as its application shows it, whatever else is wrong.
  if (isOurs) world.codes.remove(form.code);
  if (!form.redirect_uri) throw new ProtocolError('unauthorized_client', { hint: 'redirect_uri is missing' });
  checkVerifierForm(form.code_verifier);
  if (!isOurs) throw invalidGrant('The code is unknown, used or another application’s');
  if (world.clock.seconds() >= code.expiresAt) throw invalidGrant('The code has expired');
  if (code.redirectUri !== form.redirect_uri)
    throw invalidGrant('redirect_uri is not that of the authorization request');
  checkVerifier(code.challenge, form.code_verifier);
  const signIn = world.signIns.alive(code.grantId);
  if (!signIn) throw invalidGrant('The sign-in has ended');
  // Guess: not documented where it is noticed that the person has no company; `invalid_tenant` was seen.
  if (asksForCompany(application) && signIn.tenantId === null) {
    world.signIns.end(signIn.grantId);
    throw new ProtocolError(world.settings.current().noCompanyError, { hint: NO_COMPANY });
  }
  const refreshToken = signIn.scopes.includes('offline_access')
    ? firstRefreshToken(world, application, signIn)
    : undefined;
  return issueTokens(deps, application, { signIn, scopes: signIn.scopes, refreshToken, refreshed: false });
}

const NO_COMPANY = 'The person has the API User role in no company, or got it moments ago';

function invalidGrant(hint: string): ProtocolError {
  return new ProtocolError('invalid_grant', { hint });
}

/** @see RFC 7636 §4.1 */
function checkVerifierForm(verifier: string | undefined): void {
  if (verifier === undefined) return;
  if (verifier.length < 43) throw invalidGrant('code_verifier is shorter than 43 characters');
  if (verifier.length > 128) throw invalidGrant('code_verifier is longer than 128 characters');
  if (!/^[\w.~-]+$/.test(verifier))
    throw invalidGrant('code_verifier has characters that RFC 7636 §4.1 does not allow');
}

/** @see RFC 7636 §4.6; RFC 9700 §2.1.1: a verifier without a challenge is refused, or PKCE could be taken away */
function checkVerifier(challenge: string | null, verifier: string | undefined): void {
  if (challenge === null && verifier !== undefined)
    throw invalidGrant('code_verifier came, but no code_challenge in the authorization request');
  if (challenge === null) return;
  if (verifier === undefined) throw invalidGrant('code_verifier is missing');
  if (createHash('sha256').update(verifier).digest('base64url') !== challenge)
    throw invalidGrant('code_verifier does not fit the code_challenge');
}
