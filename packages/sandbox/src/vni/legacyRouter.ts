import { Router, type RequestHandler } from 'express';
import { renderNotice } from '../systems/renderSystemPage.ts';
import { authorizePages } from './authorizePages.ts';
import { contextRoutes } from './contextRoutes.ts';
import { endedRoutes } from './endedRoutes.ts';
import type { LegacyDeps } from './legacyDeps.ts';
import { tokenRoutes } from './tokenRoutes.ts';
import { VNI, VNI_ENDED } from './vniSystem.ts';

/**
 * The addresses of VNI, and others that have ended; to be mounted at the sandbox's root before the APIs. With VNI off
 * its addresses answer 404 and say why.
 */
export function legacyRouter(deps: LegacyDeps, isOn: boolean): Router {
  const router = Router().use(endedRoutes(deps.annotate));
  if (isOn) return router.use(authorizePages(deps), tokenRoutes(deps), contextRoutes(deps));
  return router.use(['/API/resources', '/API/security'], answerOff(deps));
}

const OFF = `${VNI_ENDED} To rehearse the move from it, start the sandbox with SANDBOX_VNI=true, or vni: true.`;

function answerOff({ annotate }: LegacyDeps): RequestHandler {
  return (req, res) => {
    annotate(req, { message: 'VNI is off in this sandbox' });
    if (req.accepts(['json', 'html']) === 'html') {
      const shell = { system: VNI, formToken: '', signedInAs: null, signOut: null, context: null };
      renderNotice(res, shell, { status: 404, title: 'VNI has ended', text: OFF });
      return;
    }
    res.status(404).json({ message: OFF });
  };
}
