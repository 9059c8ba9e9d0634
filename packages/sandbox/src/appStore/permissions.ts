import { apiOfScope, APIS, scopeDescription } from '../world/apis.ts';
import { grantableScopes } from '../world/allowedScopes.ts';
import type { Application } from '../world/application.ts';
import type { TenantGrant } from '../world/tenantGrants.ts';
import type { World } from './storeWorld.ts';

/** A permission as a switch. */
export interface Permission {
  readonly scope: string;
  readonly description: string;
  readonly isNew: boolean;
}

export interface ApiPermissions {
  readonly api: string;
  readonly permissions: readonly Permission[];
}

/** What a company can grant this application now. */
export function permissionsOf({ integrations }: World, application: Application): string[] {
  return grantableScopes(application, integrations.approvedScopes(application.clientId));
}

/** Permissions that came to the application after the grant: they wait for the company's approval. */
export function waitingPermissions(world: World, application: Application, grant: TenantGrant): string[] {
  const known = [...grant.scopes, ...grant.offeredScopes];
  return permissionsOf(world, application).filter((scope) => !known.includes(scope));
}

/** Permissions by API, in the portal's order of APIs, as consent pages describe them. */
export function byApi(scopes: readonly string[], newScopes: readonly string[] = []): ApiPermissions[] {
  return [...APIS, undefined].flatMap((api) => {
    const permissions = scopes
      .filter((scope) => apiOfScope(scope) === api)
      .map((scope) => ({ scope, description: scopeDescription(scope), isNew: newScopes.includes(scope) }));
    return permissions.length > 0 ? [{ api: api?.name ?? 'Other permissions', permissions }] : [];
  });
}

/** Why this choice of permissions cannot be granted: name of the switch, or `form`, → words. Empty: it can. */
export function choiceErrors(
  needed: readonly string[],
  chosen: readonly string[],
  canBePartial: boolean,
): Record<string, string> {
  if (chosen.some((scope) => !needed.includes(scope))) return { form: CHANGED };
  if (chosen.length === 0 && canBePartial) return { form: 'Activate at least one permission.' };
  if (canBePartial) return {};
  const missing = needed.filter((scope) => !chosen.includes(scope));
  return Object.fromEntries(missing.map((scope) => [scope, `The application needs this: ${scopeDescription(scope)}.`]));
}

const CHANGED = 'The permissions of the application have changed meanwhile. Look at them again.';

/** Whether the company may leave permissions off, at the first grant and later. */
export function canLeaveOff({ settings }: World, when: 'first' | 'later'): boolean {
  // Guess: each permission is a switch, so a part of them is conceivable; the guide activates all of them.
  const { partialGrants } = settings.current();
  return partialGrants === 'always' || partialGrants === when;
}
