// The least that a sign-in and a page need: the same calls to the provider as the app's, and the same checks (PKCE, state,
// nonce, iss, the ID token's signature, userinfo's sub). For both floors.
import * as oidc from 'openid-client';

const { ISSUER, CLIENT_ID, CLIENT_SECRET } = process.env;
const configuration = await oidc.discovery(
  new URL(ISSUER),
  CLIENT_ID,
  undefined,
  oidc.ClientSecretBasic(CLIENT_SECRET),
  { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] },
);

/** Where the browser goes, and what has to be known when it comes back. */
export async function begin(origin) {
  const attempt = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    codeVerifier: oidc.randomPKCECodeVerifier(),
  };
  const { href } = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: `${origin}/callback`,
    scope: 'openid profile email offline_access vismanet_erp_interactive_api:read',
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.codeVerifier),
    code_challenge_method: 'S256',
    state: attempt.state,
    nonce: attempt.nonce,
  });
  return { href, attempt };
}

export async function finish(url, { state, nonce, codeVerifier }) {
  const tokens = await oidc.authorizationCodeGrant(configuration, url, {
    pkceCodeVerifier: codeVerifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  return { tokens, person: await oidc.fetchUserInfo(configuration, tokens.access_token, tokens.claims().sub) };
}

/** Fifty items as they come. */
export async function firstItems({ access_token: token }) {
  const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
  return (await fetch(`${ISSUER}/v1/inventory?pageNumber=1&pageSize=50`, { headers })).json();
}

export function availableOf({ warehouseDetails }) {
  return warehouseDetails.reduce((sum, { available }) => sum + available, 0);
}
