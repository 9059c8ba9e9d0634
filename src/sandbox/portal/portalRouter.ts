import { Router } from 'express';
import { systemPages, type SystemPagesDeps } from '../systems/systemPages.ts';
import { PORTAL } from './portalSystem.ts';
import { startPage } from './startPage.ts';

/** The stand-in for oauth.developers.visma.com, to be mounted at the sandbox's root. */
export function portalRouter(deps: SystemPagesDeps): Router {
  const pages = systemPages(deps, PORTAL);
  return Router().use(startPage(pages));
}
