import type { ConnectedCompany, PersonSession } from '../../connections/personSession.ts';
import type { SessionLife } from '../../connections/sessionRecord.ts';
import type { ConnectionRecord } from '../../connections/vault.ts';
import type { TokenSet } from '../../oidc/tokenSet.ts';
import { readableToken } from '../../protocolView/redact.ts';
import { SCOPE_DESCRIPTIONS } from '../../protocolView/scopeDescriptions.ts';
import type { TraceToken } from '../../protocolView/traceStep.ts';
import { dataTable, facts, type DataTable, type Fact } from '../../web/rendering/dataTable.ts';
import { formatDuration, momentOf, type Moment } from '../../web/rendering/formatTime.ts';
import { connectionState } from '../companies/connectionLabels.ts';
import { claimTable, jwtHeaderTable } from './protocolStepView.ts';

/** What views/pages/protocolTokens.ejs shows. There is no token in it. */
export interface TokensView {
  readonly companies: readonly CompanyChoice[];
  readonly company: CompanyChoice | undefined;
  readonly facts: readonly Fact[];
  readonly lifetimes: readonly Lifetime[];
  /** Epoch seconds of the server's clock, by which the page's script goes. */
  readonly nowSeconds: number;
  readonly accessToken: TokenTables | undefined;
  readonly idToken: TokenTables | undefined;
  readonly scopes: DataTable | undefined;
  readonly service: DataTable | undefined;
  readonly offersIntrospection: boolean;
}

