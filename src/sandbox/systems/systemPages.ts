import { urlencoded, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { FirstParty } from '../connect/firstParty.ts';
import { formToken, isSameToken, signOutToken } from '../connect/formToken.ts';
import type { Person } from '../world/people.ts';
import { renderNotice } from './renderSystemPage.ts';
import type { ContextMenu, System, SystemVisit } from './system.ts';

export interface SystemPagesDeps {
  firstParty: FirstParty;
  /** Makes forms unforgeable. */
  formKey: string;
}

/** What a page or a form of a system does. */
export type Act = (visit: SystemVisit, request: Request, response: Response) => void | Promise<void>;

export interface SystemPages {
  /** A page: people who are not signed in are led through Connect and back to it. */
  shown: (act: Act) => RequestHandler;
  /** A form: refused with 403 unless it comes from a page of this session. `request.body` holds its fields. */
  taken: (act: Act) => RequestHandler[];
}

/** The ways in to a system's pages and forms. `contextOf` makes the menu in the top right corner, when there is one. */
export function systemPages(
  { firstParty, formKey }: SystemPagesDeps,
  system: System,
  contextOf: (person: Person, request: Request) => ContextMenu | null = () => null,
): SystemPages {
  const visitOf = async (request: Request, response: Response): Promise<SystemVisit | undefined> => {
    const visitor = await firstParty.visitorOf(request, response);
    if (!visitor) return undefined;
    const { person, sessionId } = visitor;
    return {
      system,
      person,
      formToken: formToken(formKey, system.id, sessionId),
      signedInAs: { name: `${person.givenName} ${person.familyName}`.trim(), username: person.username },
      signOut: { action: '/connect/endsession/confirm', token: signOutToken(formKey, sessionId) },
      context: contextOf(person, request),
    };
  };
  const take = (act: Act): RequestHandler => {
    return async (request, response) => {
      const visit = await visitOf(request, response);
      if (!visit) {
        firstParty.signIn(response, system.id, system.home);
        return;
      }
      const given = tokenField.safeParse(request.body).data?.form_token ?? '';
      if (isSameToken(given, visit.formToken)) return act(visit, request, response);
      renderNotice(response, visit, STALE_FORM);
    };
  };
  return {
    shown: (act) => async (request, response) => {
      const visit = await visitOf(request, response);
      if (visit) return act(visit, request, response);
      firstParty.signIn(response, system.id, request.originalUrl);
    },
    taken: (act) => [urlencoded({ extended: false, limit: '256kb' }), take(act)],
  };
}

const tokenField = z.object({ form_token: z.string() });

const STALE_FORM = {
  status: 403,
  title: 'That form is from another session',
  text: 'Nothing was changed. You have signed in anew since the page was opened: open it again, and send the form from there.',
};
