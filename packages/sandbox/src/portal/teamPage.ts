import { Router, type Response } from 'express';
import { z } from 'zod';
import { TEAM_ROLES, type Team, type TeamRole } from '../world/teams.ts';
import type { World } from './portalWorld.ts';
import { requiredText } from '../systems/formFields.ts';
import { aForm, parseForm, withError, type FormState } from '../systems/formState.ts';
import { renderNotice, renderSystemPage } from '../systems/renderSystemPage.ts';
import { narrowGuard } from '../systems/guards.ts';
import { countryName } from './countries.ts';
import { noticeOf } from './notices.ts';
import { TEAM_COOKIE, type DeveloperVisit, type PortalDeps, type PortalGuards } from './portalGuards.ts';

/** My Team: its members and their roles. Owners change them. */
export function teamPage({ world }: PortalDeps, { guest, developer }: PortalGuards): Router {
  const owner = narrowGuard(developer, (visit, _req, res) => {
    if (roleOf(visit.team, visit.person.id) === 'owner') return visit;
    renderNotice(res, visit, NOT_OWNER);
    return undefined;
  });
  return Router()
    .get(
      '/portal/team',
      developer.page((visit, req, res) => show(world, visit, res, aForm({ role: 'developer' }), req.query)),
    )
    .post(
      '/portal/team/current',
      guest.form((_visit, req, res) => {
        const { data } = z.object({ team_id: z.string() }).safeParse(req.body);
        res.cookie(TEAM_COOKIE, data?.team_id ?? '', { path: '/portal', httpOnly: true, sameSite: 'lax' });
        res.redirect(303, '/portal/team');
      }),
    )
    .post(
      '/portal/team/members',
      owner.form((visit, req, res) => {
        const parsed = parseForm(newMemberSchema, req.body);
        const problem = parsed.ok ? addMember(world, visit.team, parsed.values) : undefined;
        if (parsed.ok && problem === undefined) res.redirect(303, '/portal/team?done=member-added');
        else show(world, visit, res, problem === undefined ? parsed.form : withError(parsed.form, 'email', problem));
      }),
    )
    .post(
      '/portal/team/members/:personId/role',
      owner.form((visit, req, res) => {
        const role = z.object({ role: z.enum(TEAM_ROLES) }).safeParse(req.body).data?.role;
        const members = visit.team.members.map((member) =>
          member.personId === req.params.personId && role ? { ...member, role } : member,
        );
        change(world, visit, res, members, 'role-changed');
      }),
    )
    .post(
      '/portal/team/members/:personId/remove',
      owner.form((visit, req, res) => {
        const members = visit.team.members.filter(({ personId }) => personId !== req.params.personId);
        change(world, visit, res, members, 'member-removed');
      }),
    );
}

const NOT_OWNER = {
  status: 403,
  title: 'Only owners change the team',
  text: 'Ask an owner of the team to do it, or to make you one.',
  links: [{ label: 'My Team', href: '/portal/team' }],
};

const NO_OWNER_LEFT = {
  status: 409,
  title: 'A team needs an owner',
  text: 'Nothing was changed: nobody could look after the team any more. Make somebody else an owner first.',
  links: [{ label: 'My Team', href: '/portal/team' }],
};

const ROLE_LABELS: Readonly<Record<TeamRole, string>> = { owner: 'Owner', developer: 'Developer' };

const newMemberSchema = z.object({
  email: requiredText('Give the e-mail address of the new member', 200),
  role: z.enum(TEAM_ROLES, 'Choose a role'),
});

function addMember(
  { people, teams }: World,
  team: Team,
  { email, role }: z.infer<typeof newMemberSchema>,
): string | undefined {
  const person = people.byUsername(email);
  if (!person) return 'Nobody has an account with this e-mail address';
  if (roleOf(team, person.id)) return 'This person is a member already';
  teams.put({ ...team, members: [...team.members, { personId: person.id, role }] });
  return undefined;
}

function change({ teams }: World, visit: DeveloperVisit, res: Response, members: Team['members'], done: string): void {
  if (!members.some(({ role }) => role === 'owner')) {
    renderNotice(res, visit, NO_OWNER_LEFT);
    return;
  }
  teams.put({ ...visit.team, members });
  res.redirect(303, `/portal/team?done=${done}`);
}

function roleOf({ members }: Team, personId: string): TeamRole | undefined {
  return members.find((member) => member.personId === personId)?.role;
}

function show(world: World, visit: DeveloperVisit, res: Response, form: FormState, query: unknown = {}): void {
  const { team, person } = visit;
  const members = team.members.map(({ personId, role }) => {
    const member = world.people.find(personId);
    const name = member ? `${member.givenName} ${member.familyName}` : 'Account deleted';
    return { id: personId, name, email: member?.username ?? '', role, isYou: personId === person.id };
  });
  renderSystemPage(res, visit, {
    view: 'portal/team',
    title: 'My Team',
    section: '/portal/team',
    notice: noticeOf(query),
    status: Object.keys(form.errors).length > 0 ? 400 : 200,
    locals: {
      form,
      members,
      team: { ...team, country: countryName(team.country) },
      isOwner: roleOf(team, person.id) === 'owner',
      roles: TEAM_ROLES.map((value) => ({ value, label: ROLE_LABELS[value] })),
    },
  });
}
