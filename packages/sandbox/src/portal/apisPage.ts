import { Router } from 'express';
import { APIS, IDENTITY_SCOPES, OFFLINE_ACCESS } from '../world/apis.ts';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import { callersLabel } from './apiChoices.ts';
import type { PortalDeps, PortalGuards } from './portalGuards.ts';

/** APIs: all that an application can be integrated to, with their scopes. */
export function apisPage({ issuer, world }: PortalDeps, { developer }: PortalGuards): Router {
  return Router().get(
    '/portal/apis',
    developer.page((visit, _req, res) => {
      const apis = APIS.map((api) => ({
        ...api,
        callers: callersLabel(api, world.settings.current()),
        address: `${issuer}${api.audiencePath}`,
        realAddress: REAL_HOSTS[api.audiencePath] ?? '',
      }));
      renderSystemPage(res, visit, {
        view: 'portal/apis',
        title: 'APIs',
        section: '/portal/apis',
        locals: { apis, identity: [...IDENTITY_SCOPES, OFFLINE_ACCESS] },
      });
    }),
  );
}

const REAL_HOSTS: Readonly<Record<string, string>> = {
  '/v1': 'https://api.finance.visma.net/v1',
  '/api/v3': 'https://salesorder.visma.net/api/v3',
};
