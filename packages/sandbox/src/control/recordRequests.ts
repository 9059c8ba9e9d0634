import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, RequestHandler } from 'express';
import type { Annotate } from '../world/annotate.ts';
import type { RequestLog, RequestRecord } from '../world/requestLog.ts';
import { cutValues, describeHeaders } from './cutSecrets.ts';
import { systemOf } from './systemOf.ts';

export interface RequestRecorder {
  middleware: RequestHandler;
  annotate: Annotate;
  /** Writes down that a fault struck the request that is being answered. */
  noteFault: (name: string) => void;
}

interface Notes {
  clientId: string | null;
  credential: RequestRecord['credential'];
  error: string | null;
  words: string[];
  checked: string[];
  faults: string[];
}

/** Writes each request to a stand-in into the request log, secrets cut, with the notes that were made on the way. */
export function createRequestRecorder(log: RequestLog, now: () => number): RequestRecorder {
  const notes = new WeakMap<object, Notes>();
  const current = new AsyncLocalStorage<Notes>();
  const middleware: RequestHandler = (request, response, next) => {
    const { path } = request;
    const system = systemOf(path);
    if (system === undefined) {
      next();
      return;
    }
    const made: Notes = { clientId: null, credential: null, error: null, words: [], checked: [], faults: [] };
    notes.set(request, made);
    const startedAt = performance.now();
    const at = now();
    response.once('close', () => {
      const ms = Math.round(performance.now() - startedAt);
      const status = response.headersSent ? response.statusCode : 0;
      log.add({ at, system, status, ms, path: path.slice(0, 500), ...described(request), ...toRecord(made) });
    });
    current.run(made, next);
  };
  const annotate: Annotate = (request, { clientId, error, words, checked, credential }) => {
    const made = notes.get(request);
    if (!made) return;
    if (clientId !== undefined) made.clientId = clientId.slice(0, 100);
    if (error !== undefined) made.error = error;
    if (words !== undefined && words !== '') made.words.push(words);
    if (checked !== undefined) made.checked.push(checked);
    if (credential !== undefined) made.credential = credential;
  };
  return { middleware, annotate, noteFault: (name) => void current.getStore()?.faults.push(name) };
}

function toRecord({ words, ...made }: Notes) {
  return { ...made, notes: words };
}

function described(request: Request): Pick<RequestRecord, 'method' | 'query' | 'form' | 'headers'> {
  const { method, headers } = request;
  const body: unknown = request.is('application/x-www-form-urlencoded') ? request.body : undefined;
  return { method, query: cutValues(request.query), form: cutValues(body), headers: describeHeaders(headers) };
}
