import { isVismaError, type ClientErrorCode, type ClientErrorDetails, type VismaError } from 'visma-net-client/errors';

export { ConfigError } from 'visma-net-client/errors';

/** Every refusal this product can give a person; src/web/errorTable.ts holds the page of each. */
export type ErrorCode =
  // Visma Connect, the ERP API and the Sales Order API, as the client tells them
  | ClientErrorCode
  | 'no_company'
  // Sign-in: what this application refused
  | 'attempt_unknown'
  | 'attempt_expired'
  | 'refusal_gone'
  | 'callback_invalid'
  | 'issuer_mismatch'
  | 'userinfo_mismatch'
  | 'initiate_login_invalid'
  | 'other_person'
  | 'company_unnamed'
  // Session and company
  | 'session_required'
  | 'company_not_connected'
  | 'step_up_required'
  // Logout notices
  | 'logout_token_invalid'
  // HTTP and everything else
  | 'not_found'
  | 'bad_request'
  | 'csrf'
  | 'method_not_allowed'
  | 'too_large'
  | 'rate_limited'
  | 'store_unavailable';

export interface AppErrorDetails extends ClientErrorDetails {
  /** Where the person wanted to go: a path of this application. */
  readonly returnTo?: string | undefined;
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

/** A refusal of this application, or of the client, whose codes and details are among ours. */
export type Refusal = AppError | VismaError;

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof AppError || isVismaError(error);
}

/** The store of sessions and tokens does not answer. */
export class StoreError extends AppError {
  constructor(details: AppErrorDetails = {}) {
    super('store_unavailable', details);
  }
}
