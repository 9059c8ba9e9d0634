import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Disconnect } from '../../connections/disconnect.ts';
import type { ConnectedCompany, PersonSession } from '../../connections/personSession.ts';
import type { Vault } from '../../connections/vault.ts';
import { momentOf, type Moment } from '../../languages/spoken.ts';
import type { Clock } from '../../store/store.ts';
import { companyHomePath } from '../../web/addresses/companyPath.ts';
import { methodNotAllowed } from '../../web/errors/errorPages.ts';
import { signedInSession } from '../../web/guard.ts';
import { oneOf, optionalText, parseParams, parseQuery } from '../../web/input.ts';
import { renderPage } from '../../web/rendering/renderPage.ts';
import { saveSession } from '../../web/session/session.ts';
import { otherCompanies, type OtherCompanies } from './otherCompanies.ts';
import { connectionState, type ConnectionState } from './connectionLabels.ts';

export interface CompaniesPageDeps {
  readonly vault: Pick<Vault, 'read'>;
  readonly disconnect: Disconnect;
  readonly now: Clock;
}

/** What views/pages/companies.ejs shows. */
export interface CompaniesView {
  readonly companies: readonly CompanyRow[];
  /** A company was asked for and another one chosen. */
  readonly otherChosen: OtherChosen | undefined;
  readonly isDisconnected: boolean;
  readonly others: OtherCompanies;
}

export interface CompanyRow {
  readonly name: string;
  readonly tenantId: string;
  readonly isCurrent: boolean;
  readonly openHref: string;
  readonly signInHref: string;
  readonly disconnectPath: string;
  readonly connectedAt: Moment;
  readonly state: ConnectionState;
}

export interface OtherChosen {
  readonly askedName: string;
  readonly chosenName: string;
  readonly signInHref: string;
}

const query = z.object({ asked: optionalText(100), disconnected: oneOf('1'), name: optionalText(100) });
const params = z.object({ tenant: z.string() });

/** The companies of this session: open, connect, disconnect. */
export function companiesPage(deps: CompaniesPageDeps): Router {
  const router = Router();
  router.get('/companies', (req, res) => showCompanies(deps, req, res));
  router
    .route('/companies/:tenant/disconnect')
    .post((req, res) => disconnectCompany(deps, req, res))
    .all(methodNotAllowed('POST'));
  return router;
}

async function showCompanies({ vault, now }: CompaniesPageDeps, req: Request, res: Response): Promise<void> {
  const { asked, disconnected, name } = parseQuery(req, query);
  const signedIn = signedInSession(req);
  const connections = await Promise.all(
    Object.values(signedIn.companies).map(async (company) => {
      const record = (await vault.read(company.connectionId))?.record;
      return { company, record };
    }),
  );
  const companies = connections.map(({ company, record }) =>
    toRow(company, connectionState(record, now()), company.tenantId === signedIn.currentTenantId),
  );
  const data: CompaniesView = {
    companies: companies.toSorted((one, other) => one.name.localeCompare(other.name)),
    otherChosen: asked === undefined ? undefined : otherChosen(signedIn, asked),
    isDisconnected: disconnected === '1',
    others: otherCompanies(
      signedIn,
      connections.map(({ record }) => record?.userinfo),
      name,
    ),
  };
  renderPage(req, res, { view: 'pages/companies', title: 'companies.title', data });
}

/** Sent twice, it does the same as once. */
async function disconnectCompany({ disconnect }: CompaniesPageDeps, req: Request, res: Response): Promise<void> {
  const { tenant } = parseParams(req, params);
  req.session.signedIn = await disconnect(signedInSession(req), tenant);
  await saveSession(req);
  res.redirect(303, '/companies?disconnected=1');
}

function toRow(
  { tenantId, name, connectedAt }: ConnectedCompany,
  state: ConnectionState,
  isCurrent: boolean,
): CompanyRow {
  return {
    name,
    tenantId,
    isCurrent,
    openHref: companyHomePath(tenantId),
    signInHref: signInHref(tenantId),
    disconnectPath: `/companies/${encodeURIComponent(tenantId)}/disconnect`,
    connectedAt: momentOf(connectedAt * 1000),
    state,
  };
}

/** Undefined when the company asked for is connected: then there is nothing to explain. */
function otherChosen({ companies, currentTenantId }: PersonSession, asked: string): OtherChosen | undefined {
  const chosen = Object.hasOwn(companies, currentTenantId) ? companies[currentTenantId] : undefined;
  if (!chosen || chosen.tenantId === asked) return undefined;
  const askedName = (Object.hasOwn(companies, asked) ? companies[asked]?.name : undefined) ?? asked;
  return { askedName, chosenName: chosen.name, signInHref: signInHref(asked) };
}

function signInHref(tenantId: string): string {
  const query = new URLSearchParams({ tenant: tenantId, return_to: companyHomePath(tenantId) });
  return `/login?${query.toString()}`;
}
