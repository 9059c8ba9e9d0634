import { apiOfScope, IDENTITY_SCOPES, OFFLINE_ACCESS } from './apis.ts';
import type { Application } from './application.ts';

/** What a person's sign-in to this application may ask for. */
export function interactiveScopes(application: Application, approvedScopes: readonly string[]): string[] {
  const identity = application.openIdConnect ? IDENTITY_SCOPES.map(({ name }) => name) : [];
  // Refresh tokens are not for single-page applications, whatever a program registers.
  const offline = application.offlineAccess && application.type !== 'spa' ? [OFFLINE_ACCESS.name] : [];
  return [...identity, ...offline, ...approvedScopes.filter((scope) => takesCaller(scope, 'person'))];
}

/** What this application may ask for on its own behalf. */
export function serviceScopes(approvedScopes: readonly string[]): string[] {
  return approvedScopes.filter((scope) => takesCaller(scope, 'service'));
}

/** What a tenant can grant it in the App Store: nothing to an application that only people sign in to. */
export function grantableScopes({ clientCredentials }: Application, approvedScopes: readonly string[]): string[] {
  return clientCredentials ? serviceScopes(approvedScopes) : [];
}

function takesCaller(scope: string, caller: 'person' | 'service'): boolean {
  return apiOfScope(scope)?.callers.includes(caller) ?? true;
}
