import type { CalledOperation } from './calledOperations.ts';
import { CutValues } from './cutValues.ts';
import { type CommentSyntax, commentSyntaxOf } from './commentSyntax.ts';
import type { FileContext } from './fileContext.ts';
import { collectFacts } from './fileFacts.ts';
import { type FileLines, linesOf } from './fileLines.ts';
import { isMinified, isOwnReport } from './leftOut.ts';
import { type Language, languageOf } from './languageOf.ts';
import { type ManifestKind, manifestKindOf } from './manifests.ts';
import type { ScanNotes } from './prepareLines.ts';
import { type FilePlace, ProjectFacts } from './projectFacts.ts';
import { type Finding, scanText } from './scanText.ts';
import { NAMED_AFTER_VISMA, VISMA_WORDS } from './codeWords.ts';
import { fileProblem } from './fileProblem.ts';
import { type FoundFile, walkFiles, type WalkNotes } from './walkFiles.ts';
import { createTextReader, type TextReader } from './readText.ts';

/** A finding and where it is. */
export interface FileFinding extends Finding {
  /** From the scanned folder, with `/`. */
  readonly file: string;
  readonly language: Language;
  /** Whether it stands in what a package manager wrote. */
  readonly isLock?: boolean;
}

/** All that a scan found out. */
export interface Scan extends WalkNotes {
  readonly root: string;
  readonly findings: readonly FileFinding[];
  /** Findings beyond the limit, counted by severity only. */
  readonly beyondLimit: { error: number; warning: number };
  /** Of the files with findings: which they were, and of when. */
  readonly stamps: ReadonlyMap<string, string>;
  readonly files: number;
  /** Findings that ignore comments took away. */
  readonly ignored: number;
  readonly unknownRules: readonly { readonly file: string; readonly line: number; readonly name: string }[];
  /** Where the code speaks with Visma Connect already. */
  readonly connect: FilePlace | undefined;
  /** The operations of the ERP API that are called. */
  readonly operations: readonly CalledOperation[];
  /** Whether there are calls whose method or resource the code does not show. */
  readonly hidesCalls: boolean;
  /** Findings that were left out for being in a baseline, and for standing on unchanged lines. */
  readonly known: number;
  readonly unchanged: number;
}

/** Kept in memory and reported one by one; the rest is counted. */
export const FINDING_LIMIT = 10_000;

/**
 * Scans all files of a folder, one at a time. Memory grows with the findings that are kept, not with the files.
 * `include`: patterns of files to take, else all. `reports`: files that a report goes to or comes from, which are no part
 * of it.
 */
export function scanFolder(root: string, include: readonly string[] = [], reports: readonly string[] = []): Scan {
  const walk: WalkNotes = {
    leftOut: {
      vendoredFolders: 0,
      gitignored: 0,
      links: 0,
      binary: 0,
      generated: 0,
      document: 0,
      minified: 0,
      notIncluded: 0,
    },
    unreadable: [],
    generatedFolders: new Map(),
  };
  const findings: FileFinding[] = [];
  const beyondLimit = { error: 0, warning: 0 };
  const unknownRules: Scan['unknownRules'][number][] = [];
  let files = 0;
  let ignored = 0;

  const stamps = new Map<string, string>();
  const keep: Keep = (finding, stamp) => {
    if (findings.length >= FINDING_LIMIT) {
      beyondLimit[finding.severity] += 1;
      return;
    }
    findings.push(finding);
    stamps.set(finding.file, stamp);
  };

  const project = new ProjectFacts();
  const cut = new CutValues();
  const read = createTextReader();
  for (const file of walkFiles(root, include, walk)) {
    if (reports.includes(file.path)) continue;
    const notes: ScanNotes = { ignored: 0, unknownRules: [], calls: [], cut };
    if (scanFile(file, read, notes, walk, project, keep)) files += 1;
    ignored += notes.ignored;
    unknownRules.push(...notes.unknownRules.map((unknown) => ({ file: file.relativePath, ...unknown })));
  }
  return {
    ...walk,
    root,
    findings: project.settle(findings).map((finding) => withoutValues(finding, cut)),
    beyondLimit,
    stamps,
    files,
    ignored,
    unknownRules,
    connect: project.connect,
    operations: project.calls.all(),
    hidesCalls: project.hidesCalls,
    known: 0,
    unchanged: 0,
  };
}

/** What was cut in one place is cut in all. */
function withoutValues(finding: FileFinding, cut: CutValues): FileFinding {
  const text = cut.in(finding.text);
  const detail = finding.detail === undefined ? undefined : cut.in(finding.detail);
  return text === finding.text && detail === finding.detail ? finding : { ...finding, text, detail };
}

/** Takes a finding, and the stamp of its file. */
type Keep = (finding: FileFinding, stamp: string) => void;

/** Returns whether the file was looked into. */
function scanFile(
  file: FoundFile,
  read: TextReader,
  notes: ScanNotes,
  walk: WalkNotes,
  project: ProjectFacts,
  keep: Keep,
): boolean {
  const manifest = manifestKindOf(file.name);
  if (manifest === 'manifest') project.learnManifest(file.relativePath);
  try {
    const reason = read(file.path, (text) => {
      if (!NAMED_AFTER_VISMA.test(file.relativePath) && !text.mentions(VISMA_WORDS)) return 'scanned';
      if (isMinified(file.name, text)) return 'minified';
      if (isOwnReport(file.name, text)) return 'generated';
      const stamp = text.stamp();
      const language = languageOf(file.name, text);
      const comments = commentSyntaxOf(file.name, language);
      const lines = linesOf(text, comments, notes);
      const context = contextOf(file, language, comments, manifest, lines);
      const generator = context.facts.generator ?? enclosingGenerator(file.relativePath, walk, project);
      project.learn(context, generator);
      for (const finding of scanText(lines.withNotes(), context, notes)) {
        const { relativePath } = file;
        const found = { ...finding, file: relativePath, language: context.language, isLock: manifest === 'lock' };
        if (generator === undefined) keep(found, stamp);
        else project.generated.add(found, generator);
      }
      if (generator === undefined) project.learnCalls(context, notes.calls);
      return 'scanned';
    });
    if (file.leftOut !== undefined) {
      walk.leftOut[file.leftOut] += 1;
      return false;
    }
    if (reason === 'scanned') return true;
    walk.leftOut[reason ?? 'binary'] += 1;
  } catch (error) {
    walk.unreadable.push({ path: file.relativePath, reason: fileProblem(error) });
  }
  return false;
}

function enclosingGenerator(path: string, { generatedFolders }: WalkNotes, project: ProjectFacts): string | undefined {
  for (const [folder, generator] of generatedFolders) {
    if (!path.startsWith(folder)) continue;
    project.generated.learnManifest(folder);
    return generator;
  }
  return undefined;
}

function contextOf(
  file: FoundFile,
  language: Language,
  comments: CommentSyntax,
  manifest: ManifestKind | undefined,
  lines: FileLines,
): FileContext {
  const { name, relativePath: path } = file;
  const facts = collectFacts(lines, { name, path, language });
  return { name, path, language, comments, manifest, isManifestOnly: file.leftOut !== undefined, facts };
}
