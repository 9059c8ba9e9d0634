import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { ENGLISH } from '../../languages/languages.ts';
import { exportOf } from '../../protocolView/exportTrace.ts';
import { signInsOf } from '../../protocolView/signInsOf.ts';
import type { Clock } from '../../store/store.ts';
import { oneOf, parseParams, parseQuery } from '../../web/input.ts';
import { PROTOCOL_PATH, VISITOR_PROTOCOL_PATH, type ProtocolRecorder } from '../../web/recording/protocolRecorder.ts';
import { renderPage } from '../../web/rendering/renderPage.ts';
import { currentSession } from '../../web/session/session.ts';
import { toProtocolView, type TracePlace } from './protocolOverview.ts';
import { toStepView } from './protocolStepView.ts';
import { protocolTokensPage, type ProtocolTokensDeps } from './protocolTokensPage.ts';
import { TRIED_MESSAGES, TRIES } from './protocolTries.ts';
import { protocolTryPage, type ProtocolTryDeps } from './protocolTryPage.ts';

export type ProtocolPagesDeps = TracePagesDeps & ProtocolTokensDeps & ProtocolTryDeps;

interface TracePagesDeps {
  readonly recorder: Pick<ProtocolRecorder, 'stepsOf'>;
  readonly now: Clock;
}

/** The protocol view of the signed-in person: one's own exchanges with Visma Connect and the ERP, tokens, things to try. */
export function protocolPages(deps: ProtocolPagesDeps): Router {
  const router = Router();
  router.use(tracePages(deps, { path: PROTOCOL_PATH, isSession: true }));
  router.use(protocolTokensPage(deps));
  return router.use(protocolTryPage(deps));
}

/**
 * The same for a browser without a session: sign-ins that were refused, and how the last session ended. To be mounted
 * before the guard. Whoever is signed in sees their session's.
 */
export function visitorProtocolPages(deps: TracePagesDeps): Router {
  const router = Router();
  router.use(VISITOR_PROTOCOL_PATH, toOwnTrace);
  return router.use(tracePages(deps, { path: VISITOR_PROTOCOL_PATH, isSession: false }));
}

const toOwnTrace: RequestHandler = (req, res, next) => {
  if (currentSession(req)?.signedIn) res.redirect(303, PROTOCOL_PATH);
  else next();
};

function tracePages(deps: TracePagesDeps, place: TracePlace): Router {
  const router = Router();
  router.get(place.path, (req, res) => showOverview(deps, place, req, res));
  router.get(`${place.path}/steps/:number`, (req, res) => showStep(deps, place, req, res));
  router.get(`${place.path}/export.json`, (req, res) => sendExport(deps, req, res));
  return router;
}

const overviewQuery = z.object({ tried: oneOf(...TRIES) });

async function showOverview({ recorder }: TracePagesDeps, place: TracePlace, req: Request, res: Response) {
  const { tried } = parseQuery(req, overviewQuery);
  const data = toProtocolView({
    place,
    steps: await recorder.stepsOf(req),
    companyNames: companyNamesOf(req),
    tried: tried && TRIED_MESSAGES[tried],
  });
  renderPage(req, res, { view: 'pages/protocol', title: 'protocol.title', data });
}

function companyNamesOf(req: Request): Map<string, string> {
  const companies = Object.values(currentSession(req)?.signedIn?.companies ?? {});
  return new Map(companies.map(({ tenantId, name }) => [tenantId, name]));
}

const LATEST = 'latest';
const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const stepParams = z.object({ number: z.union([z.literal(LATEST), wholeNumber]) });

async function showStep({ recorder }: TracePagesDeps, place: TracePlace, req: Request, res: Response) {
  const { number } = parseParams(req, stepParams);
  const steps = await recorder.stepsOf(req);
  if (number === LATEST) {
    const last = steps.at(-1);
    res.redirect(303, last ? `${place.path}/steps/${last.number}` : place.path);
    return;
  }
  const data = toStepView(steps, number, place);
  if (!data) throw new AppError('not_found', { reason: 'no step of that number is kept' });
  renderPage(req, res, { view: 'pages/protocolStep', title: data.heading, data });
}

const exportQuery = z.object({ sign_in: wholeNumber.optional() });

/** Redacted as the pages are: what was kept holds no secret. */
async function sendExport({ recorder, now }: TracePagesDeps, req: Request, res: Response) {
  const { sign_in: wanted } = parseQuery(req, exportQuery);
  const signIns = signInsOf(await recorder.stepsOf(req));
  const meant = wanted === undefined ? signIns : signIns.filter(({ number }) => number === wanted);
  if (wanted !== undefined && meant.length === 0)
    throw new AppError('not_found', { reason: 'no such sign-in is kept' });
  const name = wanted === undefined ? 'protocol.json' : `protocol-sign-in-${wanted}.json`;
  res
    .attachment(name)
    .type('json')
    .send(`${JSON.stringify(exportOf(meant, now(), ENGLISH.speak), undefined, 2)}\n`);
}
