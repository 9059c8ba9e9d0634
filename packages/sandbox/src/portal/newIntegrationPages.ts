import { Router, type Response } from 'express';
import { z } from 'zod';
import type { Api } from '../world/apis.ts';
import type { World } from './portalWorld.ts';
import { requiredText, severalValues } from '../systems/formFields.ts';
import { aForm, parseForm, withError, type FormState } from '../systems/formState.ts';
import { callersLabel, fittingApis } from './apiChoices.ts';
import type { SandboxViews } from '../systems/renderPage.ts';
import { renderTab, tabPath } from './applicationFrame.ts';
import type { ApplicationVisit, PortalDeps, PortalGuards } from './portalGuards.ts';
import type { IntegrationScreen } from './portalViews.ts';
import { requireTab } from './requireTab.ts';

/** New integration, screen by screen: API, scopes, summary with a description, Confirm. Guide, step 14. */
export function newIntegrationPages({ world }: PortalDeps, guards: PortalGuards): Router {
  const own = requireTab(guards, 'integrations');
  const path = '/portal/applications/:clientId/integrations/new';
  return Router()
    .get(
      path,
      own.page((visit, _req, res) => showApis(world, visit, res, aForm())),
    )
    .get(
      `${path}/scopes`,
      own.page((visit, req, res) => {
        const { form } = parseForm(choiceSchema, req.query);
        const api = chosenApi(world, visit, form);
        if (api) showScopes(world, visit, res, api, withKnownScopes(world, visit, api, form));
        else showApis(world, visit, res, withError(form, 'api', 'Choose an API'));
      }),
    )
    .get(
      `${path}/summary`,
      own.page((visit, req, res) => {
        const { form } = parseForm(choiceSchema, req.query);
        const api = chosenApi(world, visit, form);
        if (!api) showApis(world, visit, res, withError(form, 'api', 'Choose an API'));
        else if (chosenScopes(api, form).length === 0)
          showScopes(world, visit, res, api, withError(form, 'scope', 'Choose at least one scope'));
        else showSummary(visit, res, api, form);
      }),
    )
    .post(
      path,
      own.form((visit, req, res) => confirm(world, visit, req.body, res)),
    );
}

const choiceSchema = z.object({ api: z.string().default(''), scope: severalValues });
const orderSchema = choiceSchema.extend({
  description: requiredText('Describe briefly what your application will do with the API', 1000),
});

function confirm(world: World, visit: ApplicationVisit, body: unknown, res: Response): void {
  const parsed = parseForm(orderSchema, body);
  const api = chosenApi(world, visit, parsed.form);
  if (!api) {
    showApis(world, visit, res, withError(parsed.form, 'api', 'Choose an API'));
    return;
  }
  const scopes = chosenScopes(api, parsed.form);
  if (scopes.length === 0) {
    showScopes(world, visit, res, api, withError(parsed.form, 'scope', 'Choose at least one scope'));
    return;
  }
  if (!parsed.ok) {
    showSummary(visit, res, api, parsed.form);
    return;
  }
  const { clientId } = visit.application;
  const isAutomatic = world.settings.current().integrationApproval === 'automatic';
  world.integrations.request(clientId, api.id, scopes, parsed.values.description);
  if (isAutomatic) world.integrations.approve(clientId, api.id);
  const done = isAutomatic ? 'approved' : 'pending';
  res.redirect(303, `${tabPath(visit.application, 'integrations')}?done=${done}`);
}

function chosenApi({ settings }: World, { application }: ApplicationVisit, { values }: FormState): Api | undefined {
  return fittingApis(application, settings.current()).find(({ id }) => id === values.api);
}

function chosenScopes({ scopes }: Api, { values }: FormState): string[] {
  const chosen = [values.scope ?? []].flat();
  return scopes.map(({ name }) => name).filter((name) => chosen.includes(name));
}

/** Somebody who changes scopes begins with those that were asked for before. */
function withKnownScopes(world: World, { application }: ApplicationVisit, api: Api, form: FormState): FormState {
  const known = world.integrations.find(application.clientId, api.id)?.requestedScopes ?? [];
  const isNew = form.values.scope === undefined;
  return isNew ? { ...form, values: { ...form.values, scope: known } } : form;
}

function showApis({ integrations, settings }: World, visit: ApplicationVisit, res: Response, form: FormState): void {
  const current = settings.current();
  const choices = fittingApis(visit.application, current).map((api) => {
    const known = integrations.find(visit.application.clientId, api.id);
    const state = known ? ` Integrated already (${known.status}): choose it to change its scopes.` : '';
    return { value: api.id, label: api.name, help: `For the grant types ${callersLabel(api, current)}.${state}` };
  });
  const locals = { ...screenOf('portal/integration-api', form), choices };
  show(visit, res, 'portal/integration-api', 'New integration: choose an API', locals);
}

function showScopes({ integrations }: World, visit: ApplicationVisit, res: Response, api: Api, form: FormState): void {
  const inForce = integrations.find(visit.application.clientId, api.id)?.approvedScopes ?? [];
  const choices = api.scopes.map(({ name, description }) => {
    return { value: name, label: name, help: inForce.includes(name) ? `${description}. Approved.` : `${description}.` };
  });
  const locals = { ...screenOf('portal/integration-scopes', form), api, choices };
  show(visit, res, 'portal/integration-scopes', `New integration: scopes of ${api.name}`, locals);
}

function showSummary(visit: ApplicationVisit, res: Response, api: Api, form: FormState): void {
  const chosen = chosenScopes(api, form);
  const scopes = api.scopes.filter(({ name }) => chosen.includes(name));
  const back = new URLSearchParams([['api', api.id], ...chosen.map((scope): [string, string] => ['scope', scope])]);
  const locals = { ...screenOf('portal/integration-summary', form), api, scopes, back: back.toString() };
  show(visit, res, 'portal/integration-summary', 'New integration: summary', locals);
}

type ScreenView = 'portal/integration-api' | 'portal/integration-scopes' | 'portal/integration-summary';

function screenOf(view: ScreenView, form: FormState): IntegrationScreen {
  return { form, steps: STEPS, step: STEPS.findIndex(({ view: own }) => own === view) };
}

function show<V extends ScreenView>(
  visit: ApplicationVisit,
  res: Response,
  view: V,
  title: string,
  locals: SandboxViews[V],
): void {
  const { application } = visit;
  renderTab(res, visit, 'integrations', {
    view,
    title,
    crumbs: [{ label: application.name, href: tabPath(application, 'integrations') }],
    status: Object.keys(locals.form.errors).length > 0 ? 400 : 200,
    locals,
  });
}

const STEPS = [
  { view: 'portal/integration-api', label: 'API' },
  { view: 'portal/integration-scopes', label: 'Scopes' },
  { view: 'portal/integration-summary', label: 'Summary' },
];
