import ignore, { type Ignore } from 'ignore';

/** Named by a pattern, excepted by a later one with `!`, or neither. */
export type Verdict = 'named' | 'excepted' | undefined;

/** Patterns as in a .gitignore. */
export interface Globs {
  /** What the patterns say of a path, which is relative to their folder, with `/`, and at the end too for a folder. */
  verdictOn(path: string): Verdict;
}

/** The library keeps each path that it was asked about; it is begun anew after so many. */
const PATHS_KEPT = 4_096;

/** Reads patterns. Upper and lower case differ as they do on the system's disks, and so in git's default. */
export function createGlobs(patterns: string | readonly string[]): Globs {
  const begin = (): Ignore => ignore({ ignorecase: process.platform !== 'linux' }).add(patterns);
  let rules = begin();
  let asked = 0;
  return {
    verdictOn: (path) => {
      asked += 1;
      if (asked % PATHS_KEPT === 0) rules = begin();
      const { ignored, unignored } = rules.test(path);
      return ignored ? 'named' : unignored ? 'excepted' : undefined;
    },
  };
}
