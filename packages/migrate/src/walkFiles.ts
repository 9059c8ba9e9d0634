import { type Dirent, readdirSync } from 'node:fs';
import { basename, relative, sep } from 'node:path';
import { type IgnoreRules, ignoreRulesAbove } from './gitIgnore.ts';
import { createGlobs, type Globs } from './globs.ts';
import { generatorOfFolder } from './generators.ts';
import { fileProblem } from './fileProblem.ts';
import { isPythonEnvironment, isVendoredFolder, type LeftOut, leftOutByName } from './leftOut.ts';
import { manifestKindOf } from './manifests.ts';

/** A file to look into. */
export interface FoundFile {
  readonly path: string;
  readonly name: string;
  /** From the scanned folder, with `/`. */
  readonly relativePath: string;
  /** Set for manifests and lock files that are left out but for the packages they name. */
  readonly leftOut?: LeftOut;
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
  /** Folders, with `/` at the end, in which a generator of code left a folder of its own, and the generator. */
  readonly generatedFolders: Map<string, string>;
}

interface Folder {
  readonly path: string;
  readonly relativePath: string;
  /** What the folders around it say of its entries. */
  readonly rules: IgnoreRules;
}

/**
 * All files below a folder in the order of their names, without what .gitignore names, without vendored and
 * built code, documents and binaries. Links are never followed. An unreadable folder is noted, not fatal.
 * `include`: patterns as in .gitignore; then only matching files are taken, documents too.
 */
export function* walkFiles(root: string, include: readonly string[], notes: WalkNotes): Generator<FoundFile> {
  const wanted = include.length === 0 ? undefined : createGlobs(include);
  const rules = ignoreRulesAbove(root, (path, error) =>
    notes.unreadable.push({ path: relative(root, path).split(sep).join('/'), reason: fileProblem(error) }),
  );
  const pending: Folder[] = [{ path: root, relativePath: '', rules }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const below = yield* filesOf(folder, wanted, notes);
    pending.push(...below.reverse());
  }
}

/** Yields the files of a folder and returns the folders in it. */
function* filesOf(folder: Folder, wanted: Globs | undefined, notes: WalkNotes): Generator<FoundFile, Folder[]> {
  const entries = entriesOf(folder, notes);
  const names = entries.map((entry) => entry.name);
  if (folder.relativePath !== '' && isPythonEnvironment(names)) {
    notes.leftOut.vendoredFolders += 1;
    return [];
  }
  const generator = generatorOfFolder(names);
  if (generator !== undefined) {
    notes.generatedFolders.set(folder.relativePath === '' ? '' : `${folder.relativePath}/`, generator);
  }
  const rules = folder.rules.enter(folder.path, names.includes('.gitignore'));
  const below: Folder[] = [];
  const start = folder.path.endsWith(sep) ? folder.path : folder.path + sep;
  const relativeStart = folder.relativePath === '' ? '' : `${folder.relativePath}/`;
  const parent = basename(folder.path);
  for (const entry of entries) {
    const { name } = entry;
    const path = start + name;
    const relativePath = relativeStart + name;
    if (entry.isSymbolicLink()) notes.leftOut.links += 1;
    else if (entry.isDirectory() && isVendoredFolder(name, names, parent)) notes.leftOut.vendoredFolders += 1;
    else if (rules.leavesOut(path, entry.isDirectory())) notes.leftOut.gitignored += 1;
    else if (entry.isDirectory()) below.push({ path, relativePath, rules });
    else if (entry.isFile() && isIncluded(relativePath, wanted, notes)) {
      const reason = leftOutReason(name, wanted);
      if (reason === undefined) yield { path, name, relativePath };
      else if (manifestKindOf(name) === undefined) notes.leftOut[reason] += 1;
      else yield { path, name, relativePath, leftOut: reason };
    }
  }
  return below;
}

function isIncluded(relativePath: string, wanted: Globs | undefined, notes: WalkNotes): boolean {
  if (wanted === undefined || wanted.verdictOn(relativePath) === 'named') return true;
  notes.leftOut.notIncluded += 1;
  return false;
}

function leftOutReason(name: string, wanted: Globs | undefined): LeftOut | undefined {
  const reason = leftOutByName(name);
  return reason === 'document' && wanted !== undefined ? undefined : reason;
}

function entriesOf({ path, relativePath }: Folder, notes: WalkNotes): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    notes.unreadable.push({ path: relativePath, reason: fileProblem(error) });
    return [];
  }
}
