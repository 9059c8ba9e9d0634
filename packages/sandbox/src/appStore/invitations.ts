import { formatDay } from '../systems/formatDate.ts';
import type { Application } from '../world/application.ts';
import { invitationState, type InvitationCode } from '../world/invitationCodes.ts';
import type { World } from './storeWorld.ts';

export type FoundInvitation = { ok: true; code: string; application: Application } | { ok: false; problem: string };

/** Looks up a code as a person typed it, for a company; a code that is good for nothing is answered in words. */
export function findInvitation(world: World, typed: string, tenantId: string): FoundInvitation {
  const { invitationCodes, applications, clock } = world;
  const invitation = invitationCodes.findTyped(typed);
  if (!invitation) return { ok: false, problem: UNKNOWN };
  const problem = problemOf(invitation, clock.seconds(), tenantId);
  if (problem !== undefined) return { ok: false, problem };
  const application = applications.find(invitation.clientId);
  if (application?.status !== 'created') return { ok: false, problem: GONE };
  return { ok: true, code: invitation.code, application };
}

const UNKNOWN =
  'There is no such invitation code. Compare it with the one you were given, or ask the publisher for it.';
const GONE = 'The application of this invitation code is not there any more. Ask its publisher.';

function problemOf(invitation: InvitationCode, now: number, tenantId: string): string | undefined {
  switch (invitationState(invitation, now, tenantId)) {
    case 'active':
      return undefined;
    case 'revoked':
      return 'The publisher has revoked this invitation code. Ask them for a new one.';
    case 'expired':
      return `This invitation code expired on ${formatDay(invitation.expiresAt ?? now)}. Ask the publisher for a new one.`;
    case 'used_up':
      return `This invitation code is used up: it was good for ${countLabel(invitation.maxUses ?? 0)}. Ask the publisher for a new one.`;
  }
}

function countLabel(companies: number): string {
  return companies === 1 ? 'one company' : `${companies} companies`;
}
