import type { Quota } from '../errors.ts';
import type { CallFailure } from './callContext.ts';

/** One operation of an API. */
export interface ApiCall {
  /** For logs and records: `inventory.list` for example. */
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** At one of the origins of the transport: the token goes nowhere else. */
  url: URL;
  headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  body?: unknown;
}

/** An answer that is not a refusal: 2xx, its body read whole. */
export interface ApiAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  text: string;
  quota: Quota | undefined;
}

/** What an attempt came to. */
export type Outcome = { answer: ApiAnswer } | { failure: CallFailure; cause: unknown };
