import { apiOfScope, callersOf, IDENTITY_SCOPES, OFFLINE_ACCESS, type ScopeSettings } from './apis.ts';
import type { Application } from './application.ts';

/** What a person's sign-in to this application may ask for. */
export function interactiveScopes(
  application: Application,
  approvedScopes: readonly string[],
  settings: ScopeSettings,
): string[] {
  const identity = application.openIdConnect ? IDENTITY_SCOPES.map(({ name }) => name) : [];
  // Refresh tokens are not for single-page applications, whatever a program registers.
  const offline = application.offlineAccess && application.type !== 'spa' ? [OFFLINE_ACCESS.name] : [];
  return [...identity, ...offline, ...approvedScopes.filter((scope) => isForPeople(scope, settings))];
}

/** What this application may ask for on its own behalf. */
export function serviceScopes(approvedScopes: readonly string[]): string[] {
  return approvedScopes.filter((scope) => apiOfScope(scope)?.callers.includes('service') ?? true);
}

/** What a tenant can grant it in the App Store: nothing to an application that only people sign in to. */
export function grantableScopes({ clientCredentials }: Application, approvedScopes: readonly string[]): string[] {
  return clientCredentials ? serviceScopes(approvedScopes) : [];
}

function isForPeople(scope: string, settings: ScopeSettings): boolean {
  const api = apiOfScope(scope);
  return api ? callersOf(api, settings).includes('person') : true;
}
