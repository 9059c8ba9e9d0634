import { Router, type Response } from 'express';
import { z } from 'zod';
import { severalValues } from '../systems/formFields.ts';
import { aForm, parseForm, type FormState } from '../systems/formState.ts';
import { renderNotice, renderSystemPage } from '../systems/renderSystemPage.ts';
import { narrowGuard, type Act, type Guard } from '../systems/guards.ts';
import type { Application } from '../world/application.ts';
import type { World } from './storeWorld.ts';
import { applicationCard } from './applicationCard.ts';
import { showInvitationForm } from './invitationRoutes.ts';
import { findInvitation } from './invitations.ts';
import { isListed } from './listingRoutes.ts';
import { byApi, canLeaveOff, choiceErrors, permissionsOf } from './permissions.ts';
import type { StoreVisit } from './storeGuards.ts';

/** An application that the company may grant, and how it came to it. */
interface Offer {
  readonly application: Application;
  /** The address of its consent page. */
  readonly path: string;
  readonly code: string | null;
}

interface OfferVisit extends StoreVisit {
  readonly offer: Offer;
}

const choice = z.object({ scope: severalValues });

/** The guide's steps 5 to 8: the application with its permissions, Integrate, Accept. */
export function consentRoutes(world: World, guard: Guard<StoreVisit>): Router {
  return Router()
    .use('/store/:tenant/apps/:clientId/integrate', stepsOf(world, publicOffers(world, guard)))
    .use('/store/:tenant/invitations/:code', stepsOf(world, invitedOffers(world, guard)));
}

function stepsOf(world: World, { page, form }: Guard<OfferVisit>): Router {
  return Router({ mergeParams: true })
    .get('/', page(showPermissions(world)))
    .post('/', form(integrate(world)))
    .get('/confirm', page(askToAccept(world)))
    .post('/accept', form(accept(world)));
}

/** Public applications, and those that the company had granted before. */
function publicOffers(world: World, guard: Guard<StoreVisit>): Guard<OfferVisit> {
  return narrowGuard(guard, (visit, { params }, res) => {
    const { paths, tenant } = visit;
    const application = world.applications.find(String(params.clientId));
    const isKnown = application && world.tenantGrants.find(application.clientId, tenant.id) !== undefined;
    if (application?.status === 'created' && (isListed(application) || isKnown))
      return { ...visit, offer: { application, path: paths.integrate(application.clientId), code: null } };
    renderNotice(res, visit, { ...NOT_OFFERED, links: [{ label: 'All apps', href: paths.listings }] });
    return undefined;
  });
}

const NOT_OFFERED = {
  status: 404,
  title: 'That application is not public',
  text: 'To grant it access you need an invitation code from its publisher.',
};

function invitedOffers(world: World, guard: Guard<StoreVisit>): Guard<OfferVisit> {
  return narrowGuard(guard, (visit, { params }, res) => {
    const typed = String(params.code);
    const found = findInvitation(world, typed, visit.tenant.id);
    if (!found.ok) {
      showInvitationForm(res, visit, { values: { code: typed }, errors: { code: found.problem } });
      return undefined;
    }
    const { code, application } = found;
    return { ...visit, offer: { application, path: visit.paths.invited(code), code } };
  });
}

function showPermissions(world: World): Act<OfferVisit> {
  return (visit, _req, res) => {
    const { clientId } = visit.offer.application;
    const isGranted = world.tenantGrants.grantedScopes(clientId, visit.tenant.id).length > 0;
    if (isGranted) res.redirect(303, `${visit.paths.myApp(clientId)}?done=already`);
    else renderPermissions(world, res, visit, aForm());
  };
}

function renderPermissions(world: World, res: Response, visit: OfferVisit, form: FormState): void {
  const { paths, tenant, offer } = visit;
  const { application, path, code } = offer;
  renderSystemPage(res, visit, {
    view: 'appStore/consent',
    title: `Integrate with ${application.name}`,
    section: code === null ? paths.listings : paths.myApps,
    crumbs: [code === null ? { label: 'All apps', href: paths.listings } : { label: 'My apps', href: paths.myApps }],
    status: Object.keys(form.errors).length > 0 ? 400 : 200,
    locals: {
      app: applicationCard(world, application),
      tenant,
      form,
      apis: byApi(permissionsOf(world, application)),
      canLeaveOff: canLeaveOff(world, 'first'),
      signsPeopleIn: !application.clientCredentials,
      action: path,
      cancel: paths.myApps,
    },
  });
}

function integrate(world: World): Act<OfferVisit> {
  return (visit, req, res) => {
    const parsed = parseForm(choice, req.body);
    const scopes = parsed.ok ? parsed.values.scope : [];
    const form = checked(world, visit.offer, scopes);
    if (Object.keys(form.errors).length > 0) {
      renderPermissions(world, res, visit, form);
      return;
    }
    const query = new URLSearchParams(scopes.map((scope): [string, string] => ['scope', scope]));
    res.redirect(303, `${visit.offer.path}/confirm?${query.toString()}`);
  };
}

/** The choice as a form, with what speaks against it. */
function checked(world: World, { application }: Offer, scope: readonly string[]): FormState {
  const needed = permissionsOf(world, application);
  const errors = needed.length === 0 ? NOTHING : choiceErrors(needed, scope, canLeaveOff(world, 'first'));
  return { values: { scope }, errors };
}

const NOTHING = { form: 'There is nothing that your company could grant this application.' };

function askToAccept(world: World): Act<OfferVisit> {
  return (visit, req, res) => {
    const { paths, tenant, offer } = visit;
    const { application, path } = offer;
    const scopes = choice.safeParse(req.query).data?.scope ?? [];
    const form = checked(world, visit.offer, scopes);
    if (Object.keys(form.errors).length > 0) {
      renderPermissions(world, res, visit, form);
      return;
    }
    renderSystemPage(res, visit, {
      view: 'appStore/confirm',
      title: 'Confirm the integration',
      section: offer.code === null ? paths.listings : paths.myApps,
      crumbs: [{ label: `Integrate with ${application.name}`, href: path }],
      locals: { app: applicationCard(world, application), tenant, scopes, apis: byApi(scopes), path },
    });
  };
}

function accept(world: World): Act<OfferVisit> {
  return (visit, req, res) => {
    const { tenant, person, paths, offer } = visit;
    const { clientId } = offer.application;
    const parsed = parseForm(choice, req.body);
    const scopes = parsed.ok ? parsed.values.scope : [];
    const form = checked(world, visit.offer, scopes);
    if (Object.keys(form.errors).length > 0) {
      renderPermissions(world, res, visit, form);
      return;
    }
    world.tenantGrants.grant(clientId, tenant.id, scopes, person.id, permissionsOf(world, offer.application));
    if (offer.code !== null) world.invitationCodes.use(offer.code, tenant.id, person.id);
    res.redirect(303, `${paths.myApp(clientId)}?done=granted`);
  };
}
