/** On whose behalf a call is made, and who wants to know of it. */
export interface CallContext {
  /** The access token of the company that the call is about. */
  accessToken: string;
  /** Sent as X-Correlation-Id; stands in the log of the request that caused the call. */
  correlationId: string;
  /** Told of every HTTP exchange, a retry too. Must not throw. Costs nothing when absent. */
  onCall?: ((call: RecordedCall) => void) | undefined;
  /** Gives the call up, when the person who asked has gone for example. */
  signal?: AbortSignal | undefined;
}

/** One HTTP exchange with an API, as it went over the wire: the access token is in it, for the recorder to cut. */
export interface RecordedCall {
  /** What the call is for, `inventory.list` for example. */
  name: string;
  method: string;
  url: string;
  requestHeaders: Readonly<Record<string, string>>;
  requestBody: string | undefined;
  /** Undefined when no answer came; then `failure` says why. */
  status: number | undefined;
  failure: CallFailure | undefined;
  responseHeaders: Readonly<Record<string, string>>;
  /** The first 64 KB. */
  responseBody: string;
  /** Epoch milliseconds. */
  startedAtMs: number;
  durationMs: number;
}

/** Why a call brought no answer. */
export type CallFailure = 'timeout' | 'reset' | 'unreachable' | 'too_large' | 'not_http' | 'given_up';
