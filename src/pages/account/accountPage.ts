import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { RevokeAll } from '../../connections/revokeAll.ts';
import type { SessionLife } from '../../connections/sessionRecord.ts';
import type { Sessions } from '../../connections/sessions.ts';
import type { Vault } from '../../connections/vault.ts';
import type { Clock } from '../../store/store.ts';
import { methodNotAllowed } from '../../web/errors/errorPages.ts';
import { signedInSession } from '../../web/guard.ts';
import { parseParams, parseQuery } from '../../web/input.ts';
import type { Quotas } from '../../web/limits/quotas.ts';
import { renderPage } from '../../web/rendering/renderPage.ts';
import { APIS } from './quotaFacts.ts';
import { toAccountView } from './accountView.ts';

export interface AccountPageDeps {
  readonly vault: Pick<Vault, 'read'>;
  readonly sessions: Pick<Sessions, 'ofPerson' | 'end'>;
  readonly revokeAll: RevokeAll;
  readonly quotas: Pick<Quotas, 'of'>;
  readonly life: SessionLife;
  readonly now: Clock;
}

const query = z.object({
  ended: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .optional(),
});
const params = z.object({ id: z.string() });

/** Who one is here, with which rights and for how long; and one's other sessions. */
export function accountPage(deps: AccountPageDeps): Router {
  const router = Router();
  router.get('/account', (req, res) => showAccount(deps, req, res));
  router
    .route('/account/sessions/end-others')
    .post((req, res) => endOthers(deps, req, res))
    .all(methodNotAllowed('POST'));
  router
    .route('/account/sessions/:id/end')
    .post((req, res) => endOne(deps, req, res))
    .all(methodNotAllowed('POST'));
  return router;
}

async function showAccount(deps: AccountPageDeps, req: Request, res: Response): Promise<void> {
  const { vault, quotas, life, now } = deps;
  const { ended } = parseQuery(req, query);
  const signedIn = signedInSession(req);
  const companies = await Promise.all(
    Object.values(signedIn.companies).map(async (company) => ({
      company,
      record: (await vault.read(company.connectionId))?.record,
      quotas: APIS.flatMap((api) => quotas.of(company.tenantId, api) ?? []),
    })),
  );
  const sessions = await sessionsOf(deps, req);
  const data = toAccountView({ signedIn, companies, sessions, life, nowMs: now(), ended });
  renderPage(req, res, { view: 'pages/account', title: 'account.title', data });
}

/** A session that is not one's own is left alone, as one that has ended already. One's present one is signed out of. */
async function endOne(deps: AccountPageDeps, req: Request, res: Response): Promise<void> {
  const { id } = parseParams(req, params);
  if (id === signedInSession(req).sessionId) {
    res.redirect(303, '/logout');
    return;
  }
  const isMine = (await sessionsOf(deps, req)).some(({ sessionId }) => sessionId === id);
  const isEnded = isMine && (await endAndRevoke(deps, id));
  res.redirect(303, `/account?ended=${isEnded ? 1 : 0}`);
}

async function endOthers(deps: AccountPageDeps, req: Request, res: Response): Promise<void> {
  const { sessionId: mine } = signedInSession(req);
  const others = (await sessionsOf(deps, req)).filter(({ sessionId }) => sessionId !== mine);
  const ended = await Promise.all(others.map(({ sessionId }) => endAndRevoke(deps, sessionId)));
  res.redirect(303, `/account?ended=${ended.filter(Boolean).length}`);
}

/** Ended by its person, so its tokens are given back to Visma Connect too. Answers whether there was one. */
async function endAndRevoke({ sessions, revokeAll }: AccountPageDeps, sessionId: string): Promise<boolean> {
  const ended = await sessions.end(sessionId);
  if (ended) await revokeAll(ended.tokens.map(({ tokens }) => tokens));
  return ended !== undefined;
}

function sessionsOf({ sessions }: AccountPageDeps, req: Request) {
  const { issuer, sub } = signedInSession(req).person;
  return sessions.ofPerson(issuer, sub);
}
