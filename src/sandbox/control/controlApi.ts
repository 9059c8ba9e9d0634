import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { z } from 'zod';
import { FAULTS, faultOrderSchema } from '../faults.ts';
import {
  applicationRegistration,
  grantKeyOf,
  grantRegistration,
  personRegistration,
  registerApplication,
  registerPerson,
  RegistrationError,
} from '../world/registrations.ts';
import { KEY_STEPS } from '../world/signingKeys.ts';
import { snapshotName } from '../world/snapshots.ts';
import { requireAdminToken } from './adminToken.ts';
import type { ControlDeps } from './controlDeps.ts';
import { passesFilter, requestFilterSchema } from './requestFilter.ts';
import { applicationView, grantView, keyViews, personView, stateView } from './stateView.ts';
import { verdictOf } from './verdictOf.ts';

const clockOrder = z.strictObject({ advanceSeconds: z.number().int() });
const keyOrder = z.strictObject({ step: z.enum(KEY_STEPS) });
const logoutOrder = z.union([z.strictObject({ username: z.string() }), z.strictObject({ sid: z.string() })]);
const requestsQuery = requestFilterSchema.extend({ limit: z.coerce.number().int().min(1).max(1000).default(100) });
const snapshotParameters = z.object({ name: snapshotName });
const restoreOrder = z.strictObject({ backInTime: z.boolean().default(false) });
const faultsQuery = z.object({ name: z.enum(FAULTS.map(({ name }) => name)).optional() });

/** `/sandbox/api`: everything that the pages do, for programs that hold the admin token. */
export function controlApi(deps: ControlDeps): Router {
  const api = Router().use(requireAdminToken(deps.adminToken), express.json({ limit: '1mb' }));
  worldRoutes(api, deps);
  controlRoutes(api, deps);
  snapshotRoutes(api, deps);
  return Router().use('/sandbox/api', api.use(notFound, refuse));
}

function controlRoutes(api: Router, deps: ControlDeps): void {
  const { world, faults, requestLog } = deps;
  const activeFaults = () => ({ active: faults.active() });
  api.get('/faults', (_request, response) => void response.json({ ...activeFaults(), known: FAULTS }));
  api.put('/faults', (request, response) => {
    faults.set(faultOrderSchema.parse(request.body));
    response.json(activeFaults());
  });
  api.delete('/faults', (request, response) => {
    faults.clear(faultsQuery.parse(request.query).name);
    response.json(activeFaults());
  });
  api.post('/clock', async (request, response) => {
    await deps.advanceClock(clockOrder.parse(request.body).advanceSeconds);
    response.json({ now: new Date(world.clock.now()).toISOString(), offsetSeconds: world.clock.offsetSeconds() });
  });
  api.post('/keys', async (request, response) => {
    await world.keys.step(keyOrder.parse(request.body).step);
    response.json({ keys: await keyViews(world) });
  });
  api.get('/requests', (request, response) => {
    const { limit, ...filter } = requestsQuery.parse(request.query);
    const found = requestLog.latest(limit, (one) => passesFilter(one, filter));
    response.json({ requests: found.map((one) => ({ ...one, verdict: verdictOf(one).words })) });
  });
  api.post('/logout', async (request, response) => {
    const ended = await Promise.all(sidsOf(deps, logoutOrder.parse(request.body)).map((sid) => deps.endSession(sid)));
    response.json({ ended: ended.map(({ session, notices }) => ({ sid: session?.sid, notices })) });
  });
}

function snapshotRoutes(api: Router, { snapshots }: ControlDeps): void {
  const all = () => ({
    snapshots: snapshots.all().map(({ name, savedAt }) => ({ name, savedAt: new Date(savedAt).toISOString() })),
  });
  api.get('/snapshots', (_request, response) => void response.json(all()));
  api.put('/snapshots/:name', (request, response) => {
    snapshots.save(snapshotParameters.parse(request.params).name);
    response.json(all());
  });
  api.post('/snapshots/:name/restore', (request, response) => {
    snapshots.restore(request.params.name, restoreOrder.parse(request.body ?? {}).backInTime);
    response.json({ restored: request.params.name });
  });
  api.delete('/snapshots/:name', (request, response) => {
    snapshots.remove(request.params.name);
    response.json(all());
  });
}

function worldRoutes(api: Router, deps: ControlDeps): void {
  const { world } = deps;
  api.get('/state', async (_request, response) => void response.json(await stateView(deps)));
  api.post('/reset', (_request, response) => {
    deps.reset();
    response.json({ reset: true });
  });
  api.get('/settings', (_request, response) => void response.json(world.settings.current()));
  api.put('/settings', (request, response) => {
    world.settings.change(request.body);
    response.json(world.settings.current());
  });
  api.put('/applications/:id', (request, response) => {
    registerApplication(world, request.params.id, applicationRegistration.parse(request.body));
    response.json(applicationView(world, request.params.id));
  });
  api.put('/people/:id', (request, response) => {
    const id = registerPerson(world, request.params.id, personRegistration.parse(request.body));
    response.json(personView(world, id));
  });
  api.put('/grants/:id', (request, response) => {
    const key = grantKeyOf(request.params.id);
    if (!key) throw new RegistrationError('the id of a grant is <client id>~<tenant id>');
    if (!world.applications.find(key.clientId)) throw new RegistrationError('there is no such application');
    if (!world.tenants.find(key.tenantId)) throw new RegistrationError('there is no such tenant');
    world.tenantGrants.grant(key.clientId, key.tenantId, grantRegistration.parse(request.body).scopes, null);
    response.json(grantView(world, key.clientId, key.tenantId));
  });
}

function sidsOf({ world }: ControlDeps, order: z.infer<typeof logoutOrder>): string[] {
  if ('sid' in order) {
    if (!world.sessions.find(order.sid)) throw new RegistrationError('there is no such session');
    return [order.sid];
  }
  const person = world.people.byUsername(order.username);
  if (!person) throw new RegistrationError('there is no such person');
  return world.sessions
    .alive()
    .filter(({ personId }) => personId === person.id)
    .map(({ sid }) => sid);
}

const notFound: RequestHandler = (_request, response) => {
  response.status(404).json({ error: 'not_found', problems: ['The control API has no such address or method'] });
};

const refuse: ErrorRequestHandler = (error, _request, response, next) => {
  const problems = problemsOf(error);
  if (!problems) {
    next(error);
    return;
  }
  response.status(400).json({ error: 'bad_request', problems });
};

function problemsOf(error: unknown): string[] | undefined {
  if (error instanceof RegistrationError) return [error.message];
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  return error instanceof SyntaxError ? ['The body is not JSON'] : undefined;
}
