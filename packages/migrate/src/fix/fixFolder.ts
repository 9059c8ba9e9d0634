import { isUtf8 } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scopesFor } from '../calledOperations.ts';
import { fileProblem } from '../fileProblem.ts';
import type { FileFinding, Scan } from '../scanFolder.ts';
import { TokenFlow } from '../tokenFlow.ts';
import { fixApiAddresses, fixHeaderName, fixPaging, fixScope, fixSignInAddresses } from './fixAddresses.ts';
import { fixHeaders } from './fixHeaders.ts';
import { fixTokenField } from './fixTokenField.ts';
import { type ChangedLine, isChanged, patchOf } from './patch.ts';

/** What was, or would be, rewritten. */
export interface Fixes {
  /** All changes as one patch. */
  readonly patch: string;
  readonly lines: number;
  readonly files: number;
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

/** Longer lines are of no file that somebody wrote. */
const longestLine = 2_000;

/**
 * Rewrites what has one right answer on the lines that the scan found, and nothing else: hosts, paths, headers, paging,
 * the token's field, the scope where the calls tell which. Files that a tool made are no part of the scan's findings.
 */
export function fixFolder(scan: Scan, mode: 'print' | 'write'): Fixes {
  const patches: string[] = [];
  const problems: Fixes['problems'][number][] = [];
  let lines = 0;
  const scopes = newScopes(scan);
  for (const [file, findings] of byFile(scan.findings)) {
    try {
      const path = join(scan.root, file);
      const bytes = readFileSync(path);
      const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
      // UTF-16 has zeros.
      if (bytes.includes(0)) continue;
      const changed = fixText(bytes.toString(encoding), findings, scopes);
      const count = changed.filter(isChanged).length;
      if (count === 0) continue;
      lines += count;
      patches.push(patchOf(file, changed));
      if (mode === 'write') writeFileSync(path, Buffer.from(changed.map(({ after = '' }) => after).join(''), encoding));
    } catch (error) {
      problems.push({ path: file, reason: fileProblem(error) });
    }
  }
  return { patch: patches.join(''), lines, files: patches.length, problems };
}

/** The scopes in the place of VNI's one, where all calls are known and people sign in. */
function newScopes({ operations, findings }: Scan): readonly string[] | undefined {
  const { erp, salesOrders, isComplete } = scopesFor(operations);
  const signsIn = findings.some(({ rule }) => rule.id === 'vni-authorize-address');
  const isUnclear = findings.some(({ rule }) => ['password-grant', 'client-library', 'hidden-calls'].includes(rule.id));
  if (!isComplete || erp.length === 0 || salesOrders.length > 0 || !signsIn || isUnclear) return undefined;
  return erp.map((right) => `vismanet_erp_interactive_api:${right}`);
}

function byFile(findings: readonly FileFinding[]): Map<string, FileFinding[]> {
  const files = new Map<string, FileFinding[]>();
  for (const finding of findings) {
    if (finding.rule.isOfProject === true || finding.isLock === true) continue;
    files.set(finding.file, [...(files.get(finding.file) ?? []), finding]);
  }
  return files;
}

const addressRules = ['old-api-host', 'old-api-path', 'sales-order-v1-v2', 'purchase-receipt-v1'];

function fixText(text: string, findings: readonly FileFinding[], scopes: readonly string[] | undefined): ChangedLine[] {
  const lines = text.split(/(?<=\n|\r(?!\n))/);
  const tokens = new TokenFlow();
  for (const line of lines) tokens.learn(line.trimEnd());
  const onLine = grouped(findings);
  // A path of VNI's sign-in that is added to the host elsewhere needs another host than the API.
  const isHostSafe = !findings.some(
    ({ rule, text: shown }) =>
      ['vni-authorize-address', 'vni-token-address', 'vni-context', 'webhook-subscription'].includes(rule.id) &&
      !/integration\.visma\.net/i.test(shown),
  );
  return lines.map((before, at) => {
    const here = onLine.get(at + 1);
    if (here === undefined || before.length > longestLine) return { before, after: before };
    const end = /\r?\n$|\r$/.exec(before)?.[0] ?? '';
    const rules = new Set(here.map(({ rule }) => rule.id));
    const has = (...ids: readonly string[]): boolean => ids.some((id) => rules.has(id));
    const { language, file } = here[0] ?? { language: 'other', file: '' };
    let line = before.slice(0, before.length - end.length);
    if (has('vni-authorize-address', 'vni-token-address')) line = fixSignInAddresses(line);
    if (has(...addressRules)) line = fixApiAddresses(line, isHostSafe);
    if (has('authentication-header')) line = fixHeaderName(line);
    if (has('paging-parameters')) {
      line = fixPaging(line, lines.slice(Math.max(0, at - 6), at + 7).join(''), language === 'javascript');
    }
    if (has('vni-scope') && scopes !== undefined) line = fixScope(line, scopes);
    if (has('token-field'))
      line = fixTokenField(line, language, tokens, lines.slice(Math.max(0, at - 6), at + 1).join(''));
    if (!has('ipp-company-id', 'ipp-application-type')) return { before, after: line + end };
    const rest = fixHeaders(line, { name: file, language, text, previous: lines[at - 1]?.trimEnd() ?? '' });
    return { before, after: rest === undefined ? undefined : rest + end };
  });
}

function grouped(findings: readonly FileFinding[]): Map<number, FileFinding[]> {
  const lines = new Map<number, FileFinding[]>();
  for (const finding of findings) lines.set(finding.line, [...(lines.get(finding.line) ?? []), finding]);
  return lines;
}
