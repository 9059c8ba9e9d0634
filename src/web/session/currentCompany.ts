import { Router, type RequestHandler } from 'express';
import { currentSession } from './session.ts';

/**
 * Remembers which company was looked at last: where pages that are about no company lead to. Written only when it is
 * another one than before.
 */
export function currentCompany(): Router {
  const router = Router();
  router.get('/companies/:tenant{/*rest}', remember);
  return router;
}

const remember: RequestHandler<{ tenant: string }> = (req, _res, next) => {
  const current = currentSession(req);
  const { tenant } = req.params;
  const { signedIn } = current ?? {};
  const isNews = signedIn && signedIn.currentTenantId !== tenant && Object.hasOwn(signedIn.companies, tenant);
  if (current && isNews) current.signedIn = { ...signedIn, currentTenantId: tenant };
  next();
};
