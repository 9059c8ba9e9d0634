import { Router } from 'express';
import { z } from 'zod';
import { snapshotName } from '../../world/snapshots.ts';
import type { ControlDeps } from '../controlDeps.ts';

const parameters = z.object({ name: snapshotName });
const restoreOrder = z.strictObject({ backInTime: z.boolean().default(false) });

/** Named snapshots. */
export function snapshotRoutes({ snapshots }: ControlDeps): Router {
  const all = () => ({
    snapshots: snapshots.all().map(({ name, savedAt }) => ({ name, savedAt: new Date(savedAt).toISOString() })),
  });
  return Router()
    .get('/snapshots', (_req, res) => void res.json(all()))
    .put('/snapshots/:name', (req, res) => {
      snapshots.save(parameters.parse(req.params).name);
      res.json(all());
    })
    .post('/snapshots/:name/restore', (req, res) => {
      snapshots.restore(req.params.name, restoreOrder.parse(req.body ?? {}).backInTime);
      res.json({ restored: req.params.name });
    })
    .delete('/snapshots/:name', (req, res) => {
      snapshots.remove(req.params.name);
      res.json(all());
    });
}
