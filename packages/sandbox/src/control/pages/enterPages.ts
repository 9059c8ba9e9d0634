import { Router, urlencoded, type Response } from 'express';
import { z } from 'zod';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import { isAdminToken } from '../adminToken.ts';
import type { ControlSessions } from './controlSession.ts';
import { NOBODY } from './controlGuard.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';

const ENTER = '/sandbox/enter';
const fields = z.object({ key: z.string(), return_to: z.string(), admin_token: z.string() }).partial();

/** The way in: the link that was printed at start, once, or the admin token in a form. And the way out. */
export function enterPages({ adminToken, sessions }: ControlPagesDeps): Router {
  return Router()
    .get(ENTER, (req, res) => {
      const { key, return_to: returnTo = '' } = fields.safeParse(req.query).data ?? {};
      if (key === undefined && sessions.of(req) === undefined) {
        showForm(res, { returnTo });
        return;
      }
      const isRight = req.method === 'GET' && sessions.takeKey(key ?? '');
      if (isRight || sessions.of(req) !== undefined) enter(sessions, res, returnTo);
      else showForm(res, { returnTo, problem: 'This link was used before, or the sandbox was started anew since.' });
    })
    .post(ENTER, urlencoded({ extended: false, limit: '4kb' }), (req, res) => {
      const { admin_token: given = '', return_to: returnTo = '' } = fields.safeParse(req.body).data ?? {};
      if (isAdminToken(given.trim(), adminToken)) enter(sessions, res, returnTo);
      else showForm(res, { returnTo, problem: 'This is not the admin token.' });
    });
}

function enter(sessions: ControlSessions, res: Response, returnTo: string): void {
  sessions.begin(res);
  res.set('Cache-Control', 'no-store').redirect(303, controlPath(returnTo));
}

/** A control page, or their start for anything else. */
function controlPath(path: string): string {
  const isOurs = /^\/sandbox(?:\/[\w./-]*)?(?:\?[\w.~%&=+-]*)?$/.test(path) && !path.includes('..');
  return isOurs && !path.startsWith(ENTER) ? path : '/sandbox';
}

function showForm(res: Response, { returnTo, problem = null }: { returnTo: string; problem?: string | null }): void {
  renderSystemPage(res, NOBODY, {
    view: 'control/enter',
    title: 'Who is there?',
    status: problem === null ? 200 : 400,
    locals: { action: ENTER, returnTo: controlPath(returnTo), problem },
  });
}
