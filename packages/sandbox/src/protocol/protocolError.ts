interface Details {
  readonly description?: string | undefined;
  /** For the request log only: what would have helped. */
  readonly hint?: string | undefined;
  readonly clientId?: string | undefined;
}

/** A refusal of the token, userinfo, introspection or revocation endpoint, by its OAuth error code. */
export class ProtocolError extends Error {
  readonly code: string;
  readonly details: Readonly<Details>;

  constructor(code: string, details: Details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
