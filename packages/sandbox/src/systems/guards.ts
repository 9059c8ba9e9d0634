import { urlencoded, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { FirstPartySignIn } from './firstParty.ts';
import { formToken, isSameToken, signOutToken } from './formToken.ts';
import type { Person } from '../world/people.ts';
import { multipartForm } from './multipartForm.ts';
import { renderNotice } from './renderSystemPage.ts';
import type { ContextMenu, System, SystemVisit } from './system.ts';

export interface GuardDeps {
  readonly firstParty: FirstPartySignIn;
  /** Makes forms unforgeable. */
  readonly formKey: string;
}

const MOST_FILE_BYTES = 100_000;

/** What a page or a form of a system does. */
export type Act<Visit> = (visit: Visit, req: Request, res: Response) => void | Promise<void>;

/** Lets requests in to pages and forms, or answers them itself. */
export interface Guard<Visit> {
  /** A page: people who are not signed in are led through Connect and back to it. */
  readonly page: (act: Act<Visit>) => RequestHandler;
  /** A form: refused with 403 unless it comes from a page of this session. `req.body` holds its fields. */
  readonly form: (act: Act<Visit>) => RequestHandler[];
}

/** Lets people who are signed in to a system's pages and forms. `contextOf` makes the menu in the top right corner, when there is one. */
export function requireSignIn(
  { firstParty, formKey }: GuardDeps,
  system: System,
  contextOf: (person: Person, req: Request) => ContextMenu | null = () => null,
): Guard<SystemVisit> {
  const visitOf = (req: Request): SystemVisit | undefined => {
    const visitor = firstParty.visitorOf(req);
    if (!visitor) return undefined;
    const { person, sessionId } = visitor;
    return {
      system,
      person,
      formToken: formToken(formKey, system.id, sessionId),
      signedInAs: { name: `${person.givenName} ${person.familyName}`.trim(), username: person.username },
      signOut: { action: '/connect/endsession/confirm', token: signOutToken(formKey, sessionId) },
      context: contextOf(person, req),
    };
  };
  const take = (act: Act<SystemVisit>): RequestHandler => {
    return (req, res) => {
      const visit = visitOf(req);
      if (!visit) {
        firstParty.signIn(res, system.id, system.home);
        return;
      }
      const given = tokenField.safeParse(req.body).data?.form_token ?? '';
      if (isSameToken(given, visit.formToken)) return act(visit, req, res);
      renderNotice(res, visit, STALE_FORM);
    };
  };
  return {
    page: (act) => (req, res) => {
      const visit = visitOf(req);
      if (visit) return act(visit, req, res);
      firstParty.signIn(res, system.id, req.originalUrl);
    },
    form: (act) => [urlencoded({ extended: false, limit: '256kb' }), multipartForm(MOST_FILE_BYTES), take(act)],
  };
}

/** A guard that lets fewer in: `narrow` answers the others itself and then returns undefined. */
export function narrowGuard<Visit, Narrow>(
  { page, form }: Guard<Visit>,
  narrow: (visit: Visit, req: Request, res: Response) => Narrow | undefined,
): Guard<Narrow> {
  const within = (act: Act<Narrow>): Act<Visit> => {
    return (visit, req, res) => {
      const narrowed = narrow(visit, req, res);
      return narrowed === undefined ? undefined : act(narrowed, req, res);
    };
  };
  return { page: (act) => page(within(act)), form: (act) => form(within(act)) };
}

const tokenField = z.object({ form_token: z.string() });

const STALE_FORM = {
  status: 403,
  title: 'That form is from another session',
  text: 'Nothing was changed. You have signed in anew since the page was opened: open it again, and send the form from there.',
};
