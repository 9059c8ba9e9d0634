import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, RequestHandler } from 'express';
import type { Annotate } from '../world/annotate.ts';
import type { RequestLog, RequestRecord } from '../world/requestLog.ts';
import { cutValues, describeHeaders } from './cutSecrets.ts';
import { systemOf } from './systemOf.ts';

export interface RequestRecorder {
  readonly middleware: RequestHandler;
  readonly annotate: Annotate;
  /** Writes down that a fault was injected into the request that is being answered. */
  readonly noteFault: (name: string) => void;
}

/** A body can be wrong in as many places as it has: more notes than these are counted only. */
const MOST_NOTES = 100;

interface Notes {
  clientId: string | null;
  credential: RequestRecord['credential'];
  error: string | null;
  readonly messages: string[];
  leftOut: number;
  readonly checked: string[];
  readonly faults: string[];
}

/** Writes each request to a stand-in into the request log, secrets cut, with the notes that were made on the way. */
export function createRequestRecorder(log: RequestLog, now: () => number): RequestRecorder {
  const notes = new WeakMap<object, Notes>();
  const current = new AsyncLocalStorage<Notes>();
  const middleware: RequestHandler = (req, res, next) => {
    const { path } = req;
    const system = systemOf(path);
    if (system === undefined) {
      next();
      return;
    }
    const made = noNotes();
    notes.set(req, made);
    const startedAt = performance.now();
    const at = now();
    res.once('close', () => {
      const ms = Math.round(performance.now() - startedAt);
      const status = res.headersSent ? res.statusCode : 0;
      log.add({ at, system, status, ms, path: path.slice(0, 500), ...described(req), ...toRecord(made) });
    });
    current.run(made, next);
  };
  const annotate: Annotate = (request, { clientId, error, message, checked, credential }) => {
    const made = notes.get(request);
    if (!made) return;
    if (clientId !== undefined) made.clientId = clientId.slice(0, 100);
    if (error !== undefined) made.error = error;
    if (message !== undefined && message !== '') addMessage(made, message);
    if (checked !== undefined) made.checked.push(checked);
    if (credential !== undefined) made.credential = credential;
  };
  return { middleware, annotate, noteFault: (name) => void current.getStore()?.faults.push(name) };
}

function noNotes(): Notes {
  return { clientId: null, credential: null, error: null, messages: [], leftOut: 0, checked: [], faults: [] };
}

function addMessage(made: Notes, message: string): void {
  if (made.messages.length < MOST_NOTES) made.messages.push(message);
  else made.leftOut += 1;
}

function toRecord({ messages, leftOut, ...made }: Notes) {
  return { ...made, notes: leftOut === 0 ? messages : [...messages, `${leftOut} more notes were left out`] };
}

function described(req: Request): Pick<RequestRecord, 'method' | 'query' | 'form' | 'headers'> {
  const { method, headers } = req;
  const body: unknown = req.is('application/x-www-form-urlencoded') ? req.body : undefined;
  return { method, query: cutValues(req.query), form: cutValues(body), headers: describeHeaders(headers) };
}
