import { Router } from 'express';
import { z } from 'zod';
import { APIS, scopeDescription } from '../world/apis.ts';
import type { Integration } from '../world/integrations.ts';
import { timeText } from '../systems/timeText.ts';
import { fittingApis } from './apiChoices.ts';
import { renderTab, tabPath } from './applicationFrame.ts';
import { noticeOf } from './notices.ts';
import type { PortalDeps, PortalGuards } from './portalGuards.ts';
import { requireTab } from './requireTab.ts';

/** The tab Integrations: the APIs that the application is integrated to, and how far each request has come. */
export function integrationsPage({ world }: PortalDeps, guards: PortalGuards): Router {
  const own = requireTab(guards, 'integrations');
  return Router()
    .get(
      '/portal/applications/:clientId/integrations',
      own.page((visit, req, res) => {
        const { application } = visit;
        renderTab(res, visit, 'integrations', {
          view: 'portal/integrations',
          title: application.name,
          notice: noticeOf(req.query),
          locals: {
            integrations: world.integrations.ofApplication(application.clientId).map(toView),
            hasChoice: fittingApis(application, world.settings.current()).length > 0,
          },
        });
      }),
    )
    .post(
      '/portal/applications/:clientId/integrations/remove',
      own.form(({ application }, req, res) => {
        const { data } = z.object({ api: z.string() }).safeParse(req.body);
        if (data) world.integrations.remove(application.clientId, data.api);
        res.redirect(303, `${tabPath(application, 'integrations')}?done=removed`);
      }),
    );
}

function toView({ api, status, description, requestedScopes, approvedScopes, requestedAt }: Integration) {
  const scopes = [...new Set([...approvedScopes, ...requestedScopes])].map((name) => ({
    name,
    description: scopeDescription(name),
    isApproved: approvedScopes.includes(name),
    isAsked: requestedScopes.includes(name),
  }));
  const name = APIS.find(({ id }) => id === api)?.name ?? api;
  return { api, name, status, description, scopes, requested: timeText(requestedAt) };
}
