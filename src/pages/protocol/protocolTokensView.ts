import type { ConnectedCompany, PersonSession } from '../../connections/personSession.ts';
import type { SessionLife } from '../../connections/sessionRecord.ts';
import type { ConnectionRecord } from '../../connections/vault.ts';
import { momentOf, say, type Moment, type Sentence, type Text } from '../../languages/spoken.ts';
import type { TextKey } from '../../languages/textKeys.ts';
import type { TokenSet } from '../../oidc/tokenSet.ts';
import { readableToken } from '../../protocolView/redact.ts';
import { SCOPE_DESCRIPTIONS } from '../../protocolView/scopeDescriptions.ts';
import type { TraceToken } from '../../protocolView/traceStep.ts';
import { dataTable, facts, type DataTable, type Fact } from '../../web/rendering/dataTable.ts';
import { connectionState } from '../companies/connectionLabels.ts';
import { claimTable, jwtHeaderTable, tokenName } from './protocolStepView.ts';

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
  readonly name: TextKey;
  readonly total: number;
  readonly left: number;
  readonly endsAtSeconds: number;
  readonly end: Moment;
  readonly timeLeft: Text;
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
    accessToken: accessToken && tablesOf(accessToken),
    idToken: idToken && tablesOf(idToken),
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
    ['protocol.tokens.facts.company', name],
    ['protocol.tokens.facts.tenant', tenantId],
    ['protocol.tokens.facts.access', say('protocol.tokens.access', { label, description })],
    ['protocol.tokens.facts.accessToken', record && say(isJwt ? 'protocol.tokens.jwt' : 'protocol.tokens.opaque')],
    ['protocol.tokens.facts.refreshToken', record && refreshLabel(refreshToken)],
    ['protocol.tokens.facts.sid', sid],
  );
}

function refreshLabel(refreshToken: string | undefined): Sentence {
  if (refreshToken === undefined) return say('protocol.tokens.noRefreshToken');
  return say('protocol.tokens.refreshToken', { count: refreshToken.length });
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
      name: 'protocol.tokens.lifetimes.accessToken',
      total: tokens.lifetimeSeconds,
      endsAtSeconds: tokens.expiresAt,
    },
    typeof iat === 'number' && typeof exp === 'number' && exp > iat
      ? { id: 'id-token', name: 'protocol.tokens.lifetimes.idToken', total: exp - iat, endsAtSeconds: exp }
      : undefined,
    {
      id: 'session',
      name: 'protocol.tokens.lifetimes.session',
      total: life.maxMinutes * 60,
      endsAtSeconds: signedIn.startedAt + life.maxMinutes * 60,
    },
  ];
  return lifetimes.filter((one) => one !== undefined).map((one) => withRest(one, nowMs / 1000));
}

function withRest(one: Omit<Lifetime, 'left' | 'end' | 'timeLeft'>, nowSeconds: number): Lifetime {
  const left = Math.min(one.total, Math.max(0, Math.round(one.endsAtSeconds - nowSeconds)));
  const timeLeft: Text =
    left === 0
      ? 'protocol.tokens.lifetimes.over'
      : say('protocol.tokens.lifetimes.left', { length: { seconds: left } });
  return { ...one, left, end: momentOf(one.endsAtSeconds * 1000), timeLeft };
}

function tablesOf(token: TraceToken): TokenTables {
  const about = { token: tokenName(token.name) };
  return {
    header: jwtHeaderTable(`${token.name}-header`, say('protocol.token.header', about), token.header),
    claims: claimTable(`${token.name}-claims`, say('protocol.token.claims', about), token),
  };
}

function scopeTable(
  asked: readonly string[] | undefined,
  { scopes }: TokenSet,
  accessToken: TraceToken | undefined,
): DataTable | undefined {
  const inToken = accessToken && scopesIn(accessToken);
  const names = [...new Set([...(asked ?? []), ...scopes, ...(inToken ?? [])])];
  return dataTable('scopes', 'protocol.tokens.scopes.caption', names, [
    ['protocol.tokens.scopes.scope', (name) => name],
    ['protocol.tokens.scopes.asked', (name) => asked && yesOrNo(asked.includes(name))],
    ['protocol.tokens.scopes.granted', (name) => yesOrNo(scopes.includes(name))],
    ['protocol.tokens.scopes.inToken', (name) => inToken && yesOrNo(inToken.includes(name))],
    ['protocol.tokens.scopes.gives', (name) => SCOPE_DESCRIPTIONS[name], 'prose'],
  ]);
}

/** A list at Visma Connect, a text with blanks elsewhere (RFC 9068 §2.2.3). */
function scopesIn({ claims: { scope } }: TraceToken): string[] {
  return typeof scope === 'string' ? scope.split(' ') : [scope].flat().filter((one) => typeof one === 'string');
}

const YES = say('protocol.tokens.yes');
const NO = say('protocol.tokens.no');

function yesOrNo(is: boolean): Sentence {
  return is ? YES : NO;
}

interface Difference {
  readonly what: Sentence;
  readonly here: Sentence;
  readonly service: Sentence;
}

function serviceTable(accessToken: TraceToken | undefined, { refreshToken }: TokenSet): DataTable | undefined {
  const claim = (name: string, service: Sentence): Difference => ({
    what: say('protocol.tokens.service.claim', { name }),
    here: accessToken ? yesOrNo(accessToken.claims[name] !== undefined) : say('protocol.tokens.service.unreadable'),
    service,
  });
  const differences: Difference[] = [
    differenceIn('grant'),
    differenceIn('company'),
    differenceIn('scopes'),
    claim('sub', say('protocol.tokens.service.noPerson')),
    claim('auth_time', NO),
    claim('tenant_id', YES),
    { what: say('protocol.tokens.service.idToken'), here: YES, service: NO },
    {
      what: say('protocol.tokens.service.refreshToken.what'),
      here: refreshToken === undefined ? say('protocol.tokens.service.refreshToken.not') : YES,
      service: say('protocol.tokens.service.refreshToken.service'),
    },
  ];
  return dataTable('service', 'protocol.tokens.service.caption', differences, [
    ['protocol.tokens.service.columns.what', ({ what }) => what],
    ['protocol.tokens.service.columns.here', ({ here }) => here, 'prose'],
    ['protocol.tokens.service.columns.service', ({ service }) => service, 'prose'],
  ]);
}

function differenceIn(part: 'grant' | 'company' | 'scopes'): Difference {
  return {
    what: say(`protocol.tokens.service.${part}.what`),
    here: say(`protocol.tokens.service.${part}.here`),
    service: say(`protocol.tokens.service.${part}.service`),
  };
}
