import { Router, urlencoded, type Request, type Response } from 'express';
import type { ConnectSession } from '../../world/connectSessions.ts';
import type { BrowserSessions } from '../signIn/browserSessions.ts';
import type { Parameters } from '../../protocol/singleValues.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { cspSource } from '../../protocol/cspSource.ts';
import type { EndSession } from './endConnectSession.ts';
import { isSameToken, signOutToken } from '../../systems/formToken.ts';
import { frontChannelFrames } from './frontChannelFrames.ts';
import { readIdTokenHint, type IdTokenHint } from '../token/idToken.ts';
import { pageLanguage } from '../pageLanguage.ts';
import { pageMessages } from '../pageMessages.ts';
import { redirectHint } from '../../protocol/redirectHint.ts';
import { renderPage } from '../../systems/renderPage.ts';
import { singleValues } from '../../protocol/singleValues.ts';

export interface EndSessionParts {
  readonly browserSessions: BrowserSessions;
  readonly endSession: EndSession;
  /** Makes the confirmation form unforgeable. */
  readonly formKey: string;
}

/**
 * `/connect/endsession`, and `/logout`, which leads there. A valid id_token_hint signs out without a question, and only then a registered
 * post_logout_redirect_uri is honoured. Bad values bring no error, only no redirect.
 * @see OpenID Connect RP-Initiated Logout 1.0
 */
export function endSessionRoutes(deps: ConnectDeps, parts: EndSessionParts): Router {
  const form = urlencoded({ extended: false, limit: '64kb' });
  return (
    Router()
      // The address of Visma's own sample of 2022, which tells nothing of who asks.
      .get('/logout', (_req, res) => res.redirect(deps.world.settings.current().redirectStatus, '/connect/endsession'))
      .get('/connect/endsession', (req, res) => begin(deps, parts, req, res, req.query))
      .post('/connect/endsession', form, (req, res) => begin(deps, parts, req, res, req.body))
      .post('/connect/endsession/confirm', form, async (req, res) => {
        const parameters = singleValues(req.body) ?? {};
        const current = parts.browserSessions.of(req);
        const isOurs = current && isSameToken(parameters.token ?? '', signOutToken(parts.formKey, current.secret));
        if (isOurs) return signOut(deps, parts, req, res, parameters);
        showSignedOut(deps, res, parameters, undefined, undefined);
      })
  );
}

/** Where a sign-out leads back to. */
interface Target {
  readonly uri: string;
  readonly clientId: string;
}

async function begin(
  deps: ConnectDeps,
  parts: EndSessionParts,
  req: Request,
  res: Response,
  given: unknown,
): Promise<void> {
  const parameters = singleValues(given) ?? {};
  const current = parts.browserSessions.of(req);
  const hint = await usableHint(deps, req, parameters, current?.session);
  if (deps.faults.take('end_session_500', hint?.clientId)) {
    res.status(500).json({ error: 'server_error' });
    return;
  }
  if (hint) return signOut(deps, parts, req, res, parameters, targetOf(deps, req, hint, parameters));
  if (!current) {
    showSignedOut(deps, res, parameters, undefined, undefined);
    return;
  }
  const messages = pageMessages(pageLanguage(parameters.ui_locales, []));
  const locals = {
    messages,
    token: signOutToken(parts.formKey, current.secret),
    uiLocales: parameters.ui_locales ?? '',
  };
  renderPage(res, 'connect/sign-out', locals);
}

async function signOut(
  deps: ConnectDeps,
  parts: EndSessionParts,
  req: Request,
  res: Response,
  parameters: Parameters,
  target?: Target,
): Promise<void> {
  const current = parts.browserSessions.of(req);
  const { session } = current ? await parts.endSession(current.session.sid) : {};
  parts.browserSessions.leave(res);
  showSignedOut(deps, res, parameters, session, target);
}

async function usableHint(
  deps: ConnectDeps,
  req: Request,
  { id_token_hint: given }: Parameters,
  session: ConnectSession | undefined,
): Promise<IdTokenHint | undefined> {
  const hint = given === undefined ? undefined : await readIdTokenHint(deps, given);
  const message =
    given === undefined
      ? 'No id_token_hint: the person is asked'
      : hint
        ? 'The id_token_hint is another person’s: the person is asked'
        : 'The id_token_hint is not one of this issuer: the person is asked';
  if (hint) deps.annotate(req, { clientId: hint.clientId });
  if (hint && (!session || session.personId === hint.personId)) return hint;
  deps.annotate(req, { message });
  return undefined;
}

function targetOf(
  { world, faults, annotate }: ConnectDeps,
  req: Request,
  { clientId }: IdTokenHint,
  { post_logout_redirect_uri: uri }: Parameters,
): Target | undefined {
  if (uri === undefined) return undefined;
  const registered =
    world.applications.inForce(clientId, world.settings.current().portalDelaySeconds)?.postLogoutRedirectUris ?? [];
  annotate(req, { checked: `post_logout_redirect_uri against ${registered.length} registered addresses` });
  if (registered.includes(uri)) return faults.take('end_session_no_return', clientId) ? undefined : { uri, clientId };
  annotate(req, { message: `post_logout_redirect_uri is not registered. ${redirectHint(uri, registered)}` });
  return undefined;
}

function showSignedOut(
  deps: ConnectDeps,
  res: Response,
  parameters: Parameters,
  session: ConnectSession | undefined,
  target: Target | undefined,
): void {
  const { world } = deps;
  const { redirectStatus, logoutFrameTimeoutMs: timeoutMs } = world.settings.current();
  const frames = session ? frontChannelFrames(deps, session) : [];
  const next = target === undefined ? undefined : withState(deps, target, parameters.state);
  if (frames.length === 0 && next !== undefined) {
    res.set('Cache-Control', 'no-store').redirect(redirectStatus, next);
    return;
  }
  const messages = pageMessages(pageLanguage(parameters.ui_locales, []));
  const locals = { messages, frames, next, timeoutMs, wasSignedIn: session !== undefined };
  renderPage(res, 'connect/signed-out', locals, { frames: [...new Set(frames.map(cspSource))] });
}

function withState({ faults }: ConnectDeps, { uri, clientId }: Target, state: string | undefined): string {
  const address = new URL(uri);
  if (state === undefined || faults.take('end_session_missing_state', clientId)) return address.href;
  address.searchParams.set('state', faults.take('end_session_wrong_state', clientId) ? 'another-state' : state);
  return address.href;
}
