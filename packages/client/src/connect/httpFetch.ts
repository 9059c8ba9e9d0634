import { Agent, request } from 'undici';
import { ACCEPT_ENCODING, readText } from '../readText.ts';

export interface HttpFetch {
  /** The shape openid-client and jose accept as their `customFetch`. */
  fetch(url: string, options: FetchOptions): Promise<Response>;
  /** Closes the kept-alive connections. */
  close(): Promise<void>;
}

export interface FetchOptions {
  readonly method?: string | undefined;
  readonly headers?: Headers | Record<string, string> | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** One call to Visma Connect, as it went over the wire: secrets are in it, for whoever keeps it to cut. */
export interface ConnectCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Epoch milliseconds. */
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** Undefined when none came; then `error` is there. */
  readonly response?: Received;
  readonly error?: 'connect_unreachable';
}

export interface HttpFetchOptions {
  /** Limit for one call, answer included. */
  readonly timeoutMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Is told of every call when it is over. Never throws. */
  readonly onCall?: ((call: ConnectCall) => void) | undefined;
}

/** An answer of Visma Connect is a few kilobytes, decoded too; anything near this is not one. */
const MAX_BYTES = 1024 * 1024;

const CONNECT_TIMEOUT_MS = 3_000;

/**
 * The one way of this application to Visma Connect: connections kept alive, a limit on time (the whole call, answer
 * included) and on size, no redirects followed.
 */
export function createHttpFetch({ timeoutMs, now, onCall }: HttpFetchOptions): HttpFetch {
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: MAX_BYTES,
    // Shorter than servers keep them: a request on a connection that was just closed would cost a sign-in its code.
    keepAliveTimeout: 4_000,
  });
  return {
    fetch: async (url, options) => {
      const call = () => send(agent, url, options, timeoutMs);
      return toResponse(await (onCall ? observed(call, url, options, { now, onCall }) : call()));
    },
    close: () => agent.close(),
  };
}

interface Received {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

async function send(agent: Agent, url: string, options: FetchOptions, timeoutMs: number): Promise<Received> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const { statusCode, headers, body } = await request(url, {
    dispatcher: agent,
    method: options.method === 'POST' ? 'POST' : 'GET',
    headers: sentHeaders(options.headers),
    body: bodyText(options.body),
    signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
  });
  const text = await readText(body, headers['content-encoding'], MAX_BYTES);
  return { status: statusCode, headers: flat(headers), body: text };
}

function sentHeaders(headers: FetchOptions['headers']): Record<string, string> {
  return { 'accept-encoding': ACCEPT_ENCODING, ...plainHeaders(headers) };
}

function plainHeaders(headers: FetchOptions['headers']): Record<string, string> {
  return headers instanceof Headers ? Object.fromEntries(headers.entries()) : { ...headers };
}

function bodyText(body: unknown): string | null {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new TypeError('Only form bodies are sent to Visma Connect');
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  );
}

async function observed(
  call: () => Promise<Received>,
  url: string,
  options: FetchOptions,
  { now, onCall }: { now: () => number; onCall: (call: ConnectCall) => void },
): Promise<Received> {
  const begun = performance.now();
  const sent = {
    method: options.method ?? 'GET',
    url,
    headers: sentHeaders(options.headers),
    body: bodyText(options.body) ?? undefined,
    startedAtMs: now(),
  };
  const durationMs = () => Math.round(performance.now() - begun);
  try {
    const response = await call();
    onCall({ ...sent, durationMs: durationMs(), response });
    return response;
  } catch (error) {
    onCall({ ...sent, durationMs: durationMs(), error: 'connect_unreachable' });
    throw error;
  }
}

function toResponse({ status, headers, body }: Received): Response {
  // A Response with one of these must not have a body, not even an empty text (Fetch standard, "null body status").
  const empty = [101, 204, 205, 304].includes(status);
  return new Response(empty ? null : body, { status, headers });
}
