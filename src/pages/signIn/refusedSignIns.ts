import { randomBytes } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import {
  logRefusal,
  methodNotAllowed,
  noteRefused,
  showRefusal,
  type ErrorPagesDeps,
} from '../../web/errors/errorPages.ts';
import type { KeptRefusals } from '../../web/errors/keptRefusals.ts';
import { parseParams } from '../../web/input.ts';
import { readRefusalCookie, setRefusalCookie } from '../../web/session/shortCookies.ts';

export interface RefusedSignInsDeps extends ErrorPagesDeps {
  readonly keptRefusals: KeptRefusals;
  /** Whether the public address is https. */
  readonly https: boolean;
}

const params = z.object({ id: z.string() });

/**
 * `GET /sign-in-refused/:id`: why a sign-in was refused, with the status of the refusal, the same at every reload. The
 * address of the answer, with its code and state, is left behind.
 */
export function refusedSignInPages(deps: RefusedSignInsDeps): Router {
  const router = Router();
  router
    .route('/sign-in-refused/:id')
    .get(async (req, res) => {
      const { id } = parseParams(req, params);
      const refusal = await deps.keptRefusals.find(id, readRefusalCookie(req, deps.https));
      if (!refusal) throw new AppError('refusal_gone');
      showRefusal(refusal, req, res, deps);
    })
    .all(methodNotAllowed('GET'));
  return router;
}

/**
 * Sends the browser to the page of its refusal. Where that cannot be kept, or no page is wanted, the refusal is
 * answered where it is.
 */
export async function redirectRefused(
  deps: RefusedSignInsDeps,
  error: unknown,
  req: Request,
  res: Response,
): Promise<void> {
  if (req.accepts('html') === false) throw error;
  const refusal = noteRefused(error, req, deps);
  const secret = readRefusalCookie(req, deps.https) ?? randomBytes(24).toString('base64url');
  const id = await deps.keptRefusals.keep(refusal, secret).catch(() => {
    throw error;
  });
  logRefusal(error, refusal, req, deps.logger);
  setRefusalCookie(res, secret, deps.https);
  res.set('Cache-Control', 'no-store').redirect(303, `/sign-in-refused/${id}`);
}
