/** Every refusal this product can give a person; src/web/errorTable.ts holds the page of each. */
export type ErrorCode =
  // Sign-in: what Visma Connect or the person answered
  | 'access_denied'
  | 'consent_required'
  | 'login_required'
  | 'no_company'
  | 'invalid_tenant'
  | 'sign_in_refused'
  // Sign-in: what this application refused
  | 'attempt_unknown'
  | 'attempt_expired'
  | 'callback_invalid'
  | 'issuer_mismatch'
  | 'id_token_invalid'
  | 'userinfo_mismatch'
  | 'token_response_invalid'
  | 'initiate_login_invalid'
  | 'other_person'
  | 'company_unnamed'
  // Sign-in: set-up and reachability
  | 'client_misconfigured'
  | 'connect_unreachable'
  // Session and company
  | 'session_required'
  | 'sign_in_again'
  | 'company_not_connected'
  | 'step_up_required'
  // ERP
  | 'company_not_allowed'
  | 'erp_unauthorised'
  | 'erp_forbidden'
  | 'erp_not_found'
  | 'erp_rejected'
  | 'erp_conflict'
  | 'erp_throttled'
  | 'erp_unavailable'
  | 'erp_nonsense'
  // Logout notices
  | 'logout_token_invalid'
  // HTTP and everything else
  | 'not_found'
  | 'bad_request'
  | 'csrf'
  | 'method_not_allowed'
  | 'too_large'
  | 'rate_limited'
  | 'store_unavailable'
  | 'unexpected';

export interface AppErrorDetails {
  /** What went wrong underneath. Never logged whole and never shown: libraries put parameters and claims there. */
  cause?: unknown;
  /** The `error` code that Visma Connect or the ERP gave, as text. */
  providerError?: string | undefined;
  /** The provider's own words. Text from outside: shown as text, never as HTML, and never logged. */
  providerDescription?: string | undefined;
  /** Seconds until another try makes sense. */
  retryAfterSeconds?: number | undefined;
  /** Which check failed, for people who read the log: our words, no values. */
  reason?: string | undefined;
  /** The company the refusal is about. */
  tenantId?: string | undefined;
  /** Where the person wanted to go: a path of this application. */
  returnTo?: string | undefined;
  /** The HTTP status that an API answered with; tells 409 from 412, which have one code. */
  status?: number | undefined;
  /** The fields that the ERP refused, for a form to show. */
  fields?: readonly RefusedField[] | undefined;
  /** What the API said about its rate limit. */
  quota?: Quota | undefined;
}

/** A field that the ERP refused. */
export interface RefusedField {
  /** Its name in the write body, `mainAddress.postalCode` for example. */
  name: string;
  /** The ERP's own words. Text from outside: shown as text, never as HTML, and never logged. */
  message: string;
}

/**
 * The rate limit as the last answer told it; what it did not tell is undefined.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/rate-limits
 */
export interface Quota {
  /** Each API counts for itself. */
  api: 'erp' | 'sales_orders';
  /** Calls of one window. */
  limit: number | undefined;
  remaining: number | undefined;
  /** Seconds until the window ends. */
  resetSeconds: number | undefined;
  /** The name of the policy, `4-fixed-window` for example. */
  policy: string | undefined;
}

/** A refusal with a code from the closed union; its page is chosen by the code. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Omit<AppErrorDetails, 'cause'>>;

  constructor(code: ErrorCode, { cause, ...details }: AppErrorDetails = {}) {
    super(details.reason ?? code, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}

/** A sign-in, refresh or logout notice that was refused, here or by Visma Connect. */
export class SignInError extends AppError {}

/** An answer of the ERP or Sales Order API that is not the data asked for. */
export class ErpError extends AppError {}

/** The store of sessions and tokens does not answer. */
export class StoreError extends AppError {
  constructor(details: AppErrorDetails = {}) {
    super('store_unavailable', details);
  }
}

/** The configuration is wrong. Lists every problem by variable name, never a value. */
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
