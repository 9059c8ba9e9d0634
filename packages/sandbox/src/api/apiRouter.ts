import { json, Router, type NextFunction, type Request, type Response } from 'express';
import { answerCall, type AnswerDeps, type ApiHost } from './answerCall.ts';
import { badRequest } from './erpAnswer.ts';
import type { ErpRoute } from './erpCall.ts';
import { sendAnswer } from './sendAnswer.ts';

/** The routes of one API, relative to its path, with an answer for every other path and method. */
export function apiRouter(deps: AnswerDeps, host: ApiHost, routes: readonly ErpRoute[]): Router {
  const router = Router();
  const serve = (target: ErpRoute | 'no such path' | 'no such method') => (req: Request, res: Response) =>
    answerCall(deps, host, target, req, res);
  router.use(json({ limit: '2mb', strict: false }));
  for (const route of routes) router[route.method](route.path, serve(route));
  for (const { path } of routes) router.all(path, serve('no such method'));
  router.use(serve('no such path'));
  router.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
    const unreadable = error instanceof Error && 'type' in error;
    if (unreadable) sendAnswer(res, host.toRefusal(badRequest('The body is not JSON that can be read.').answer), {});
    else next(error);
  });
  return router;
}
