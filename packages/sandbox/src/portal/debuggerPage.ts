import { Router } from 'express';
import { z } from 'zod';
import type { ConnectError } from '../world/connectErrors.ts';
import type { World } from './portalWorld.ts';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import { timeText } from '../systems/timeText.ts';
import { checkFailedRequest } from './checkFailedRequest.ts';
import { errorDescription } from './errorDescription.ts';
import type { DeveloperVisit, PortalDeps, PortalGuards } from './portalGuards.ts';

const MOST_RECENT = 20;

/** The Debugger: explains a failure that stayed on Connect's error page, by its errorId. */
export function debuggerPage({ world }: PortalDeps, { developer }: PortalGuards): Router {
  return Router().get(
    '/portal/debugger',
    developer.page((visit, req, res) => {
      const given = z.object({ errorId: z.string() }).safeParse(req.query).data?.errorId ?? '';
      const failure = world.connectErrors.find(errorIdOf(given));
      const isUnknown = given !== '' && !failure;
      const problem = isUnknown ? 'There is no failure with this error ID, or it is older than a week' : undefined;
      renderSystemPage(res, visit, {
        view: 'portal/debugger',
        title: 'Debugger',
        section: '/portal/debugger',
        status: isUnknown ? 404 : 200,
        locals: {
          form: { values: { errorId: given }, errors: problem === undefined ? {} : { errorId: problem } },
          failure: failure ? toView(world, visit, failure) : null,
          recent: recentOf(world, visit),
        },
      });
    }),
  );
}

/** Takes the whole address of the error page too: that is what people copy. */
function errorIdOf(given: string): string {
  return /[?&]errorId=([\w-]+)/.exec(given)?.[1] ?? given.trim();
}

function toView(world: World, { person }: DeveloperVisit, failure: ConnectError) {
  const application = world.applications.find(failure.clientId ?? '');
  const teams = world.teams.ofPerson(person.id);
  const isOwn = teams.some(({ id }) => id === application?.teamId);
  return {
    ...failure,
    at: timeText(failure.at),
    ...errorDescription(failure.error),
    checks: checkFailedRequest(world, failure),
    application: application && isOwn ? { clientId: application.clientId, name: application.name } : null,
    redirectUris: isOwn ? (application?.redirectUris ?? []) : [],
  };
}

function recentOf({ applications, connectErrors }: World, { team }: DeveloperVisit) {
  const isOwn = (clientId: string | null): boolean => applications.find(clientId ?? '')?.teamId === team.id;
  return connectErrors
    .all()
    .filter(({ clientId }) => isOwn(clientId))
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_RECENT)
    .map(({ errorId, at, error, description, clientId }) => ({
      errorId,
      at: timeText(at),
      error,
      description,
      clientId,
    }));
}
