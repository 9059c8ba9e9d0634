import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { applicationSchema, type Application } from '../world/application.ts';
import type { World } from './portalWorld.ts';
import { aForm, parseForm, withError, type FormState } from '../systems/formState.ts';
import { renderNotice, renderSystemPage } from '../systems/renderSystemPage.ts';
import { narrowGuard } from '../systems/guards.ts';
import { tabPath } from './applicationFrame.ts';
import { findTypeRules, type TypeRules } from './applicationTypes.ts';
import { applyDetails, detailsFields, detailsSchema, type DetailsValues } from './detailsForm.ts';
import type { DeveloperVisit, PortalDeps, PortalGuards } from './portalGuards.ts';

interface NewVisit extends DeveloperVisit {
  readonly rules: TypeRules;
}

/** The guide that opens for a chosen type: everything about the application, saved as a draft. Guide, steps 8 to 10. */
export function newApplicationPage({ world }: PortalDeps, { developer }: PortalGuards): Router {
  const withType = narrowGuard(developer, findType);
  return Router()
    .get(
      '/portal/applications/new/:type',
      withType.page((visit, _req, res) => {
        const blank = applicationSchema.parse({ clientId: 'isv_', name: '-', type: visit.rules.type });
        show(world, visit, res, aForm({ ...detailsFields(blank), name: '', clientId: 'isv_' }));
      }),
    )
    .post(
      '/portal/applications/new/:type',
      withType.form((visit, req, res) => {
        const { loopbackAddresses: loopback } = world.settings.current();
        const schema = detailsSchema({ rules: visit.rules, isDraft: true, loopback, mostAddresses: 1 });
        const details = parseForm(schema, req.body);
        const id = parseForm(z.object({ clientId: clientIdSchema }), req.body);
        const form = withWorldErrors(world, merged(details.form, id.form));
        if (!details.ok || !id.ok || Object.keys(form.errors).length > 0) {
          show(world, visit, res, form);
          return;
        }
        const application = toDraft(visit, id.values.clientId, details.values);
        world.applications.put(application);
        res.redirect(303, `${tabPath(application, 'details')}?done=draft`);
      }),
    );
}

function findType(visit: DeveloperVisit, req: Request, res: Response): NewVisit | undefined {
  const rules = findTypeRules(String(req.params.type));
  if (rules) return { ...visit, rules };
  renderNotice(res, visit, {
    status: 404,
    title: 'There is no such type of application',
    text: 'Choose one of the five types.',
    links: [{ label: 'Add application', href: '/portal/applications/new' }],
  });
  return undefined;
}

const clientIdSchema = z
  .string()
  .trim()
  .default('')
  .refine((id) => id.startsWith('isv_'), 'The client ID must start with isv_')
  .refine((id) => id !== 'isv_', 'Give the client ID a name of its own after isv_')
  .refine((id) => /^[\w.-]{0,64}$/.test(id), 'Use at most 64 letters, digits, dots, dashes and underscores');

function merged(details: FormState, id: FormState): FormState {
  return { values: { ...details.values, ...id.values }, errors: { ...details.errors, ...id.errors } };
}

function withWorldErrors({ applications }: World, form: FormState): FormState {
  const text = (name: string): string =>
    String(form.values[name] ?? '')
      .trim()
      .toLowerCase();
  const all = applications.all();
  const isTakenId = all.some(({ clientId }) => clientId.toLowerCase() === text('clientId'));
  const isTakenName = all.some(({ name }) => name.toLowerCase() === text('name'));
  const named = isTakenName ? withError(form, 'name', 'Another application has this name') : form;
  return isTakenId ? withError(named, 'clientId', 'This client ID is taken: choose another') : named;
}

function toDraft({ rules, team }: NewVisit, clientId: string, values: DetailsValues): Application {
  const blank = applicationSchema.parse({
    clientId,
    teamId: team.id,
    name: values.name,
    type: rules.type,
    status: 'draft',
  });
  return applyDetails(blank, rules, values);
}

function show({ settings }: World, visit: NewVisit, res: Response, form: FormState): void {
  const { loopbackAddresses, nativeOfflineAccess } = settings.current();
  renderSystemPage(res, visit, {
    view: 'portal/new-application',
    title: `Add application: ${visit.rules.label}`,
    section: '/portal/applications',
    crumbs: [
      { label: 'My Applications', href: '/portal/applications' },
      { label: 'Add application', href: '/portal/applications/new' },
    ],
    status: Object.keys(form.errors).length > 0 ? 400 : 200,
    locals: {
      form,
      rules: visit.rules,
      loopback: loopbackAddresses,
      offersOffline: offersOffline(visit.rules, nativeOfflineAccess),
    },
  });
}

/** Whether the form has the switch Offline Access. */
export function offersOffline({ offlineAccess }: TypeRules, nativeOfflineAccess: boolean): boolean {
  return offlineAccess === 'choice' || (offlineAccess === 'setting' && nativeOfflineAccess);
}