/** One of the companies of the session, in a choice of which a page is about. */
export interface CompanyChoice {
  readonly tenantId: string;
  readonly name: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

export interface TokenTables {
  readonly header: DataTable | undefined;
  readonly claims: DataTable | undefined;
}

/** Something that runs out. Seconds. */
export interface Lifetime {
  readonly id: string;
  readonly name: string;
  readonly total: number;
  readonly left: number;
  readonly endsAtSeconds: number;
  readonly end: Moment;
  readonly timeLeft: string;
}

export interface TokensFacts {
  readonly signedIn: PersonSession;
  readonly company: ConnectedCompany | undefined;
  readonly record: ConnectionRecord | undefined;
  /** What the sign-in of this token asked for; undefined when its steps are not kept any more. */
  readonly asked: readonly string[] | undefined;
  readonly life: SessionLife;
  readonly nowMs: number;
  readonly offersIntrospection: boolean;
}

/** Shapes the tokens of one company for the view. Pure. */
export function toTokensView(given: TokensFacts): TokensView {
  const { signedIn, company, record, asked, nowMs, offersIntrospection } = given;
  const tokens = record?.tokens;
  const accessToken = tokens && readableToken('access_token', tokens.accessToken);
  const idToken = tokens && readableToken('id_token', tokens.idToken);
  const companies = companyChoices(signedIn, company?.tenantId, '/protocol/tokens');
  return {
    companies,
    company: companies.find(({ isCurrent }) => isCurrent),
    facts: company ? tokenFacts(company, record, { isJwt: accessToken !== undefined, nowMs }) : [],
    lifetimes: lifetimesOf(given, idToken),
    nowSeconds: nowMs / 1000,
    accessToken: accessToken && tablesOf(accessToken, 'access token'),
    idToken: idToken && tablesOf(idToken, 'ID token'),
    scopes: tokens && scopeTable(asked, tokens, accessToken),
    service: tokens && serviceTable(accessToken, tokens),
    offersIntrospection,
  };
}

/** The companies of the session, for choosing which a page is about. Pure. */
export function companyChoices(
  { companies }: PersonSession,
  tenantId: string | undefined,
  path: string,
): CompanyChoice[] {
  return Object.values(companies)
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map((company) => ({
      tenantId: company.tenantId,
      name: company.name,
      href: `${path}?${new URLSearchParams({ company: company.tenantId }).toString()}`,
      isCurrent: company.tenantId === tenantId,
    }));
}

function tokenFacts(
  { name, tenantId, sid }: ConnectedCompany,
  record: ConnectionRecord | undefined,
  { isJwt, nowMs }: { readonly isJwt: boolean; readonly nowMs: number },
): Fact[] {
  const { label, description } = connectionState(record, nowMs);
  const refreshToken = record?.tokens.refreshToken;
  return facts(
    ['Company', name],
    ['Its id (tenant)', tenantId],
    ['Access', `${label}. ${description}`],
    [
      'Access token',
      record && (isJwt ? 'A JWT: it can be read, as below.' : 'Opaque: only Visma Connect can read it.'),
    ],
    ['Refresh token', record && refreshLabel(refreshToken)],
    ['Session at Visma Connect (sid)', sid],
  );
}

function refreshLabel(refreshToken: string | undefined): string {
  if (refreshToken === undefined) return 'None was given: offline_access, and Offline Access in the portal, bring one.';
  return `There is one, of ${refreshToken.length} characters. It stays on the server, sealed.`;
}

function lifetimesOf(
  { signedIn, record, life, nowMs }: TokensFacts,
  idToken: TraceToken | undefined,
): readonly Lifetime[] {
  const tokens = record?.tokens;
  const { iat, exp } = idToken?.claims ?? {};
  const lifetimes: (Omit<Lifetime, 'left' | 'end' | 'timeLeft'> | undefined)[] = [
    tokens && {
      id: 'access-token',
      name: 'Access token',
      total: tokens.lifetimeSeconds,
      endsAtSeconds: tokens.expiresAt,
    },
    typeof iat === 'number' && typeof exp === 'number' && exp > iat
      ? { id: 'id-token', name: 'ID token', total: exp - iat, endsAtSeconds: exp }
      : undefined,
    {
      id: 'session',
      name: 'Your session here, at the latest',
      total: life.maxMinutes * 60,
      endsAtSeconds: signedIn.startedAt + life.maxMinutes * 60,
    },
  ];
  return lifetimes.filter((one) => one !== undefined).map((one) => withRest(one, nowMs / 1000));
}

function withRest(one: Omit<Lifetime, 'left' | 'end' | 'timeLeft'>, nowSeconds: number): Lifetime {
  const left = Math.min(one.total, Math.max(0, Math.round(one.endsAtSeconds - nowSeconds)));
  const timeLeft = left === 0 ? 'over' : `${formatDuration(left)} left`;
  return { ...one, left, end: momentOf(one.endsAtSeconds * 1000), timeLeft };
}

function tablesOf(token: TraceToken, name: string): TokenTables {
  return {
    header: jwtHeaderTable(`${token.name}-header`, `Header of the ${name}`, token.header),
    claims: claimTable(`${token.name}-claims`, `Claims of the ${name}`, token),
  };
}

function scopeTable(
  asked: readonly string[] | undefined,
  { scopes }: TokenSet,
  accessToken: TraceToken | undefined,
): DataTable | undefined {
  const inToken = accessToken && scopesIn(accessToken);
  const names = [...new Set([...(asked ?? []), ...scopes, ...(inToken ?? [])])];
  return dataTable('scopes', 'Scopes, asked for and given', names, [
    ['Scope', (name) => name],
    ['Asked for', (name) => asked && yesOrNo(asked.includes(name))],
    ['Granted', (name) => yesOrNo(scopes.includes(name))],
    ['In the access token', (name) => inToken && yesOrNo(inToken.includes(name))],
    ['What it gives', (name) => SCOPE_DESCRIPTIONS[name], 'prose'],
  ]);
}

/** A list at Visma Connect, a text with blanks elsewhere (RFC 9068 §2.2.3). */
function scopesIn({ claims: { scope } }: TraceToken): string[] {
  return typeof scope === 'string' ? scope.split(' ') : [scope].flat().filter((one) => typeof one === 'string');
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no';
}

interface Difference {
  readonly what: string;
  readonly here: string;
  readonly service: string;
}

function serviceTable(accessToken: TraceToken | undefined, { refreshToken }: TokenSet): DataTable | undefined {
  const has = (claim: string) => accessToken && yesOrNo(accessToken.claims[claim] !== undefined);
  const differences: Difference[] = [
    {
      what: 'How it is got',
      here: 'Somebody signs in; a code is exchanged (authorization_code).',
      service: 'The application shows its own secret (client_credentials). Nobody signs in.',
    },
    {
      what: 'Which company',
      here: 'Chosen at the sign-in.',
      service: 'Named in the form field tenant_id; its customer has granted access in App Store before.',
    },
    {
      what: 'Scopes of the ERP',
      here: 'vismanet_erp_interactive_api:…',
      service: 'vismanet_erp_service_api:…, another API in the portal.',
    },
    { what: 'Claim sub', here: has('sub') ?? 'not readable', service: 'no: there is no person' },
    { what: 'Claim auth_time', here: has('auth_time') ?? 'not readable', service: 'no' },
    { what: 'Claim tenant_id', here: has('tenant_id') ?? 'not readable', service: 'yes' },
    { what: 'ID token', here: 'yes', service: 'no' },
    {
      what: 'Refresh token',
      here: refreshToken === undefined ? 'no, not this time' : 'yes',
      service: 'never: it asks for a new access token',
    },
  ];
  return dataTable('service', 'This token, and that of a service application', differences, [
    ['What', ({ what }) => what],
    ['This one', ({ here }) => here, 'prose'],
    ['A service application’s', ({ service }) => service, 'prose'],
  ]);
}
