import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Application } from '../world/application.ts';
import { PORTAL_CLIENT_ID, type Team } from '../world/teams.ts';
import type { World } from './portalWorld.ts';
import { renderNotice } from '../systems/renderSystemPage.ts';
import type { ContextMenu, SystemVisit } from '../systems/system.ts';
import { narrowWays, systemPages, type SystemPagesDeps, type Ways } from '../systems/systemPages.ts';
import { PORTAL } from './portalSystem.ts';

export interface PortalDeps extends SystemPagesDeps {
  world: World;
  /** The sandbox's own origin. */
  issuer: string;
}

/** A visit of a developer with a team. */
export interface DeveloperVisit extends SystemVisit {
  team: Team;
}

/** A visit to one of the team's applications. */
export interface ApplicationVisit extends DeveloperVisit {
  application: Application;
}

export interface PortalWays {
  /** Whoever is signed in. */
  guest: Ways<SystemVisit>;
  /** Whoever let the portal read the profile and belongs to a team; others are led to the page where they do that. */
  developer: Ways<DeveloperVisit>;
  /** The same, with the application whose client id stands in the address; 404 unless it is one of the person's teams'. */
  application: Ways<ApplicationVisit>;
}

export const TEAM_COOKIE = 'portal_team';

/** The ways in to the portal's pages. */
export function portalWays(deps: PortalDeps): PortalWays {
  const { world } = deps;
  const guest = systemPages(deps, PORTAL, ({ id }, request) => teamMenu(world, id, currentTeam(world, id, request)));
  const developer = narrowWays(guest, (visit, request, response): DeveloperVisit | undefined => {
    const { id } = visit.person;
    const team = currentTeam(world, id, request);
    if (world.consents.scopes(id, PORTAL_CLIENT_ID).length > 0 && team) return { ...visit, team };
    response.redirect(303, team ? '/portal/welcome' : '/portal/onboarding');
    return undefined;
  });
  const application = narrowWays(developer, (visit, request, response) =>
    findApplication(world, visit, request, response),
  );
  return { guest, developer, application };
}

function findApplication(
  world: World,
  visit: DeveloperVisit,
  request: Request,
  response: Response,
): ApplicationVisit | undefined {
  const application = world.applications.find(String(request.params.clientId));
  const team = world.teams.ofPerson(visit.person.id).find(({ id }) => id === application?.teamId);
  if (application && team) return { ...visit, application, team, context: teamMenu(world, visit.person.id, team) };
  renderNotice(response, visit, {
    status: 404,
    title: 'Your team has no such application',
    text: 'It may have been deleted, or it belongs to another team: ask an owner of that team to add you.',
    links: [{ label: 'My Applications', href: '/portal/applications' }],
  });
  return undefined;
}

/** The team that the person chose in the menu, else the first one. */
function currentTeam({ teams }: World, personId: string, { headers }: Request): Team | undefined {
  const own = teams.ofPerson(personId);
  const chosen = parseCookie(headers.cookie ?? '')[TEAM_COOKIE];
  return own.find(({ id }) => id === chosen) ?? own[0];
}

function teamMenu({ teams }: World, personId: string, current: Team | undefined): ContextMenu | null {
  if (!current) return null;
  const toChoice = ({ id, name, organisationNumber }: Team) => {
    return { id, name, details: [{ term: 'Organisation number', value: organisationNumber }] };
  };
  const choices = teams.ofPerson(personId).map(toChoice);
  return { label: 'Team', current: toChoice(current), choices, action: '/portal/team/current', field: 'team_id' };
}
