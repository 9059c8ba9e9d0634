import type { Request, RequestHandler, Response } from 'express';
import type { PersonSession } from '../../connections/personSession.ts';
import type { EndedSession } from '../../connections/sessions.ts';
import { AppError } from '../../errors.ts';
import { describeError, type Logger } from '../../log.ts';
import type { ProtocolStep, RecordStep } from 'visma-net-client/connect/protocolStep';
import { carriedSteps, withholdOthers } from '../../protocolView/carriedSteps.ts';
import { fingerprintOf } from '../../protocolView/cutText.ts';
import type { Redact } from '../../protocolView/redact.ts';
import { MAX_STEPS, type Traces, type Visit } from '../../protocolView/traces.ts';
import type { Refusal, TraceStep } from '../../protocolView/traceStep.ts';
import type { Clock } from '../../store/store.ts';
import { beforeEnd } from './beforeEnd.ts';
import { correlationId } from '../requestLog.ts';
import { currentSession } from '../session/session.ts';
import { hashSessionKey, sessionCookieSent } from '../session/sessionCookie.ts';
import { createKeyedQueue, type KeyedQueue } from './keyedQueue.ts';
import {
  clearTraceCookie,
  hashTraceCookie,
  newTraceCookie,
  readTraceCookie,
  setTraceCookie,
  VISITOR_TRACE_SECONDS,
} from './traceCookie.ts';
import { recordingTo } from '../../oidc/recordStep.ts';

export interface ProtocolRecorderDeps {
  readonly traces: Traces;
  readonly redact: Redact;
  readonly https: boolean;
  /** Minutes after its start at which a session ends in any case: no trace lives longer. */
  readonly maxMinutes: number;
  readonly now: Clock;
  readonly logger: Logger;
}

/** Keeps the steps of the protocol that requests cause. Exists only where the protocol view is on. */
export interface ProtocolRecorder {
  /**
   * Where the steps of a request go. They are kept in one write: behind the answer of a page, so that nobody waits for
   * it; before that of a form or redirect, whose next request may come to another process.
   */
  readonly recorderOf: (req: Request) => RecordStep;
  /** Gives every request its recorder, which begins with the first step. Behind the session. */
  readonly middleware: RequestHandler;
  /** Where the steps of a logout notice go: no browser of ours sends it. */
  readonly noticeOf: (req: Request) => NoticeRecorder;
  /** Adds what the person is told. Answers where the steps are shown; undefined when the request recorded none. */
  readonly noteRefusal: (req: Request, refusal: Refusal) => string | undefined;
  /** The steps of the session; without one, those of the browser. */
  readonly stepsOf: (req: Request) => Promise<TraceStep[]>;
  /** Lets the steps of a session go that has ended. */
  readonly forget: (sessionId: string) => Promise<void>;
  /** Until everything that was recorded is kept: before the store is closed. */
  readonly settled: () => Promise<void>;
}

export interface NoticeRecorder {
  readonly record: RecordStep;
  /** Keeps what was recorded for the browsers whose sessions the notice ended. */
  readonly keepFor: (ended: readonly EndedSession[]) => Promise<void>;
}

interface Recorder extends ProtocolRecorderDeps {
  readonly queue: KeyedQueue;
}

/** The addresses of the steps of a session, and of a browser without one. */
export const PROTOCOL_PATH = '/protocol';
export const VISITOR_PROTOCOL_PATH = '/protocol/visitor';

/** What one request has recorded so far. */
interface Recording {
  readonly steps: ProtocolStep[];
  /** Who was signed in when it began. */
  readonly sessionIdBefore: string | undefined;
  refusal?: Refusal | undefined;
}

export function createProtocolRecorder(options: ProtocolRecorderDeps): ProtocolRecorder {
  const deps = { ...options, queue: createKeyedQueue() };
  const recordings = new WeakMap<Request, Recording>();
  const begin = (req: Request): Recording => {
    const recording: Recording = { steps: [], sessionIdBefore: currentSession(req)?.signedIn?.sessionId };
    recordings.set(req, recording);
    const res = responseOf(req);
    beforeEnd(res, () => orLog(deps.logger, () => keep(deps, req, res, recording)));
    return recording;
  };
  const recorderOf = (req: Request): RecordStep => {
    const { steps } = recordings.get(req) ?? begin(req);
    return (step) => {
      if (steps.length < MAX_STEPS) steps.push(step);
    };
  };
  return {
    recorderOf,
    middleware: (req, _res, next) => {
      recordingTo((step) => recorderOf(req)(step), next);
    },
    noticeOf: (req) => noticeRecorder(deps, req),
    noteRefusal: (req, refusal) => {
      const recording = recordings.get(req);
      if (!recording || recording.steps.length === 0) return undefined;
      recording.refusal = refusal;
      return currentSession(req)?.signedIn ? PROTOCOL_PATH : VISITOR_PROTOCOL_PATH;
    },
    stepsOf: (req) => stepsOf(deps, req),
    forget: (sessionId) => {
      const name = ofSession(sessionId);
      return deps.queue.run(name, () => orLog(deps.logger, () => deps.traces.remove(name)));
    },
    settled: () => deps.queue.settled(),
  };
}

