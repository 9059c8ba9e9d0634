import type { ErpRight } from '../calledOperations.ts';
import type { Language } from '../languageOf.ts';
import type { FileFinding } from '../scanFolder.ts';
import { commentSyntaxOf } from '../commentSyntax.ts';
import { TokenFlow } from '../flow/tokenFlow.ts';
import { tokenReadsIn } from '../flow/tokenReads.ts';
import { createCommentMask } from '../maskComments.ts';
import { once } from '../once.ts';
import {
  fixApiAddresses,
  fixAuthorizeAddress,
  fixHeaderName,
  fixPaging,
  fixScope,
  fixTokenAddress,
} from './fixAddresses.ts';
import { grantAt } from './grantAt.ts';
import { fixHeaders } from './fixHeaders.ts';
import { fixTokenField, fixTokenPattern } from './fixTokenField.ts';
import { isAnswerReadAnew } from './tokenAddress.ts';
import { outsideComments } from './outsideComments.ts';
import type { ChangedLine } from './patch.ts';

/** Longer lines are of no file that somebody wrote. */
const LONGEST_LINE = 2_000;

const ADDRESS_RULES = ['old-api-host', 'old-api-path', 'sales-order-v1-v2', 'purchase-receipt-v1'];

/** What the whole scan says, for each line. */
interface FixContext {
  readonly rights: readonly ErpRight[] | undefined;
  readonly isTogether: boolean;
}

/** A file with what was found in it. */
export interface Source {
  /** Its lines: as they are, without their ends, and with comments blanked too. */
  readonly whole: readonly string[];
  readonly lines: readonly string[];
  readonly codes: readonly string[];
  readonly name: string;
  readonly language: Language;
  /** The rules that found something on a line, by its index. */
  readonly rulesOn: (at: number) => ReadonlySet<string> | undefined;
}

/** What is known of values in a file; found out when it is asked for. */
interface Values {
  readonly tokens: () => TokenFlow;
  /** Whether the token call may go to Visma Connect. */
  readonly isAnswerReadAnew: () => boolean;
  readonly text: () => string;
  readonly known: Map<string, boolean>;
}

/** The lines of a text, and what each becomes. */
export function fixText(text: string, findings: readonly FileFinding[], context: FixContext): ChangedLine[] {
  const source = sourceOf(text, findings);
  const values = valuesOf(source);
  return source.whole.map((before, at) => {
    const rules = source.rulesOn(at);
    const line = source.lines[at] ?? '';
    if (rules === undefined || before.length > LONGEST_LINE) return { before, after: before };
    const fixed = outsideComments(line, source.codes[at] ?? line, (code) =>
      fixCode(code, at, rules, source, values, context),
    );
    return { before, after: fixed === undefined ? undefined : fixed + before.slice(line.length) };
  });
}

const OTHER: Language = 'other';

/** Takes a text apart; `findings` are those of its file. */
export function sourceOf(text: string, findings: readonly FileFinding[]): Source {
  const { language, file } = findings[0] ?? { language: OTHER, file: '' };
  const name = file.slice(file.lastIndexOf('/') + 1);
  const mask = createCommentMask(commentSyntaxOf(name, language));
  const whole = text.split(/(?<=\n|\r(?!\n))/);
  const lines = whole.map((line) => line.replace(/\r?\n$|\r$/, ''));
  const rules = rulesByLine(findings);
  return { whole, lines, codes: lines.map((line) => mask(line)), name, language, rulesOn: (at) => rules.get(at + 1) };
}

function rulesByLine(findings: readonly FileFinding[]): Map<number, Set<string>> {
  const lines = new Map<number, Set<string>>();
  for (const { line, rule } of findings) {
    const known = lines.get(line);
    if (known === undefined) lines.set(line, new Set([rule.id]));
    else known.add(rule.id);
  }
  return lines;
}

function valuesOf(source: Source): Values {
  const { codes, rulesOn } = source;
  const tokens = once(() => TokenFlow.of(codes.map((code, at) => ({ code, number: at + 1 }))));
  const readAnew = once(() => {
    const fields = codes.map((before, at) => {
      const isFound = rulesOn(at)?.has('token-field') === true;
      return { before, after: isFound ? withNewField(before, at, source, tokens) : before, isFound };
    });
    return isAnswerReadAnew(fields, tokens());
  });
  return { tokens, isAnswerReadAnew: readAnew, text: once(() => codes.join('\n')), known: new Map() };
}

/** The line with the field of the token call's answer by its new name. */
function withNewField(line: string, at: number, { codes, language }: Source, tokens: () => TokenFlow): string {
  const above = (): string => codes.slice(Math.max(0, at - 6), at + 1).join('\n');
  const fixed = fixTokenField(line, tokenReadsIn(line, at + 1, language, tokens, above));
  if (language !== 'javascript') return fixed;
  return fixTokenPattern(fixed, (right) => tokens().isAnswerWhole(right, at + 1));
}

/** The code of a line as it is to be; undefined when nothing of it is left. */
function fixCode(
  before: string,
  at: number,
  rules: ReadonlySet<string>,
  source: Source,
  values: Values,
  { rights, isTogether }: FixContext,
): string | undefined {
  const { codes, name, language } = source;
  const has = (...ids: readonly string[]): boolean => ids.some((id) => rules.has(id));
  const around = (from: number, to: number): string => codes.slice(Math.max(0, at + from), at + to + 1).join('\n');
  let line = before;
  if (has('vni-authorize-address')) line = fixAuthorizeAddress(line);
  if (has('vni-token-address') && values.isAnswerReadAnew()) line = fixTokenAddress(line);
  if (has(...ADDRESS_RULES)) line = fixApiAddresses(line, isTogether);
  if (has('authentication-header')) line = fixHeaderName(line);
  if (has('paging-parameters')) line = fixPaging(line, around(-6, 6), language, name);
  if (has('vni-scope') && rights !== undefined) {
    const api = grantAt(codes, at, /\.(?:json\w*|ya?ml|toml|ini|env|config|xml|properties)$/i.test(name));
    if (api !== undefined)
      line = fixScope(
        line,
        rights.map((right) => `vismanet_erp_${api}_api:${right}`),
      );
  }
  if (has('token-field')) line = withNewField(line, at, source, values.tokens);
  if (!has('ipp-company-id', 'ipp-application-type')) return line;
  const previous = codes.slice(Math.max(0, at - 40), at).findLast((code) => code.trim() !== '') ?? '';
  const next = codes.slice(at + 1, at + 40).find((code) => code.trim() !== '') ?? '';
  return fixHeaders(line, { name, text: values.text, known: values.known, previous, next });
}
