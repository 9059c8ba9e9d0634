import type { AccessTokenClaims } from '../world/accessTokenClaims.ts';
import type { ErpAnswer } from './erpAnswer.ts';
import type { QueryParameters } from './queryParameters.ts';
import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import type { ErpSettings } from './settings.ts';

/** A call that may be made: token, company, scope and quota are checked. */
export interface ErpCall {
  readonly dataset: CompanyDataset;
  readonly claims: AccessTokenClaims;
  /** The first step of its path behind the version: `customerinvoice`. */
  readonly resource: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: QueryParameters;
  /** Parsed JSON, undefined when there was none. */
  readonly body: unknown;
  /** A request header by its name in lower case. */
  header(name: string): string | undefined;
  /** Where this API begins, `http://127.0.0.1:4400/v1` for example; addresses in answers are built on it. */
  readonly baseUrl: string;
  readonly settings: ErpSettings;
  readonly nowMs: number;
  /** Tells the request log what a developer would like to know. Never a secret. */
  note(message: string): void;
}

/** One operation of the API. */
export interface ErpRoute {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/v1` unless it names a version, `/v2/customerinvoice`; parameters with a colon, `/customer/:customerCd`. */
  readonly path: string;
  /** Its parameters, for a hint when one is misspelt; undefined where there are none. */
  readonly parameters?: readonly string[];
  handle(call: ErpCall): ErpAnswer;
}
