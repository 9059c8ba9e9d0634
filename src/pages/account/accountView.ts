import type { ConnectedCompany, PersonSession } from '../../connections/personSession.ts';
import type { SessionLife } from '../../connections/sessionRecord.ts';
import type { SessionSummary } from '../../connections/sessions.ts';
import type { ConnectionRecord } from '../../connections/vault.ts';
import type { Quota } from 'visma-net-client/errors';
import type { Claims } from '../../oidc/jwt.ts';
import { momentOf, say, type Moment, type Text } from '../../languages/spoken.ts';
import { readableToken } from '../../protocolView/redact.ts';
import { dataTable, facts, type DataTable, type Fact } from '../../web/rendering/dataTable.ts';
import { deviceText } from './deviceText.ts';
import { claimCell } from './claimCell.ts';
import { claimDescription } from './claimDescriptions.ts';
import { API_LABELS, quotaLabel } from './quotaFacts.ts';
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
  readonly device: Text;
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
    person: facts(
      ['account.person.name', person.name],
      ['account.person.email', person.email],
      ['account.person.sub', person.sub],
      ['account.person.issuer', person.issuer],
    ),
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
    ['account.session.signedIn', moment(startedAt)],
    ['account.session.idle', { seconds: idleMinutes * 60 }],
    ['account.session.latest', moment(startedAt + maxMinutes * 60)],
    ['account.session.unused', summary && moment(summary.expiresAt)],
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
  return dataTable('claims', 'account.claims.caption', rows, [
    ['account.claims.claim', ({ name }) => name],
    ['account.claims.value', ({ name, value }) => claimCell(name, value), 'prose'],
    ['account.claims.meaning', ({ name }) => claimDescription(name), 'prose'],
    ['account.claims.from', ({ from }) => from],
  ]);
}

function companiesTable(companies: readonly CompanyFacts[], nowMs: number): DataTable | undefined {
  const rows = companies.map((facts) => ({ ...facts, state: connectionState(facts.record, nowMs) }));
  return dataTable('companies', 'account.access.caption', rows, [
    ['account.access.company', ({ company }) => company.name],
    ['account.access.state', ({ state }) => state.label],
    ['account.access.until', ({ state }) => state.until],
    ['account.access.then', ({ state }) => state.description, 'prose'],
    ['account.access.obtained', ({ record }) => record && moment(record.tokens.obtainedAt)],
    ['account.access.scopes', ({ record, company }) => (record?.tokens.scopes ?? company.scopes).join(' '), 'prose'],
  ]);
}

function quotasTable(companies: readonly CompanyFacts[]): DataTable | undefined {
  const rows = companies.flatMap(({ company, quotas }) => quotas.map((quota) => ({ company, quota })));
  return dataTable('quotas', 'account.quota.caption', rows, [
    ['account.access.company', ({ company }) => company.name],
    ['account.quota.api', ({ quota }) => say(API_LABELS[quota.api])],
    ['account.quota.left', ({ quota }) => quotaLabel(quota)],
  ]);
}

function toSessionRow(session: SessionSummary, thisSessionId: string): SessionRow {
  const { sessionId, device, address, companyNames } = session;
  return {
    device: deviceText(device),
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
