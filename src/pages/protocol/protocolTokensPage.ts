import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { FreshTokens } from '../../connections/freshTokens.ts';
import type { ConnectedCompany, PersonSession } from '../../connections/personSession.ts';
import type { SessionLife } from '../../connections/sessionRecord.ts';
import type { Vault } from '../../connections/vault.ts';
import { AppError, isRefusal } from '../../errors.ts';
import { askedScopes } from '../../protocolView/askedScopes.ts';
import type { Clock } from '../../store/store.ts';
import { methodNotAllowed } from '../../web/errors/errorPages.ts';
import { signedInSession } from '../../web/guard.ts';
import { optionalText, parseBody, parseQuery } from '../../web/input.ts';
import type { ProtocolRecorder } from '../../web/recording/protocolRecorder.ts';
import { renderPage } from '../../web/rendering/renderPage.ts';
import { toTokensView } from './protocolTokensView.ts';

export interface ProtocolTokensDeps {
  readonly recorder: Pick<ProtocolRecorder, 'stepsOf'>;
  readonly vault: Pick<Vault, 'read'>;
  readonly freshTokens: Pick<FreshTokens, 'get'>;
  readonly aboutToken: {
    readonly offersIntrospection: () => Promise<boolean>;
    readonly introspect: (accessToken: string) => Promise<void>;
    readonly userinfo: (about: { accessToken: string; sub: string }) => Promise<void>;
  };
  readonly life: SessionLife;
  readonly now: Clock;
  readonly limit: RequestHandler;
}

/** The tokens of one company, decoded and explained; what Visma Connect says about them, when asked. */
export function protocolTokensPage(deps: ProtocolTokensDeps): Router {
  const router = Router();
  router.get('/protocol/tokens', (req, res) => showTokens(deps, req, res));
  router
    .route('/protocol/tokens/introspection')
    .post(deps.limit, (req, res) => ask(deps, req, res, ({ accessToken }) => deps.aboutToken.introspect(accessToken)))
    .all(methodNotAllowed('POST'));
  router
    .route('/protocol/tokens/userinfo')
    .post(deps.limit, (req, res) => ask(deps, req, res, (about) => deps.aboutToken.userinfo(about)))
    .all(methodNotAllowed('POST'));
  return router;
}

const companyInput = z.object({ company: optionalText(200) });

async function showTokens(deps: ProtocolTokensDeps, req: Request, res: Response): Promise<void> {
  const { recorder, vault, life, now, aboutToken } = deps;
  const signedIn = signedInSession(req);
  const company = companyOf(signedIn, parseQuery(req, companyInput).company);
  const record = company && (await vault.read(company.connectionId))?.record;
  const asked = record && askedScopes(await recorder.stepsOf(req), record.tokens.accessToken);
  const offersIntrospection = await aboutToken.offersIntrospection();
  const data = toTokensView({ signedIn, company, record, asked, life, nowMs: now(), offersIntrospection });
  renderPage(req, res, { view: 'pages/protocolTokens', title: 'protocol.tokens.title', data });
}

/**
 * The company meant, the current one when none was named; undefined when the session has none.
 * @throws AppError company_not_connected
 */
export function companyOf(
  { companies, currentTenantId }: PersonSession,
  tenantId?: string,
): ConnectedCompany | undefined {
  const current = Object.hasOwn(companies, currentTenantId) ? currentTenantId : Object.keys(companies)[0];
  const meant = tenantId ?? current;
  if (meant === undefined) return undefined;
  if (!Object.hasOwn(companies, meant)) throw new AppError('company_not_connected', { tenantId: meant });
  return companies[meant];
}

interface Question {
  readonly accessToken: string;
  readonly sub: string;
}

/** Whatever comes, the recorded step tells it. */
async function ask(
  { freshTokens }: ProtocolTokensDeps,
  req: Request,
  res: Response,
  question: (about: Question) => Promise<void>,
): Promise<void> {
  const signedIn = signedInSession(req);
  const { company: tenantId } = parseBody(req, companyInput);
  const company = companyOf(signedIn, tenantId);
  if (!company) throw new AppError('company_not_connected', { tenantId });
  const { accessToken } = await freshTokens.get(company.connectionId);
  await question({ accessToken, sub: signedIn.person.sub }).catch((error: unknown) => {
    if (!isRefusal(error)) throw error;
  });
  res.redirect(303, '/protocol/steps/latest');
}
