import { Router } from 'express';
import { authorizeRoutes } from './authorize/authorizeRoutes.ts';
import type { ConnectDeps } from './connectDeps.ts';
import { endSessionRoutes, type EndSessionParts } from './logout/endSessionRoutes.ts';
import { errorPageRoutes } from './authorize/errorPage.ts';
import { interactionRoutes } from './signIn/interactionRoutes.ts';
import { introspectionRoute } from './token/introspectionRoute.ts';
import { metadataRoutes } from './keys/metadataRoutes.ts';
import { pictureRoute } from './token/pictureRoute.ts';
import { revocationRoute } from './token/revocationRoute.ts';
import { tokenRoute } from './token/tokenRoute.ts';
import { userinfoRoute } from './token/userinfoRoute.ts';

/** The stand-in for connect.visma.com, to be mounted at the sandbox's root. */
export function connectRouter(deps: ConnectDeps, parts: EndSessionParts): Router {
  const { browserSessions } = parts;
  return Router()
    .use(metadataRoutes(deps))
    .use(authorizeRoutes(deps, browserSessions))
    .use(interactionRoutes(deps, browserSessions))
    .use(tokenRoute(deps))
    .use(userinfoRoute(deps))
    .use(pictureRoute(deps))
    .use(introspectionRoute(deps))
    .use(revocationRoute(deps))
    .use(endSessionRoutes(deps, parts))
    .use(errorPageRoutes(deps));
}
