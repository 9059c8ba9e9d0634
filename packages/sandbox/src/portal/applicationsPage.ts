import { Router } from 'express';
import type { Application } from '../world/application.ts';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import { APPLICATION_TYPE_RULES, typeRules } from './applicationTypes.ts';
import { noticeOf } from './notices.ts';
import type { PortalDeps, PortalGuards } from './portalGuards.ts';

/** My Applications, and the choice of a type for a new one. Guide, steps 6 and 7. */
export function applicationsPage({ world }: PortalDeps, { developer }: PortalGuards): Router {
  return Router()
    .get(
      '/portal/applications',
      developer.page((visit, req, res) => {
        const own = world.applications.all().filter(({ teamId }) => teamId === visit.team.id);
        renderSystemPage(res, visit, {
          view: 'portal/applications',
          title: 'My Applications',
          section: '/portal/applications',
          notice: noticeOf(req.query),
          locals: { applications: own.map(toRow) },
        });
      }),
    )
    .get(
      '/portal/applications/new',
      developer.page((visit, _req, res) => {
        renderSystemPage(res, visit, {
          view: 'portal/application-types',
          title: 'Add application',
          section: '/portal/applications',
          crumbs: [{ label: 'My Applications', href: '/portal/applications' }],
          locals: { types: APPLICATION_TYPE_RULES },
        });
      }),
    );
}

function toRow({ clientId, name, type, status, test, icon }: Application) {
  return { clientId, name, typeLabel: typeRules(type).label, status, test, hasIcon: icon !== null };
}
