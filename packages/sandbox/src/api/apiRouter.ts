import { json, Router, type NextFunction, type Request, type Response } from 'express';
import { answerCall, type AnswerDeps, type ApiHost } from './answerCall.ts';
import { badRequest } from './erpAnswer.ts';
import type { ErpRoute } from './erpCall.ts';
import { targetFinder } from './findTarget.ts';
import { sendAnswer } from './sendAnswer.ts';

const JSON_TYPES = ['application/json', 'text/json', 'application/*+json'];

/** The routes of one API, with an answer for every other path and method; to be mounted where its paths begin. */
export function apiRouter(deps: AnswerDeps, host: ApiHost, routes: readonly ErpRoute[]): Router {
  const router = Router();
  const find = targetFinder(host.version, routes);
  router.use(json({ limit: '2mb', strict: false, type: JSON_TYPES }));
  router.use((req, res) => answerCall(deps, host, find, req, res));
  router.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
    const unreadable = error instanceof Error && 'type' in error;
    if (unreadable) sendAnswer(res, host.toRefusal(badRequest('The body is not JSON that can be read.').answer), {});
    else next(error);
  });
  return router;
}
