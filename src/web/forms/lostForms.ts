import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { carriesCsrfToken } from './csrf.ts';
import { stepUpPath } from '../addresses/loginPath.ts';
import { currentSession } from '../session/session.ts';
import type { Drafts } from './drafts.ts';
import { draftPath, sentForm, type SentForm } from './sentForm.ts';
import type { FormTickets } from './formTicket.ts';

export interface LostFormsDeps {
  readonly tickets: Pick<FormTickets, 'open'>;
  readonly drafts: Pick<Drafts, 'keep'>;
}

/**
 * Keeps what was typed in a form of ours that comes without its session, because that has ended or is another one by
 * now, and leads back to the form: over the sign-in where nobody is signed in. Nothing is done with it but to keep it.
 * To be mounted before the check of the CSRF token, which would refuse the form.
 */
export function lostForms(deps: LostFormsDeps): RequestHandler {
  return async (req, res, next) => {
    const form = req.method === 'POST' ? sentForm(deps.tickets, req) : undefined;
    const signedIn = currentSession(req)?.signedIn;
    if (!form || (signedIn && carriesCsrfToken(req))) next();
    else await keepAndLeadBack(deps, form, req, res, next);
  };
}

async function keepAndLeadBack(
  { drafts }: LostFormsDeps,
  { ticket, values }: SentForm,
  req: Request,
  res: Response,
  next: NextFunction,
): Promise<void> {
  const { owner } = ticket;
  const back = draftPath(ticket.path, await drafts.keep({ ticket, values }));
  const person = currentSession(req)?.signedIn?.person;
  // With the permission to change things: without it the form would not open.
  if (!person) res.redirect(303, stepUpPath(owner.tenantId, back));
  else if (person.sub === owner.sub && person.issuer === owner.issuer) res.redirect(303, back);
  else next();
}
