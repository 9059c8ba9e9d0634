import { oldAddress } from '../codeWords.ts';
import type { Rule } from '../rule.ts';

/** The authorize endpoint of VNI. */
export const vniAuthorizeAddress: Rule = {
  id: 'vni-authorize-address',
  title: 'Authorize address of VNI',
  step: 'authentication',
  guide: 'Interactive applications, 1a',
  severity: 'error',
  certainty: 'certain',
  kind: 'address',
  alone: ["'/API/resources/oauth/authorize'"],
  words: /oauth\/authorize/i,
  patterns: { any: [{ find: oldAddress(String.raw`(?:resources\/)?oauth\/authorize`), unless: /^\/?oauth/i }] },
  why: 'VNI was shut down on 30 April 2025. Nobody can sign in there any more.',
  replacement:
    'Send the browser to https://connect.visma.com/connect/authorize, with scopes of Visma Connect, state and a PKCE challenge. Take the address from the metadata at /.well-known/openid-configuration where your library can.',
  examples: {
    curl: [
      'open "https://connect.visma.com/connect/authorize?response_type=code&client_id=$CLIENT_ID' +
        '&redirect_uri=$REDIRECT_URI&scope=openid%20vismanet_erp_interactive_api:read' +
        '&state=$STATE&code_challenge=$CHALLENGE&code_challenge_method=S256"',
    ].join('\n'),
    csharp: [
      'services.AddAuthentication().AddOpenIdConnect(o => {',
      '  o.Authority = "https://connect.visma.com"; o.ResponseType = "code"; o.UsePkce = true;',
      '});',
    ].join('\n'),
    javascript: [
      "const config = await client.discovery(new URL('https://connect.visma.com'), clientId, clientSecret);",
      'const url = client.buildAuthorizationUrl(config, { redirect_uri, scope, state, code_challenge, code_challenge_method: "S256" });',
    ].join('\n'),
    python: [
      'session = OAuth2Session(client_id, redirect_uri=redirect_uri, scope=scopes, code_challenge_method="S256")',
      'url, state = session.create_authorization_url("https://connect.visma.com/connect/authorize", code_verifier=verifier)',
    ].join('\n'),
    php: [
      "$url = 'https://connect.visma.com/connect/authorize?' . http_build_query(['response_type' => 'code',",
      "    'client_id' => $clientId, 'redirect_uri' => $redirectUri, 'scope' => $scopes, 'state' => $state,",
      "    'code_challenge' => $challenge, 'code_challenge_method' => 'S256']);",
    ].join('\n'),
    java: [
      'var registration = ClientRegistrations.fromIssuerLocation("https://connect.visma.com")',
      '    .clientId(clientId).clientSecret(clientSecret).scope("openid", "vismanet_erp_interactive_api:read").build();',
    ].join('\n'),
  },
};
