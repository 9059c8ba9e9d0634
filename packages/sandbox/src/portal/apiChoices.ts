import { APIS, callersOf, type Api, type ScopeSettings } from '../world/apis.ts';
import { isInteractive, type Application } from '../world/application.ts';

/** The APIs that fit the grant types of an application. Guide, step 14. */
export function fittingApis(application: Application, settings: ScopeSettings): Api[] {
  const callers = [
    ...(isInteractive(application) ? (['person'] as const) : []),
    ...(application.clientCredentials ? (['service'] as const) : []),
  ];
  return APIS.filter((api) => callersOf(api, settings).some((caller) => callers.includes(caller)));
}

/** Whose tokens an API takes, in words. */
export function callersLabel(api: Api, settings: ScopeSettings): string {
  const callers = callersOf(api, settings);
  if (callers.length > 1) return 'Authorization Code and Client Credentials';
  return callers.includes('person') ? 'Authorization Code' : 'Client Credentials';
}
