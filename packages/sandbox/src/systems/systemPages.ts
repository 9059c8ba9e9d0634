import { urlencoded, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { FirstPartySignIn } from './firstParty.ts';
import { formToken, isSameToken, signOutToken } from './formToken.ts';
import type { Person } from '../world/people.ts';
import { multipartForm } from './multipartForm.ts';
import { renderNotice } from './renderSystemPage.ts';
import type { ContextMenu, System, SystemVisit } from './system.ts';

export interface SystemPagesDeps {
  firstParty: FirstPartySignIn;
  /** Makes forms unforgeable. */
  formKey: string;
}

const MOST_FILE_BYTES = 100_000;

/** What a page or a form of a system does. */
export type Act<Visit> = (visit: Visit, request: Request, response: Response) => void | Promise<void>;

/** The ways in to pages and forms. */
export interface Ways<Visit> {
  /** A page: people who are not signed in are led through Connect and back to it. */
  shown: (act: Act<Visit>) => RequestHandler;
  /** A form: refused with 403 unless it comes from a page of this session. `request.body` holds its fields. */
  taken: (act: Act<Visit>) => RequestHandler[];
}

/** The ways in to a system's pages and forms. `contextOf` makes the menu in the top right corner, when there is one. */
export function systemPages(
  { firstParty, formKey }: SystemPagesDeps,
  system: System,
  contextOf: (person: Person, request: Request) => ContextMenu | null = () => null,
): Ways<SystemVisit> {
  const visitOf = (request: Request): SystemVisit | undefined => {
    const visitor = firstParty.visitorOf(request);
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
  const take = (act: Act<SystemVisit>): RequestHandler => {
    return (request, response) => {
      const visit = visitOf(request);
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
    shown: (act) => (request, response) => {
      const visit = visitOf(request);
      if (visit) return act(visit, request, response);
      firstParty.signIn(response, system.id, request.originalUrl);
    },
    taken: (act) => [urlencoded({ extended: false, limit: '256kb' }), multipartForm(MOST_FILE_BYTES), take(act)],
  };
}

/** Ways for fewer visitors: `narrow` answers the others itself and then returns undefined. */
export function narrowWays<Visit, Narrow>(
  { shown, taken }: Ways<Visit>,
  narrow: (visit: Visit, request: Request, response: Response) => Narrow | undefined,
): Ways<Narrow> {
  const within = (act: Act<Narrow>): Act<Visit> => {
    return (visit, request, response) => {
      const narrowed = narrow(visit, request, response);
      return narrowed === undefined ? undefined : act(narrowed, request, response);
    };
  };
  return { shown: (act) => shown(within(act)), taken: (act) => taken(within(act)) };
}

const tokenField = z.object({ form_token: z.string() });

const STALE_FORM = {
  status: 403,
  title: 'That form is from another session',
  text: 'Nothing was changed. You have signed in anew since the page was opened: open it again, and send the form from there.',
};
