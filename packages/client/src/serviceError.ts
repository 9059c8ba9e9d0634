import type { ErpProblem, VismaError, RefusedField } from './errors.ts';

/** Why a call of the service application brought nothing. */
export type ServiceErrorCode = ConnectRefusal | ErpRefusal;

/** No token was given. */
export type ConnectRefusal =
  | 'secret_refused'
  | 'client_credentials_off'
  | 'tenant_not_granted'
  | 'scope_refused'
  | 'issuer_wrong'
  | 'connect_refused'
  | 'connect_unavailable';

/** A token was given, and the ERP or Sales Order API answered with something else than the data. */
export type ErpRefusal =
  | 'not_a_company'
  | 'company_not_licensed'
  | 'scope_missing'
  | 'not_found'
  | 'rejected'
  | 'conflict'
  | 'throttled'
  | 'erp_unavailable'
  | 'erp_nonsense';

export interface ServiceErrorFacts {
  readonly code: ServiceErrorCode;
  /** Whose refusal it is. */
  readonly system: 'connect' | 'erp';
  /** The company it is about. */
  readonly tenantId: string | undefined;
  /** What happened, in words. */
  readonly message: string;
  /** What to do about it, in words. */
  readonly advice: string;
  readonly cause: VismaError;
}

/**
 * A refusal of Visma Connect, the ERP API or the Sales Order API. `message` says what happened and `advice` what to do;
 * neither holds a token or a secret.
 */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode;
  readonly system: 'connect' | 'erp';
  readonly tenantId: string | undefined;
  readonly advice: string;
  /** The `error` code that Visma Connect or the ERP gave. */
  readonly providerError: string | undefined;
  /** Their own words. Text from outside: to be shown as text only. */
  readonly providerDescription: string | undefined;
  /** Seconds until another try makes sense. */
  readonly retryAfterSeconds: number | undefined;
  /** The HTTP status of the ERP's answer. */
  readonly status: number | undefined;
  /** The fields of a write that the ERP refused. */
  readonly fields: readonly RefusedField[];
  /** What the Sales Order API refused, one by one. */
  readonly problems: readonly ErpProblem[];

  constructor({ code, system, tenantId, message, advice, cause }: ServiceErrorFacts) {
    super(message, { cause });
    this.name = 'ServiceError';
    this.code = code;
    this.system = system;
    this.tenantId = tenantId;
    this.advice = advice;
    this.providerError = cause.details.providerError;
    this.providerDescription = cause.details.providerDescription;
    this.retryAfterSeconds = cause.details.retryAfterSeconds;
    this.status = cause.details.status;
    this.fields = cause.details.fields ?? [];
    this.problems = cause.details.problems ?? [];
  }
}
