import { Router, type Request, type RequestHandler, type Response } from 'express';
import { cspSource } from '../protocol/cspSource.ts';
import { singleValues, type Parameters } from '../protocol/singleValues.ts';
import { renderNotice, renderSystemPage } from '../systems/renderSystemPage.ts';
import type { Shell, SystemVisit } from '../systems/system.ts';
import { requireSignIn } from '../systems/guards.ts';
import { checkVniRequest, type VniProblem } from './checkVniRequest.ts';
import type { LegacyDeps } from './legacyDeps.ts';
import { VNI, VNI_ENDED } from './vniSystem.ts';

const PATH = '/API/resources/oauth/authorize';

/** VNI's authorization endpoint: sign-in, the person's role, and whether they allow it. */
export function authorizePages(deps: LegacyDeps): Router {
  const { page, form } = requireSignIn(deps, VNI);
  return Router()
    .get(
      PATH,
      refuseBad(deps),
      page((visit, req, res) => ask(deps, visit, req, res)),
    )
    .post(
      PATH,
      form((visit, req, res) => decide(deps, visit, req, res)),
    );
}

/** Answers bad requests before anybody has to sign in. */
function refuseBad(deps: LegacyDeps): RequestHandler {
  return (req, res, next) => {
    const parameters = singleValues(req.query) ?? {};
    deps.annotate(req, {
      clientId: parameters.client_id,
      checked: 'client_id, redirect_uri and scope as VNI took them',
    });
    const checked = checkVniRequest(deps.world, parameters);
    if ('error' in checked) refuse(deps, req, res, checked, parameters);
    else next();
  };
}

function refuse(
  deps: LegacyDeps,
  req: Request,
  res: Response,
  { error, hint, redirectUri }: VniProblem,
  { state }: Parameters,
): void {
  deps.annotate(req, { error, message: hint });
  if (redirectUri === undefined) {
    renderNotice(res, NOBODY, { status: 400, title: 'This sign-in cannot begin', text: `${hint}. ${VNI_ENDED}` });
    return;
  }
  sendBack(res, redirectUri, { error, state });
}

/** Before anybody has signed in. */
const NOBODY: Shell = { system: VNI, formToken: '', signedInAs: null, signOut: null, context: null };

function ask(deps: LegacyDeps, visit: SystemVisit, req: Request, res: Response): void {
  const checked = checkVniRequest(deps.world, singleValues(req.query) ?? {});
  if ('error' in checked) return;
  const companies = deps.vni.companiesOf(visit.person.id);
  if (companies.length === 0) {
    deps.annotate(req, { error: 'access_denied', message: 'The person has the role Financials User in no company' });
    renderNotice(res, visit, { status: 403, title: 'You need the role Financials User', text: ROLE_MISSING });
    return;
  }
  renderSystemPage(res, visit, {
    view: 'vni/consent',
    title: 'Allow access?',
    formAction: [cspSource(checked.redirectUri)],
    locals: { asked: checked, companies, action: PATH, ended: VNI_ENDED },
  });
}

const ROLE_MISSING =
  'Nobody signs in to VNI without the role Financials User in a company. Visma Connect asks for another role, API User.';

function decide(deps: LegacyDeps, { person }: SystemVisit, req: Request, res: Response): void {
  const form = singleValues(req.body) ?? {};
  const checked = checkVniRequest(deps.world, form);
  if ('error' in checked) {
    refuse(deps, req, res, checked, form);
    return;
  }
  const { clientId, redirectUri, state } = checked;
  deps.annotate(req, { clientId });
  if (form.decision === 'accept' && deps.vni.companiesOf(person.id).length > 0)
    sendBack(res, redirectUri, { code: deps.vni.giveCode({ clientId, personId: person.id, redirectUri }), state });
  else sendBack(res, redirectUri, { error: 'access_denied', state });
}

function sendBack(res: Response, redirectUri: string, fields: Readonly<Record<string, string | undefined>>): void {
  const address = new URL(redirectUri);
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) address.searchParams.set(name, value);
  res.set('Cache-Control', 'no-store').redirect(302, address.href);
}
