import { HEADER_DESCRIPTIONS } from '../../protocolView/parameterDescriptions.ts';
import { problemOf, type Problem } from '../../protocolView/outcome.ts';
import { PARTY_NAMES, STEP_TEXTS } from '../../protocolView/stepTexts.ts';
import type { Parameter, TraceMessage, TraceStep, TraceToken } from '../../protocolView/traceStep.ts';
import { VNI_DIFFERENCES } from '../../protocolView/vniDifferences.ts';
import type { Check, StepKind } from 'visma-net-client/connect/protocolStep';
import { dataTable, facts, type DataTable, type Fact } from '../../web/rendering/dataTable.ts';
import { claimCell } from '../account/claimCell.ts';
import { stepHref, type TracePlace } from './protocolOverview.ts';
import {
  JWT_HEADER_DESCRIPTIONS,
  parameterDescription,
  preciseTime,
  formatSpan,
  tokenClaimDescription,
} from './stepLabels.ts';

/** What views/pages/protocolStep.ejs shows. */
export interface StepView {
  readonly number: number;
  readonly title: string;
  readonly purpose: string;
  readonly overviewHref: string;
  readonly previousHref: string | undefined;
  readonly nextHref: string | undefined;
  readonly problem: Problem | undefined;
  readonly facts: readonly Fact[];
  readonly checks: readonly Check[];
  readonly isWithheld: boolean;
  readonly messages: readonly MessageView[];
  readonly vni: readonly string[];
}

export interface MessageView {
  readonly id: string;
  readonly heading: string;
  /** `POST https://…`, or the status. */
  readonly line: string | undefined;
  readonly tables: readonly (DataTable | undefined)[];
  readonly headers: DataTable | undefined;
  /** Where they say who is asking. */
  readonly areHeadersOpen: boolean;
  readonly tokens: readonly (DataTable | undefined)[];
  readonly body: string | undefined;
  readonly bodyLabel: string;
}

/** Shapes one step of a trace for the view; undefined when there is none of that number. Pure. */
export function toStepView(steps: readonly TraceStep[], number: number, { path }: TracePlace): StepView | undefined {
  const index = steps.findIndex((step) => step.number === number);
  const step = steps[index];
  if (!step) return undefined;
  const { kind, request, response, isWithheld = false } = step;
  const { title, purpose } = STEP_TEXTS[kind];
  const hrefOf = (neighbour: TraceStep | undefined) => neighbour && stepHref(path, neighbour.number);
  return {
    number,
    title,
    purpose,
    isWithheld,
    overviewHref: path,
    previousHref: hrefOf(index > 0 ? steps[index - 1] : undefined),
    nextHref: hrefOf(steps[index + 1]),
    problem: problemOf(step),
    facts: factsOf(step),
    checks: step.checks,
    messages: [
      ...(request ? [toMessageView(kind, 'request', request)] : []),
      ...(response ? [toMessageView(kind, 'answer', response)] : []),
    ],
    vni: VNI_DIFFERENCES[kind] ?? [],
  };
}

function factsOf({ kind, startedAtMs, durationMs, error, refusal, visit }: TraceStep): Fact[] {
  const { from, to, section } = STEP_TEXTS[kind];
  return facts(
    ['From', PARTY_NAMES[from]],
    ['To', from === to ? undefined : PARTY_NAMES[to]],
    ['Began', preciseTime(startedAtMs)],
    ['Took', durationMs === undefined ? undefined : formatSpan(durationMs)],
    ['Described in', section],
    ['Error', error ?? refusal?.code],
    ['Reason', refusal?.reason],
    ['Reference', visit],
  );
}

function toMessageView(kind: StepKind, id: 'request' | 'answer', message: TraceMessage): MessageView {
  const { method, url, status, query, form, fields, headers, tokens, body } = message;
  const line = url === undefined ? undefined : `${method ?? 'GET'} ${url}`;
  return {
    id,
    heading: id === 'request' ? 'Request' : kind === 'id_token' ? 'The ID token' : 'Answer',
    line: line ?? (status === undefined ? undefined : `Status ${status}`),
    tables: [
      parameterTable(kind, `${id}-query`, 'In the address', query),
      parameterTable(kind, `${id}-form`, 'In the form', form),
      parameterTable(kind, `${id}-fields`, 'In the answer', fields),
    ],
    headers: headerTable(`${id}-headers`, headers),
    areHeadersOpen: headers.some((header) => header.name.toLowerCase() === 'authorization'),
    tokens: tokens.flatMap((token) => tokenTables(id, token)),
    body: form.length > 0 ? undefined : body,
    bodyLabel: kind === 'api_call' && (status ?? 0) < 400 ? 'What the data looks like' : 'The text as it was',
  };
}

function parameterTable(kind: StepKind, id: string, caption: string, values: readonly Parameter[]) {
  return dataTable(id, caption, values, [
    ['Name', ({ name }) => name],
    ['Value', ({ value }) => value, 'prose'],
    ['What it is for', ({ name }) => parameterDescription(kind, name), 'prose'],
  ]);
}

function headerTable(id: string, headers: readonly Parameter[]) {
  return dataTable(id, 'Headers', headers, [
    ['Name', ({ name }) => name],
    ['Value', ({ value }) => value, 'prose'],
    ['What it is for', ({ name }) => HEADER_DESCRIPTIONS[name.toLowerCase()], 'prose'],
  ]);
}

const TOKEN_NAMES: Readonly<Partial<Record<string, string>>> = {
  id_token: 'ID token',
  access_token: 'access token',
  logout_token: 'logout token',
};

function tokenTables(id: string, token: TraceToken) {
  const name = TOKEN_NAMES[token.name] ?? token.name;
  return [
    jwtHeaderTable(`${id}-${token.name}-header`, `Header of the ${name}`, token.header),
    claimTable(`${id}-${token.name}-claims`, `Claims of the ${name}, without its signature`, token),
  ];
}

/** The header of a JWT with a sentence for each name. Pure. */
export function jwtHeaderTable(id: string, caption: string, header: TraceToken['header']): DataTable | undefined {
  return dataTable(id, caption, Object.entries(header), [
    ['Name', ([name]) => name],
    ['Value', ([name, value]) => claimCell(name, value), 'prose'],
    ['Meaning', ([name]) => JWT_HEADER_DESCRIPTIONS[name], 'prose'],
  ]);
}

/** The claims of a JWT with a sentence for each. Pure. */
export function claimTable(
  id: string,
  caption: string,
  { name: token, claims }: Pick<TraceToken, 'name' | 'claims'>,
): DataTable | undefined {
  return dataTable(id, caption, Object.entries(claims), [
    ['Claim', ([name]) => name],
    ['Value', ([name, value]) => claimCell(name, value), 'prose'],
    ['Meaning', ([name]) => tokenClaimDescription(token, name), 'prose'],
  ]);
}
