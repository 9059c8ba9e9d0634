import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileProblem } from './fileProblem.ts';
import { fingerprints } from './fingerprints.ts';
import type { Scan } from './scanFolder.ts';

/** What keeps a scan from being narrowed. */
export class NarrowingError extends Error {}

/** The scan without the findings that an earlier JSON report holds. Lines may have moved since. */
export function withoutKnown(scan: Scan, baseline: string, name: string): Scan {
  const known = fingerprintsIn(baseline, name);
  const marks = fingerprints(scan.findings);
  const findings = scan.findings.filter((_, at) => !known.has(marks[at] ?? ''));
  return { ...scan, findings, known: scan.findings.length - findings.length };
}

function fingerprintsIn(path: string, name: string): Set<string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new NarrowingError(`Cannot read the baseline ${name}: ${fileProblem(error)}.`);
  }
  const found = [...text.matchAll(/"fingerprint":\s*"([0-9a-f]{64})"/g)].map(([, mark = '']) => mark);
  if (found.length === 0 && !/"tool":\s*\{\s*"name":\s*"visma-migrate"/.test(text)) {
    throw new NarrowingError(`The baseline ${name} is no JSON report of this command.`);
  }
  return new Set(found);
}

/** The scan with what stands on lines that have changed since a commit, in new files too. */
export function onChangedLines(scan: Scan, commit: string): Scan {
  const changed = changedLines(scan.root, commit);
  const findings = scan.findings.filter(({ file, line }) => {
    const ranges = changed.get(file);
    return ranges === 'all' || ranges?.some(([from, to]) => from <= line && line <= to) === true;
  });
  return { ...scan, findings, unchanged: scan.findings.length - findings.length };
}

type Ranges = readonly (readonly [from: number, to: number])[] | 'all';

function changedLines(root: string, commit: string): Map<string, Ranges> {
  if (commit.startsWith('-')) throw new NarrowingError(`--diff takes a commit, not "${commit}".`);
  const changed = new Map<string, Ranges>();
  const diff = git(root, [
    'diff',
    '--unified=0',
    '--no-color',
    '--no-ext-diff',
    '--relative',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    commit,
    '--',
  ]);
  let ranges: (readonly [number, number])[] = [];
  for (const line of diff.split('\n')) {
    if (line.startsWith('+++ ')) {
      const file = line.replace(/^\+\+\+ "?(?:b\/)?/, '').replace(/"?\t?$/, '');
      ranges = [];
      changed.set(file, ranges);
    }
    const found = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (found === null) continue;
    const from = Number(found[1]);
    const length = found[2] === undefined ? 1 : Number(found[2]);
    if (length > 0) ranges.push([from, from + length - 1]);
  }
  for (const name of git(root, ['ls-files', '--others', '--exclude-standard', '-z']).split('\0'))
    changed.set(name, 'all');
  return changed;
}

function git(root: string, argv: readonly string[]): string {
  const { status, stdout, error } = spawnSync('git', ['-c', 'core.quotePath=false', ...argv], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 512e6,
  });
  if (error !== undefined) throw new NarrowingError('--diff needs git, which cannot be started.');
  if (status !== 0)
    throw new NarrowingError('--diff: git does not know that commit here, or the folder is in no repository.');
  return stdout;
}
