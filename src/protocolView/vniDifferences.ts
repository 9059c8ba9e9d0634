import type { StepKind } from 'visma-net-client/connect/protocolStep';

/**
 * What VNI, the way in before Visma Connect, did at this place, where it did something else. It has ended; this is for
 * people who know it, or read code that used it.
 * @see docs/migration.md
 */
export const VNI_DIFFERENCES: Readonly<Partial<Record<StepKind, readonly string[]>>> = {
  metadata: ['There was no metadata: the addresses below https://integration.visma.net/API stood in the code.'],
  keys: ['There were no keys to fetch: a VNI token was opaque, nothing in it was signed for the application to check.'],
  authorization_request: [
    'The address was https://integration.visma.net/API/resources/oauth/authorize, the scope always financialstasks.',
    'It took response_type, client_id, scope, redirect_uri and state; the company was not chosen here: one token was for all companies of the person.',
  ],
  token_request: [
    'The address was https://integration.visma.net/API/security/api/v2/token.',
    'The answer called the token “token”, not access_token. It had no expires_in, no refresh token and no ID token: code that reads “token” finds nothing here.',
    'The token was opaque and in effect never ran out. This one lives for 60 minutes at most.',
  ],
  id_token: [
    'There was no ID token. The application learned who it was by asking /API/resources/v1/context/userdetails.',
  ],
  userinfo: [
    'The person came from GET /API/resources/v1/context/userdetails (emailAddress, firstName, lastName), the companies from GET /API/resources/v1/context, each with a whole number as its id.',
    'No documented call turns such a number into the tenant id of today: it has to be asked for, or read in App Store or Visma Admin.',
  ],
  refresh: [
    'There was nothing to refresh: the token was permanent. Code that kept it for ever has to learn this step.',
  ],
  revocation: ['The token was given back by DELETE /API/security/api/v1/token.'],
  introspection: ['GET /API/security/api/v1/testconnection told whether a token still worked.'],
  api_call: [
    'The host was integration.visma.net with /API/controller/api/v1/… in front; today it is api.finance.visma.net with /v1/….',
    'Each call named the company in ipp-company-id, and ipp-application-type: Visma.net Financials beside it. Both headers go: the token itself is for one company.',
    'A missing or wrong company was 400 with code 12002. Today a token of the customer in place of the company is 401.',
  ],
};
