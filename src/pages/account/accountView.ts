import type { ConnectedCompany, PersonSession } from '../../connections/personSession.ts';
import type { SessionLife } from '../../connections/sessionRecord.ts';
import type { SessionSummary } from '../../connections/sessions.ts';
import type { ConnectionRecord } from '../../connections/vault.ts';
import type { Quota } from 'visma-net-client/errors';
import type { Claims } from '../../oidc/jwt.ts';
import { readableToken } from '../../protocolView/redact.ts';
import { dataTable, facts, type DataTable, type Fact } from '../../web/rendering/dataTable.ts';
import { formatQuantity } from '../../web/rendering/formatNumber.ts';
import { formatDuration, momentOf, type Moment } from '../../web/rendering/formatTime.ts';
import { claimCell } from './claimCell.ts';
import { claimDescription } from './claimDescriptions.ts';
import { connectionState } from '../companies/connectionLabels.ts';

/** What views/pages/account.ejs shows. There is no token in it. */
export interface AccountView {
  readonly person: readonly Fact[];
  readonly session: readonly Fact[];
  readonly claims: DataTable | undefined;
  readonly companies: DataTable | undefined;
  readonly quotas: DataTable | undefined;
  readonly sessions: readonly SessionRow[];
  readonly otherSessions: number;
  /** How many sessions were ended by the form that led here. */
  readonly ended: number | undefined;
}

export interface SessionRow {
  readonly device: string;
  readonly address: string;
  readonly startedAt: Moment;
  readonly lastSeenAt: Moment;
  readonly expiresAt: Moment;
  readonly companies: string;
  readonly isThis: boolean;
  readonly endPath: string;
}

export interface CompanyFacts {
  readonly company: ConnectedCompany;
  readonly record: ConnectionRecord | undefined;
  /** What is known of each API's limit. */
  readonly quotas: readonly Quota[];
}

export interface AccountFacts {
  readonly signedIn: PersonSession;
  readonly companies: readonly CompanyFacts[];
  readonly sessions: readonly SessionSummary[];
  readonly life: SessionLife;
  readonly nowMs: number;
  readonly ended: number | undefined;
}

/** Shapes what is known of a person and their sessions for the view. Pure. */
export function toAccountView({ signedIn, companies, sessions, life, nowMs, ended }: AccountFacts): AccountView {
  const { person, sessionId } = signedIn;
  const current = companies.find(({ company }) => company.tenantId === signedIn.currentTenantId) ?? companies[0];
  return {
    person: facts(['Name', person.name], ['E-mail', person.email], ['Id (sub)', person.sub], ['Issuer', person.issuer]),
    session: sessionFacts(
      sessions.find((one) => one.sessionId === sessionId),
      signedIn,
      life,
    ),
    claims: claimsTable(current?.record),
    companies: companiesTable(companies, nowMs),
    quotas: quotasTable(companies),
    sessions: sessions.map((session) => toSessionRow(session, sessionId)),
    otherSessions: sessions.filter((session) => session.sessionId !== sessionId).length,
    ended,
  };
}

function sessionFacts(
  summary: SessionSummary | undefined,
  { startedAt }: PersonSession,
  { idleMinutes, maxMinutes }: SessionLife,
): Fact[] {
  return facts(
    ['Signed in', moment(startedAt)],
    ['Ends when unused for', formatDuration(idleMinutes * 60)],
    ['Ends at the latest', moment(startedAt + maxMinutes * 60)],
    ['If you do nothing more', summary && moment(summary.expiresAt)],
  );
}

function claimsTable(record: ConnectionRecord | undefined): DataTable | undefined {
  const idToken: Claims = record === undefined ? {} : (readableToken('id_token', record.tokens.idToken)?.claims ?? {});
  const userinfo: Claims = record?.userinfo ?? {};
  const names = [...new Set([...Object.keys(idToken), ...Object.keys(userinfo)])];
  const rows = names.map((name) => ({
    name,
    value: name in idToken ? idToken[name] : userinfo[name],
    from: [...(name in idToken ? ['ID token'] : []), ...(name in userinfo ? ['userinfo'] : [])].join(', '),
  }));
  return dataTable('claims', 'What Visma Connect said about you', rows, [
    ['Claim', ({ name }) => name],
    ['Value', ({ name, value }) => claimCell(name, value), 'prose'],
    ['Meaning', ({ name }) => claimDescription(name), 'prose'],
    ['From', ({ from }) => from],
  ]);
}

function companiesTable(companies: readonly CompanyFacts[], nowMs: number): DataTable | undefined {
  const rows = companies.map((facts) => ({ ...facts, state: connectionState(facts.record, nowMs) }));
  return dataTable('companies', 'Your companies in this session', rows, [
    ['Company', ({ company }) => company.name],
    ['Access', ({ state }) => state.label],
    ['Token until', ({ state }) => state.until],
    ['Then', ({ state }) => state.description, 'prose'],
    ['Token from', ({ record }) => record && moment(record.tokens.obtainedAt)],
    ['Granted scopes', ({ record, company }) => (record?.tokens.scopes ?? company.scopes).join(' '), 'prose'],
  ]);
}

const API_LABELS: Readonly<Record<Quota['api'], string>> = { erp: 'ERP API', sales_orders: 'Sales Order API' };

function quotasTable(companies: readonly CompanyFacts[]): DataTable | undefined {
  const rows = companies.flatMap(({ company, quotas }) => quotas.map((quota) => ({ company, quota })));
  return dataTable('quotas', 'Calls left, as the APIs said last', rows, [
    ['Company', ({ company }) => company.name],
    ['API', ({ quota }) => API_LABELS[quota.api]],
    ['Calls left', ({ quota }) => quotaLabel(quota)],
  ]);
}

function quotaLabel(quota: Quota): string | undefined {
  if (quota.remaining === undefined) return undefined;
  const of = quota.limit === undefined ? '' : ` of ${formatQuantity(quota.limit)}`;
  const until = quota.resetSeconds === undefined ? '' : `, anew in ${formatDuration(quota.resetSeconds)}`;
  return `${formatQuantity(quota.remaining)}${of}${until}`;
}

function toSessionRow(session: SessionSummary, thisSessionId: string): SessionRow {
  const { sessionId, device, address, companyNames } = session;
  return {
    device,
    address,
    startedAt: moment(session.startedAt),
    lastSeenAt: moment(session.lastSeenAt),
    expiresAt: moment(session.expiresAt),
    companies: companyNames.join(', '),
    isThis: sessionId === thisSessionId,
    endPath: `/account/sessions/${encodeURIComponent(sessionId)}/end`,
  };
}

function moment(epochSeconds: number): Moment {
  return momentOf(epochSeconds * 1000);
}
