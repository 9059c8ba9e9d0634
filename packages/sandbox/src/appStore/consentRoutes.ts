import { Router, type Response } from 'express';
import { z } from 'zod';
import { severalValues } from '../systems/formFields.ts';
import { aForm, parseForm, type FormState } from '../systems/formState.ts';
import { renderNotice, renderSystemPage } from '../systems/renderSystemPage.ts';
import { narrowWays, type Act, type Ways } from '../systems/systemPages.ts';
import type { Application } from '../world/application.ts';
import type { World } from './storeWorld.ts';
import { applicationCard } from './applicationCard.ts';
import { showInvitationForm } from './invitationRoutes.ts';
import { findInvitation } from './invitations.ts';
import { isListed } from './listingRoutes.ts';
import { byApi, canLeaveOff, choiceErrors, permissionsOf } from './permissions.ts';
import type { StoreVisit } from './storeWays.ts';

/** An application that the company may grant, and how it came to it. */
interface Offer {
  application: Application;
  /** The address of its consent page. */
  path: string;
  code: string | null;
}

interface OfferVisit extends StoreVisit {
  offer: Offer;
}

const choice = z.object({ scope: severalValues });

/** The guide's steps 5 to 8: the application with its permissions, Integrate, Accept. */
export function consentRoutes(world: World, ways: Ways<StoreVisit>): Router {
  return Router()
    .use('/store/:tenant/apps/:clientId/integrate', stepsOf(world, publicOffers(world, ways)))
    .use('/store/:tenant/invitations/:code', stepsOf(world, invitedOffers(world, ways)));
}

function stepsOf(world: World, { shown, taken }: Ways<OfferVisit>): Router {
  return Router({ mergeParams: true })
    .get('/', shown(showPermissions(world)))
    .post('/', taken(integrate(world)))
    .get('/confirm', shown(askToAccept(world)))
    .post('/accept', taken(accept(world)));
}

/** Public applications, and those that the company had granted before. */
function publicOffers(world: World, ways: Ways<StoreVisit>): Ways<OfferVisit> {
  return narrowWays(ways, (visit, { params }, response) => {
    const { paths, tenant } = visit;
    const application = world.applications.find(String(params.clientId));
    const isKnown = application && world.tenantGrants.find(application.clientId, tenant.id) !== undefined;
    if (application?.status === 'created' && (isListed(application) || isKnown))
      return { ...visit, offer: { application, path: paths.integrate(application.clientId), code: null } };
    renderNotice(response, visit, { ...NOT_OFFERED, links: [{ label: 'All apps', href: paths.listings }] });
    return undefined;
  });
}

const NOT_OFFERED = {
  status: 404,
  title: 'That application is not public',
  text: 'To grant it access you need an invitation code from its publisher.',
};

function invitedOffers(world: World, ways: Ways<StoreVisit>): Ways<OfferVisit> {
  return narrowWays(ways, (visit, { params }, response) => {
    const typed = String(params.code);
    const found = findInvitation(world, typed, visit.tenant.id);
    if (!found.ok) {
      showInvitationForm(response, visit, { values: { code: typed }, errors: { code: found.problem } });
      return undefined;
    }
    const { code, application } = found;
    return { ...visit, offer: { application, path: visit.paths.invited(code), code } };
  });
}

function showPermissions(world: World): Act<OfferVisit> {
  return (visit, _request, response) => {
    const { clientId } = visit.offer.application;
    const isGranted = world.tenantGrants.grantedScopes(clientId, visit.tenant.id).length > 0;
    if (isGranted) response.redirect(303, `${visit.paths.myApp(clientId)}?done=already`);
    else renderPermissions(world, response, visit, aForm());
  };
}

function renderPermissions(world: World, response: Response, visit: OfferVisit, form: FormState): void {
  const { paths, tenant, offer } = visit;
  const { application, path, code } = offer;
  renderSystemPage(response, visit, {
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
  return (visit, request, response) => {
    const parsed = parseForm(choice, request.body);
    const scopes = parsed.ok ? parsed.values.scope : [];
    const form = checked(world, visit.offer, scopes);
    if (Object.keys(form.errors).length > 0) {
      renderPermissions(world, response, visit, form);
      return;
    }
    const query = new URLSearchParams(scopes.map((scope): [string, string] => ['scope', scope]));
    response.redirect(303, `${visit.offer.path}/confirm?${query.toString()}`);
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
  return (visit, request, response) => {
    const { paths, tenant, offer } = visit;
    const { application, path } = offer;
    const scopes = choice.safeParse(request.query).data?.scope ?? [];
    const form = checked(world, visit.offer, scopes);
    if (Object.keys(form.errors).length > 0) {
      renderPermissions(world, response, visit, form);
      return;
    }
    renderSystemPage(response, visit, {
      view: 'appStore/confirm',
      title: 'Confirm the integration',
      section: offer.code === null ? paths.listings : paths.myApps,
      crumbs: [{ label: `Integrate with ${application.name}`, href: path }],
      locals: { app: applicationCard(world, application), tenant, scopes, apis: byApi(scopes), path },
    });
  };
}

function accept(world: World): Act<OfferVisit> {
  return (visit, request, response) => {
    const { tenant, person, paths, offer } = visit;
    const { clientId } = offer.application;
    const parsed = parseForm(choice, request.body);
    const scopes = parsed.ok ? parsed.values.scope : [];
    const form = checked(world, visit.offer, scopes);
    if (Object.keys(form.errors).length > 0) {
      renderPermissions(world, response, visit, form);
      return;
    }
    world.tenantGrants.grant(clientId, tenant.id, scopes, person.id, permissionsOf(world, offer.application));
    if (offer.code !== null) world.invitationCodes.use(offer.code, tenant.id, person.id);
    response.redirect(303, `${paths.myApp(clientId)}?done=granted`);
  };
}
