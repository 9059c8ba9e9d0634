import { Router, urlencoded, type Request, type Response } from 'express';
import type { InteractionResults } from 'oidc-provider';
import type { Application } from '../world/application.ts';
import type { AuthorizeRequest } from '../world/authorizeRequests.ts';
import { removeProviderSession } from './providerEntries.ts';
import type { Person } from '../world/people.ts';
import type { ConnectDeps } from './connectDeps.ts';
import type { ConnectProvider } from './connectProvider.ts';
import { nextStep } from './nextStep.ts';
import { renderStep } from './renderStep.ts';
import { singleValues } from './singleValues.ts';
import { startGrant } from './startGrant.ts';
import { REQUEST_PARAMETER } from './signInPolicy.ts';
import { sidOf } from '../world/connectSessions.ts';
import { toErrorPage } from './errorPage.ts';
import type { EndSession } from './endConnectSession.ts';

type Details = Awaited<ReturnType<ConnectProvider['provider']['interactionDetails']>>;

/** One sign-in on its way through our pages. */
interface Visit {
  path: string;
  details: Details;
  asked: AuthorizeRequest;
  application: Application;
  person: Person | undefined;
}

interface Parts {
  deps: ConnectDeps;
  connect: ConnectProvider;
  endSession: EndSession;
}

/** What a page or form of a sign-in does. */
type Act = (parts: Parts, visit: Visit, request: Request, response: Response) => Promise<void> | void;

/** The pages between the authorization request and its answer: sign-in, company, consent. */
export function interactionRoutes(deps: ConnectDeps, connect: ConnectProvider, endSession: EndSession): Router {
  const parts = { deps, connect, endSession };
  const form = urlencoded({ extended: false, limit: '16kb' });
  const step = (act: Act) => {
    return async (request: Request, response: Response): Promise<void> => {
      const visit = await findVisit(deps.world, connect, request, response);
      if (visit) return act(parts, visit, request, response);
      const problem = { error: 'invalid_request', description: EXPIRED, hint: 'Start the sign-in again' };
      toErrorPage(deps, request, response, problem, {});
    };
  };
  return Router()
    .get('/connect/interaction/:uid', step(showNextStep))
    .get('/connect/interaction/:uid/:step', goOn)
    .post('/connect/interaction/:uid/sign-in', form, step(takePassword))
    .post('/connect/interaction/:uid/company', form, step(takeCompany))
    .post('/connect/interaction/:uid/consent', form, step(takeDecision))
    .post('/connect/interaction/:uid/cancel', form, step(deny));
}

const EXPIRED = 'The sign-in has expired or was already finished';

const showNextStep: Act = async (parts, visit, request, response) => {
  const { deps, connect } = parts;
  const { asked, application, person } = visit;
  const next = nextStep(deps.world, application, asked, person);
  if (next.kind === 'refused')
    return finish(connect, request, response, { error: 'access_denied', error_description: next.description });
  if (next.kind !== 'done' || !person) {
    renderStep(deps, response, next, visit);
    return;
  }
  await leaveOtherSession(parts, visit, person, request, response);
  const grant = await startGrant(deps, connect.provider, {
    request: asked,
    person,
    tenantId: next.tenantId,
    uid: visit.details.session?.uid,
  });
  const login = { accountId: person.id, acr: '2', amr: ['pwd'], remember: false };
  return finish(connect, request, response, {
    ...(asked.progress.signedInAt === null ? {} : { login }),
    consent: { grantId: grant.jti },
    select_account: {},
  });
};

const takePassword: Act = ({ deps }, visit, request, response) => {
  const { people, clock } = deps.world;
  const { username = '', password = '' } = singleValues(request.body) ?? {};
  const person = people.signIn(username, password);
  if (!person) {
    renderStep(deps, response, { kind: 'login' }, { ...visit, failedUsername: username });
    return;
  }
  const signedInAt = clock.seconds();
  keep(deps, visit, { personId: person.id, signedInAt, previousSignInAt: person.lastSignInAt });
  people.put({ ...person, lastSignInAt: signedInAt });
  goOn(request, response);
};

const takeCompany: Act = ({ deps }, visit, request, response) => {
  keep(deps, visit, { tenantId: singleValues(request.body)?.tenant_id ?? null });
  goOn(request, response);
};

const takeDecision: Act = (parts, visit, request, response) => {
  const { world } = parts.deps;
  const { asked, person } = visit;
  const { decision } = singleValues(request.body) ?? {};
  if (decision !== 'accept' || !person) return deny(parts, visit, request, response);
  world.consents.give(person.id, asked.clientId, asked.scopes);
  keep(parts.deps, visit, { consented: true });
  goOn(request, response);
};

const deny: Act = ({ connect }, _visit, request, response) => {
  const result = { error: 'access_denied', error_description: 'The person cancelled the sign-in' };
  return finish(connect, request, response, result);
};

function keep({ world }: ConnectDeps, { asked }: Visit, progress: Partial<AuthorizeRequest['progress']>): void {
  world.authorizeRequests.put({ ...asked, progress: { ...asked.progress, ...progress } });
}

function goOn(request: Request, response: Response): void {
  response.redirect(303, pathOf(request));
}

function pathOf({ params }: Request): string {
  return `/connect/interaction/${encodeURIComponent(String(params.uid))}`;
}

async function findVisit(
  { authorizeRequests, applications, people, settings }: ConnectDeps['world'],
  { provider }: ConnectProvider,
  request: Request,
  response: Response,
): Promise<Visit | undefined> {
  const details = await provider.interactionDetails(request, response).catch(() => undefined);
  const asked = details && authorizeRequests.find(String(details.params[REQUEST_PARAMETER]));
  const application = asked && applications.inForce(asked.clientId, settings.current().portalDelaySeconds);
  if (!details || !application) return undefined;
  // A prompt for the password or the account wants an answer even from somebody who is signed in.
  const known = details.prompt.name === 'consent' ? details.session?.accountId : undefined;
  return {
    path: pathOf(request),
    details,
    asked,
    application,
    person: people.find(asked.progress.personId ?? known ?? ''),
  };
}

async function finish(
  { provider }: ConnectProvider,
  request: Request,
  response: Response,
  result: InteractionResults,
): Promise<void> {
  const returnTo = await provider.interactionResult(request, response, result, { mergeWithLastSubmission: false });
  response.set('Cache-Control', 'no-store').redirect(303, returnTo);
}

/** Somebody else is signed in here, perhaps since another tab: their session ends before the new one begins. */
async function leaveOtherSession(
  { deps, connect, endSession }: Parts,
  { details }: Visit,
  person: Person,
  request: Request,
  response: Response,
): Promise<void> {
  const { provider } = connect;
  const current = await provider.Session.get(provider.createContext(request, response));
  if (current.accountId === undefined || current.accountId === person.id) return;
  await endSession(sidOf(current.uid));
  removeProviderSession(deps.world.sql, current.uid);
  details.session = undefined;
  await details.persist();
}
