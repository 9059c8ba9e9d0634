import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** The .gitignore files that hold for one folder, outermost first. */
export interface IgnoreRules {
  /** Whether git leaves the entry out; a deeper file's word counts more. */
  leavesOut(path: string, isFolder: boolean): boolean;
  /** The rules within a folder below, with its own .gitignore added. */
  enter(folder: string): IgnoreRules;
}

interface Layer {
  readonly folder: string;
  readonly rules: Ignore;
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

/** The rules for the folder that a scan begins in: those above it up to the work tree's top, and its own. */
export function ignoreRulesFor(root: string, onUnreadable: OnUnreadable): IgnoreRules {
  const top = gitTop(root);
  const above: Layer[] = [];
  if (top !== undefined) above.push(...layer(top, join(top, '.git', 'info', 'exclude'), onUnreadable));
  for (const folder of top === undefined ? [] : foldersBetween(top, root)) {
    above.push(...layer(folder, join(folder, '.gitignore'), onUnreadable));
  }
  // Somebody who names an ignored folder wants to see it.
  return within(isLeftOut(above, root, true) ? [] : above, onUnreadable).enter(root);
}

function within(layers: readonly Layer[], onUnreadable: OnUnreadable): IgnoreRules {
  return {
    leavesOut: (path, isFolder) => isLeftOut(layers, path, isFolder),
    enter: (folder) => within([...layers, ...layer(folder, join(folder, '.gitignore'), onUnreadable)], onUnreadable),
  };
}

function isLeftOut(layers: readonly Layer[], path: string, isFolder: boolean): boolean {
  for (const { folder, rules } of [...layers].reverse()) {
    const inside = relative(folder, path).split(sep).join('/');
    if (inside === '') continue;
    const { ignored, unignored } = rules.test(isFolder ? `${inside}/` : inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}

function layer(folder: string, file: string, onUnreadable: OnUnreadable): Layer[] {
  if (!existsSync(file)) return [];
  try {
    return [{ folder, rules: ignore().add(readFileSync(file, 'utf8')) }];
  } catch (error) {
    onUnreadable(file, error);
    return [];
  }
}

function foldersBetween(top: string, root: string): string[] {
  const steps = relative(top, root).split(sep).filter(Boolean).slice(0, -1);
  return root === top ? [] : steps.reduce((folders, step) => [...folders, join(folders.at(-1) ?? top, step)], [top]);
}
