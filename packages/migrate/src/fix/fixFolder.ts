import { isUtf8 } from 'node:buffer';
import { type ErpRight, scopesFor } from '../calledOperations.ts';
import { fileProblem } from '../fileProblem.ts';
import type { FileFinding, Scan } from '../scanFolder.ts';
import { fixText, sourceOf } from './fixText.ts';
import { LeftFileError, type OpenedFile, withScannedFile } from './openedFile.ts';
import { isChanged, patchOf } from './patch.ts';
import { canGoTogether, type SplitAddresses, splitAddressesIn } from './splitAddresses.ts';

/** What was, or would be, rewritten. */
export interface Fixes {
  /** All changes as one patch. */
  readonly patch: string;
  readonly lines: number;
  readonly files: number;
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

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
  const found = byFile(scan.findings);
  const isTogether = areAddressesTogether(scan, found);
  for (const [file, findings] of found) {
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
    const known = files.get(finding.file);
    if (known === undefined) files.set(finding.file, [finding]);
    else known.push(finding);
  }
  return files;
}

/** Whether hosts and paths that stand apart can be rewritten, as far as all files with findings tell. */
function areAddressesTogether(scan: Scan, found: ReadonlyMap<string, readonly FileFinding[]>): boolean {
  const { beyondLimit, known, unchanged, ignored } = scan;
  // What is not listed is not rewritten, and may be the other part of an address.
  if (beyondLimit.error + beyondLimit.warning + known + unchanged + ignored > 0) return false;
  const ofAddresses = [...found].filter(([, findings]) => findings.some(({ rule }) => rule.kind === 'address'));
  return canGoTogether(ofAddresses.map(([file, findings]) => splitAddressesOf(scan, file, findings)));
}

function splitAddressesOf(scan: Scan, file: string, findings: readonly FileFinding[]): SplitAddresses {
  let addresses: SplitAddresses = { hasHost: false, hasPath: false, isUnclear: true };
  try {
    withScannedFile({ root: scan.root, file, stamp: scan.stamps.get(file) }, 'print', (opened) => {
      const read = textOf(opened);
      if (read === undefined) return;
      const { codes, rulesOn } = sourceOf(read.text, findings);
      addresses = splitAddressesIn(codes, rulesOn);
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
