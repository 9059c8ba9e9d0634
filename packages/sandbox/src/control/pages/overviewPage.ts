import { Router } from 'express';
import { z } from 'zod';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import { severalValues } from '../../systems/formFields.ts';
import type { Shell } from '../../systems/system.ts';
import type { Guard } from '../../systems/guards.ts';
import { heldRoles, ROLE_NAMES } from '../../world/memberships.ts';
import type { World } from '../../world/world.ts';
import { vniView } from '../vniView.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { formatTime } from '../../systems/formatTime.ts';
import { goTo, noticeOf } from '../../systems/pageNotice.ts';

const NOTICES = {
  reset: 'Everything is back to the seeds.',
  vni: 'The role was changed.',
};

/** The overview: systems, people, companies and applications, and how the sandbox stands. */
export function overviewPage(deps: ControlPagesDeps, { page, form }: Guard<Shell>): Router {
  const { world, vni } = deps;
  return Router()
    .get(
      '/sandbox',
      page((shell, req, res) => {
        renderSystemPage(res, shell, {
          view: 'control/overview',
          title: 'Overview',
          notice: noticeOf(req, NOTICES),
          locals: overviewOf(deps),
        });
      }),
    )
    .post(
      '/sandbox/vni',
      form((_shell, req, res) => {
        const { person, tenants } = vniForm.parse(req.body);
        const companies = new Set(vni?.companies().map(({ tenantId }) => tenantId));
        if (vni && world.people.find(person))
          vni.setFinancialsUser(
            person,
            tenants.filter((id) => companies.has(id)),
          );
        goTo(res, '/sandbox', 'vni');
      }),
    );
}

const vniForm = z.object({ person: z.string().default(''), tenants: severalValues });

/** Everything that the sandbox holds, in short. */
export type OverviewView = ReturnType<typeof overviewOf>;

function overviewOf(deps: ControlPagesDeps) {
  const { world, systems, vni } = deps;
  return {
    standing: standingOf(deps),
    systems: systems.filter(({ href }) => href !== '/sandbox'),
    people: peopleRows(world),
    tenants: world.tenants.all(),
    applications: applicationRows(world, deps.issuer),
    grants: grantRows(world),
    vni: vni ? vniRows(deps) : null,
  };
}

function standingOf({ world, faults, issuer, vni, requestLog }: ControlPagesDeps) {
  return {
    issuer,
    now: formatTime(world.clock.now()),
    offsetSeconds: world.clock.offsetSeconds(),
    faults: faults.active().length,
    sessions: world.sessions.alive().length,
    requests: requestLog.latest(1000).length,
    vniIsOn: vni !== undefined,
  };
}

function peopleRows({ people, memberships, tenants }: World) {
  return people.all().map(({ id, username, givenName, familyName, disabled }) => ({
    username,
    name: `${givenName} ${familyName}`.trim(),
    sub: id,
    disabled,
    roles: memberships.ofPerson(id).map((membership) => ({
      tenant: tenants.find(membership.tenantId)?.name ?? membership.tenantId,
      roles: heldRoles(membership).map((role) => ROLE_NAMES[role]),
    })),
  }));
}

function applicationRows({ applications, integrations, secrets }: World, issuer: string) {
  return applications
    .all()
    .filter(({ firstParty }) => !firstParty)
    .map((application) => ({
      clientId: application.clientId,
      name: application.name,
      type: application.type,
      status: application.status,
      redirectUris: application.redirectUris,
      scopes: integrations.approvedScopes(application.clientId),
      secrets: secrets.ofApplication(application.clientId).filter(({ revokedAt }) => revokedAt === null).length,
      starts: application.initiateLoginUris.flatMap((uri) => startLink(uri, issuer)),
    }));
}

/**
 * Where a sign-in begins that Visma begins.
 * @see OpenID Connect Core 1.0 §4
 */
function startLink(uri: string, issuer: string): { origin: string; href: string }[] {
  if (!URL.canParse(uri)) return [];
  const address = new URL(uri);
  address.searchParams.set('iss', issuer);
  return [{ origin: address.origin, href: address.href }];
}

function grantRows({ tenantGrants, tenants }: World) {
  return tenantGrants.all().map(({ clientId, tenantId, scopes, withdrawnAt }) => ({
    clientId,
    tenant: tenants.find(tenantId)?.name ?? tenantId,
    scopes,
    withdrawn: withdrawnAt !== null,
  }));
}

function vniRows({ world, vni }: ControlPagesDeps) {
  const { companies, financialsUsers } = vni ? vniView(world, vni) : { companies: [], financialsUsers: [] };
  const heldBy = new Map(financialsUsers.map(({ id, tenantIds }) => [id, tenantIds]));
  const people = world.people.all().map(({ id, username }) => ({ id, username, tenantIds: heldBy.get(id) ?? [] }));
  return { companies, people };
}
