import { urlencoded, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { formToken, isSameToken } from '../../systems/formToken.ts';
import { renderNotice } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Ways } from '../../systems/systemPages.ts';
import type { ControlSessions } from './controlSession.ts';
import { CONTROL } from './controlSystem.ts';

export interface ControlWaysDeps {
  sessions: ControlSessions;
  formKey: string;
}

/** The shell of a page for somebody who has not shown the link or the token yet. */
export const NOBODY: Shell = {
  system: { ...CONTROL, nav: [] },
  formToken: '',
  signedInAs: null,
  signOut: null,
  context: null,
};

/** The ways in to the control pages: others are asked for the admin token first. */
export function controlWays({ sessions, formKey }: ControlWaysDeps): Ways<Shell> {
  const shellOf = (request: Request): Shell | undefined => {
    const session = sessions.of(request);
    if (session === undefined) return undefined;
    const token = formToken(formKey, 'control form', session);
    const signOut = { action: '/sandbox/leave', token };
    return { system: CONTROL, formToken: token, signedInAs: null, signOut, context: null };
  };
  const enter = (returnTo: string): string =>
    `/sandbox/enter?${new URLSearchParams({ return_to: returnTo }).toString()}`;
  const take: Ways<Shell>['shown'] = (act) => (request, response) => {
    const shell = shellOf(request);
    if (!shell) {
      response.redirect(303, enter('/sandbox'));
      return undefined;
    }
    const { form_token: given = '', token = '' } = tokenFields.safeParse(request.body).data ?? {};
    if (isSameToken(given || token, shell.formToken)) return act(shell, request, response);
    renderNotice(response, shell, STALE_FORM);
    return undefined;
  };
  const shown: Ways<Shell>['shown'] = (act): RequestHandler => {
    return (request, response) => {
      const shell = shellOf(request);
      if (shell) return act(shell, request, response);
      response.redirect(303, enter(request.originalUrl));
      return undefined;
    };
  };
  return { shown, taken: (act) => [urlencoded({ extended: false, limit: '64kb' }), take(act)] };
}

const tokenFields = z.object({ form_token: z.string(), token: z.string() }).partial();

const STALE_FORM = {
  status: 403,
  title: 'That form is from another session',
  text: 'Nothing was changed. Open the page again, and send the form from there.',
};
