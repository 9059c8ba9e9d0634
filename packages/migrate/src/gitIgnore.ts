import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { createGlobs, type Globs, type Verdict } from './globs.ts';

/** The .gitignore files that hold for one folder, outermost first. */
export interface IgnoreRules {
  /** Whether git leaves the entry out; a deeper file's word counts more. `path` lies in the folder of these rules. */
  leavesOut(path: string, isFolder: boolean): boolean;
  /** The rules within a folder below, with its own .gitignore added when it has one. */
  enter(folder: string, hasOwn: boolean): IgnoreRules;
}

interface Layer {
  readonly folder: string;
  readonly globs: Globs;
  /** Whether its patterns are of names only: then the name of an entry tells, if its folder is not left out. */
  readonly isOfNames: boolean;
}

/** The top of the git work tree that the folder lies in, or undefined. */
export function gitTop(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Told of a .gitignore that cannot be read; the scan goes on without it. */
export type OnUnreadable = (path: string, error: unknown) => void;

/** The rules for the folder that a scan begins in: those above it up to the work tree's top, without its own. */
export function ignoreRulesAbove(root: string, onUnreadable: OnUnreadable): IgnoreRules {
  const top = gitTop(root);
  const above: Layer[] = [];
  if (top !== undefined) above.push(...layer(top, join(top, '.git', 'info', 'exclude'), onUnreadable));
  for (const folder of top === undefined ? [] : foldersBetween(top, root)) {
    above.push(...layer(folder, join(folder, '.gitignore'), onUnreadable));
  }
  // Somebody who names an ignored folder wants to see it.
  return within(isLeftOut(above, root, true) ? [] : above, onUnreadable);
}

function within(layers: readonly Layer[], onUnreadable: OnUnreadable): IgnoreRules {
  return {
    leavesOut: (path, isFolder) => isLeftOut(layers, path, isFolder, true),
    enter: (folder, hasOwn) => {
      const own = hasOwn ? layer(folder, join(folder, '.gitignore'), onUnreadable) : [];
      return within([...layers, ...own], onUnreadable);
    },
  };
}

/** `isFolderKnown`: the folder around the path is not left out itself. */
function isLeftOut(layers: readonly Layer[], path: string, isFolder: boolean, isFolderKnown = false): boolean {
  return (
    layers.reduceRight<Verdict>(
      (verdict, layer) => verdict ?? verdictOf(layer, path, isFolder, isFolderKnown),
      undefined,
    ) === 'named'
  );
}

function verdictOf(
  { folder, globs, isOfNames }: Layer,
  path: string,
  isFolder: boolean,
  isFolderKnown: boolean,
): Verdict {
  if (isOfNames && isFolderKnown) {
    const name = path.slice(path.lastIndexOf(sep) + 1);
    return globs.verdictOn(isFolder ? `${name}/` : name);
  }
  const start = folder.endsWith(sep) ? folder.length : folder.length + 1;
  const inside = sep === '/' ? path.slice(start) : path.slice(start).replaceAll(sep, '/');
  return inside === '' ? undefined : globs.verdictOn(isFolder ? `${inside}/` : inside);
}

function layer(folder: string, file: string, onUnreadable: OnUnreadable): Layer[] {
  if (!existsSync(file)) return [];
  try {
    const patterns = readFileSync(file, 'utf8');
    return [{ folder, globs: createGlobs(patterns), isOfNames: patterns.split('\n').every(isOfName) }];
  } catch (error) {
    onUnreadable(file, error);
    return [];
  }
}

/** Whether a pattern holds for names in any folder: it has no slash but at its end. */
function isOfName(pattern: string): boolean {
  return pattern.startsWith('#') || !pattern.trimEnd().slice(0, -1).includes('/');
}

function foldersBetween(top: string, root: string): string[] {
  const steps = relative(top, root).split(sep).filter(Boolean).slice(0, -1);
  return root === top ? [] : steps.reduce((folders, step) => [...folders, join(folders.at(-1) ?? top, step)], [top]);
}
