import { Router } from 'express';
import {
  applicationRegistration,
  grantKeyOf,
  grantRegistration,
  personRegistration,
  registerApplication,
  registerPerson,
  RegistrationError,
} from '../../world/registrations.ts';
import type { ControlDeps } from '../controlDeps.ts';
import { applicationView, grantView, personView, stateView } from '../stateView.ts';

/** The state, settings, and what is registered. */
export function worldRoutes(deps: ControlDeps): Router {
  const { world } = deps;
  return Router()
    .get('/state', async (_request, response) => void response.json(await stateView(deps)))
    .post('/reset', (_request, response) => {
      deps.reset();
      response.json({ reset: true });
    })
    .get('/settings', (_request, response) => void response.json(world.settings.current()))
    .put('/settings', (request, response) => {
      world.settings.change(request.body);
      response.json(world.settings.current());
    })
    .put('/applications/:id', (request, response) => {
      registerApplication(world, request.params.id, applicationRegistration.parse(request.body));
      response.json(applicationView(world, request.params.id));
    })
    .put('/people/:id', (request, response) => {
      const id = registerPerson(world, request.params.id, personRegistration.parse(request.body));
      response.json(personView(world, id));
    })
    .put('/grants/:id', (request, response) => {
      const key = grantKeyOf(request.params.id);
      if (!key) throw new RegistrationError('the id of a grant is <client id>~<tenant id>');
      if (!world.applications.find(key.clientId)) throw new RegistrationError('there is no such application');
      if (!world.tenants.find(key.tenantId)) throw new RegistrationError('there is no such tenant');
      world.tenantGrants.grant(key.clientId, key.tenantId, grantRegistration.parse(request.body).scopes, null);
      response.json(grantView(world, key.clientId, key.tenantId));
    });
}
