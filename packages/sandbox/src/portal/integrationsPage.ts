import { Router } from 'express';
import { z } from 'zod';
import { APIS, scopeWords } from '../world/apis.ts';
import type { Integration } from '../world/integrations.ts';
import { timeText } from '../systems/timeText.ts';
import { fittingApis } from './apiChoices.ts';
import { renderTab, tabPath } from './applicationFrame.ts';
import { noticeOf } from './notices.ts';
import type { PortalDeps, PortalWays } from './portalWays.ts';
import { tabWays } from './tabWays.ts';

/** The tab Integrations: the APIs that the application is integrated to, and how far each request has come. */
export function integrationsPage({ world }: PortalDeps, ways: PortalWays): Router {
  const own = tabWays(ways, 'integrations');
  return Router()
    .get(
      '/portal/applications/:clientId/integrations',
      own.shown((visit, request, response) => {
        const { application } = visit;
        renderTab(response, visit, 'integrations', {
          view: 'portal/integrations',
          title: application.name,
          notice: noticeOf(request.query),
          locals: {
            integrations: world.integrations.ofApplication(application.clientId).map(toView),
            hasChoice: fittingApis(application).length > 0,
          },
        });
      }),
    )
    .post(
      '/portal/applications/:clientId/integrations/remove',
      own.taken(({ application }, request, response) => {
        const { data } = z.object({ api: z.string() }).safeParse(request.body);
        if (data) world.integrations.remove(application.clientId, data.api);
        response.redirect(303, `${tabPath(application, 'integrations')}?done=removed`);
      }),
    );
}

function toView({ api, status, description, requestedScopes, approvedScopes, requestedAt }: Integration) {
  const scopes = [...new Set([...approvedScopes, ...requestedScopes])].map((name) => ({
    name,
    words: scopeWords(name),
    isApproved: approvedScopes.includes(name),
    isAsked: requestedScopes.includes(name),
  }));
  const name = APIS.find(({ id }) => id === api)?.name ?? api;
  return { api, name, status, description, scopes, requested: timeText(requestedAt) };
}
