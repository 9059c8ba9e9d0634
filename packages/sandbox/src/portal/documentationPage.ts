import { Router } from 'express';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import type { PortalDeps, PortalGuards } from './portalGuards.ts';

/** Documentation: the flows of Visma Connect with the addresses of this sandbox. */
export function documentationPage({ world, issuer }: PortalDeps, { developer }: PortalGuards): Router {
  return Router().get(
    '/portal/documentation',
    developer.page((visit, _req, res) => {
      const { portalDelaySeconds } = world.settings.current();
      renderSystemPage(res, visit, {
        view: 'portal/documentation',
        title: 'Documentation',
        section: '/portal/documentation',
        locals: { issuer, portalDelaySeconds },
      });
    }),
  );
}
