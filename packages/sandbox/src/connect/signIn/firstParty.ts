import { Router } from 'express';
import type { FirstPartySignIn, FirstPartySystem } from '../../systems/firstParty.ts';
import { applicationSchema } from '../../world/application.ts';
import { PORTAL_CLIENT_ID } from '../../world/teams.ts';
import type { World } from '../connectWorld.ts';
import type { BrowserSessions } from './browserSessions.ts';
import type { ConnectDeps } from '../connectDeps.ts';

/** Visma's own systems, which people sign in to with the same session at Connect. */
const SYSTEMS: Readonly<Record<FirstPartySystem, { clientId: string; name: string }>> = {
  portal: { clientId: PORTAL_CLIENT_ID, name: 'Developer Portal' },
  store: { clientId: 'visma_app_store', name: 'App Store' },
  admin: { clientId: 'visma_admin', name: 'Visma Admin' },
  consents: { clientId: 'visma_my_consents', name: 'My consents' },
  vni: { clientId: 'visma_net_vni', name: 'Visma.net (VNI)' },
  control: { clientId: 'visma_sandbox_control', name: 'Sandbox' },
};

const RETURN_PATH = '/connect/first-party';

export interface FirstParty extends FirstPartySignIn {
  /** The way back from Connect. */
  readonly routes: () => Router;
}

/** The sign-in of the Developer Portal, App Store and Visma Admin stand-ins. */
export function createFirstParty({ world, issuer }: ConnectDeps, sessions: BrowserSessions): FirstParty {
  return {
    visitorOf: (req) => {
      const current = sessions.of(req);
      const person = current && world.people.find(current.session.personId);
      return person && !person.disabled ? { person, sessionId: current.secret } : undefined;
    },
    signIn: (res, system, returnTo) => {
      const query = new URLSearchParams({
        client_id: SYSTEMS[system].clientId,
        redirect_uri: `${issuer}${RETURN_PATH}`,
        response_type: 'code',
        scope: 'openid',
        state: returnTo,
      });
      res.set('Cache-Control', 'no-store').redirect(303, `/connect/authorize?${query.toString()}`);
    },
    routes: () =>
      Router().get(RETURN_PATH, ({ query }, res) => {
        const { state, error } = query;
        res.redirect(303, error === undefined && typeof state === 'string' ? ownPath(issuer, state) : '/');
      }),
  };
}

/** Registers Visma's own systems; done at every start and reset, because their address is the sandbox's. */
export function registerFirstParties({ applications }: World, issuer: string): void {
  for (const { clientId, name } of Object.values(SYSTEMS)) {
    const own = { type: 'web', firstParty: true, certified: true, pkce: false, tenantEnabled: false };
    const redirectUris = [`${issuer}${RETURN_PATH}`];
    applications.put(applicationSchema.parse({ clientId, name, ...own, redirectUris }), true);
  }
}

/** A path of the sandbox, or its start for anything that leads elsewhere. */
function ownPath(issuer: string, path: string): string {
  const address = URL.canParse(path, issuer) ? new URL(path, issuer) : undefined;
  return address?.origin === new URL(issuer).origin ? `${address.pathname}${address.search}` : '/';
}
