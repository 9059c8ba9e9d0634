import { randomUUID } from 'node:crypto';
import type { ConnectSession } from '../../world/connectSessions.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { logoutAddresses } from './logoutAddresses.ts';

/**
 * The addresses of the hidden frames that tell a session's applications to sign out, with iss and sid where the
 * application is registered so.
 * @see OpenID Connect Front-Channel Logout 1.0 §2
 */
export function frontChannelFrames({ world, faults, issuer }: ConnectDeps, session: ConnectSession): string[] {
  return session.applications.flatMap(({ clientId, origin }) => {
    const application = world.applications.find(clientId);
    if (!application) return [];
    if (faults.take('front_channel_missing', clientId)) return [];
    return logoutAddresses(application.frontChannelLogoutUris, origin).map((uri) => {
      const address = new URL(uri);
      if (!application.frontChannelSessionRequired || faults.take('front_channel_without_sid', clientId)) return uri;
      const isWrongIss = faults.take('front_channel_wrong_iss', clientId);
      address.searchParams.set('iss', isWrongIss ? 'https://other.example' : issuer);
      address.searchParams.set('sid', faults.take('front_channel_wrong_sid', clientId) ? randomUUID() : session.sid);
      return address.href;
    });
  });
}
