import { Router, type Response } from 'express';
import { z } from 'zod';
import { momentWords } from '../systems/dateWords.ts';
import { severalValues } from '../systems/formFields.ts';
import { parseForm } from '../systems/formState.ts';
import { renderNotice, renderSystemPage } from '../systems/renderSystemPage.ts';
import { narrowWays, type Act, type Ways } from '../systems/systemPages.ts';
import { ROLES, type Role } from '../world/memberships.ts';
import type { Person } from '../world/people.ts';
import type { Tenant } from '../world/tenants.ts';
import type { World } from '../world/world.ts';
import type { AdminVisit } from './adminWays.ts';
import { lockOut } from './lockOut.ts';
import { fullName, peopleOf, placesOf } from './places.ts';
import { roleSwitches } from './roleSwitches.ts';

interface PersonVisit extends AdminVisit {
  /** The person that the page is about. */
  subject: Person;
}

interface PlaceVisit extends PersonVisit {
  tenant: Tenant;
}

const doneQuery = z.object({ done: z.enum(['added', 'known', 'saved', 'joined', 'removed']) });
const rolesForm = z.object({ role: severalValues });

/** A person: their companies, and the roles in each. */
export function personRoutes(world: World, ways: Ways<AdminVisit>): Router {
  const ofPerson = personWays(world, ways);
  const { shown, taken } = placeWays(ofPerson);
  const place = '/admin/:customer/people/:person/in/:tenant';
  return Router()
    .get(
      '/admin/:customer/people/:person',
      ofPerson.shown((visit, { query }, response) => {
        const { done } = doneQuery.safeParse(query).data ?? {};
        showPerson(world, response, visit, { notice: done === undefined ? null : noticeOf(world, visit, done) });
      }),
    )
    .post(`${place}/roles`, taken(saveRoles(world)))
    .post(`${place}/join`, taken(join(world)))
    .get(`${place}/remove`, shown(askToRemove(world)))
    .post(`${place}/remove`, taken(remove(world)));
}

/** For people who belong to at least one of the tenants that the visitor administers. */
function personWays(world: World, ways: Ways<AdminVisit>): Ways<PersonVisit> {
  return narrowWays(ways, (visit, { params }, response): PersonVisit | undefined => {
    const subject = peopleOf(world, visit.tenants).find(({ id }) => id === params.person);
    if (subject) return { ...visit, subject };
    renderNotice(response, visit, { ...NOT_HERE, links: [{ label: 'People', href: visit.paths.people }] });
    return undefined;
  });
}

function placeWays(ways: Ways<PersonVisit>): Ways<PlaceVisit> {
  return narrowWays(ways, (visit, { params }, response): PlaceVisit | undefined => {
    const tenant = visit.tenants.find(({ id }) => id === params.tenant);
    if (tenant) return { ...visit, tenant };
    renderNotice(response, visit, { ...NOT_HERE, links: [{ label: 'People', href: visit.paths.people }] });
    return undefined;
  });
}

const NOT_HERE = {
  status: 404,
  title: 'There is no such person here',
  text: 'The person belongs to none of the companies that you administer, or was removed.',
};

function noticeOf(world: World, { subject }: PersonVisit, done: z.infer<typeof doneQuery>['done']): string {
  const { roleDelaySeconds } = world.settings.current();
  const works = momentWords(world.clock.seconds() + roleDelaySeconds);
  const later = roleDelaySeconds === 0 ? 'Changes are in force.' : `Changes made now take effect at ${works}.`;
  const name = fullName(subject);
  const notices = {
    added: `${name} was added. Give the roles they need below.`,
    known: `${name} had an account at Visma Connect already, so name and password stay as they were. Give the roles they need below.`,
    saved: `The roles of ${name} are saved. ${later}`,
    joined: `${name} was added to the company. Give the roles they need below.`,
    removed: `${name} was removed from the company. ${later}`,
  };
  return notices[done];
}

