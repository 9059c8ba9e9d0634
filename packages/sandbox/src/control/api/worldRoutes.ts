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
    .get('/state', async (_req, res) => void res.json(await stateView(deps)))
    .post('/reset', (_req, res) => {
      deps.reset();
      res.json({ reset: true });
    })
    .get('/settings', (_req, res) => void res.json(world.settings.current()))
    .put('/settings', (req, res) => {
      world.settings.change(req.body);
      res.json(world.settings.current());
    })
    .put('/applications/:id', (req, res) => {
      registerApplication(world, req.params.id, applicationRegistration.parse(req.body));
      res.json(applicationView(world, req.params.id));
    })
    .put('/people/:id', (req, res) => {
      const id = registerPerson(world, req.params.id, personRegistration.parse(req.body));
      res.json(personView(world, id));
    })
    .put('/grants/:id', (req, res) => {
      const key = grantKeyOf(req.params.id);
      if (!key) throw new RegistrationError('the id of a grant is <client id>~<tenant id>');
      if (!world.applications.find(key.clientId)) throw new RegistrationError('there is no such application');
      if (!world.tenants.find(key.tenantId)) throw new RegistrationError('there is no such tenant');
      world.tenantGrants.grant(key.clientId, key.tenantId, grantRegistration.parse(req.body).scopes, null);
      res.json(grantView(world, key.clientId, key.tenantId));
    });
}
