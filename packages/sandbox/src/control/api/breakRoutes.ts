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
    .get(
      '/faults',
      (_req, res) =>
        void res.json({
          ...activeFaults(),
          known: faults.known.map(({ description, ...fault }) => ({ ...fault, words: description })),
        }),
    )
    .put('/faults', (req, res) => {
      faults.order(req.body);
      res.json(activeFaults());
    })
    .delete('/faults', (req, res) => {
      faults.clear(faultsQuery.parse(req.query).name);
      res.json(activeFaults());
    })
    .post('/clock', async (req, res) => {
      const order = clockOrder.parse(req.body);
      await moveClock('advanceSeconds' in order ? order.advanceSeconds : -world.clock.offsetSeconds());
      res.json({ now: new Date(world.clock.now()).toISOString(), offsetSeconds: world.clock.offsetSeconds() });
    })
    .post('/keys', async (req, res) => {
      await world.keys.step(keyOrder.parse(req.body).step);
      res.json({ keys: await keyViews(world) });
    });
}
