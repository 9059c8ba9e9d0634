/** Every refusal of Visma Connect, the ERP API and the Sales Order API that this client tells apart. */
export type ClientErrorCode = ConnectErrorCode | ErpErrorCode;

export type ConnectErrorCode =
  // What Visma Connect or the person answered
  | 'access_denied'
  | 'consent_required'
  | 'login_required'
  | 'invalid_tenant'
  | 'sign_in_refused'
  | 'sign_in_again'
  // Answers that are not what they should be
  | 'id_token_invalid'
  | 'token_response_invalid'
  // Set-up and reachability
  | 'client_misconfigured'
  | 'connect_unreachable'
  | 'unexpected';

export type ErpErrorCode =
  | 'company_not_allowed'
  | 'erp_unauthorised'
  | 'erp_forbidden'
  | 'erp_not_found'
  | 'erp_rejected'
  | 'erp_conflict'
  | 'erp_throttled'
  | 'erp_unavailable'
  | 'erp_nonsense';

export interface ClientErrorDetails {
  /** What went wrong underneath. Never logged whole and never shown: libraries put parameters and claims there. */
  readonly cause?: unknown;
  /** The `error` code that Visma Connect or the ERP gave, as text. */
  readonly providerError?: string | undefined;
  /** The provider's own words. Text from outside: shown as text, never as HTML, and never logged. */
  readonly providerDescription?: string | undefined;
  /** Seconds until another try makes sense. */
  readonly retryAfterSeconds?: number | undefined;
  /** Which check failed, for people who read the log: our words, no values. */
  readonly reason?: string | undefined;
  /** The company the refusal is about. */
  readonly tenantId?: string | undefined;
  /** The HTTP status that an API answered with; tells 409 from 412, which have one code. */
  readonly status?: number | undefined;
  /** The fields that the ERP refused, for a form to show. */
  readonly fields?: readonly RefusedField[] | undefined;
  /** What the Sales Order API refused, one by one; those of a field stand among `fields` too. */
  readonly problems?: readonly ErpProblem[] | undefined;
  /** What the API said about its rate limit. */
  readonly quota?: Quota | undefined;
}

/** A field that the ERP refused. */
export interface RefusedField {
  /** Its name in the write body, `mainAddress.postalCode` for example. */
  readonly name: string;
  /** The ERP's own words. Text from outside: shown as text, never as HTML, and never logged. */
  readonly message: string;
  /** `1804` for example; the Sales Order API alone has codes for fields. */
  readonly code?: string | undefined;
}

/** One of the things that the Sales Order API refused in a write. */
export interface ErpProblem {
  /** `1804` for example. */
  readonly code: string | undefined;
  /** The API's own words, else what its code is called. Text from outside: shown as text, never as HTML, and never logged. */
  readonly message: string;
  /** What it is about: `property` is the field. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Something that was refused: a field, or what no field is to blame for. */
export interface RefusedPart {
  readonly name: string | undefined;
  readonly message: string;
  readonly code: string | undefined;
}

/** Everything that was refused, each once. */
export function refusedParts({
  fields = [],
  problems = [],
}: Pick<ClientErrorDetails, 'fields' | 'problems'>): RefusedPart[] {
  const isSaidAtField = ({ code, message }: ErpProblem) =>
    fields.some((field) => (code === undefined ? field.message === message : field.code === code));
  return [
    ...fields.map(({ name, message, code }) => ({ name, message, code })),
    ...problems
      .filter((problem) => !isSaidAtField(problem))
      .map(({ message, code }) => ({ name: undefined, message, code })),
  ];
}

/**
 * The rate limit as the last answer told it; what it did not tell is undefined.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/rate-limits
 */
export interface Quota {
  /** Each API counts for itself. */
  readonly api: 'erp' | 'sales_orders';
  /** Calls of one window. */
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
  /** Seconds until the window ends. */
  readonly resetSeconds: number | undefined;
  /** The name of the policy, `4-fixed-window` for example. */
  readonly policy: string | undefined;
}

/** A refusal with a code from the closed union. */
export class VismaError<Code extends ClientErrorCode = ClientErrorCode> extends Error {
  readonly code: Code;
  readonly details: Readonly<Omit<ClientErrorDetails, 'cause'>>;

  constructor(code: Code, { cause, ...details }: ClientErrorDetails = {}) {
    super(details.reason ?? code, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}

/** Whether the client refused; `instanceof` would forget which codes there are. */
export function isVismaError(error: unknown): error is VismaError {
  return error instanceof VismaError;
}

/** Visma Connect gave no token or no metadata, or answered with something else. */
export class ConnectError extends VismaError<ConnectErrorCode> {}

/** An answer of the ERP or Sales Order API that is not the data asked for. */
export class ErpError extends VismaError<ErpErrorCode> {}

/** The configuration is wrong. Lists every problem by name, never a value. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** The word by which a library or the system names an error: ECONNREFUSED, ENOENT. Messages may hold values. */
export function errorCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unexpected';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.constructor.name;
}
