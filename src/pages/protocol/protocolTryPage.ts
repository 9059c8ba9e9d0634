import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { FaultsToTry, FaultToTry } from '../../config.ts';
import type { FreshTokens } from '../../connections/freshTokens.ts';
import type { ConnectedCompany, PersonSession } from '../../connections/personSession.ts';
import { CHANGE_SCOPES } from '../../connections/scopes.ts';
import type { TokenTampering } from '../../connections/tokenTampering.ts';
import type { Vault } from '../../connections/vault.ts';
import { AppError, SignInError } from '../../errors.ts';
import type { TextKey } from '../../languages/textKeys.ts';
import type { Claims } from '../../oidc/jwt.ts';
import { tenantsListed } from '../../oidc/tenant.ts';
import type { InventoryApi } from 'visma-net-client/resources/inventory/resource';
import type { WithCompanyToken } from '../../web/companyCalls.ts';
import { methodNotAllowed } from '../../web/errors/errorPages.ts';
import { signedInSession } from '../../web/guard.ts';
import { oneOf, optionalText, parseBody, parseQuery, text } from '../../web/input.ts';
import { renderPage } from '../../web/rendering/renderPage.ts';
import { companyOf } from './protocolTokensPage.ts';
import { companyChoices, type CompanyChoice } from './protocolTokensView.ts';
import type { Try } from './protocolTries.ts';

export interface ProtocolTryDeps {
  readonly vault: Pick<Vault, 'read'>;
  readonly freshTokens: Pick<FreshTokens, 'replace'>;
  readonly tampering: TokenTampering;
  readonly inventory: Pick<InventoryApi, 'list'>;
  readonly withCompanyToken: WithCompanyToken;
  /** What of the sandbox can be broken; undefined with the real systems. */
  readonly faults: FaultsToTry | undefined;
  readonly limit: RequestHandler;
}

/** What views/pages/protocolTry.ejs shows. */
export interface TryView {
  readonly companies: readonly CompanyChoice[];
  readonly company: CompanyChoice | undefined;
  /** Whether the tokens of the company can be renewed. */
  readonly isRenewable: boolean;
  readonly tokenTries: readonly TryChoice[];
  readonly prompts: readonly PromptChoice[];
  readonly hints: readonly { readonly tenantId: string; readonly name: string }[];
  /** What goes wrong is told by the sandbox, in English. */
  readonly faults: readonly { readonly label: TextKey; readonly choices: readonly FaultToTry[] }[];
}

export interface TryChoice {
  readonly action: string;
  readonly button: TextKey;
  readonly text: TextKey;
}

export interface PromptChoice {
  readonly value: Prompt;
  readonly label: TextKey;
}

/** Buttons that make something happen, so that one sees it in the protocol view. */
export function protocolTryPage(deps: ProtocolTryDeps): Router {
  const router = Router();
  router.get('/protocol/try', (req, res) => showTry(deps, req, res));
  const actions: Readonly<Record<string, Action>> = {
    refresh: tryRefresh,
    expired: tryExpired,
    'refused-token': tryRefusedToken,
    'sign-in': trySignIn,
    'step-up': tryStepUp,
    ...(deps.faults && { fault: tryFault }),
  };
  for (const [name, action] of Object.entries(actions)) {
    router
      .route(`/protocol/try/${name}`)
      .post(deps.limit, async (req, res) => res.redirect(303, await action(deps, req)))
      .all(methodNotAllowed('POST'));
  }
  return router;
}

const TOKEN_TRIES: readonly TryChoice[] = [
  { action: 'refresh', button: 'protocol.try.refresh.button', text: 'protocol.try.refresh.text' },
  { action: 'expired', button: 'protocol.try.expired.button', text: 'protocol.try.expired.text' },
  { action: 'refused-token', button: 'protocol.try.refused_token.button', text: 'protocol.try.refused_token.text' },
];

const PROMPTS = ['login', 'select_account', 'consent', 'none'] as const;
type Prompt = (typeof PROMPTS)[number];

/** Does what was asked for, and answers where the browser is to go. */
type Action = (deps: ProtocolTryDeps, req: Request) => Promise<string> | string;

const companyInput = z.object({ company: optionalText(200) });

