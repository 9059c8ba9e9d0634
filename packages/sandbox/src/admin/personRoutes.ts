import { Router, type Response } from 'express';
import { z } from 'zod';
import { formatMoment } from '../systems/formatDate.ts';
import { severalValues } from '../systems/formFields.ts';
import { parseForm } from '../systems/formState.ts';
import { renderNotice, renderSystemPage } from '../systems/renderSystemPage.ts';
import { narrowGuard, type Act, type Guard } from '../systems/guards.ts';
import { ROLES, type Role } from '../world/memberships.ts';
import type { Person } from '../world/people.ts';
import type { Tenant } from '../world/tenants.ts';
import type { World } from '../world/world.ts';
import type { AdminVisit } from './adminGuards.ts';
import { lockOut } from './lockOut.ts';
import { fullName, peopleOf, placesOf } from './places.ts';
import { roleSwitches } from './roleSwitches.ts';

interface PersonVisit extends AdminVisit {
  /** The person that the page is about. */
  readonly subject: Person;
}

interface PlaceVisit extends PersonVisit {
  readonly tenant: Tenant;
}

const doneQuery = z.object({ done: z.enum(['added', 'known', 'saved', 'joined', 'removed']) });
const rolesForm = z.object({ role: severalValues });

/** A person: their companies, and the roles in each. */
export function personRoutes(world: World, guard: Guard<AdminVisit>): Router {
  const ofPerson = requirePerson(world, guard);
  const { page, form } = requirePlace(ofPerson);
  const place = '/admin/:customer/people/:person/in/:tenant';
  return Router()
    .get(
      '/admin/:customer/people/:person',
      ofPerson.page((visit, { query }, res) => {
        const { done } = doneQuery.safeParse(query).data ?? {};
        showPerson(world, res, visit, { notice: done === undefined ? null : noticeOf(world, visit, done) });
      }),
    )
    .post(`${place}/roles`, form(saveRoles(world)))
    .post(`${place}/join`, form(join(world)))
    .get(`${place}/remove`, page(askToRemove(world)))
    .post(`${place}/remove`, form(remove(world)));
}

/** For people who belong to at least one of the tenants that the visitor administers. */
function requirePerson(world: World, guard: Guard<AdminVisit>): Guard<PersonVisit> {
  return narrowGuard(guard, (visit, { params }, res): PersonVisit | undefined => {
    const subject = peopleOf(world, visit.tenants).find(({ id }) => id === params.person);
    if (subject) return { ...visit, subject };
    renderNotice(res, visit, { ...NOT_HERE, links: [{ label: 'People', href: visit.paths.people }] });
    return undefined;
  });
}

function requirePlace(guard: Guard<PersonVisit>): Guard<PlaceVisit> {
  return narrowGuard(guard, (visit, { params }, res): PlaceVisit | undefined => {
    const tenant = visit.tenants.find(({ id }) => id === params.tenant);
    if (tenant) return { ...visit, tenant };
    renderNotice(res, visit, { ...NOT_HERE, links: [{ label: 'People', href: visit.paths.people }] });
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
  const works = formatMoment(world.clock.seconds() + roleDelaySeconds);
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
  readonly notice?: string | null;
  /** What was refused: where, which switches were on, and why. */
  readonly refused?: { readonly tenantId: string; readonly roles: readonly string[]; readonly message: string };
}

function showPerson(world: World, res: Response, visit: PersonVisit, { notice, refused }: Shown): void {
  const { paths, subject, tenants, person } = visit;
  const places = placesOf(world, subject, tenants).map((place) => {
    const isRefused = refused?.tenantId === place.tenant.id;
    return {
      ...place,
      switches: roleSwitches(place.tenant, isRefused ? refused.roles : place.roles),
      error: isRefused ? refused.message : null,
      path: paths.place(subject.id, place.tenant.id),
    };
  });
  renderSystemPage(res, visit, {
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
      lastSignIn: subject.lastSignInAt === null ? null : formatMoment(subject.lastSignInAt),
    },
  });
}

function saveRoles(world: World): Act<PlaceVisit> {
  return (visit, req, res) => {
    const { subject, tenant, paths } = visit;
    const parsed = parseForm(rolesForm, req.body);
    const given = parsed.ok ? parsed.values.role : [];
    const roles = ROLES.filter((role) => given.includes(role));
    const message = lockOut(world, changeOf(visit, roles));
    if (message !== undefined) {
      showPerson(world, res, visit, { refused: { tenantId: tenant.id, roles: given, message } });
      return;
    }
    world.memberships.setRoles(subject.id, tenant.id, roles);
    res.redirect(303, `${paths.person(subject.id)}?done=saved`);
  };
}

function changeOf({ person: actor, subject: person, tenant, tenants: administered }: PlaceVisit, roles: Role[]) {
  return { actor, person, tenant, roles, administered };
}

function join({ memberships }: World): Act<PlaceVisit> {
  return ({ subject, tenant, paths }, _req, res) => {
    if (!memberships.find(subject.id, tenant.id)) memberships.setRoles(subject.id, tenant.id, []);
    res.redirect(303, `${paths.person(subject.id)}?done=joined`);
  };
}

function askToRemove(world: World): Act<PlaceVisit> {
  return (visit, _req, res) => {
    const { paths, subject, tenant } = visit;
    const name = fullName(subject);
    renderSystemPage(res, visit, {
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
  return (visit, _req, res) => {
    const { paths, subject, tenant, tenants } = visit;
    const message = lockOut(world, changeOf(visit, []));
    if (message !== undefined) {
      const { roles = [] } = placesOf(world, subject, [tenant])[0] ?? {};
      showPerson(world, res, visit, { refused: { tenantId: tenant.id, roles, message } });
      return;
    }
    world.memberships.remove(subject.id, tenant.id);
    const isStillHere = tenants.some(({ id }) => world.memberships.find(subject.id, id));
    if (isStillHere) res.redirect(303, `${paths.person(subject.id)}?done=removed`);
    else res.redirect(303, `${paths.people}?${new URLSearchParams({ removed: subject.id }).toString()}`);
  };
}
