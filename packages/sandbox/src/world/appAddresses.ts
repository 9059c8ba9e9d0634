import { WEB_APPLICATION } from './seed.ts';
import type { World } from './world.ts';

const ALWAYS = ['http://localhost:3000', 'http://127.0.0.1:3000'];

/**
 * Registers the addresses of the seeded Web application for every origin the app may run on: the two default ones and
 * those given. Done at every start; addresses registered otherwise stay.
 */
export function registerAppAddresses({ applications }: World, appUrls: readonly string[]): void {
  const application = applications.find(WEB_APPLICATION.clientId);
  if (!application) return;
  const origins = [...ALWAYS, ...appUrls.map((url) => url.replace(/(?<!\/)\/+$/, ''))];
  const withPath = (known: readonly string[], path: string): string[] => [
    ...new Set([...known, ...origins.map((origin) => `${origin}${path}`)]),
  ];
  const changed = {
    ...application,
    redirectUris: withPath(application.redirectUris, '/callback'),
    postLogoutRedirectUris: withPath(application.postLogoutRedirectUris, '/signed-out'),
    frontChannelLogoutUris: withPath(application.frontChannelLogoutUris, '/frontchannel-logout'),
    backChannelLogoutUris: withPath(application.backChannelLogoutUris, '/backchannel-logout'),
    initiateLoginUris: withPath(application.initiateLoginUris, '/initiate-login'),
  };
  applications.put(changed, true);
}
