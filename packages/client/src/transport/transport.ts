import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { ApiAnswer, ApiCall, Outcome } from './apiCall.ts';
import type { CallContext } from './callContext.ts';
import { startDeadline, type Deadline } from './deadline.ts';
import { isReset, toFailure } from './failure.ts';
import { readQuota, readRetryAfter } from './quota.ts';
import { ACCEPT_ENCODING, readText } from '../readText.ts';
import { recordCall } from './recordCall.ts';
import { failedCall, refusedCall } from './refusedCall.ts';

export interface Transport {
  /**
   * Makes a call. Reads are tried once more after a connection reset or a 503; nothing else is tried twice.
   * @throws ErpError for every answer but 2xx, and when none comes; the reason of `signal` when the caller gave up
   */
  readonly send: (context: CallContext, call: ApiCall) => Promise<ApiAnswer>;
  /** Lets running calls finish and closes all connections. */
  readonly close: () => Promise<void>;
}

export interface TransportOptions {
  readonly origins: readonly string[];
  /** Who calls, sent as User-Agent. */
  readonly userAgent: string;
  readonly timeouts?: CallTimeouts | undefined;
  /** As they come, and decoded; 16 MiB unless told. */
  readonly maxAnswerBytes?: number | undefined;
  /** At most so many per origin; 16 unless told. */
  readonly maxConnections?: number | undefined;
  /** Epoch milliseconds. */
  readonly now?: (() => number) | undefined;
  readonly wait?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

export interface CallTimeouts {
  /** 3 s unless told. */
  readonly connectMs?: number | undefined;
  /** For a call as a whole: waiting for a connection, all attempts, reading the answer. 15 s unless told. */
  readonly callMs?: number | undefined;
}

const MOST_BYTES = 16 * 1024 * 1024;

/** Keeps connections to the APIs open, and speaks with them. */
export function createTransport(options: TransportOptions): Transport {
  const state: TransportState = {
    pools: new Map(options.origins.map((origin) => [new URL(origin).origin, openPool(origin, options)])),
    userAgent: options.userAgent,
    callTimeoutMs: options.timeouts?.callMs ?? 15_000,
    maxAnswerBytes: options.maxAnswerBytes ?? MOST_BYTES,
    now: options.now ?? Date.now,
    wait: options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal })),
  };
  return {
    send: (context, call) => send(state, context, call),
    close: async () => {
      await Promise.all([...state.pools.values()].map((pool) => pool.close()));
    },
  };
}

interface TransportState {
  readonly pools: ReadonlyMap<string, Pool>;
  readonly userAgent: string;
  readonly callTimeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

function openPool(origin: string, options: TransportOptions): Pool {
  return new Pool(new URL(origin).origin, {
    connections: options.maxConnections ?? 16,
    connect: { timeout: options.timeouts?.connectMs ?? 3_000 },
    keepAliveTimeout: 30_000,
    maxResponseSize: options.maxAnswerBytes ?? MOST_BYTES,
  });
}

async function send(state: TransportState, context: CallContext, call: ApiCall): Promise<ApiAnswer> {
  const deadline = startDeadline(state.callTimeoutMs, context.signal);
  try {
    const outcome = await attempt(state, context, call, deadline);
    const waitMs = waitBeforeRetry(call, outcome, state.now());
    if (waitMs === undefined || waitMs >= deadline.leftMs()) return settle(state, context, call, outcome);
    if (waitMs > 0) await state.wait(waitMs, deadline.signal).catch(() => context.signal?.throwIfAborted());
    return settle(state, context, call, await attempt(state, context, call, deadline));
  } finally {
    deadline.clear();
  }
}

async function attempt(
  state: TransportState,
  context: CallContext,
  call: ApiCall,
  deadline: Deadline,
): Promise<Outcome> {
  const headers = headersOf(state, context, call);
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  const startedAtMs = state.now();
  const startedAt = performance.now();
  const outcome = await exchange(state, call, headers, body, deadline);
  context.onCall?.(
    recordCall(call, headers, body, outcome, { startedAtMs, durationMs: performance.now() - startedAt }),
  );
  return outcome;
}

/** Never `ipp-company-id` nor `ipp-application-type`: the company stands in the token (the guide, "Rewrite the API-calls"). */
function headersOf(state: TransportState, context: CallContext, call: ApiCall): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-encoding': ACCEPT_ENCODING,
    authorization: `Bearer ${context.accessToken}`,
    'user-agent': state.userAgent,
    'x-correlation-id': context.correlationId,
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...call.headers,
  };
}

function poolFor({ pools }: TransportState, { url, name }: ApiCall): Pool {
  const pool = pools.get(url.origin);
  if (!pool) throw new Error(`${name} is not at an address of the API`);
  return pool;
}

async function exchange(
  state: TransportState,
  call: ApiCall,
  headers: Record<string, string>,
  body: string | undefined,
  { signal, isOver }: Deadline,
): Promise<Outcome> {
  const { method, url } = call;
  const pool = poolFor(state, call);
  try {
    const path = url.pathname + url.search;
    const reply = await pool.request({ path, method, headers, body: body ?? null, signal });
    const text = await readText(reply.body, reply.headers['content-encoding'], state.maxAnswerBytes);
    const answer = { status: reply.statusCode, headers: flatten(reply.headers), text };
    return { answer: { ...answer, quota: readQuota(answer, path) } };
  } catch (cause) {
    return { failure: toFailure(cause, isOver(), signal.aborted), cause };
  }
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(entries);
}

/** Undefined: not again. */
function waitBeforeRetry({ method }: ApiCall, outcome: Outcome, nowMs: number): number | undefined {
  if (method !== 'GET') return undefined;
  if ('failure' in outcome) return isReset(outcome.failure) ? 0 : undefined;
  if (outcome.answer.status !== 503) return undefined;
  const seconds = readRetryAfter(outcome.answer, nowMs) ?? 0.2;
  return seconds <= 2 ? seconds * 1000 : undefined;
}

function settle(state: TransportState, context: CallContext, call: ApiCall, outcome: Outcome): ApiAnswer {
  if ('failure' in outcome) {
    context.signal?.throwIfAborted();
    throw failedCall(call, outcome.failure, outcome.cause);
  }
  const { answer } = outcome;
  if (answer.status < 200 || answer.status > 299) throw refusedCall(call, answer, state.now());
  return answer;
}
