import type { Application } from '../../world/application.ts';
import type { ConnectSession } from '../../world/connectSessions.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import type { ConnectFault } from '../faults/connectFaults.ts';
import { logoutAddresses } from './logoutAddresses.ts';
import { signLogoutToken } from './logoutToken.ts';

/** What an application answered to a logout token. */
export interface Notice {
  readonly clientId: string;
  readonly address: string;
  /** Null: it did not answer. */
  readonly status: number | null;
}

const TIMEOUT_MS = 5000;

/**
 * Posts a logout token to every application that a session signed in to.
 * @see OpenID Connect Back-Channel Logout 1.0 §2.5; docs.connect.visma.com, single sign-out
 */
export async function sendLogoutTokens(deps: ConnectDeps, session: ConnectSession): Promise<Notice[]> {
  const { world } = deps;
  const sent = session.applications.flatMap(({ clientId, origin }) => {
    const application = world.applications.find(clientId);
    if (!application) return [];
    return logoutAddresses(application.backChannelLogoutUris, origin).map((address) =>
      sendLogoutToken(deps, session, application, address),
    );
  });
  return Promise.all(sent);
}

async function sendLogoutToken(
  deps: ConnectDeps,
  session: ConnectSession,
  application: Application,
  address: string,
): Promise<Notice> {
  const { clientId } = application;
  const takes = (fault: ConnectFault): boolean => deps.faults.take(fault, clientId);
  try {
    if (takes('back_channel_missing')) return { clientId, address, status: null };
    const form = new URLSearchParams({ logout_token: await signLogoutToken(deps, session, application) });
    if (takes('back_channel_unknown_form_field')) form.set('nobody_knows', 'this field');
    if (takes('back_channel_oversized')) form.set('padding', 'x'.repeat(OVERSIZED_BYTES));
    if (takes('back_channel_replayed')) await post(address, form);
    return { clientId, address, status: await post(address, form) };
  } catch (error) {
    deps.logger.info({ err: error, clientId }, 'sandbox: an application did not take its logout token');
    return { clientId, address, status: null };
  }
}

const OVERSIZED_BYTES = 2_000_000;

async function post(address: string, body: URLSearchParams): Promise<number> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(address, { method: 'POST', body, redirect: 'manual', signal });
  await response.body?.cancel();
  return response.status;
}
