import { Router } from 'express';
import type { ErpPagesDeps } from './resourceSection.ts';
import { SECTIONS } from './sections.ts';

/** What a company has in the ERP: of each resource the list, its forms, then its single records. */
export function erpPages(deps: ErpPagesDeps): Router {
  const router = Router();
  for (const { list, form, detail } of Object.values(SECTIONS)) {
    if (list) router.use(list(deps));
    if (form) router.use(form(deps));
    if (detail) router.use(detail(deps));
  }
  return router;
}
