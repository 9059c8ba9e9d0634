import { Router, urlencoded, type Response } from 'express';
import { z } from 'zod';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import { isAdminToken } from '../adminToken.ts';
import type { ControlSessions } from './controlSession.ts';
import { NOBODY } from './controlWays.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';

const ENTER = '/sandbox/enter';
const fields = z.object({ key: z.string(), return_to: z.string(), admin_token: z.string() }).partial();

/** The way in: the link that was printed at start, once, or the admin token in a form. And the way out. */
export function enterPages({ adminToken, sessions }: ControlPagesDeps): Router {
  return Router()
    .get(ENTER, (request, response) => {
      const { key, return_to: returnTo = '' } = fields.safeParse(request.query).data ?? {};
      if (key === undefined && sessions.of(request) === undefined) {
        showForm(response, { returnTo });
        return;
      }
      const isRight = request.method === 'GET' && sessions.takeKey(key ?? '');
      if (isRight || sessions.of(request) !== undefined) enter(sessions, response, returnTo);
      else
        showForm(response, { returnTo, problem: 'This link was used before, or the sandbox was started anew since.' });
    })
    .post(ENTER, urlencoded({ extended: false, limit: '4kb' }), (request, response) => {
      const { admin_token: given = '', return_to: returnTo = '' } = fields.safeParse(request.body).data ?? {};
      if (isAdminToken(given.trim(), adminToken)) enter(sessions, response, returnTo);
      else showForm(response, { returnTo, problem: 'This is not the admin token.' });
    });
}

function enter(sessions: ControlSessions, response: Response, returnTo: string): void {
  sessions.begin(response);
  response.set('Cache-Control', 'no-store').redirect(303, controlPath(returnTo));
}

/** A control page, or their start for anything else. */
function controlPath(path: string): string {
  const isOurs = /^\/sandbox(?:\/[\w./-]*)?(?:\?[\w.~%&=+-]*)?$/.test(path) && !path.includes('..');
  return isOurs && !path.startsWith(ENTER) ? path : '/sandbox';
}

function showForm(
  response: Response,
  { returnTo, problem = null }: { returnTo: string; problem?: string | null },
): void {
  renderSystemPage(response, NOBODY, {
    view: 'control/enter',
    title: 'Who is there?',
    status: problem === null ? 200 : 400,
    locals: { action: ENTER, returnTo: controlPath(returnTo), problem },
  });
}
