import type { Quota } from '../errors.ts';
import type { CallFailure } from './callContext.ts';

/** One operation of an API. */
export interface ApiCall {
  /** For logs and records: `inventory.list` for example. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** At one of the origins of the transport: the token goes nowhere else. */
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** An answer that is not a refusal: 2xx, its body read whole. */
export interface ApiAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly quota: Quota | undefined;
}

/** What an attempt came to. */
export type Outcome = { answer: ApiAnswer } | { failure: CallFailure; cause: unknown };
