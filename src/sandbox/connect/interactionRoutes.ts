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

/** The pages between the authorization request and its answer: sign-in, company, consent. */
export function interactionRoutes(deps: ConnectDeps, connect: ConnectProvider, endSession: EndSession): Router {
  const { world } = deps;
  const form = urlencoded({ extended: false, limit: '16kb' });
  const change = (asked: AuthorizeRequest, progress: Partial<AuthorizeRequest['progress']>): void =>
    world.authorizeRequests.put({ ...asked, progress: { ...asked.progress, ...progress } });
  const goOn = (request: Request, response: Response): void => response.redirect(303, pathOf(request));

  const step = (act: (visit: Visit, request: Request, response: Response) => unknown) => {
    return async (request: Request, response: Response): Promise<void> => {
      const visit = await findVisit(world, connect, request, response);
      if (visit) {
        await act(visit, request, response);
        return;
      }
      const problem = { error: 'invalid_request', description: EXPIRED, hint: 'Start the sign-in again' };
      toErrorPage(deps, request, response, problem, {});
    };
  };

  const show = step(async (visit, request, response) => {
    const { asked, application, person } = visit;
    const next = nextStep(world, application, asked, person);
    if (next.kind === 'refused') {
      return finish(connect, request, response, { error: 'access_denied', error_description: next.description });
    }
    if (next.kind !== 'done' || !person) {
      renderStep(deps, response, next, visit);
      return;
    }
    await leaveOtherSession(deps, visit, person, endSession);
    const grant = await startGrant(deps, connect.provider, {
      request: asked,
      person,
      tenantId: next.tenantId,
      uid: visit.details.session?.uid,
    });
    return finish(connect, request, response, {
      ...(asked.progress.signedInAt === null
        ? {}
        : { login: { accountId: person.id, acr: '2', amr: ['pwd'], remember: false } }),
      consent: { grantId: grant.jti },
      select_account: {},
    });
  });

  const signIn = step((visit, request, response): void => {
    const { asked } = visit;
    const { username = '', password = '' } = singleValues(request.body) ?? {};
    const person = world.people.signIn(username, password);
    if (!person) {
      renderStep(deps, response, { kind: 'login' }, { ...visit, failedUsername: username });
      return;
    }
    const signedInAt = world.clock.seconds();
    change(asked, { personId: person.id, signedInAt, previousSignInAt: person.lastSignInAt });
    world.people.put({ ...person, lastSignInAt: signedInAt });
    goOn(request, response);
  });

  const choose = step(({ asked }, request, response) => {
    change(asked, { tenantId: singleValues(request.body)?.tenant_id ?? null });
    goOn(request, response);
  });

  const consent = step(async ({ asked, person }, request, response): Promise<void> => {
    const { decision } = singleValues(request.body) ?? {};
    if (decision !== 'accept' || !person) return deny(connect, request, response);
    world.consents.give(person.id, asked.clientId, asked.scopes);
    change(asked, { consented: true });
    goOn(request, response);
  });

  return Router()
    .get('/connect/interaction/:uid', show)
    .get('/connect/interaction/:uid/:step', goOn)
    .post('/connect/interaction/:uid/sign-in', form, signIn)
    .post('/connect/interaction/:uid/company', form, choose)
    .post('/connect/interaction/:uid/consent', form, consent)
    .post(
      '/connect/interaction/:uid/cancel',
      form,
      step((_visit, request, response) => deny(connect, request, response)),
    );
}

function pathOf({ params }: Request): string {
  return `/connect/interaction/${encodeURIComponent(String(params.uid))}`;
}

const EXPIRED = 'The sign-in has expired or was already finished';

async function findVisit(
  { authorizeRequests, applications, people }: ConnectDeps['world'],
  { provider }: ConnectProvider,
  request: Request,
  response: Response,
): Promise<Visit | undefined> {
  const details = await provider.interactionDetails(request, response).catch(() => undefined);
  const asked = details && authorizeRequests.find(String(details.params[REQUEST_PARAMETER]));
  const application = asked && applications.find(asked.clientId);
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

function deny(connect: ConnectProvider, request: Request, response: Response): Promise<void> {
  const result = { error: 'access_denied', error_description: 'The person cancelled the sign-in' };
  return finish(connect, request, response, result);
}

/** Somebody else was signed in here: their session ends before the new one begins. */
async function leaveOtherSession(
  { world }: ConnectDeps,
  { details }: Visit,
  person: Person,
  endSession: EndSession,
): Promise<void> {
  const other = details.session;
  if (!other || other.accountId === person.id) return;
  await endSession(sidOf(other.uid));
  removeProviderSession(world.sql, other.uid);
  details.session = undefined;
  await details.persist();
}
