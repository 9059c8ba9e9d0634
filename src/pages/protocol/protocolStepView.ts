import { isTextKey } from '../../languages/languages.ts';
import { say, type Sentence, type Text } from '../../languages/spoken.ts';
import type { TextKey } from '../../languages/textKeys.ts';
import { ruleText } from '../../protocolView/ruleTexts.ts';
import { problemOf, type Problem } from '../../protocolView/outcome.ts';
import { partyName, stepPurpose, STEPS, stepTitle } from '../../protocolView/steps.ts';
import type { Parameter, TraceMessage, TraceStep, TraceToken } from '../../protocolView/traceStep.ts';
import { VNI_DIFFERENCES } from '../../protocolView/vniDifferences.ts';
import type { StepKind } from 'visma-net-client/connect/protocolStep';
import { dataTable, facts, type DataTable, type Fact } from '../../web/rendering/dataTable.ts';
import { claimCell, valueCell } from '../account/claimCell.ts';
import { stepHref, type TracePlace } from './protocolOverview.ts';
import {
  headerDescription,
  jwtHeaderDescription,
  parameterDescription,
  preciseTime,
  spanOf,
  tokenClaimDescription,
} from './stepLabels.ts';

/** What views/pages/protocolStep.ejs shows. */
export interface StepView {
  /** Above the page, and its title. */
  readonly heading: Sentence;
  readonly purpose: Sentence;
  readonly overviewHref: string;
  readonly previousHref: string | undefined;
  readonly nextHref: string | undefined;
  readonly problem: Problem | undefined;
  readonly facts: readonly Fact[];
  readonly checks: readonly CheckView[];
  readonly isWithheld: boolean;
  readonly messages: readonly MessageView[];
  readonly vni: readonly TextKey[];
}

export interface CheckView {
  readonly rule: string | Sentence;
  readonly section: string | Sentence;
  readonly passed: boolean;
}

export interface MessageView {
  readonly id: string;
  readonly heading: TextKey;
  /** `POST https://…`, or the status. */
  readonly line: string | Sentence | undefined;
  readonly tables: readonly (DataTable | undefined)[];
  readonly headers: DataTable | undefined;
  /** Holds markup. */
  readonly headersLabel: TextKey;
  /** Where they say who is asking. */
  readonly areHeadersOpen: boolean;
  readonly tokens: readonly (DataTable | undefined)[];
  readonly body: string | undefined;
  readonly bodyLabel: TextKey;
}

/** Shapes one step of a trace for the view; undefined when there is none of that number. Pure. */
export function toStepView(steps: readonly TraceStep[], number: number, { path }: TracePlace): StepView | undefined {
  const index = steps.findIndex((step) => step.number === number);
  const step = steps[index];
  if (!step) return undefined;
  const { kind, request, response, isWithheld = false } = step;
  const hrefOf = (neighbour: TraceStep | undefined) => neighbour && stepHref(path, neighbour.number);
  return {
    heading: say('protocol.step.heading', { number: String(number), title: stepTitle(kind) }),
    purpose: stepPurpose(kind),
    isWithheld,
    overviewHref: path,
    previousHref: hrefOf(index > 0 ? steps[index - 1] : undefined),
    nextHref: hrefOf(steps[index + 1]),
    problem: problemOf(step),
    facts: factsOf(step),
    checks: step.checks.map(({ rule, section, passed }) => ({
      rule: ruleText(rule),
      section: ruleText(section),
      passed,
    })),
    messages: [
      ...(request ? [toMessageView(kind, 'request', request)] : []),
      ...(response ? [toMessageView(kind, 'answer', response)] : []),
    ],
    vni: VNI_DIFFERENCES[kind] ?? [],
  };
}

