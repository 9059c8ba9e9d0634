import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { AuthorizeRequest } from '../../world/authorizeRequests.ts';
import type { SignIn } from '../../world/signIns.ts';
import { RETURNED_ERRORS } from '../faults/authorizeFaults.ts';
import type { BrowserSessions } from '../signIn/browserSessions.ts';
import type { Parameters } from '../../protocol/singleValues.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { toErrorPage } from './errorPage.ts';
import { signIdToken } from '../token/idToken.ts';
import type { Step } from '../signIn/nextStep.ts';
import { recordSignIn } from '../signIn/recordSignIn.ts';
import { respondToApplication } from './respondToApplication.ts';

/** A sign-in that has come to its end. */
export interface EndedSignIn {
  readonly asked: AuthorizeRequest;
  /** What the error page shows of the request. */
  readonly parameters: Parameters;
  readonly req: Request;
  readonly res: Response;
}

/** Sends the application its code. The browser has a session from now on. */
export async function answerWithCode(
  deps: ConnectDeps,
  sessions: BrowserSessions,
  { asked, req, res }: EndedSignIn,
  { person, tenantId }: Extract<Step, { kind: 'done' }>,
): Promise<void> {
  const { world } = deps;
  deps.annotate(req, { clientId: asked.clientId });
  // Before anything is awaited: a form that is sent twice answers once.
  world.authorizeRequests.remove(asked.id);
  const sid = await sessions.enter(req, res, person.id);
  const signIn = recordSignIn(deps, { request: asked, person, tenantId, sid });
  const code = world.codes.issue({
    clientId: asked.clientId,
    grantId: signIn.grantId,
    redirectUri: asked.redirectUri,
    challenge: asked.challenge,
    expiresAt: world.clock.seconds() + world.settings.current().codeSeconds,
  });
  respondToApplication(deps, res, asked, {
    code,
    id_token: asked.responseType === 'code id_token' ? await hybridIdToken(deps, signIn, code) : null,
    scope: asked.scopes.join(' '),
    session_state: asked.scopes.includes('openid') ? sessionState(asked, sid) : null,
  });
}

/** Sends the application why there is no code; some errors stay on Connect's own page. */
export function answerWithError(
  deps: ConnectDeps,
  { asked, parameters, req, res }: EndedSignIn,
  error: string,
  description: string,
): void {
  const { clientId } = asked;
  deps.world.authorizeRequests.remove(asked.id);
  deps.annotate(req, { clientId, error });
  const isReturned = RETURNED_ERRORS.some((one) => one === error);
  if (isReturned) respondToApplication(deps, res, asked, { error, error_description: description });
  else toErrorPage(deps, req, res, { error, description, hint: null }, parameters);
}

function hybridIdToken(deps: ConnectDeps, signIn: SignIn, code: string): Promise<string> {
  return signIdToken(deps, { signIn, scopes: signIn.scopes, code });
}

/** @see OpenID Connect Session Management 1.0 §3 */
function sessionState({ clientId, redirectUri }: AuthorizeRequest, sid: string): string {
  const salt = randomBytes(12).toString('base64url');
  const { origin } = new URL(redirectUri);
  const hash = createHash('sha256').update(`${clientId} ${origin} ${sid} ${salt}`).digest('base64url');
  return `${hash}.${salt}`;
}
