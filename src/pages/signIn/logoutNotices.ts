import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { EndedSession, Sessions } from '../../connections/sessions.ts';
import type { ReplayGuard } from '../../connections/replayGuard.ts';
import { SignInError, isRefusal } from '../../errors.ts';
import { describeError } from '../../log.ts';
import type { LogoutNotice } from '../../oidc/logoutToken.ts';
import type { ProtocolStep } from 'visma-net-client/connect/protocolStep';
import { methodNotAllowed } from '../../web/errors/errorPages.ts';
import type { NoticeRecorder } from '../../web/recording/protocolRecorder.ts';
import { skipPenalty } from '../../web/limits/rateLimit.ts';
import { noStore } from '../../web/securityHeaders.ts';
import { currentSession, endSession } from '../../web/session/session.ts';
import { recordingTo, recordStep } from '../../oidc/recordStep.ts';

export interface FrontChannelDeps {
  readonly issuer: string;
  readonly sessions: Pick<Sessions, 'endBySid' | 'takeTokens'>;
  /** Who wants to see notices, if anybody. */
  readonly noticeOf: NoticeOf;
  readonly now: () => number;
}

type NoticeOf = (req: Request) => NoticeRecorder | undefined;

/**
 * Front-channel logout: Visma Connect shows this address in a hidden frame when somebody signs out there. A frame of
 * another site brings no cookie, so the session is found by iss and sid. The request is not signed, so it ends just
 * that session here and revokes nothing. Always answers 200: Connect's page waits for nothing else.
 * @see OpenID Connect Front-Channel Logout 1.0 §2
 */
export function frontChannelLogout(deps: FrontChannelDeps): Router {
  const router = Router();
  router.get('/frontchannel-logout', noStore, async (req, res) => {
    const { iss, sid } = req.query;
    if (typeof iss === 'string' && typeof sid === 'string') {
      const ended = iss === deps.issuer ? await deps.sessions.endBySid(iss, sid) : [];
      const notice = deps.noticeOf(req);
      notice?.record(frontChannelStep(req, deps.now()));
      await notice?.keepFor(ended);
      req.log.info({ event: 'frontchannel_logout', ended: ended.length }, 'a front-channel notice came');
    } else if (iss === undefined && sid === undefined) await endOwnSession(deps, req, res);
    res.status(200).type('html').send('<!doctype html><html lang="en"><title>Signed out</title></html>\n');
  });
  return router;
}

/** Registered without iss and sid: then only a frame with our own cookie counts. A link would be sign-out by strangers. */
async function endOwnSession(deps: FrontChannelDeps, req: Request, res: Response): Promise<void> {
  const signedIn = currentSession(req)?.signedIn;
  if (!signedIn || req.get('Sec-Fetch-Dest') !== 'iframe') return;
  recordStep(frontChannelStep(req, deps.now()));
  await deps.sessions.takeTokens(signedIn);
  await endSession(req, res);
  req.log.info({ event: 'frontchannel_logout', ended: 1 }, 'a front-channel notice came');
}

/** Only a notice that ended a session is kept, so its checks have passed. */
function frontChannelStep(req: Request, startedAtMs: number): ProtocolStep {
  const isNamed = req.query.sid !== undefined;
  const section = 'Front-Channel Logout §2';
  const checks = isNamed
    ? [
        { rule: 'iss is our issuer', section, passed: true },
        { rule: 'sid is of a session that was begun here', section, passed: true },
      ]
    : [{ rule: 'it is a frame, and brings our cookie', section, passed: true }];
  return {
    kind: 'frontchannel_logout',
    startedAtMs,
    request: { method: 'GET', url: req.originalUrl },
    response: { status: 200 },
    checks,
  };
}

export interface BackChannelDeps {
  readonly issuer: string;
  readonly sessions: Pick<Sessions, 'endBySid' | 'endBySub'>;
  /** @throws SignInError logout_token_invalid, connect_unreachable */
  readonly verifyLogoutToken: (token: string) => Promise<LogoutNotice>;
  readonly replays: ReplayGuard;
  readonly noticeOf: NoticeOf;
}

const noticeForm = z.object({ logout_token: z.string() });

/**
 * Back-channel logout: Visma Connect posts a signed notice. Answers 200 when it was taken, also for a session that
 * nobody knows, 400 when it is refused.
 * @see OpenID Connect Back-Channel Logout 1.0 §2.5 to §2.8
 */
export function backChannelLogout(deps: BackChannelDeps): Router {
  const router = Router();
  router
    .route('/backchannel-logout')
    .post(noStore, async (req, res) => {
      try {
        const ended = await takeNotice(deps, req);
        req.log.info({ event: 'backchannel_logout', ended: ended.length }, 'a back-channel notice came');
        res.status(200).end();
      } catch (error) {
        refuse(req, res, error);
      }
    })
    .all(methodNotAllowed('POST'));
  return router;
}

async function takeNotice(deps: BackChannelDeps, req: Request): Promise<EndedSession[]> {
  const form = noticeForm.safeParse(req.body);
  if (!form.success) throw new SignInError('logout_token_invalid', { reason: 'there is no logout_token' });
  const { verifyLogoutToken, replays } = deps;
  const recorder = deps.noticeOf(req);
  const notice = await recordingTo(recorder?.record, () => verifyLogoutToken(form.data.logout_token));
  const { jti, expiresAt } = notice;
  if (await replays.hasCome(jti)) throw new SignInError('logout_token_invalid', { reason: 'this jti came before' });
  const ended = await endMeant(deps, notice);
  // Not before: when ending fails, Connect's next try must not count as a replay. Two at once end the same sessions.
  await replays.remember(jti, expiresAt);
  await recorder?.keepFor(ended);
  return ended;
}

async function endMeant({ issuer, sessions }: BackChannelDeps, { sid, sub }: LogoutNotice): Promise<EndedSession[]> {
  if (sid !== undefined) return sessions.endBySid(issuer, sid);
  return sub === undefined ? [] : sessions.endBySub(issuer, sub);
}

function refuse(req: Request, res: Response, error: unknown): void {
  if (!isRefusal(error)) throw error;
  req.log.warn({ event: 'backchannel_logout_refused', err: describeError(error) }, 'a back-channel notice was refused');
  if (error.code !== 'logout_token_invalid') skipPenalty(res);
  res.status(400).json({ error: 'invalid_request' });
}
