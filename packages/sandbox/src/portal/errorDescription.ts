/** What an error code of the authorization endpoint means, and what a developer does about it. */
export interface ErrorDescription {
  readonly meaning: string;
  readonly remedy: string;
}

const DESCRIPTIONS: Readonly<Record<string, ErrorDescription>> = {
  invalid_request: {
    meaning: 'The request lacks a parameter, has one with a wrong value, or has an address that is not registered.',
    remedy: 'Correct the parameter in your application, or register the address on the tab Details.',
  },
  invalid_scope: {
    meaning: 'The request asks for a scope that the application does not have.',
    remedy:
      'Integrate the application to the API and have the scope approved on the tab Integrations, or ask for less. Identity scopes need OpenID Connect and the scope openid, offline_access needs Offline Access.',
  },
  unauthorized_client: {
    meaning: 'Connect does not know the application, or it may not use this flow.',
    remedy:
      'Check the client ID; create the application if it is a draft; switch the flow on on the tab Details. Changes take a moment to reach Connect.',
  },
  unsupported_response_type: {
    meaning: 'The request asks for a response type that does not exist here.',
    remedy: 'Send response_type=code.',
  },
  request_not_supported: {
    meaning: 'The request carries a request object.',
    remedy: 'Send its contents as parameters.',
  },
  request_uri_not_supported: {
    meaning: 'The request points to a request object.',
    remedy: 'Send its contents as parameters.',
  },
};

const OTHER: ErrorDescription = {
  meaning: 'Connect could not answer the request, and did not send the error to the application.',
  remedy: 'Compare the request with the documentation.',
};

/** What is known of an error code; general ones for codes that are not known. */
export function errorDescription(error: string): ErrorDescription {
  return Object.hasOwn(DESCRIPTIONS, error) ? (DESCRIPTIONS[error] ?? OTHER) : OTHER;
}
