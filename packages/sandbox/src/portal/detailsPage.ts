import { Router, type Response } from 'express';
import { z } from 'zod';
import type { World } from './portalWorld.ts';
import { aForm, parseForm, withError, type FormState } from '../systems/formState.ts';
import { renderTab, tabPath } from './applicationFrame.ts';
import { typeRules } from './applicationTypes.ts';
import { applyDetails, detailsFields, detailsSchema, LOGIN_ADDRESSES } from './detailsForm.ts';
import { offersOffline } from './newApplicationPage.ts';
import { noticeOf } from './notices.ts';
import type { ApplicationVisit, PortalDeps, PortalGuards } from './portalGuards.ts';
import { removeApplication } from './removeApplication.ts';

/** The tab Details: the form again, and with Create a draft becomes known to Connect. */
export function detailsPage({ world }: PortalDeps, { application: own }: PortalGuards): Router {
  return Router()
    .get(
      '/portal/applications/:clientId',
      own.page((visit, req, res) => {
        show(world, visit, res, aForm(detailsFields(visit.application)), noticeOf(req.query));
      }),
    )
    .post(
      '/portal/applications/:clientId',
      own.form((visit, req, res) => save(world, visit, req.body, res)),
    )
    .post(
      '/portal/applications/:clientId/delete',
      own.form(({ application }, _req, res) => {
        removeApplication(world, application.clientId);
        res.redirect(303, '/portal/applications?done=deleted');
      }),
    );
}

const actionSchema = z.object({ action: z.enum(['draft', 'create', 'save']) });

function save(world: World, visit: ApplicationVisit, body: unknown, res: Response): void {
  const { application } = visit;
  const rules = typeRules(application.type);
  const action = actionSchema.safeParse(body).data?.action ?? 'save';
  const isDraft = application.status === 'draft' && action === 'draft';
  const { loopbackAddresses: loopback } = world.settings.current();
  const mostAddresses = Math.max(1, ...LOGIN_ADDRESSES.map((name) => application[name].length));
  const parsed = parseForm(detailsSchema({ rules, isDraft, loopback, mostAddresses }), body);
  if (!parsed.ok) {
    show(world, visit, res, parsed.form);
    return;
  }
  const { name } = parsed.values;
  const isTaken = world.applications
    .all()
    .some((one) => one.clientId !== application.clientId && one.name.toLowerCase() === name.toLowerCase());
  if (isTaken) {
    show(world, visit, res, withError(parsed.form, 'name', 'Another application has this name'));
    return;
  }
  const status = isDraft ? 'draft' : 'created';
  world.applications.put({ ...applyDetails(application, rules, parsed.values), status });
  res.redirect(303, `${tabPath(application, 'details')}?done=${doneBy(visit, status)}`);
}

function doneBy({ application }: ApplicationVisit, status: 'draft' | 'created'): string {
  if (status === 'draft') return 'draft';
  return application.status === 'draft' ? 'created' : 'saved';
}

function show(
  { settings }: World,
  visit: ApplicationVisit,
  res: Response,
  form: FormState,
  notice: string | null = null,
): void {
  const { loopbackAddresses, nativeOfflineAccess, portalDelaySeconds } = settings.current();
  const rules = typeRules(visit.application.type);
  renderTab(res, visit, 'details', {
    view: 'portal/details',
    title: visit.application.name,
    notice,
    status: Object.keys(form.errors).length > 0 ? 400 : 200,
    locals: {
      form,
      rules,
      loopback: loopbackAddresses,
      offersOffline: offersOffline(rules, nativeOfflineAccess),
      portalDelaySeconds,
    },
  });
}