interface Shown {
  notice?: string | null;
  /** What was refused: where, which switches were on, and why. */
  refused?: { tenantId: string; roles: readonly string[]; words: string };
}

function showPerson(world: World, response: Response, visit: PersonVisit, { notice, refused }: Shown): void {
  const { paths, subject, tenants, person } = visit;
  const places = placesOf(world, subject, tenants).map((place) => {
    const isRefused = refused?.tenantId === place.tenant.id;
    return {
      ...place,
      switches: roleSwitches(place.tenant, isRefused ? refused.roles : place.roles),
      error: isRefused ? refused.words : null,
      path: paths.place(subject.id, place.tenant.id),
    };
  });
  renderSystemPage(response, visit, {
    view: 'admin/person',
    title: fullName(subject),
    section: paths.people,
    crumbs: [{ label: 'People', href: paths.people }],
    notice,
    status: refused ? 400 : 200,
    locals: {
      places,
      refused: refused ?? null,
      username: subject.username,
      isSelf: subject.id === person.id,
      isDisabled: subject.disabled,
      lastSignIn: subject.lastSignInAt === null ? null : momentWords(subject.lastSignInAt),
    },
  });
}

function saveRoles(world: World): Act<PlaceVisit> {
  return (visit, request, response) => {
    const { subject, tenant, paths } = visit;
    const parsed = parseForm(rolesForm, request.body);
    const given = parsed.ok ? parsed.values.role : [];
    const roles = ROLES.filter((role) => given.includes(role));
    const words = lockOut(world, changeOf(visit, roles));
    if (words !== undefined) {
      showPerson(world, response, visit, { refused: { tenantId: tenant.id, roles: given, words } });
      return;
    }
    world.memberships.setRoles(subject.id, tenant.id, roles);
    response.redirect(303, `${paths.person(subject.id)}?done=saved`);
  };
}

function changeOf({ person: actor, subject: person, tenant, tenants: administered }: PlaceVisit, roles: Role[]) {
  return { actor, person, tenant, roles, administered };
}

function join({ memberships }: World): Act<PlaceVisit> {
  return ({ subject, tenant, paths }, _request, response) => {
    if (!memberships.find(subject.id, tenant.id)) memberships.setRoles(subject.id, tenant.id, []);
    response.redirect(303, `${paths.person(subject.id)}?done=joined`);
  };
}

function askToRemove(world: World): Act<PlaceVisit> {
  return (visit, _request, response) => {
    const { paths, subject, tenant } = visit;
    const name = fullName(subject);
    renderSystemPage(response, visit, {
      view: 'admin/remove-person',
      title: `Remove ${name} from ${tenant.name}?`,
      section: paths.people,
      crumbs: [
        { label: 'People', href: paths.people },
        { label: name, href: paths.person(subject.id) },
      ],
      locals: {
        name,
        tenant,
        delayMinutes: Math.ceil(world.settings.current().roleDelaySeconds / 60),
        action: `${paths.place(subject.id, tenant.id)}/remove`,
        back: paths.person(subject.id),
      },
    });
  };
}

function remove(world: World): Act<PlaceVisit> {
  return (visit, _request, response) => {
    const { paths, subject, tenant, tenants } = visit;
    const words = lockOut(world, changeOf(visit, []));
    if (words !== undefined) {
      const { roles = [] } = placesOf(world, subject, [tenant])[0] ?? {};
      showPerson(world, response, visit, { refused: { tenantId: tenant.id, roles, words } });
      return;
    }
    world.memberships.remove(subject.id, tenant.id);
    const isStillHere = tenants.some(({ id }) => world.memberships.find(subject.id, id));
    if (isStillHere) response.redirect(303, `${paths.person(subject.id)}?done=removed`);
    else response.redirect(303, `${paths.people}?${new URLSearchParams({ removed: subject.id }).toString()}`);
  };
}
