import { Router } from 'express';
import { authorizeRoutes } from './authorizeRoutes.ts';
import type { ConnectDeps } from './connectDeps.ts';
import type { ConnectProvider } from './connectProvider.ts';
import { errorPageRoutes } from './errorPage.ts';
import { interactionRoutes } from './interactionRoutes.ts';
import { metadataRoutes } from './metadataRoutes.ts';
import { tokenRoute } from './tokenRoute.ts';
import { userinfoRoute } from './userinfoRoute.ts';

/** The stand-in for connect.visma.com, to be mounted at the sandbox's root. */
export function connectRouter(deps: ConnectDeps, connect: ConnectProvider, endSession: (sid: string) => void): Router {
  return Router()
    .use(metadataRoutes(deps))
    .use(authorizeRoutes(deps, connect))
    .use(interactionRoutes(deps, connect, endSession))
    .use(tokenRoute(deps, connect))
    .use(userinfoRoute(deps, connect))
    .use(errorPageRoutes(deps));
}
