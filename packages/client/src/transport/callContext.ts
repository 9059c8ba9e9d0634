/** On whose behalf a call is made, and who wants to know of it. */
export interface CallContext {
  /** The access token of the company that the call is about. */
  readonly accessToken: string;
  /** Sent as X-Correlation-Id; stands in the log of the request that caused the call. */
  readonly correlationId: string;
  /** Told of every HTTP exchange, a retry too. Must not throw. Costs nothing when absent. */
  readonly onCall?: ((call: RecordedCall) => void) | undefined;
  /** Gives the call up, when the person who asked has gone for example. */
  readonly signal?: AbortSignal | undefined;
}

/** One HTTP exchange with an API, as it went over the wire: the access token is in it, for the recorder to cut. */
export interface RecordedCall {
  /** What the call is for, `inventory.list` for example. */
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string | undefined;
  /** Undefined when no answer came; then `failure` says why. */
  readonly status: number | undefined;
  readonly failure: CallFailure | undefined;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** The first 64 KB. */
  readonly responseBody: string;
  /** Epoch milliseconds. */
  readonly startedAtMs: number;
  readonly durationMs: number;
}

/** Why a call brought no answer. */
export type CallFailure = 'timeout' | 'reset' | 'unreachable' | 'too_large' | 'not_http' | 'given_up';