function responseOf({ res }: Request): Response {
  if (!res) throw new AppError('unexpected', { reason: 'a request without its response' });
  return res;
}

/** Nobody is refused because their steps could not be kept. */
async function orLog(log: Logger, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => {
    log.warn({ event: 'trace_not_kept', err: describeError(error) }, 'steps for the protocol view were not kept');
  });
}

async function keep(deps: Recorder, req: Request, res: Response, recording: Recording): Promise<void> {
  const { steps, sessionIdBefore } = recording;
  if (steps.length === 0) return;
  const signedIn = currentSession(req)?.signedIn;
  if (!signedIn) await keepForVisitor(deps, req, res, visitOf(deps, req, recording));
  else if (signedIn.sessionId !== sessionIdBefore) {
    await keepForNewSession(deps, req, res, signedIn, visitOf(deps, req, recording));
  } else {
    const kept = keepForSession(deps, signedIn, () => visitOf(deps, req, recording));
    if (!isPage(req, res)) await kept;
  }
}

function visitOf({ redact }: Recorder, req: Request, { steps, refusal }: Recording): Visit {
  return { id: correlationId(req), steps: redact(steps), refusal };
}

function isPage({ method }: Request, { statusCode }: Response): boolean {
  return method === 'GET' && (statusCode < 300 || statusCode >= 400);
}

async function keepForVisitor({ traces, https }: ProtocolRecorderDeps, req: Request, res: Response, visit: Visit) {
  const brought = readTraceCookie(req, https);
  const cookie = brought ?? newTraceCookie();
  if (!res.headersSent) setTraceCookie(res, cookie, https);
  await traces.append(ofVisitor(cookie), visit, VISITOR_TRACE_SECONDS);
}

function keepForSession(deps: Recorder, signedIn: PersonSession, visitOf: () => Visit): Promise<void> {
  const { traces, queue, maxMinutes, now, logger } = deps;
  const name = ofSession(signedIn.sessionId);
  const person = fingerprintOf(signedIn.person.sub);
  return queue.run(name, () =>
    orLog(logger, async () => {
      await afterAnswer();
      const visit = visitOf();
      const steps = visit.steps.map((step) => withholdOthers(step, person));
      const ttlSeconds = Math.max(1, signedIn.startedAt + maxMinutes * 60 - now() / 1000);
      await traces.append(name, { ...visit, steps }, ttlSeconds);
    }),
  );
}

/** An answer that is ready goes out before steps are cut. */
function afterAnswer(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** The steps of the sign-in go over to its session; the browser keeps none of what was before. */
async function keepForNewSession(
  deps: Recorder,
  req: Request,
  res: Response,
  signedIn: PersonSession,
  visit: Visit,
): Promise<void> {
  const cookie = readTraceCookie(req, deps.https);
  const ofThisBrowser = cookie === undefined ? [] : await deps.traces.read(ofVisitor(cookie));
  const before = carriedSteps(ofThisBrowser, visit.steps, fingerprintOf(signedIn.person.sub));
  await keepForSession(deps, signedIn, () => ({ ...visit, before }));
  if (cookie === undefined) return;
  await deps.traces.remove(ofVisitor(cookie));
  if (!res.headersSent) clearTraceCookie(res, deps.https);
}

function noticeRecorder({ traces, redact, logger }: ProtocolRecorderDeps, req: Request): NoticeRecorder {
  const steps: ProtocolStep[] = [];
  return {
    record: (step) => void steps.push(step),
    keepFor: async (ended) => {
      if (ended.length === 0 || steps.length === 0) return;
      const visit = { id: correlationId(req), steps: redact(steps) };
      const names = ended.flatMap(({ keyHashes }) => keyHashes.map(ofEndedSession));
      await Promise.all(names.map((name) => orLog(logger, () => traces.append(name, visit, VISITOR_TRACE_SECONDS))));
    },
  };
}

async function stepsOf({ traces, queue, https }: Recorder, req: Request): Promise<TraceStep[]> {
  const signedIn = currentSession(req)?.signedIn;
  if (signedIn) {
    const name = ofSession(signedIn.sessionId);
    await queue.settled([name]);
    return traces.read(name);
  }
  const cookie = readTraceCookie(req, https);
  const session = sessionCookieSent(req.get('Cookie'), https);
  const names = [
    ...(cookie === undefined ? [] : [ofVisitor(cookie)]),
    ...(session === undefined ? [] : [ofEndedSession(hashSessionKey(session.key))]),
  ];
  const found = await Promise.all(names.map((name) => traces.read(name)));
  const all = found.flat().toSorted((one, other) => one.startedAtMs - other.startedAtMs);
  return found.filter(({ length }) => length > 0).length < 2
    ? all
    : all.map((step, index) => ({ ...step, number: index + 1 }));
}

function ofSession(sessionId: string): string {
  return `session:${sessionId}`;
}

function ofVisitor(cookie: string): string {
  return `visitor:${hashTraceCookie(cookie)}`;
}

/** By what the store knew of the session's cookie, which the browser may still have. */
function ofEndedSession(keyHash: string): string {
  return `ended:${keyHash}`;
}
