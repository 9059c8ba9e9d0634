import { Router } from 'express';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import type { PortalDeps, PortalWays } from './portalWays.ts';

/** Documentation: the flows of Visma Connect with the addresses of this sandbox. */
export function documentationPage({ world, issuer }: PortalDeps, { developer }: PortalWays): Router {
  return Router().get(
    '/portal/documentation',
    developer.shown((visit, _request, response) => {
      const { portalDelaySeconds } = world.settings.current();
      renderSystemPage(response, visit, {
        view: 'portal/documentation',
        title: 'Documentation',
        section: '/portal/documentation',
        locals: { issuer, portalDelaySeconds },
      });
    }),
  );
}
