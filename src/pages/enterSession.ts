import type { Request } from 'express';
import type { Arrivals } from '../connections/arrivals.ts';
import type { ConnectedCompany, Person } from '../connections/personSession.ts';
import type { RevokeAll } from '../connections/revokeAll.ts';
import type { Sessions } from '../connections/sessions.ts';
import type { FinishedSignIn } from '../connections/signIns.ts';
import { deviceOf, shortAddress } from '../web/device.ts';
import { comingSessionId, currentSession, joinSession, renewSession, startSession } from '../web/session.ts';
import { readAttemptCookies } from '../web/shortCookies.ts';

export interface EnterSessionDeps {
  readonly arrivals: Arrivals;
  readonly sessions: Sessions;
  readonly revokeAll: RevokeAll;
  /** Whether the public address is https. */
  readonly https: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Begins, joins or renews the session that a finished sign-in leads to. Two people never share one: the other's
 * connections end first.
 * @throws AppError session_required when it was ended meanwhile; StoreError
 */
export async function enterSession(deps: EnterSessionDeps, req: Request, finished: FinishedSignIn): Promise<void> {
  const { person, isSamePerson } = finished;
  const goesOn = isSamePerson || (await joinsAnotherTab(deps, req, person));
  const replaced = goesOn ? await addCompany(req, finished) : await begin(deps, req, finished);
  if (req.session.signedIn) await deps.sessions.enlist(req.session.signedIn);
  if (replaced) await deps.sessions.retire(replaced);
}

/** Tabs that come back at once, all without a session, share one: whose callback is first begins it. */
async function joinsAnotherTab({ arrivals, https }: EnterSessionDeps, req: Request, person: Person): Promise<boolean> {
  if (currentSession(req)?.signedIn) return false;
  const own = comingSessionId(req);
  const sessionId = await arrivals.sessionOf({ person, attempts: readAttemptCookies(req, https), sessionId: own });
  return sessionId !== own && joinSession(req, sessionId, person);
}

/** Answers the connection that the new one takes the place of. */
async function addCompany(req: Request, { company }: FinishedSignIn): Promise<ConnectedCompany | undefined> {
  const before = await renewSession(req, (session) => ({
    ...session,
    companies: { ...session.companies, [company.tenantId]: company },
    currentTenantId: company.tenantId,
  }));
  return before.companies[company.tenantId];
}

async function begin(
  { sessions, revokeAll, now }: EnterSessionDeps,
  req: Request,
  { person, company }: FinishedSignIn,
): Promise<undefined> {
  const current = currentSession(req)?.signedIn;
  // Not recorded: they are the other person's, whose steps end with the session.
  if (current) await revokeAll((await sessions.release(current)).map(({ tokens }) => tokens));
  await startSession(req, (sessionId) => ({
    ...{ sessionId, person, companies: { [company.tenantId]: company }, currentTenantId: company.tenantId },
    startedAt: Math.floor(now() / 1000),
    device: deviceOf(req.get('User-Agent')),
    address: shortAddress(req.ip),
  }));
}
