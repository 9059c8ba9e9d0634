import express, { type ErrorRequestHandler, type Express } from 'express';
import type { PersonSession } from '../../../src/connections/personSession.ts';
import { AppError } from '../../../src/errors.ts';
import {
  currentSession,
  currentSessionId,
  endSession,
  renewSession,
  session,
  startSession,
  type SessionOptions,
} from '../../../src/web/session/session.ts';

export const SECRET = 'a'.repeat(32);

/** Settings of a test: an hour idle, two hours at most, over http. */
export function someSessionOptions(options: Pick<SessionOptions, 'store' | 'now'> & Partial<SessionOptions>) {
  return { secrets: [SECRET], https: false, life: { idleMinutes: 60, maxMinutes: 120 }, ...options };
}

export function aPersonSession(sessionId: string): PersonSession {
  return {
    sessionId,
    person: { issuer: 'https://connect.example', sub: 'kari', name: 'Kari' },
    companies: {},
    currentTenantId: 't1',
    startedAt: 0,
    device: 'Firefox on Linux',
    address: '203.0.113.0',
  };
}

/** The smallest application with sessions: sign in, sign in again, look, sign out. */
export function sessionApp(options: SessionOptions, more: (app: Express) => void = () => undefined): Express {
  const app = express();
  app.set('trust proxy', options.https ? 1 : 0);
  app.use(session(options));
  app.get('/start', async (req, res) => {
    await startSession(req, aPersonSession);
    res.redirect('/who');
  });
  app.get('/renew', async (req, res) => {
    await renewSession(req, (current) => ({ ...current, currentTenantId: 'renewed' }));
    res.send(req.session.signedIn?.currentTenantId);
  });
  app.get('/who', (req, res) => {
    const current = currentSession(req);
    res.json({ sessionId: currentSessionId(req) ?? null, name: current?.signedIn?.person.name ?? null });
  });
  app.post('/end', async (req, res) => {
    await endSession(req, res);
    res.json({ gone: currentSession(req) === undefined });
  });
  more(app);
  app.use(codeAsJson);
  return app;
}

/** Stands in for the error pages: the code and what a page would need. */
export const codeAsJson: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) next(error);
  else if (error instanceof AppError) res.status(500).json({ code: error.code, ...error.details });
  else res.status(500).json({ name: error instanceof Error ? error.name : 'not an error' });
};
