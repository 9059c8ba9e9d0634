import { Router } from 'express';
import type { Application } from '../world/application.ts';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import { APPLICATION_TYPE_RULES, typeRules } from './applicationTypes.ts';
import { noticeOf } from './notices.ts';
import type { PortalDeps, PortalWays } from './portalWays.ts';

/** My Applications, and the choice of a type for a new one. Guide, steps 6 and 7. */
export function applicationsPage({ world }: PortalDeps, { developer }: PortalWays): Router {
  return Router()
    .get(
      '/portal/applications',
      developer.shown((visit, request, response) => {
        const own = world.applications.all().filter(({ teamId }) => teamId === visit.team.id);
        renderSystemPage(response, visit, {
          view: 'portal/applications',
          title: 'My Applications',
          section: '/portal/applications',
          notice: noticeOf(request.query),
          locals: { applications: own.map(toRow) },
        });
      }),
    )
    .get(
      '/portal/applications/new',
      developer.shown((visit, _request, response) => {
        renderSystemPage(response, visit, {
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
