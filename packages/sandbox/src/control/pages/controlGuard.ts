import { urlencoded, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { formToken, isSameToken } from '../../systems/formToken.ts';
import { renderNotice } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Guard } from '../../systems/guards.ts';
import type { ControlSessions } from './controlSession.ts';
import { CONTROL } from './controlSystem.ts';

export interface ControlGuardDeps {
  readonly sessions: ControlSessions;
  readonly formKey: string;
}

/** The shell of a page for somebody who has not shown the link or the token yet. */
export const NOBODY: Shell = {
  system: { ...CONTROL, nav: [] },
  formToken: '',
  signedInAs: null,
  signOut: null,
  context: null,
};

/** Lets in to the control pages; others are asked for the admin token first. */
export function requireControlSession({ sessions, formKey }: ControlGuardDeps): Guard<Shell> {
  const shellOf = (req: Request): Shell | undefined => {
    const session = sessions.of(req);
    if (session === undefined) return undefined;
    const token = formToken(formKey, 'control form', session);
    const signOut = { action: '/sandbox/leave', token };
    return { system: CONTROL, formToken: token, signedInAs: null, signOut, context: null };
  };
  const enter = (returnTo: string): string =>
    `/sandbox/enter?${new URLSearchParams({ return_to: returnTo }).toString()}`;
  const take: Guard<Shell>['page'] = (act) => (req, res) => {
    const shell = shellOf(req);
    if (!shell) {
      res.redirect(303, enter('/sandbox'));
      return undefined;
    }
    const { form_token: given = '', token = '' } = tokenFields.safeParse(req.body).data ?? {};
    if (isSameToken(given || token, shell.formToken)) return act(shell, req, res);
    renderNotice(res, shell, STALE_FORM);
    return undefined;
  };
  const page: Guard<Shell>['page'] = (act): RequestHandler => {
    return (req, res) => {
      const shell = shellOf(req);
      if (shell) return act(shell, req, res);
      res.redirect(303, enter(req.originalUrl));
      return undefined;
    };
  };
  return { page, form: (act) => [urlencoded({ extended: false, limit: '64kb' }), take(act)] };
}

const tokenFields = z.object({ form_token: z.string(), token: z.string() }).partial();

const STALE_FORM = {
  status: 403,
  title: 'That form is from another session',
  text: 'Nothing was changed. Open the page again, and send the form from there.',
};
