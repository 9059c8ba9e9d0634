import { Router, type Request, type RequestHandler, type Response } from 'express';
import { cspSource } from '../protocol/cspSource.ts';
import { singleValues, type Parameters } from '../protocol/singleValues.ts';
import { renderNotice, renderSystemPage } from '../systems/renderSystemPage.ts';
import type { Shell, SystemVisit } from '../systems/system.ts';
import { systemPages } from '../systems/systemPages.ts';
import { checkVniRequest, type VniProblem } from './checkVniRequest.ts';
import type { LegacyDeps } from './legacyDeps.ts';
import { VNI, VNI_ENDED } from './vniSystem.ts';

const PATH = '/API/resources/oauth/authorize';

/** VNI's authorization endpoint: sign-in, the person's role, and whether they allow it. */
export function authorizePages(deps: LegacyDeps): Router {
  const { shown, taken } = systemPages(deps, VNI);
  return Router()
    .get(
      PATH,
      refuseBad(deps),
      shown((visit, request, response) => ask(deps, visit, request, response)),
    )
    .post(
      PATH,
      taken((visit, request, response) => decide(deps, visit, request, response)),
    );
}

/** Answers bad requests before anybody has to sign in. */
function refuseBad(deps: LegacyDeps): RequestHandler {
  return (request, response, next) => {
    const parameters = singleValues(request.query) ?? {};
    deps.annotate(request, {
      clientId: parameters.client_id,
      checked: 'client_id, redirect_uri and scope as VNI took them',
    });
    const checked = checkVniRequest(deps.world, parameters);
    if ('error' in checked) refuse(deps, request, response, checked, parameters);
    else next();
  };
}

function refuse(
  deps: LegacyDeps,
  request: Request,
  response: Response,
  { error, hint, redirectUri }: VniProblem,
  { state }: Parameters,
): void {
  deps.annotate(request, { error, words: hint });
  if (redirectUri === undefined) {
    renderNotice(response, NOBODY, { status: 400, title: 'This sign-in cannot begin', text: `${hint}. ${VNI_ENDED}` });
    return;
  }
  sendBack(response, redirectUri, { error, state });
}

/** Before anybody has signed in. */
const NOBODY: Shell = { system: VNI, formToken: '', signedInAs: null, signOut: null, context: null };

function ask(deps: LegacyDeps, visit: SystemVisit, request: Request, response: Response): void {
  const checked = checkVniRequest(deps.world, singleValues(request.query) ?? {});
  if ('error' in checked) return;
  const companies = deps.vni.companiesOf(visit.person.id);
  if (companies.length === 0) {
    deps.annotate(request, { error: 'access_denied', words: 'The person has the role Financials User in no company' });
    renderNotice(response, visit, { status: 403, title: 'You need the role Financials User', text: ROLE_MISSING });
    return;
  }
  renderSystemPage(response, visit, {
    view: 'vni/consent',
    title: 'Allow access?',
    formAction: [cspSource(checked.redirectUri)],
    locals: { asked: checked, companies, action: PATH, ended: VNI_ENDED },
  });
}

const ROLE_MISSING =
  'Nobody signs in to VNI without the role Financials User in a company. Visma Connect asks for another role, API User.';

function decide(deps: LegacyDeps, { person }: SystemVisit, request: Request, response: Response): void {
  const form = singleValues(request.body) ?? {};
  const checked = checkVniRequest(deps.world, form);
  if ('error' in checked) {
    refuse(deps, request, response, checked, form);
    return;
  }
  const { clientId, redirectUri, state } = checked;
  deps.annotate(request, { clientId });
  if (form.decision === 'accept' && deps.vni.companiesOf(person.id).length > 0)
    sendBack(response, redirectUri, { code: deps.vni.giveCode({ clientId, personId: person.id, redirectUri }), state });
  else sendBack(response, redirectUri, { error: 'access_denied', state });
}

function sendBack(response: Response, redirectUri: string, fields: Readonly<Record<string, string | undefined>>): void {
  const address = new URL(redirectUri);
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) address.searchParams.set(name, value);
  response.set('Cache-Control', 'no-store').redirect(302, address.href);
}
