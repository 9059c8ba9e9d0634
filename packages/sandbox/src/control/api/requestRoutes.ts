import { Router } from 'express';
import { z } from 'zod';
import { RegistrationError } from '../../world/registrations.ts';
import type { ControlDeps } from '../controlDeps.ts';
import { passesFilter, requestFilterSchema } from '../requestFilter.ts';
import { verdictOf } from '../verdictOf.ts';

const requestsQuery = requestFilterSchema.extend({ limit: z.coerce.number().int().min(1).max(1000).default(100) });
const logoutOrder = z.union([z.strictObject({ username: z.string() }), z.strictObject({ sid: z.string() })], {
  error: 'username or sid: one of them is needed',
});

/** The request log, and sessions at Connect. */
export function requestRoutes(deps: ControlDeps): Router {
  return Router()
    .get('/requests', (req, res) => {
      const { limit, ...filter } = requestsQuery.parse(req.query);
      const found = deps.requestLog.latest(limit, (one) => passesFilter(one, filter));
      res.json({ requests: found.map((one) => ({ ...one, verdict: verdictOf(one).message })) });
    })
    .post('/logout', async (req, res) => {
      const sids = sidsOf(deps, logoutOrder.parse(req.body));
      const ended = await Promise.all(sids.map((sid) => deps.endSession(sid)));
      res.json({ ended: ended.map(({ session, notices }) => ({ sid: session?.sid, notices })) });
    });
}

function sidsOf({ world }: ControlDeps, order: z.infer<typeof logoutOrder>): string[] {
  if ('sid' in order) {
    if (!world.sessions.find(order.sid)) throw new RegistrationError('sid: there is no such session');
    return [order.sid];
  }
  const person = world.people.byUsername(order.username);
  if (!person) throw new RegistrationError('username: there is no such person');
  return world.sessions
    .alive()
    .filter(({ personId }) => personId === person.id)
    .map(({ sid }) => sid);
}
