import { Router, urlencoded, type Request, type Response } from 'express';
import type { Application } from '../../world/application.ts';
import type { AuthorizeRequest } from '../../world/authorizeRequests.ts';
import type { Person } from '../../world/people.ts';
import { answerWithCode, answerWithError } from '../authorize/answerSignIn.ts';
import type { BrowserSessions } from './browserSessions.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { toErrorPage } from '../authorize/errorPage.ts';
import { findInteraction, interactionPath } from './interactionCookie.ts';
import { nextStep, personOf } from './nextStep.ts';
import { renderStep } from './renderStep.ts';
import { singleValues } from '../../protocol/singleValues.ts';

/** One sign-in on its way through our pages. */
interface Visit {
  readonly path: string;
  readonly asked: AuthorizeRequest;
  readonly application: Application;
  readonly person: Person | undefined;
}

interface Parts {
  readonly deps: ConnectDeps;
  readonly sessions: BrowserSessions;
}

/** What a page or form of a sign-in does. */
type Act = (parts: Parts, visit: Visit, req: Request, res: Response) => Promise<void> | void;

/** The pages between the authorization request and its answer: sign-in, company, consent. */
export function interactionRoutes(deps: ConnectDeps, sessions: BrowserSessions): Router {
  const parts = { deps, sessions };
  const form = urlencoded({ extended: false, limit: '16kb' });
  const step = (act: Act) => {
    return async (req: Request, res: Response): Promise<void> => {
      const visit = findVisit(parts, req);
      if (visit) return act(parts, visit, req, res);
      const problem = { error: 'invalid_request', description: EXPIRED, hint: 'Start the sign-in again' };
      toErrorPage(deps, req, res, problem, {});
    };
  };
  return Router()
    .get('/connect/interaction/:uid', step(showNextStep))
    .get('/connect/interaction/:uid/:step', (req, res) => {
      res.redirect(303, interactionPath(req.params.uid));
    })
    .post('/connect/interaction/:uid/sign-in', form, step(takePassword))
    .post('/connect/interaction/:uid/company', form, step(takeCompany))
    .post('/connect/interaction/:uid/consent', form, step(takeDecision))
    .post('/connect/interaction/:uid/cancel', form, step(deny));
}

const EXPIRED = 'The sign-in has expired or was already finished';

const showNextStep: Act = async ({ deps, sessions }, visit, req, res) => {
  const { asked, application, person } = visit;
  const next = nextStep(deps.world, application, asked, person);
  const ended = { asked, parameters: {}, req, res };
  if (next.kind === 'done') return answerWithCode(deps, sessions, ended, next);
  if (next.kind === 'refused') answerWithError(deps, ended, 'access_denied', next.description);
  else renderStep(deps, res, next, visit);
};

const takePassword: Act = ({ deps }, visit, req, res) => {
  const { people, clock } = deps.world;
  const { username = '', password = '' } = singleValues(req.body) ?? {};
  const person = people.signIn(username, password);
  if (!person) {
    renderStep(deps, res, { kind: 'login' }, { ...visit, failedUsername: username });
    return;
  }
  const signedInAt = clock.seconds();
  people.put({ ...person, lastSignInAt: signedInAt });
  goOn(deps, visit, res, { personId: person.id, signedInAt, previousSignInAt: person.lastSignInAt });
};

const takeCompany: Act = ({ deps }, visit, req, res) => {
  goOn(deps, visit, res, { tenantId: singleValues(req.body)?.tenant_id ?? null });
};

const takeDecision: Act = (parts, visit, req, res) => {
  const { world } = parts.deps;
  const { asked, person } = visit;
  const { decision } = singleValues(req.body) ?? {};
  if (decision !== 'accept' || !person) return deny(parts, visit, req, res);
  world.consents.give(person.id, asked.clientId, asked.scopes);
  goOn(parts.deps, visit, res, { consented: true });
};

const deny: Act = ({ deps }, { asked }, req, res) => {
  const ended = { asked, parameters: {}, req, res };
  answerWithError(deps, ended, 'access_denied', 'The person cancelled the sign-in');
};

function goOn(
  { world }: ConnectDeps,
  { asked, path }: Visit,
  res: Response,
  progress: Partial<AuthorizeRequest['progress']>,
): void {
  world.authorizeRequests.put({ ...asked, progress: { ...asked.progress, ...progress } });
  res.redirect(303, path);
}

function findVisit({ deps, sessions }: Parts, req: Request): Visit | undefined {
  const { world, issuer } = deps;
  const asked = findInteraction(world, issuer, req);
  const application = asked && world.applications.inForce(asked.clientId, world.settings.current().portalDelaySeconds);
  if (!application) return undefined;
  const person = personOf(world, asked, sessions.of(req)?.session);
  return { path: interactionPath(asked.id), asked, application, person };
}
