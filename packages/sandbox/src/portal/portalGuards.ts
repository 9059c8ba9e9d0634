import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Application } from '../world/application.ts';
import { PORTAL_CLIENT_ID, type Team } from '../world/teams.ts';
import type { World } from './portalWorld.ts';
import { renderNotice } from '../systems/renderSystemPage.ts';
import type { ContextMenu, SystemVisit } from '../systems/system.ts';
import { narrowGuard, requireSignIn, type GuardDeps, type Guard } from '../systems/guards.ts';
import { PORTAL } from './portalSystem.ts';

export interface PortalDeps extends GuardDeps {
  readonly world: World;
  /** The sandbox's own origin. */
  readonly issuer: string;
}

/** A visit of a developer with a team. */
export interface DeveloperVisit extends SystemVisit {
  readonly team: Team;
}

/** A visit to one of the team's applications. */
export interface ApplicationVisit extends DeveloperVisit {
  readonly application: Application;
}

export interface PortalGuards {
  /** Whoever is signed in. */
  readonly guest: Guard<SystemVisit>;
  /** Whoever let the portal read the profile and belongs to a team; others are led to the page where they do that. */
  readonly developer: Guard<DeveloperVisit>;
  /** The same, with the application whose client id stands in the address; 404 unless it is one of the person's teams'. */
  readonly application: Guard<ApplicationVisit>;
}

export const TEAM_COOKIE = 'portal_team';

/** Whom the portal's pages are for. */
export function portalGuards(deps: PortalDeps): PortalGuards {
  const { world } = deps;
  const guest = requireSignIn(deps, PORTAL, ({ id }, req) => teamMenu(world, id, currentTeam(world, id, req)));
  const developer = narrowGuard(guest, (visit, req, res): DeveloperVisit | undefined => {
    const { id } = visit.person;
    const team = currentTeam(world, id, req);
    if (world.consents.scopes(id, PORTAL_CLIENT_ID).length > 0 && team) return { ...visit, team };
    res.redirect(303, team ? '/portal/welcome' : '/portal/onboarding');
    return undefined;
  });
  const application = narrowGuard(developer, (visit, req, res) => findApplication(world, visit, req, res));
  return { guest, developer, application };
}

function findApplication(
  world: World,
  visit: DeveloperVisit,
  req: Request,
  res: Response,
): ApplicationVisit | undefined {
  const application = world.applications.find(String(req.params.clientId));
  const team = world.teams.ofPerson(visit.person.id).find(({ id }) => id === application?.teamId);
  if (application && team) return { ...visit, application, team, context: teamMenu(world, visit.person.id, team) };
  renderNotice(res, visit, {
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
