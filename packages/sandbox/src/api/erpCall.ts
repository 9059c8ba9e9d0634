import type { AccessTokenClaims } from '../world/accessTokenClaims.ts';
import type { ErpAnswer } from './erpAnswer.ts';
import type { QueryParameters } from './queryParameters.ts';
import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import type { ErpSettings } from './settings.ts';

/** A call that may be made: token, company, scope and quota are checked. */
export interface ErpCall {
  book: CompanyDataset;
  claims: AccessTokenClaims;
  params: Readonly<Record<string, string>>;
  query: QueryParameters;
  /** Parsed JSON, undefined when there was none. */
  body: unknown;
  /** A request header by its name in lower case. */
  header(name: string): string | undefined;
  /** Where this API begins, `http://127.0.0.1:4400/v1` for example; addresses in answers are built on it. */
  baseUrl: string;
  settings: ErpSettings;
  nowMs: number;
  /** Tells the request log what a developer would like to know. Never a secret. */
  note(words: string): void;
}

/** One operation of the API. */
export interface ErpRoute {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/v1`, in Express's notation. */
  path: string;
  /** Its parameters, for a hint when one is misspelt; undefined where there are none. */
  parameters?: readonly string[];
  handle(call: ErpCall): ErpAnswer;
}
