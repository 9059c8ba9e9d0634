import { Router } from 'express';
import { noStore } from '../web/securityHeaders.ts';

export interface HealthDeps {
  /** Rejects when the store cannot be read and written. */
  readonly pingStore: () => Promise<void>;
  /** What the last call to Visma Connect's metadata said; does not ask. */
  readonly connectReachable: () => 'unknown' | 'yes' | 'no';
  /** By how many seconds our clock is ahead of Connect's; undefined when it is not known, or close enough. */
  readonly clockOffSeconds: () => number | undefined;
  /** Whether the process was told to stop and still takes requests. */
  readonly isStopping: () => boolean;
}

/**
 * For whoever runs the process: `/health` says that it lives, `/ready` that it can work. Without its store it cannot;
 * without Visma Connect those who are signed in go on, so that is told and no more, and so is a clock that would have
 * sign-ins refused. While it is being stopped, requests are to go to others.
 */
export function healthPages({ pingStore, connectReachable, clockOffSeconds, isStopping }: HealthDeps): Router {
  const router = Router();
  router.get('/health', noStore, (_req, res) => {
    res.json({ status: 'ok' });
  });
  router.get('/ready', noStore, async (_req, res) => {
    const store = await pingStore().then(
      () => 'ok',
      () => 'away',
    );
    const stopping = isStopping();
    const status = store === 'ok' && !stopping ? 200 : 503;
    const body = { store, connect: connectReachable(), clockOffSeconds: clockOffSeconds() };
    res.status(status).json({ ...body, ...(stopping && { stopping }) });
  });
  return router;
}