async function showTry({ vault, faults }: ProtocolTryDeps, req: Request, res: Response): Promise<void> {
  const signedIn = signedInSession(req);
  const company = companyOf(signedIn, parseQuery(req, companyInput).company);
  const record = company && (await vault.read(company.connectionId))?.record;
  const companies = companyChoices(signedIn, company?.tenantId, '/protocol/try');
  const data: TryView = {
    companies,
    company: companies.find(({ isCurrent }) => isCurrent),
    isRenewable: record?.tokens.refreshToken !== undefined && record.ended === undefined,
    tokenTries: TOKEN_TRIES,
    prompts: PROMPTS.map((value) => ({ value, label: `protocol.try.sign_in.prompts.${value}` })),
    hints: hintsOf(signedIn, record?.userinfo),
    faults: groupsOf(faults?.choices ?? []),
  };
  renderPage(req, res, { view: 'pages/protocolTry', title: 'protocol.try.title', data });
}

/** Companies of the session, and those that userinfo named. */
function hintsOf({ companies }: PersonSession, userinfo: Claims | undefined): TryView['hints'] {
  const all = new Map(Object.values(companies).map(({ tenantId, name }) => [tenantId, name]));
  for (const { tenantId, name } of tenantsListed(userinfo)) if (!all.has(tenantId)) all.set(tenantId, name);
  return [...all].map(([tenantId, name]) => ({ tenantId, name }));
}

const GROUPS: readonly FaultToTry['appliesTo'][] = ['sign_in', 'refresh', 'api'];

function groupsOf(choices: readonly FaultToTry[]): TryView['faults'] {
  return GROUPS.map((appliesTo): TryView['faults'][number] => ({
    label: `protocol.try.fault.groups.${appliesTo}`,
    choices: choices.filter((choice) => choice.appliesTo === appliesTo),
  })).filter((group) => group.choices.length > 0);
}

async function tryRefresh(deps: ProtocolTryDeps, req: Request): Promise<string> {
  await renew(deps, companyNamed(req));
  return overview('refresh');
}

async function renew({ vault, freshTokens }: ProtocolTryDeps, company: ConnectedCompany) {
  const record = (await vault.read(company.connectionId))?.record;
  if (!record) throw new SignInError('sign_in_again', { reason: 'no tokens are kept for this company any more' });
  await freshTokens.replace(company.connectionId, record.tokens);
}

async function tryExpired(deps: ProtocolTryDeps, req: Request): Promise<string> {
  const company = companyNamed(req);
  await deps.tampering.expire(company.connectionId);
  await askErp(deps, req, company);
  return overview('expired');
}

async function tryRefusedToken(deps: ProtocolTryDeps, req: Request): Promise<string> {
  const company = companyNamed(req);
  await deps.tampering.corrupt(company.connectionId);
  await askErp(deps, req, company);
  return overview('refused_token');
}

/** The smallest question there is. */
async function askErp({ inventory, withCompanyToken }: ProtocolTryDeps, req: Request, { tenantId }: ConnectedCompany) {
  await withCompanyToken(req, tenantId, (context) => inventory.list(context, { pageNumber: 1, pageSize: 1 }));
}

const signInForm = z.object({
  prompt: oneOf(...PROMPTS),
  tenant: optionalText(200),
});

function trySignIn(_deps: ProtocolTryDeps, req: Request): string {
  const { prompt, tenant } = parseBody(req, signInForm);
  return loginPath('sign_in', { prompt, tenant });
}

function tryStepUp(_deps: ProtocolTryDeps, req: Request): string {
  const { tenantId } = companyNamed(req);
  return loginPath('step_up', { scope: CHANGE_SCOPES.join(' '), tenant: tenantId });
}

const faultForm = z.object({ fault: text(100), company: optionalText(200) });

/** Calls for the fault, and does at once what it applies to. */
async function tryFault(deps: ProtocolTryDeps, req: Request): Promise<string> {
  const { fault } = parseBody(req, faultForm);
  const choice = deps.faults?.choices.find(({ name }) => name === fault);
  if (!choice) throw new AppError('bad_request', { reason: 'there is no such fault' });
  const company = companyNamed(req);
  deps.faults?.injectOnce(choice.name);
  if (choice.appliesTo === 'sign_in') return loginPath('fault', { tenant: company.tenantId });
  await (choice.appliesTo === 'refresh' ? renew(deps, company) : askErp(deps, req, company));
  return overview('fault');
}

/** @throws AppError company_not_connected */
function companyNamed(req: Request): ConnectedCompany {
  const { company: tenantId } = parseBody(req, companyInput);
  const company = companyOf(signedInSession(req), tenantId);
  if (!company) throw new AppError('company_not_connected', { tenantId });
  return company;
}

function overview(tried: Try): string {
  return `/protocol?${new URLSearchParams({ tried }).toString()}`;
}

function loginPath(tried: Try, parameters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams({ return_to: overview(tried) });
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  return `/login?${query.toString()}`;
}
