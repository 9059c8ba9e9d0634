import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { caseClasses } from './cases/all.ts';

/** As much of a scan as is judged, so that one of an earlier revision can be. */
export type ScanLike = (root: string) => {
  readonly findings: readonly {
    readonly file: string;
    readonly line: number;
    readonly rule: { readonly id: string };
  }[];
};

/** What a rule found against what a person marked: lines found rightly, found wrongly, and not found. */
export interface Accuracy {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));
const Expected = z.array(z.strictObject({ file: z.string(), rule: z.string(), text: z.string() }));

/** The folders of fixtures in which a person marked what is to be found. */
export const markedFolders: readonly string[] = readdirSync(fixtures).filter((folder) =>
  readdirSync(join(fixtures, folder)).includes('expected.json'),
);

/** What a person marked in a fixture, as `file:line rule`. The text stands on exactly one line of the file. */
export function expectedIn(folder: string): string[] {
  const marked = Expected.parse(JSON.parse(readFileSync(join(fixtures, folder, 'expected.json'), 'utf8')));
  return marked.map(({ file, rule, text }) => {
    const lines = readFileSync(join(fixtures, folder, file), 'utf8').split('\n');
    const at = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
    if (at.length !== 1) throw new Error(`${folder}/${file}: "${text}" is on ${at.length} lines, not on one.`);
    return `${file}:${String(at[0])} ${rule}`;
  });
}

/** What a scan finds in a fixture; the lists of expectations hold the very words, so they are left out. */
export function foundInFixture(scan: ScanLike, folder: string): string[] {
  return marksOf(scan, join(fixtures, folder)).filter((mark) => !mark.startsWith('expected.json:'));
}

/** How right a scan is over all cases and fixtures, by the rules' ids. */
export function accuracyByRule(scan: ScanLike): Map<string, Accuracy> {
  const rules = new Map<string, Accuracy>();
  for (const folder of markedFolders) judge(rules, foundInFixture(scan, folder), expectedIn(folder));
  for (const { files, expected } of Object.values(caseClasses).flat()) {
    judge(
      rules,
      inFolderOf(files, (root) => marksOf(scan, root)),
      expected.map(withoutSeverity),
    );
  }
  return rules;
}

function judge(rules: Map<string, Accuracy>, found: readonly string[], expected: readonly string[]): void {
  for (const mark of new Set([...found, ...expected])) {
    const rule = mark.slice(mark.indexOf(' ') + 1);
    const { right, wrong, missed } = rules.get(rule) ?? { right: 0, wrong: 0, missed: 0 };
    if (!expected.includes(mark)) rules.set(rule, { right, wrong: wrong + 1, missed });
    else if (found.includes(mark)) rules.set(rule, { right: right + 1, wrong, missed });
    else rules.set(rule, { right, wrong, missed: missed + 1 });
  }
}

function withoutSeverity(mark: string): string {
  return mark.split(' ').slice(0, 2).join(' ');
}

function marksOf(scan: ScanLike, root: string): string[] {
  return scan(root).findings.map(({ file, line, rule }) => `${file}:${line} ${rule.id}`);
}

/** Calls `use` with a folder that holds the files, and removes it. */
function inFolderOf<T>(files: Readonly<Record<string, string>>, use: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'migrate-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    return use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
