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
    .get('/snapshots', (_request, response) => void response.json(all()))
    .put('/snapshots/:name', (request, response) => {
      snapshots.save(parameters.parse(request.params).name);
      response.json(all());
    })
    .post('/snapshots/:name/restore', (request, response) => {
      snapshots.restore(request.params.name, restoreOrder.parse(request.body ?? {}).backInTime);
      response.json({ restored: request.params.name });
    })
    .delete('/snapshots/:name', (request, response) => {
      snapshots.remove(request.params.name);
      response.json(all());
    });
}
