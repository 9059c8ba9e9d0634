import { Router } from 'express';
import { APIS, IDENTITY_SCOPES, OFFLINE_ACCESS } from '../world/apis.ts';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import { callersWords } from './apiChoices.ts';
import type { PortalDeps, PortalWays } from './portalWays.ts';

/** APIs: all that an application can be integrated to, with their scopes. */
export function apisPage({ issuer }: PortalDeps, { developer }: PortalWays): Router {
  return Router().get(
    '/portal/apis',
    developer.shown((visit, _request, response) => {
      const apis = APIS.map((api) => ({
        ...api,
        callers: callersWords(api),
        address: `${issuer}${api.audiencePath}`,
        realAddress: REAL_HOSTS[api.audiencePath] ?? '',
      }));
      renderSystemPage(response, visit, {
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
