import { Router } from 'express';
import { z } from 'zod';
import { APIS, scopeDescription } from '../world/apis.ts';
import type { Integration } from '../world/integrations.ts';
import type { World } from './portalWorld.ts';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import { timeText } from '../systems/timeText.ts';
import { noticeOf } from './notices.ts';
import type { PortalDeps, PortalGuards } from './portalGuards.ts';

/** The desk of the Visma team that approves integrations: the sandbox's own page, which anybody may play. */
export function approvalsPage({ world }: PortalDeps, { guest }: PortalGuards): Router {
  return Router()
    .get(
      '/portal/approvals',
      guest.page((visit, req, res) => {
        const pending = world.integrations.all().filter(({ status }) => status === 'Pending');
        renderSystemPage(res, visit, {
          view: 'portal/approvals',
          title: 'Requests for approval',
          notice: noticeOf(req.query),
          locals: { requests: pending.map((one) => toView(world, one)) },
        });
      }),
    )
    .post(
      '/portal/approvals',
      guest.form((_visit, req, res) => {
        const { data } = decisionSchema.safeParse(req.body);
        const integration = data && world.integrations.find(data.client_id, data.api);
        if (integration?.status === 'Pending') {
          if (data?.decision === 'approve') world.integrations.approve(integration.clientId, integration.api);
          else world.integrations.reject(integration.clientId, integration.api);
        }
        res.redirect(303, `/portal/approvals?done=${data?.decision === 'approve' ? 'approved' : 'rejected'}`);
      }),
    );
}

const decisionSchema = z.object({ client_id: z.string(), api: z.string(), decision: z.enum(['approve', 'reject']) });

function toView({ applications, teams }: World, integration: Integration) {
  const { clientId, api, description, requestedScopes, approvedScopes, requestedAt } = integration;
  const application = applications.find(clientId);
  return {
    clientId,
    api,
    apiName: APIS.find(({ id }) => id === api)?.name ?? api,
    name: application?.name ?? clientId,
    publisher: teams.find(application?.teamId ?? '')?.name ?? 'Nobody',
    description,
    requested: timeText(requestedAt),
    scopes: requestedScopes.map((name) => ({
      name,
      description: scopeDescription(name),
      isNew: !approvedScopes.includes(name),
    })),
    dropped: approvedScopes.filter((name) => !requestedScopes.includes(name)),
  };
}