function factsOf({ kind, startedAtMs, durationMs, error, refusal, visit }: TraceStep): Fact[] {
  const { from, to, section } = STEPS[kind];
  return facts(
    ['protocol.step.facts.from', partyName(from)],
    ['protocol.step.facts.to', from === to ? undefined : partyName(to)],
    ['protocol.step.facts.began', preciseTime(startedAtMs)],
    ['protocol.step.facts.took', durationMs === undefined ? undefined : spanOf(durationMs)],
    ['protocol.step.facts.section', section],
    ['protocol.step.facts.error', error ?? refusal?.code],
    ['protocol.step.facts.reason', refusal?.reason],
    ['protocol.step.facts.visit', visit],
  );
}

function toMessageView(kind: StepKind, id: 'request' | 'answer', message: TraceMessage): MessageView {
  const { method, url, status, query, form, fields, headers, tokens, body } = message;
  const line = url === undefined ? undefined : `${method ?? 'GET'} ${url}`;
  const part = id === 'answer' && kind === 'id_token' ? 'idToken' : id;
  return {
    id,
    heading: `protocol.step.${part}`,
    line: line ?? (status === undefined ? undefined : say('protocol.step.status', { status: String(status) })),
    tables: [
      parameterTable(kind, `${id}-query`, 'protocol.step.query', query),
      parameterTable(kind, `${id}-form`, 'protocol.step.form', form),
      parameterTable(kind, `${id}-fields`, 'protocol.step.fields', fields),
    ],
    headersLabel: `protocol.step.headers.${part}`,
    headers: headerTable(`${id}-headers`, headers),
    areHeadersOpen: headers.some((header) => header.name.toLowerCase() === 'authorization'),
    tokens: tokens.flatMap((token) => tokenTables(id, token)),
    body: form.length > 0 ? undefined : body,
    bodyLabel: kind === 'api_call' && (status ?? 0) < 400 ? 'protocol.step.shape' : 'protocol.step.body',
  };
}

function parameterTable(kind: StepKind, id: string, caption: TextKey, values: readonly Parameter[]) {
  return dataTable(id, caption, values, [
    ['protocol.columns.name', ({ name }) => name],
    ['protocol.columns.value', ({ value }) => valueCell(value), 'prose'],
    ['protocol.columns.purpose', ({ name }) => parameterDescription(kind, name), 'prose'],
  ]);
}

function headerTable(id: string, headers: readonly Parameter[]) {
  return dataTable(id, 'protocol.step.headers.caption', headers, [
    ['protocol.columns.name', ({ name }) => name],
    ['protocol.columns.value', ({ value }) => valueCell(value), 'prose'],
    ['protocol.columns.purpose', ({ name }) => headerDescription(name), 'prose'],
  ]);
}

function tokenTables(id: string, token: TraceToken) {
  const about = { token: tokenName(token.name) };
  return [
    jwtHeaderTable(`${id}-${token.name}-header`, say('protocol.token.header', about), token.header),
    claimTable(`${id}-${token.name}-claims`, say('protocol.token.claimsAlone', about), token),
  ];
}

/** What a token is called; one of a name that nobody has put into words, by that name. Pure. */
export function tokenName(name: string): string | Sentence {
  const key = `protocol.tokenNames.${name}`;
  return isTextKey(key) ? say(key) : name;
}

/** The header of a JWT with a sentence for each name. Pure. */
export function jwtHeaderTable(id: string, caption: Text, header: TraceToken['header']): DataTable | undefined {
  return dataTable(id, caption, Object.entries(header), [
    ['protocol.columns.name', ([name]) => name],
    ['protocol.columns.value', ([name, value]) => claimCell(name, value), 'prose'],
    ['protocol.columns.meaning', ([name]) => jwtHeaderDescription(name), 'prose'],
  ]);
}

/** The claims of a JWT with a sentence for each. Pure. */
export function claimTable(
  id: string,
  caption: Text,
  { name: token, claims }: Pick<TraceToken, 'name' | 'claims'>,
): DataTable | undefined {
  return dataTable(id, caption, Object.entries(claims), [
    ['protocol.columns.claim', ([name]) => name],
    ['protocol.columns.value', ([name, value]) => claimCell(name, value), 'prose'],
    ['protocol.columns.meaning', ([name]) => tokenClaimDescription(token, name), 'prose'],
  ]);
}
