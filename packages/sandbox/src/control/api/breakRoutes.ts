import { Router } from 'express';
import { z } from 'zod';
import { KEY_STEPS } from '../../world/signingKeys.ts';
import type { ControlDeps } from '../controlDeps.ts';
import { keyViews } from '../stateView.ts';

const clockOrder = z.union(
  [z.strictObject({ advanceSeconds: z.number().int() }), z.strictObject({ backToNow: z.literal(true) })],
  { error: 'advanceSeconds: must be a whole number, or backToNow: true' },
);
const keyOrder = z.strictObject({ step: z.enum(KEY_STEPS) });

/** Faults, clock and keys. */
export function breakRoutes({ world, faults, moveClock }: ControlDeps): Router {
  const faultsQuery = z.object({ name: z.enum(faults.known.map(({ name }) => name)).optional() });
  const activeFaults = () => ({ active: faults.active() });
  return Router()
    .get('/faults', (_request, response) => void response.json({ ...activeFaults(), known: faults.known }))
    .put('/faults', (request, response) => {
      faults.order(request.body);
      response.json(activeFaults());
    })
    .delete('/faults', (request, response) => {
      faults.clear(faultsQuery.parse(request.query).name);
      response.json(activeFaults());
    })
    .post('/clock', async (request, response) => {
      const order = clockOrder.parse(request.body);
      await moveClock('advanceSeconds' in order ? order.advanceSeconds : -world.clock.offsetSeconds());
      response.json({ now: new Date(world.clock.now()).toISOString(), offsetSeconds: world.clock.offsetSeconds() });
    })
    .post('/keys', async (request, response) => {
      await world.keys.step(keyOrder.parse(request.body).step);
      response.json({ keys: await keyViews(world) });
    });
}
