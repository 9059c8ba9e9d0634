import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent, request } from 'undici';
import type { RecordStep, StepKind } from './protocolStep.ts';

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

/** An answer of Visma Connect is a few kilobytes; anything near this is not one. */
const MAX_BYTES = 1024 * 1024;

const CONNECT_TIMEOUT_MS = 3_000;

/**
 * The one way of this application to Visma Connect: connections kept alive, a limit on time (the whole call, answer
 * included) and on size, no redirects followed.
 */
export function createHttpFetch({ timeoutMs }: { timeoutMs: number }): HttpFetch {
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: MAX_BYTES,
    keepAliveTimeout: 10_000,
  });
  return {
    fetch: (url, options) => recorded(url, options, () => send(agent, url, options, timeoutMs)),
    close: () => agent.close(),
  };
}

interface Received {
  status: number;
  headers: Record<string, string>;
  body: string;
}

async function send(agent: Agent, url: string, options: FetchOptions, timeoutMs: number): Promise<Received> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const { statusCode, headers, body } = await request(url, {
    dispatcher: agent,
    method: options.method === 'POST' ? 'POST' : 'GET',
    headers: plainHeaders(options.headers),
    body: bodyText(options.body),
    signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
  });
  return { status: statusCode, headers: flat(headers), body: await body.text() };
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

interface Recording {
  readonly record: RecordStep;
  readonly kind: StepKind;
}

const recordings = new AsyncLocalStorage<Recording>();

/** Runs `work`; every call to Visma Connect within it is recorded as a step of this kind. Free when nobody records. */
export function recording<T>(record: RecordStep | undefined, kind: StepKind, work: () => Promise<T>): Promise<T> {
  return record ? recordings.run({ record, kind }, work) : work();
}

async function recorded(url: string, options: FetchOptions, call: () => Promise<Received>): Promise<Response> {
  const current = recordings.getStore();
  if (!current) return toResponse(await call());
  const startedAtMs = Date.now();
  const sent = {
    method: options.method ?? 'GET',
    url,
    headers: plainHeaders(options.headers),
    body: bodyText(options.body) ?? undefined,
  };
  const step = { kind: kindOf(url, current.kind), startedAtMs, request: sent };
  try {
    const received = await call();
    current.record({ ...step, durationMs: Date.now() - startedAtMs, response: received });
    return toResponse(received);
  } catch (error) {
    current.record({ ...step, durationMs: Date.now() - startedAtMs, error: 'connect_unreachable' });
    throw error;
  }
}

/** Metadata and keys are fetched in the course of other steps. */
function kindOf(url: string, kind: StepKind): StepKind {
  if (url.endsWith('/.well-known/openid-configuration')) return 'metadata';
  return /jwks|\/certs|\/keys/.test(new URL(url).pathname) ? 'keys' : kind;
}

function toResponse({ status, headers, body }: Received): Response {
  // A Response with one of these must not have a body, not even an empty text (Fetch standard, "null body status").
  const empty = [101, 204, 205, 304].includes(status);
  return new Response(empty ? null : body, { status, headers });
}
