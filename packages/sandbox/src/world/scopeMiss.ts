import { APIS, apiOfScope, callersOf, IDENTITY_SCOPES, OFFLINE_ACCESS, type Api, type Caller } from './apis.ts';
import type { Application } from './application.ts';
import type { World } from './world.ts';

/** Why an application does not get a scope, in words for its developer. */
export function scopeMiss(
  { integrations, settings }: World,
  application: Application,
  scope: string,
  caller: Caller,
): string {
  const api = apiOfScope(scope);
  if (!api) return identityMiss(application, scope, caller) ?? unknownScope(scope);
  if (!callersOf(api, settings.current()).includes(caller)) return wrongCaller(api, scope, caller);
  const integration = integrations.find(application.clientId, api.id);
  if (!integration) return `${scope}: the application is not integrated to ${api.name}`;
  if (integration.approvedScopes.includes(scope)) return `${scope}: approved, but it has not reached Connect yet`;
  if (!integration.requestedScopes.includes(scope))
    return `${scope}: not among the scopes of its integration to ${api.name}`;
  return `${scope}: its integration to ${api.name} is ${integration.status}`;
}

function identityMiss({ openIdConnect, type }: Application, scope: string, caller: string): string | undefined {
  const isOffline = scope === OFFLINE_ACCESS.name;
  if (!isOffline && !IDENTITY_SCOPES.some(({ name }) => name === scope)) return undefined;
  if (caller === 'service') return `${scope}: not for client_credentials, where nobody signs in`;
  if (isOffline) return `${scope}: Offline Access is off for the application (${type})`;
  return openIdConnect ? `${scope}: not allowed` : `${scope}: OpenID Connect is off for the application`;
}

function wrongCaller({ name, callers, isForPeopleBySetting = false }: Api, scope: string, caller: Caller): string {
  const twin = scope.replace(/_(interactive|service)_/, caller === 'person' ? '_interactive_' : '_service_');
  const instead = apiOfScope(twin)?.callers.includes(caller) ? `; here it is ${twin}` : '';
  const whose = callers.includes('service') ? 'client_credentials' : 'people who sign in';
  const people = isForPeopleBySetting
    ? '; a person’s token opens this API with the scopes of the interactive ERP API'
    : instead;
  return `${scope}: ${name} is for ${whose}${people}`;
}

const MOST_TYPOS = 3;

function unknownScope(scope: string): string {
  const known = [...IDENTITY_SCOPES, OFFLINE_ACCESS, ...APIS.flatMap(({ scopes }) => scopes)];
  const distances = known.map(({ name }) => ({ name, distance: editDistance(scope, name) }));
  const [nearest] = distances.sort((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= MOST_TYPOS
    ? `${scope}: there is no such scope; ${nearest.name} is near`
    : `${scope}: there is no such scope`;
}

/** Levenshtein: the fewest letters to add, drop or change. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [done, letter] of Array.from(from).entries()) {
    const next = [done + 1];
    for (const [index, other] of Array.from(to).entries()) {
      const changed = (row[index] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
