import { Router, type Request, type Response } from 'express';
import { rememberCompany } from './lastCompany.ts';
import { currentSession } from './session.ts';

/**
 * Remembers which company was looked at last: where pages that are about no company lead to. Written only when it is
 * another one than before.
 */
export function currentCompany({ https }: { readonly https: boolean }): Router {
  const router = Router();
  router.get('/companies/:tenant{/*rest}', (req, res, next) => {
    remember(req, res, https);
    next();
  });
  return router;
}

function remember(req: Request<{ tenant: string }>, res: Response, https: boolean): void {
  const current = currentSession(req);
  const { tenant } = req.params;
  const { signedIn } = current ?? {};
  const isNews = signedIn && signedIn.currentTenantId !== tenant && Object.hasOwn(signedIn.companies, tenant);
  if (!current || !isNews) return;
  current.signedIn = { ...signedIn, currentTenantId: tenant };
  rememberCompany(res, tenant, https);
}
