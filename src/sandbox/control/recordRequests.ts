import type { Request, RequestHandler } from 'express';
import type { Annotate } from '../connect/connectDeps.ts';
import type { RequestLog, RequestRecord } from '../world/requestLog.ts';

export interface RequestRecorder {
  middleware: RequestHandler;
  annotate: Annotate;
}

interface Notes {
  clientId: string | null;
  error: string | null;
  words: string[];
}

/** Which real system a path belongs to; others, such as pages and the control API, are not recorded. */
const SYSTEMS: readonly { prefix: string; system: string }[] = [
  { prefix: '/.well-known/', system: 'Visma Connect' },
  { prefix: '/connect/', system: 'Visma Connect' },
  { prefix: '/v1/', system: 'Visma.net ERP API' },
  { prefix: '/API/controller/', system: 'Visma.net ERP API, old host' },
  { prefix: '/API/', system: 'VNI' },
  { prefix: '/api/v3/', system: 'Sales Order API' },
];

const SHOWN_HEADERS = ['content-type', 'origin', 'user-agent', 'ipp-company-id', 'ipp-application-type', 'if-match'];
const SECRET = /token|secret|password|verifier|assertion|challenge|^code$|^state$|^nonce$|id_token_hint/i;

/** Writes each request to a stand-in into the request log, secrets cut, with the notes that were made on the way. */
export function createRequestRecorder(log: RequestLog, now: () => number): RequestRecorder {
  const notes = new WeakMap<object, Notes>();
  const middleware: RequestHandler = (request, response, next) => {
    const { path } = request;
    const system = path.startsWith('/connect/interaction/')
      ? undefined
      : SYSTEMS.find(({ prefix }) => path.startsWith(prefix))?.system;
    if (system === undefined) {
      next();
      return;
    }
    const made: Notes = { clientId: null, error: null, words: [] };
    notes.set(request, made);
    const startedAt = performance.now();
    const at = now();
    response.once('close', () => {
      const ms = Math.round(performance.now() - startedAt);
      const status = response.headersSent ? response.statusCode : 0;
      log.add({ at, system, status, ms, path: path.slice(0, 500), ...described(request), ...toRecord(made) });
    });
    next();
  };
  const annotate: Annotate = (request, { clientId, error, words }) => {
    const made = notes.get(request);
    if (!made) return;
    if (clientId !== undefined) made.clientId = clientId.slice(0, 100);
    if (error !== undefined) made.error = error;
    if (words !== undefined && words !== '') made.words.push(words);
  };
  return { middleware, annotate };
}

function toRecord({ clientId, error, words }: Notes): Pick<RequestRecord, 'clientId' | 'error' | 'notes'> {
  return { clientId, error, notes: words };
}

function described(request: Request): Pick<RequestRecord, 'method' | 'query' | 'form' | 'headers'> {
  const { method, headers } = request;
  const body: unknown = request.is('application/x-www-form-urlencoded') ? request.body : undefined;
  const shown = SHOWN_HEADERS.map((name) => [name, headers[name]]).filter(([, value]) => value !== undefined);
  return {
    method,
    query: cut(request.query),
    form: cut(body),
    headers: { ...cut(Object.fromEntries(shown)), ...credentialHeaders(headers) },
  };
}

/** That a credential was sent and in which scheme; never the credential. */
function credentialHeaders(headers: Request['headers']): Record<string, string> {
  const schemes = ['authorization', 'authentication']
    .filter((name) => headers[name] !== undefined)
    .map((name): [string, string] => [
      name,
      `${/^(?:Basic|Bearer)(?= )/i.exec(String(headers[name]))?.[0] ?? '?'} (cut)`,
    ]);
  return Object.fromEntries(schemes);
}

function cut(given: unknown): Record<string, string> {
  if (typeof given !== 'object' || given === null) return {};
  const fields = Object.entries(given).map(([name, value]): [string, string] => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [name.slice(0, 100), SECRET.test(name) ? '(cut)' : text.slice(0, 300)];
  });
  return Object.fromEntries(fields);
}
