import { Router, type Request, type Response } from 'express';
import type { AuthorizeProblem } from './checkAuthorizeRequest.ts';
import type { Parameters } from '../../protocol/singleValues.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { pageLanguage } from '../pageLanguage.ts';
import { pageMessages } from '../pageMessages.ts';
import { renderPage } from '../../systems/renderPage.ts';

const SECRET = /token|secret|password|verifier|assertion|^code$|hint$/;

/** Keeps the failure and sends the browser to Connect's own error page: the application never hears of it. */
export function toErrorPage(
  { world, annotate }: ConnectDeps,
  req: Request,
  res: Response,
  problem: AuthorizeProblem,
  parameters: Parameters,
): void {
  annotate(req, { error: problem.error, message: [problem.description, problem.hint].filter(Boolean).join('. ') });
  const kept = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    SECRET.test(name) ? '(cut)' : value.slice(0, 500),
  ]);
  const errorId = world.connectErrors.add({
    ...problem,
    clientId: parameters.client_id ?? null,
    parameters: Object.fromEntries(kept),
  });
  const address = new URLSearchParams({ errorId });
  if (parameters.ui_locales) address.set('ui_locales', parameters.ui_locales);
  res
    .set('Cache-Control', 'no-store')
    .redirect(world.settings.current().redirectStatus, `/error?${address.toString()}`);
}

/** `/error?errorId=…`. */
export function errorPageRoutes({ world }: ConnectDeps): Router {
  return Router().get('/error', (req, res) => {
    const { errorId, ui_locales: locales } = req.query;
    const failure = typeof errorId === 'string' ? world.connectErrors.find(errorId) : undefined;
    const messages = pageMessages(pageLanguage(typeof locales === 'string' ? locales : undefined, []));
    renderPage(res, 'connect/error', { messages, failure }, { status: failure ? 400 : 404 });
  });
}
