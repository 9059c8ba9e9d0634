/** What a claim means, one sentence each; claims that are not here are shown without. */
export const CLAIM_DESCRIPTIONS: Readonly<Partial<Record<string, string>>> = {
  iss: 'Who issued it. Together with sub it names you for good.',
  sub: 'Your id at the issuer. It never changes; an e-mail address may.',
  aud: 'For whom it was issued: the client id of this application.',
  azp: 'The client that asked for it.',
  exp: 'Until when the ID token may be accepted. Your session here has its own length.',
  iat: 'When it was issued.',
  nbf: 'Not valid before this time.',
  auth_time: 'When you gave your password.',
  nonce: 'The secret that this application put into the request; proves that the answer belongs to it.',
  at_hash: 'A fingerprint of the access token that came with it.',
  s_hash: 'A fingerprint of the state that came with it.',
  sid: 'Your session at Visma Connect. A sign-out notice names it.',
  idp: 'Where your password was checked.',
  acr: 'How strongly you were authenticated.',
  amr: 'The methods you authenticated with: pwd is a password.',
  llt: 'When you signed in the last time before.',
  name: 'Your name.',
  given_name: 'Your first name.',
  family_name: 'Your last name.',
  email: 'Your e-mail address. It is never used to recognise you.',
  email_verified: 'Whether Visma Connect has checked the address.',
  locale: 'Your language.',
  picture: 'The address of your picture.',
  created_at: 'When the account was made.',
  updated_at: 'When the profile was changed.',
  tenant_id: 'The company you chose at this sign-in.',
  tenants: 'The companies that you may use with this application.',
  tenant_hierarchy: 'How those companies belong together.',
  roles: 'Your roles at Visma Connect.',
};

/** What a claim means in an access token, where that is something else. */
export const ACCESS_TOKEN_DESCRIPTIONS: Readonly<Partial<Record<string, string>>> = {
  iss: 'Who issued it. An API takes tokens of this issuer only.',
  sub: 'Who signed in. A service token has no such claim: nobody did.',
  aud: 'The APIs that may take it.',
  exp: 'Until when APIs take it: an hour at most.',
  client_id: 'The application that it was given to.',
  scope: 'What may be done with it.',
  jti: 'The number of this token, which no other has.',
  tenant_id: 'The one company whose data it opens. The ERP looks here, and at no parameter.',
  auth_time: 'When you gave your password. A service token has no such claim.',
  sub_external_id: 'Your id in another directory, where your company uses one.',
};

/** Claims that are seconds since 1970. */
export const TIME_CLAIMS: ReadonlySet<string> = new Set([
  'exp',
  'iat',
  'nbf',
  'auth_time',
  'llt',
  'created_at',
  'updated_at',
]);
