import { isInteractive, type Application } from '../world/application.ts';
import type { Parameters } from './checkAuthorizeRequest.ts';
import type { ConnectDeps } from './connectDeps.ts';
import type { ConnectProvider } from './connectProvider.ts';
import { asksForCompany } from './nextStep.ts';
import { endGrant } from './endGrant.ts';
import { issueTokens, redeem } from './issueTokens.ts';
import { ProtocolError } from './protocolError.ts';
import { providerRedirectUri } from './providerRedirectUri.ts';

/**
 * The tokens of an authorization code.
 * @throws ProtocolError
 * @see RFC 6749 §4.1.3, RFC 7636 §4.5
 */
export async function exchangeCode(
  deps: ConnectDeps,
  connect: ConnectProvider,
  application: Application,
  form: Parameters,
): Promise<object> {
  if (!isInteractive(application))
    throw new ProtocolError('unauthorized_client', { hint: 'It may not sign people in' });
  if (!form.code) throw new ProtocolError('invalid_grant', { hint: 'code is missing' });
  try {
    return await redeemCode(deps, connect, application, { ...form, code: form.code });
  } catch (error) {
    // The product behind Connect removes a code as soon as its application shows it, whatever else is wrong.
    const code = await connect.provider.AuthorizationCode.find(form.code, { ignoreExpiration: true });
    if (code?.clientId === application.clientId) await code.destroy();
    throw error;
  }
}

async function redeemCode(
  deps: ConnectDeps,
  connect: ConnectProvider,
  application: Application,
  form: Parameters & { code: string },
): Promise<object> {
  if (!form.redirect_uri) throw new ProtocolError('unauthorized_client', { hint: 'redirect_uri is missing' });
  checkVerifier(form.code_verifier);
  const redeemed = await redeem(deps, connect, {
    grant_type: 'authorization_code',
    client_id: application.clientId,
    code: form.code,
    redirect_uri: providerRedirectUri(form.redirect_uri),
    ...(form.code_verifier === undefined ? {} : { code_verifier: form.code_verifier }),
  });
  const { signIn } = redeemed;
  // Guess: not documented where it is noticed that the person has no company; `invalid_tenant` was seen.
  if (asksForCompany(application) && signIn.tenantId === null) {
    await endGrant(deps, connect, signIn.grantId);
    throw new ProtocolError(deps.world.settings.current().noCompanyError, { hint: NO_COMPANY });
  }
  return issueTokens(deps, redeemed, application, signIn.scopes, false);
}

const NO_COMPANY = 'The person has the API User role in no company, or got it moments ago';

function checkVerifier(verifier: string | undefined): void {
  if (verifier === undefined) return;
  if (verifier.length < 43)
    throw new ProtocolError('invalid_grant', { hint: 'code_verifier is shorter than 43 characters' });
  if (verifier.length > 128)
    throw new ProtocolError('invalid_grant', { hint: 'code_verifier is longer than 128 characters' });
  if (!/^[\w.~-]+$/.test(verifier))
    throw new ProtocolError('invalid_grant', {
      hint: 'code_verifier has characters that RFC 7636 §4.1 does not allow',
    });
}
