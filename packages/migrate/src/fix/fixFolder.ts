import { isUtf8 } from 'node:buffer';
import { type ErpRight, scopesFor } from '../calledOperations.ts';
import type { Language } from '../languageOf.ts';
import { fileProblem } from '../fileProblem.ts';
import type { FileFinding, Scan } from '../scanFolder.ts';
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
import { LeftFileError, type OpenedFile, withScannedFile } from './openedFile.ts';
import { type ChangedLine, isChanged, patchOf } from './patch.ts';
import { canGoTogether, type SplitAddresses, splitAddressesIn } from './splitAddresses.ts';

/** What was, or would be, rewritten. */
export interface Fixes {
  /** All changes as one patch. */
  readonly patch: string;
  readonly lines: number;
  readonly files: number;
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

/** Longer lines are of no file that somebody wrote. */
const LONGEST_LINE = 2_000;

/**
 * Rewrites what has one right answer on the lines that the scan found, and nothing else: hosts, paths, headers, paging,
 * the token's field, the scope where the calls tell which. Files that a tool made are no part of the scan's findings.
 * A file that is not as it was scanned is left, and named.
 */
export function fixFolder(scan: Scan, mode: 'print' | 'write'): Fixes {
  const patches: string[] = [];
  const problems: Fixes['problems'][number][] = [];
  let lines = 0;
  const rights = neededRights(scan);
  const isTogether = areAddressesTogether(scan);
  for (const [file, findings] of byFile(scan.findings)) {
    try {
      withScannedFile({ root: scan.root, file, stamp: scan.stamps.get(file) }, mode, (opened) => {
        const read = textOf(opened);
        if (read === undefined) return;
        const { text, encoding } = read;
        const changed = fixText(text, findings, { rights, isTogether });
        const count = changed.filter(isChanged).length;
        if (count === 0) return;
        if (mode === 'write') opened.write(Buffer.from(changed.map(({ after = '' }) => after).join(''), encoding));
        lines += count;
        patches.push(patchOf(file, changed));
      });
    } catch (error) {
      problems.push({ path: file, reason: error instanceof LeftFileError ? error.message : fileProblem(error) });
    }
  }
  return { patch: patches.join(''), lines, files: patches.length, problems };
}

/** The rights in the place of VNI's one scope, where all calls are known. */
function neededRights({ operations, hidesCalls, findings }: Scan): readonly ErpRight[] | undefined {
  const { erp, salesOrders, isComplete, isUpdateGuessed } = scopesFor(operations, hidesCalls);
  const isUnclear = findings.some(({ rule }) => ['password-grant', 'client-library', 'hidden-calls'].includes(rule.id));
  if (!isComplete || isUpdateGuessed || erp.length === 0 || salesOrders.length > 0 || isUnclear) return undefined;
  return erp;
}

function byFile(findings: readonly FileFinding[]): Map<string, FileFinding[]> {
  const files = new Map<string, FileFinding[]>();
  for (const finding of findings) {
    if (finding.rule.isOfProject === true || finding.isLock === true) continue;
    files.set(finding.file, [...(files.get(finding.file) ?? []), finding]);
  }
  return files;
}

const ADDRESS_RULES = ['old-api-host', 'old-api-path', 'sales-order-v1-v2', 'purchase-receipt-v1'];

/** Whether hosts and paths that stand apart can be rewritten, as far as all files with findings tell. */
function areAddressesTogether(scan: Scan): boolean {
  const { beyondLimit, known, unchanged, ignored } = scan;
  // What is not listed is not rewritten, and may be the other part of an address.
  if (beyondLimit.error + beyondLimit.warning + known + unchanged + ignored > 0) return false;
  const found = [...byFile(scan.findings)].filter(([, findings]) =>
    findings.some(({ rule }) => rule.kind === 'address'),
  );
  return canGoTogether(found.map(([file, findings]) => splitAddressesOf(scan, file, findings)));
}

function splitAddressesOf(scan: Scan, file: string, findings: readonly FileFinding[]): SplitAddresses {
  let addresses: SplitAddresses = { hasHost: false, hasPath: false, isUnclear: true };
  try {
    withScannedFile({ root: scan.root, file, stamp: scan.stamps.get(file) }, 'print', (opened) => {
      const read = textOf(opened);
      if (read === undefined) return;
      const onLine = grouped(findings);
      addresses = splitAddressesIn(sourceOf(linesOf(read.text), findings).codes, (at) => rulesOn(onLine, at));
    });
  } catch {
    // Left unclear: why it cannot be read is told where it would be rewritten.
  }
  return addresses;
}

/** A file as text; undefined where it is none. */
function textOf(opened: OpenedFile): { text: string; encoding: 'utf8' | 'latin1' } | undefined {
  const bytes = opened.read();
  // UTF-16 has zeros.
  if (bytes.includes(0)) return undefined;
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  return { text: bytes.toString(encoding), encoding };
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n|\r(?!\n))/);
}

function rulesOn(onLine: ReadonlyMap<number, readonly FileFinding[]>, at: number): ReadonlySet<string> | undefined {
  const here = onLine.get(at + 1);
  return here === undefined ? undefined : new Set(here.map(({ rule }) => rule.id));
}

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

function fixText(text: string, findings: readonly FileFinding[], circumstances: FixContext): ChangedLine[] {
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

function sourceOf(whole: readonly string[], findings: readonly FileFinding[]): Source {
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

function grouped(findings: readonly FileFinding[]): Map<number, FileFinding[]> {
  const lines = new Map<number, FileFinding[]>();
  for (const finding of findings) lines.set(finding.line, [...(lines.get(finding.line) ?? []), finding]);
  return lines;
}
