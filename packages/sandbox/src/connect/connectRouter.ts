import { Router } from 'express';
import { authorizeRoutes } from './authorizeRoutes.ts';
import type { ConnectDeps } from './connectDeps.ts';
import { endSessionRoutes, type EndSessionParts } from './endSessionRoutes.ts';
import { errorPageRoutes } from './errorPage.ts';
import { interactionRoutes } from './interactionRoutes.ts';
import { introspectionRoute } from './introspectionRoute.ts';
import { metadataRoutes } from './metadataRoutes.ts';
import { revocationRoute } from './revocationRoute.ts';
import { tokenRoute } from './tokenRoute.ts';
import { userinfoRoute } from './userinfoRoute.ts';

/** The stand-in for connect.visma.com, to be mounted at the sandbox's root. */
export function connectRouter(deps: ConnectDeps, parts: EndSessionParts): Router {
  const { browserSessions } = parts;
  return Router()
    .use(metadataRoutes(deps))
    .use(authorizeRoutes(deps, browserSessions))
    .use(interactionRoutes(deps, browserSessions))
    .use(tokenRoute(deps))
    .use(userinfoRoute(deps))
    .use(introspectionRoute(deps))
    .use(revocationRoute(deps))
    .use(endSessionRoutes(deps, parts))
    .use(errorPageRoutes(deps));
}
