import type { Request } from 'express';
import type { ConcurrentSignIns } from '../../connections/concurrentSignIns.ts';
import type { Person } from '../../connections/personSession.ts';
import type { RevokeAll } from '../../connections/revokeAll.ts';
import type { Sessions } from '../../connections/sessions.ts';
import type { FinishedSignIn } from '../../connections/signIns.ts';
import { describeError } from '../../log.ts';
import { deviceOf, shortAddress } from '../../web/session/device.ts';
import { comingSessionId, currentSession, joinSession, renewSession, startSession } from '../../web/session/session.ts';
import { readAttemptCookies } from '../../web/session/shortCookies.ts';
import { recordingTo } from '../../oidc/recordStep.ts';

export interface EstablishSessionDeps {
  readonly concurrentSignIns: ConcurrentSignIns;
  readonly sessions: Sessions;
  readonly revokeAll: RevokeAll;
  /** Whether the public address is https. */
  readonly https: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Begins, joins or renews the session that a finished sign-in leads to. Two people never share one: the other's
 * connections end first. The session is put into the index before it is saved: one that no notice finds would not end
 * when Visma Connect says so.
 * @throws AppError session_required when it was ended meanwhile; StoreError
 */
export async function establishSession(
  deps: EstablishSessionDeps,
  req: Request,
  finished: FinishedSignIn,
): Promise<void> {
  const { person, isSamePerson } = finished;
  if (isSamePerson || (await joinsAnotherTab(deps, req, person))) await addCompany(deps, req, finished);
  else await begin(deps, req, finished);
}

/** Tabs that come back at once, all without a session, share one: whose callback is first begins it. */
async function joinsAnotherTab(
  { concurrentSignIns, https }: EstablishSessionDeps,
  req: Request,
  person: Person,
): Promise<boolean> {
  if (currentSession(req)?.signedIn) return false;
  const own = comingSessionId(req);
  const sessionId = await concurrentSignIns.sessionOf({
    person,
    attempts: readAttemptCookies(req, https),
    sessionId: own,
  });
  return sessionId !== own && joinSession(req, sessionId, person);
}

async function addCompany({ sessions }: EstablishSessionDeps, req: Request, finished: FinishedSignIn): Promise<void> {
  const { company } = finished;
  const before = await renewSession(req, async (session) => {
    const companies = { ...session.companies, [company.tenantId]: company };
    const next = { ...session, companies, currentTenantId: company.tenantId };
    await sessions.index(next);
    return next;
  });
  const replaced = before.companies[company.tenantId];
  if (!replaced) return;
  // The person is signed in by now. A connection that is not let go runs out with the session.
  await sessions.scheduleRemoval(replaced).catch((error: unknown) => {
    req.log.warn({ event: 'connection_not_retired', err: describeError(error) }, 'a replaced connection stays for now');
  });
}

async function begin(
  { sessions, revokeAll, now }: EstablishSessionDeps,
  req: Request,
  { person, company }: FinishedSignIn,
): Promise<void> {
  const current = currentSession(req)?.signedIn;
  if (current) {
    const released = await sessions.takeTokens(current);
    // Not recorded: they are the other person's, whose steps end with the session.
    await recordingTo(undefined, () => revokeAll(released.map(({ tokens }) => tokens)));
  }
  await startSession(req, async (sessionId) => {
    const signedIn = {
      sessionId,
      person,
      companies: { [company.tenantId]: company },
      currentTenantId: company.tenantId,
      startedAt: Math.floor(now() / 1000),
      device: deviceOf(req.get('User-Agent')),
      address: shortAddress(req.ip),
    };
    await sessions.index(signedIn);
    return signedIn;
  });
}
