import { Router, type Response } from 'express';
import { z } from 'zod';
import type { World } from './portalWorld.ts';
import { optionalText } from '../systems/formFields.ts';
import { aForm, parseForm, type FormState } from '../systems/formState.ts';
import { timeText } from '../systems/timeText.ts';
import { renderTab, tabPath } from './applicationFrame.ts';
import { noticeOf } from './notices.ts';
import type { ApplicationVisit, PortalDeps, PortalGuards } from './portalGuards.ts';
import { requireTab } from './requireTab.ts';

/** The tab Credentials: secrets, each shown once, right after it was made. Guide, step 13. */
export function credentialsPage({ world, issuer }: PortalDeps, guards: PortalGuards): Router {
  const own = requireTab(guards, 'credentials');
  return Router()
    .get(
      '/portal/applications/:clientId/credentials',
      own.page((visit, req, res) => show(world, visit, res, aForm(), noticeOf(req.query))),
    )
    .post(
      '/portal/applications/:clientId/credentials',
      own.form((visit, req, res) => {
        const parsed = parseForm(secretSchema, req.body);
        if (!parsed.ok) {
          show(world, visit, res, parsed.form);
          return;
        }
        const secret = world.secrets.generate(visit.application.clientId, parsed.values.description);
        renderTab(res, visit, 'credentials', {
          view: 'portal/new-secret',
          title: 'Your new client secret',
          crumbs: [{ label: visit.application.name, href: tabPath(visit.application, 'details') }],
          locals: { secret, issuer },
        });
      }),
    )
    .post(
      '/portal/applications/:clientId/credentials/:secretId/revoke',
      own.form((visit, req, res) => {
        const { clientId } = visit.application;
        const secret = world.secrets.ofApplication(clientId).find(({ id }) => id === req.params.secretId);
        if (secret) world.secrets.revoke(secret.id);
        res.redirect(303, `${tabPath(visit.application, 'credentials')}?done=revoked`);
      }),
    );
}

const secretSchema = z.object({ description: optionalText(100) });

function show(
  { secrets }: World,
  visit: ApplicationVisit,
  res: Response,
  form: FormState,
  notice: string | null = null,
): void {
  const all = secrets.ofApplication(visit.application.clientId).sort((a, b) => a.createdAt - b.createdAt);
  const rows = all.map(({ id, hint, description, createdAt, revokedAt }) => {
    return {
      id,
      hint,
      description,
      created: timeText(createdAt),
      revoked: revokedAt === null ? null : timeText(revokedAt),
    };
  });
  renderTab(res, visit, 'credentials', {
    view: 'portal/credentials',
    title: visit.application.name,
    notice,
    status: Object.keys(form.errors).length > 0 ? 400 : 200,
    locals: { form, secrets: rows },
  });
}
