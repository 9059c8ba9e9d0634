import { type Dirent, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ignore from 'ignore';
import { type IgnoreRules, ignoreRulesFor } from './gitIgnore.ts';
import { isVendoredFolder, leftOutByName } from './leftOut.ts';

/** A file to look into. */
export interface FoundFile {
  readonly path: string;
  readonly name: string;
  /** From the scanned folder, with `/`. */
  readonly relativePath: string;
}

/** Counts of what a walk passes over, and what it could not open. */
export interface WalkNotes {
  readonly leftOut: {
    vendoredFolders: number;
    gitignored: number;
    links: number;
    binary: number;
    generated: number;
    document: number;
    minified: number;
    notIncluded: number;
  };
  readonly unreadable: { readonly path: string; readonly reason: string }[];
}

/**
 * All files below a folder in the order of their names, without what .gitignore names, without vendored and
 * built code, documents and binaries. Links are never followed. An unreadable folder is noted, not fatal.
 * `include`: patterns as in .gitignore; then only matching files are taken, documents too.
 */
export function* walkFiles(root: string, include: readonly string[], notes: WalkNotes): Generator<FoundFile> {
  const wanted = include.length === 0 ? undefined : ignore().add([...include]);
  const rulesOfRoot = ignoreRulesFor(root, (path, error) =>
    notes.unreadable.push({ path: toRelative(root, path), reason: reasonOf(error) }),
  );
  const pending: { folder: string; above: IgnoreRules | undefined }[] = [{ folder: root, above: undefined }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { folder } = next;
    const entries = entriesOf(folder, toRelative(root, folder), notes);
    const rules = next.above?.enter(folder) ?? rulesOfRoot;
    const names = entries.some((entry) => entry.isDirectory()) ? entries.map((entry) => entry.name) : [];
    const below: typeof pending = [];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink()) notes.leftOut.links += 1;
      else if (entry.isDirectory() && isVendoredFolder(entry.name, names)) notes.leftOut.vendoredFolders += 1;
      else if (rules.leavesOut(path, entry.isDirectory())) notes.leftOut.gitignored += 1;
      else if (entry.isDirectory()) below.push({ folder: path, above: rules });
      else if (entry.isFile()) yield* asFound(path, entry.name, toRelative(root, path), wanted, notes);
    }
    pending.push(...below.reverse());
  }
}

function* asFound(
  path: string,
  name: string,
  relativePath: string,
  wanted: ReturnType<typeof ignore> | undefined,
  notes: WalkNotes,
): Generator<FoundFile> {
  const reason = leftOutByName(name);
  if (wanted !== undefined && !wanted.ignores(relativePath)) notes.leftOut.notIncluded += 1;
  else if (reason !== undefined && !(reason === 'document' && wanted !== undefined)) notes.leftOut[reason] += 1;
  else yield { path, name, relativePath };
}

function entriesOf(folder: string, relativePath: string, notes: WalkNotes): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    notes.unreadable.push({ path: relativePath, reason: reasonOf(error) });
    return [];
  }
}

/** The system's word for a failure, such as EACCES. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
}

function toRelative(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
