import { Router, type Response } from 'express';
import { z } from 'zod';
import { formatMoment } from '../systems/formatDate.ts';
import { severalValues } from '../systems/formFields.ts';
import { aForm, parseForm, type FormState } from '../systems/formState.ts';
import { renderNotice, renderSystemPage } from '../systems/renderSystemPage.ts';
import { narrowGuard, type Act, type Guard } from '../systems/guards.ts';
import type { Application } from '../world/application.ts';
import type { TenantGrant } from '../world/tenantGrants.ts';
import type { World } from './storeWorld.ts';
import { applicationCard } from './applicationCard.ts';
import { byApi, canLeaveOff, choiceErrors, permissionsOf, waitingPermissions } from './permissions.ts';
import type { StoreVisit } from './storeGuards.ts';

/** An application that the company granted or had granted. */
interface MyApp {
  readonly application: Application;
  readonly grant: TenantGrant;
  /** Its permissions in force. */
  readonly granted: readonly string[];
}

interface MyAppVisit extends StoreVisit {
  readonly app: MyApp;
}

const doneQuery = z.object({ done: z.enum(['granted', 'changed', 'already']) });
const permissionsForm = z.object({ scope: severalValues });

/** One application of My apps: its permissions, to be changed, and its end. */
export function myAppRoutes(world: World, guard: Guard<StoreVisit>): Router {
  const { page, form } = narrowGuard(guard, (visit, { params }, res): MyAppVisit | undefined => {
    const app = findMyApp(world, visit.tenant.id, String(params.clientId));
    if (app) return { ...visit, app };
    renderNotice(res, visit, { ...NOT_GRANTED, links: [{ label: 'My apps', href: visit.paths.myApps }] });
    return undefined;
  });
  const path = '/store/:tenant/my-apps/:clientId';
  return Router()
    .get(
      path,
      page((visit, { query }, res) => {
        const { app, tenant } = visit;
        const { done } = doneQuery.safeParse(query).data ?? {};
        const notice = done === undefined ? null : NOTICES[done](app.application.name, tenant.name);
        showMyApp(world, res, visit, { notice, form: aForm({ scope: app.granted }) });
      }),
    )
    .post(`${path}/permissions`, form(changePermissions(world)))
    .get(`${path}/withdraw`, page(askToWithdraw(world)))
    .post(
      `${path}/withdraw`,
      form(({ app, tenant, paths }, _req, res) => {
        const { clientId } = app.application;
        world.tenantGrants.withdraw(clientId, tenant.id);
        res.redirect(303, `${paths.myApps}?${new URLSearchParams({ withdrawn: clientId }).toString()}`);
      }),
    );
}

const NOT_GRANTED = {
  status: 404,
  title: 'That application is not among your apps',
  text: 'Your company has not granted it anything, or it does not exist.',
};

const NOTICES = {
  granted: (app: string, company: string) => `${app} has been granted access to ${company}.`,
  changed: (app: string) => `The permissions of ${app} are changed. Tokens it asks for from now on follow them.`,
  already: (app: string, company: string) => `${app} has access to ${company} already.`,
};

function findMyApp(world: World, tenantId: string, clientId: string): MyApp | undefined {
  const application = world.applications.find(clientId);
  const grant = world.tenantGrants.find(clientId, tenantId);
  if (!application || !grant) return undefined;
  const granted = world.tenantGrants.grantedScopes(clientId, tenantId);
  return { application, grant, granted: permissionsOf(world, application).filter((scope) => granted.includes(scope)) };
}

interface Shown {
  readonly form: FormState;
  readonly notice?: string | null;
  readonly status?: number;
}

function showMyApp(world: World, res: Response, visit: MyAppVisit, shown: Shown): void {
  const { tenant, paths, app } = visit;
  const { application, grant } = app;
  const waiting = waitingPermissions(world, application, grant);
  const { form, notice, status } = shown;
  renderSystemPage(res, visit, {
    view: 'appStore/my-app',
    title: application.name,
    section: paths.myApps,
    crumbs: [{ label: 'My apps', href: paths.myApps }],
    notice,
    status,
    locals: {
      app: applicationCard(world, application),
      tenant,
      form,
      apis: byApi(permissionsOf(world, application), waiting),
      waiting: byApi(waiting).flatMap(({ permissions }) => permissions),
      granted: formatMoment(grant.grantedAt),
      grantedBy: nameOf(world, grant.grantedBy),
      withdrawn: grant.withdrawnAt === null ? null : formatMoment(grant.withdrawnAt),
      endsTokens: world.settings.current().withdrawalEndsTokens,
      action: paths.myApp(application.clientId),
      integrate: paths.integrate(application.clientId),
    },
  });
}

function nameOf({ people }: World, personId: string | null): string | null {
  const person = people.find(personId ?? '');
  return person ? `${person.givenName} ${person.familyName}`.trim() : null;
}

function changePermissions(world: World): Act<MyAppVisit> {
  return (visit, req, res) => {
    const { tenant, person, paths, app } = visit;
    const { clientId } = app.application;
    const parsed = parseForm(permissionsForm, req.body);
    const chosen = parsed.ok ? parsed.values.scope : [];
    const offered = permissionsOf(world, app.application);
    const errors = app.grant.withdrawnAt === null ? choiceErrors(offered, chosen, canLeaveOff(world, 'later')) : ENDED;
    if (Object.keys(errors).length > 0) {
      showMyApp(world, res, visit, { form: { values: { scope: chosen }, errors }, status: 400 });
      return;
    }
    world.tenantGrants.grant(clientId, tenant.id, chosen, person.id, offered);
    res.redirect(303, `${paths.myApp(clientId)}?done=changed`);
  };
}

const ENDED = { form: 'The access was withdrawn meanwhile. Grant it anew.' };

function askToWithdraw(world: World): Act<MyAppVisit> {
  return (visit, _req, res) => {
    const { paths, tenant, app } = visit;
    const { clientId, name, accessTokenSeconds } = app.application;
    renderSystemPage(res, visit, {
      view: 'appStore/withdraw',
      title: `Withdraw the access of ${name}?`,
      section: paths.myApps,
      crumbs: [
        { label: 'My apps', href: paths.myApps },
        { label: name, href: paths.myApp(clientId) },
      ],
      locals: {
        name,
        tenant,
        endsTokens: world.settings.current().withdrawalEndsTokens,
        tokenMinutes: Math.ceil(accessTokenSeconds / 60),
        back: paths.myApp(clientId),
        action: `${paths.myApp(clientId)}/withdraw`,
      },
    });
  };
}
