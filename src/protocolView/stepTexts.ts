import type { StepKind } from 'visma-net-client/connect/protocolStep';

/** Who takes part; in a picture, from left to right. */
export const PARTIES = ['browser', 'app', 'connect', 'erp'] as const;

export type Party = (typeof PARTIES)[number];

export const PARTY_NAMES: Readonly<Record<Party, string>> = {
  browser: 'Your browser',
  app: 'This application',
  connect: 'Visma Connect',
  erp: 'Visma.net ERP',
};

/** What a kind of step is, for people. */
export interface StepTexts {
  readonly title: string;
  /** Who speaks to whom; the same for both: what a party does by itself. */
  readonly from: Party;
  readonly to: Party;
  /** What is said, short enough for an arrow. */
  readonly says: string;
  /** What a good answer brings; undefined for a step without an answer of its own. */
  readonly brings: string | undefined;
  /** What it is for. */
  readonly purpose: string;
  /** The standard that describes it. */
  readonly section: string;
}

export const STEP_TEXTS: Readonly<Record<StepKind, StepTexts>> = {
  metadata: {
    title: 'Metadata of Visma Connect',
    from: 'app',
    to: 'connect',
    says: 'where are your endpoints?',
    brings: 'endpoints, what is supported',
    purpose:
      'The application asks the issuer for its endpoints and abilities, so that none of them is written into the code. It does so once and remembers the answer.',
    section: 'OpenID Connect Discovery §4',
  },
  keys: {
    title: 'Signing keys',
    from: 'app',
    to: 'connect',
    says: 'your public keys?',
    brings: 'keys, as JWKS',
    purpose:
      'The application fetches the public keys with which it checks signatures. It keeps them, and asks again when a token names a key that it does not know.',
    section: 'RFC 7517 §5, OpenID Connect Core §10.1.1',
  },
  initiate_login: {
    title: 'Sign-in begun elsewhere',
    from: 'browser',
    to: 'app',
    says: 'iss, target_link_uri',
    brings: undefined,
    purpose:
      'Somebody else, such as a list of applications, sent the browser here to sign in. The request proves nothing: it only starts a sign-in, at our own issuer and for a page of ours.',
    section: 'OpenID Connect Core §4',
  },
  authorization_request: {
    title: 'Authorization request',
    from: 'browser',
    to: 'connect',
    says: 'scope, state, nonce, code_challenge',
    brings: undefined,
    purpose:
      'The application sends the browser to Visma Connect with what it asks for, and with a state, a nonce and the fingerprint of a verifier made for this one attempt. There the person signs in, chooses the company and consents.',
    section: 'RFC 6749 §4.1.1, RFC 7636 §4.3, OpenID Connect Core §3.1.2.1',
  },
  authorization_response: {
    title: 'Redirect back',
    from: 'browser',
    to: 'app',
    says: 'code, state, iss',
    brings: undefined,
    purpose:
      'The browser comes back with a code that works once, or with an error. Nothing of it is believed before state and issuer are checked.',
    section: 'RFC 6749 §4.1.2, RFC 9207 §2',
  },
  token_request: {
    title: 'Token request',
    from: 'app',
    to: 'connect',
    says: 'code, code_verifier, client secret',
    brings: 'ID token, access token',
    purpose:
      'The application exchanges the code for tokens, straight and out of sight of the browser. It shows its own secret, and the verifier whose fingerprint it sent before.',
    section: 'RFC 6749 §4.1.3, RFC 7636 §4.5',
  },
  id_token: {
    title: 'Check of the ID token',
    from: 'app',
    to: 'app',
    says: 'checks the ID token',
    brings: undefined,
    purpose:
      'The application checks every claim of the ID token and its signature. Only then does it know who signed in.',
    section: 'OpenID Connect Core §3.1.3.7',
  },
  userinfo: {
    title: 'Userinfo',
    from: 'app',
    to: 'connect',
    says: 'who is this? (access token)',
    brings: 'sub, name, companies',
    purpose:
      'The application asks for more about the person: name, e-mail address, companies. The answer counts only if it is about the person of the ID token.',
    section: 'OpenID Connect Core §5.3',
  },
  refresh: {
    title: 'Refresh',
    from: 'app',
    to: 'connect',
    says: 'refresh token, client secret',
    brings: 'new access token',
    purpose:
      'The access token is about to run out, or was refused. The application asks for a new one with the refresh token, without the person.',
    section: 'RFC 6749 §6, OpenID Connect Core §12',
  },
  revocation: {
    title: 'Revocation',
    from: 'app',
    to: 'connect',
    says: 'this token is no longer wanted',
    brings: 'revoked',
    purpose: 'The application gives a token back, so that it is worth nothing from now on, whoever may have it.',
    section: 'RFC 7009 §2',
  },
  introspection: {
    title: 'Introspection',
    from: 'app',
    to: 'connect',
    says: 'is this token good?',
    brings: 'active or not, and its facts',
    purpose: 'The application asks Visma Connect what it knows about a token. APIs do so with tokens they cannot read.',
    section: 'RFC 7662 §2',
  },
  api_call: {
    title: 'API call',
    from: 'app',
    to: 'erp',
    says: 'Authorization: Bearer',
    brings: 'data as JSON',
    purpose:
      'The application asks an API of Visma.net ERP, with the access token of one company. The data itself is not kept here, only its shape.',
    section: 'RFC 6750 §2.1',
  },
  end_session: {
    title: 'Sign-out at Visma Connect',
    from: 'browser',
    to: 'connect',
    says: 'id_token_hint, state',
    brings: undefined,
    purpose:
      'The person is signed out here already. Now the browser goes to Visma Connect to end the session there, with the ID token as a hint which one.',
    section: 'OpenID Connect RP-Initiated Logout §2',
  },
  signed_out: {
    title: 'Back from the sign-out',
    from: 'browser',
    to: 'app',
    says: 'state',
    brings: undefined,
    purpose: 'The browser comes back from Visma Connect. The state tells that it is the answer to our own sign-out.',
    section: 'OpenID Connect RP-Initiated Logout §3',
  },
  frontchannel_logout: {
    title: 'Front-channel notice',
    from: 'browser',
    to: 'app',
    says: 'iss, sid (hidden frame)',
    brings: undefined,
    purpose:
      'Somebody signed out at Visma Connect. Its page shows our address in a hidden frame, which brings no cookie of ours, so the session is found by iss and sid.',
    section: 'OpenID Connect Front-Channel Logout §2',
  },
  backchannel_logout: {
    title: 'Back-channel notice',
    from: 'connect',
    to: 'app',
    says: 'logout_token (signed)',
    brings: undefined,
    purpose:
      'Visma Connect tells the application itself, by a signed token, that a session is over. No browser is needed.',
    section: 'OpenID Connect Back-Channel Logout §2.5',
  },
};
