import type { ErpRight } from '../calledOperations.ts';
import type { Language } from '../languageOf.ts';
import type { FileFinding } from '../scanFolder.ts';
import { commentSyntaxOf } from '../commentSyntax.ts';
import { TokenFlow } from '../flow/tokenFlow.ts';
import { tokenReadsIn } from '../flow/tokenReads.ts';
import { createCommentMask } from '../maskComments.ts';
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

/** A file on its way: its lines as they are, without their ends, and with comments blanked. */
interface Source {
  readonly lines: readonly string[];
  readonly codes: readonly string[];
  readonly name: string;
  readonly language: Language;
  readonly tokens: TokenFlow;
  readonly text: string;
  readonly known: Map<string, boolean>;
  /** Whether the token call may go to Visma Connect. */
  readonly isAnswerReadAnew: () => boolean;
}

export function fixText(text: string, findings: readonly FileFinding[], circumstances: FixContext): ChangedLine[] {
  const whole = linesOf(text);
  const source = sourceOf(whole, findings);
  const onLine = grouped(findings);
  return whole.map((before, at) => {
    const rules = rulesOn(onLine, at);
    const line = source.lines[at] ?? '';
    if (rules === undefined || before.length > LONGEST_LINE) return { before, after: before };
    const fixed = outsideComments(line, source.codes[at] ?? line, (code) =>
      fixCode(code, at, rules, source, circumstances),
    );
    return { before, after: fixed === undefined ? undefined : fixed + before.slice(line.length) };
  });
}

const OTHER: Language = 'other';

export function sourceOf(whole: readonly string[], findings: readonly FileFinding[]): Source {
  const { language, file } = findings[0] ?? { language: OTHER, file: '' };
  const name = file.slice(file.lastIndexOf('/') + 1);
  const mask = createCommentMask(commentSyntaxOf(name, language));
  const lines = whole.map((line) => line.replace(/\r?\n$|\r$/, ''));
  const codes = lines.map((line) => mask(line));
  const tokens = TokenFlow.of(codes.map((code, at) => ({ code, number: at + 1 })));
  const known = new Map<string, boolean>();
  const onLine = grouped(findings);
  let answer: boolean | undefined;
  const isReadAnew = (): boolean => {
    const fields = codes.map((before, at) => {
      const isFound = rulesOn(onLine, at)?.has('token-field') === true;
      return { before, after: isFound ? withNewField(before, at, { codes, language, tokens }) : before, isFound };
    });
    return isAnswerReadAnew(fields, tokens);
  };
  const text = codes.join('\n');
  return { lines, codes, name, language, tokens, text, known, isAnswerReadAnew: () => (answer ??= isReadAnew()) };
}

/** The line with the field of the token call's answer by its new name. */
function withNewField(
  line: string,
  at: number,
  { codes, language, tokens }: Pick<Source, 'codes' | 'language' | 'tokens'>,
): string {
  const above = (): string => codes.slice(Math.max(0, at - 6), at + 1).join('\n');
  const fixed = fixTokenField(
    line,
    tokenReadsIn(line, at + 1, language, () => tokens, above),
  );
  if (language !== 'javascript') return fixed;
  return fixTokenPattern(fixed, (right) => tokens.isAnswerWhole(right, at + 1));
}

/** The code of a line as it is to be; undefined when nothing of it is left. */
function fixCode(
  before: string,
  at: number,
  rules: ReadonlySet<string>,
  source: Source,
  { rights, isTogether }: FixContext,
): string | undefined {
  const { codes, name, language, text, known } = source;
  const has = (...ids: readonly string[]): boolean => ids.some((id) => rules.has(id));
  const around = (from: number, to: number): string => codes.slice(Math.max(0, at + from), at + to + 1).join('\n');
  let line = before;
  if (has('vni-authorize-address')) line = fixAuthorizeAddress(line);
  if (has('vni-token-address') && source.isAnswerReadAnew()) line = fixTokenAddress(line);
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
  if (has('token-field')) line = withNewField(line, at, source);
  if (!has('ipp-company-id', 'ipp-application-type')) return line;
  const previous = codes.slice(Math.max(0, at - 40), at).findLast((code) => code.trim() !== '') ?? '';
  const next = codes.slice(at + 1, at + 40).find((code) => code.trim() !== '') ?? '';
  return fixHeaders(line, { name, text, known, previous, next });
}

export function grouped(findings: readonly FileFinding[]): Map<number, FileFinding[]> {
  const lines = new Map<number, FileFinding[]>();
  for (const finding of findings) lines.set(finding.line, [...(lines.get(finding.line) ?? []), finding]);
  return lines;
}

export function linesOf(text: string): string[] {
  return text.split(/(?<=\n|\r(?!\n))/);
}

export function rulesOn(
  onLine: ReadonlyMap<number, readonly FileFinding[]>,
  at: number,
): ReadonlySet<string> | undefined {
  const here = onLine.get(at + 1);
  return here === undefined ? undefined : new Set(here.map(({ rule }) => rule.id));
}
