import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Format, HELP, readCommandLine, type Request } from './commandLine.ts';
import { count } from './count.ts';
import { fixFolder } from './fix/fixFolder.ts';
import { fileProblem } from './fileProblem.ts';
import { makePlan, type Plan } from './plan.ts';
import { NarrowingError, onChangedLines, withoutKnown } from './narrowScan.ts';
import { jsonReport } from './reports/jsonReport.ts';
import { markdownReport } from './reports/markdownReport.ts';
import { sarifReport } from './reports/sarifReport.ts';
import { summaryOf } from './reports/summary.ts';
import { textReport } from './reports/textReport.ts';
import { type Scan, scanFolder } from './scanFolder.ts';

/** As much of a stream as the command needs. */
export interface WritableLike {
  write(text: string): unknown;
}

/** Where the command reads from and writes to. */
export interface MigrateIo {
  readonly stdout: WritableLike;
  readonly stderr: WritableLike;
  /** Relative folders and files are taken from here. */
  readonly cwd: string;
  /** Whether standard output is a terminal; colours are used only then. */
  readonly isTerminal: boolean;
  /** Whether NO_COLOR is set. */
  readonly noColor: boolean;
}

/**
 * Runs `migrate` with the arguments that follow the word, and returns the exit code:
 * 0 nothing found at or above --fail-on, 1 something found, 2 wrong usage, unreadable folder or unwritable report.
 */
export function migrateCommand(argv: readonly string[], io: MigrateIo): Promise<number> {
  return Promise.resolve(run(argv, io));
}

function run(argv: readonly string[], io: MigrateIo): number {
  const request = readCommandLine(argv);
  if (request.kind === 'help') {
    io.stdout.write(HELP);
    return 0;
  }
  if (request.kind === 'wrong') return refuse(io, `${request.problem} See --help.`);
  const root = resolve(io.cwd, request.folder);
  const problem = problemWith(root);
  if (problem !== undefined) return refuse(io, `Cannot look into ${request.folder}: ${problem}.`);
  const out = request.out === undefined ? undefined : resolve(io.cwd, request.out);
  const baseline = request.baseline === undefined ? undefined : resolve(io.cwd, request.baseline);
  const reports = [out, baseline].filter((path) => path !== undefined);
  const narrowed = narrow(scanFolder(root, request.include, reports), request, io);
  if (typeof narrowed === 'string') return refuse(io, narrowed);
  if (request.fix === 'print') {
    const { patch, problems } = fixFolder(narrowed, 'print');
    for (const problem of problems) io.stderr.write(`migrate: ${problem.path}: ${problem.reason}.\n`);
    io.stdout.write(patch);
    return 0;
  }
  let scan = narrowed;
  if (request.fix === 'write') {
    const { lines, files, problems } = fixFolder(scan, 'write');
    for (const problem of problems) io.stderr.write(`migrate: ${problem.path}: ${problem.reason}.\n`);
    io.stderr.write(`Rewrote ${count(lines, 'line')} in ${count(files, 'file')}. What is left:\n`);
    const again = narrow(scanFolder(root, request.include, reports), request, io);
    if (typeof again === 'string') return refuse(io, again);
    scan = again;
  }
  const plan = makePlan(scan);
  const coloured = io.isTerminal && !io.noColor && out === undefined;
  const report = reportIn(request.format, scan, plan, coloured);
  if (out === undefined) io.stdout.write(report);
  else {
    const failure = save(out, report);
    if (failure !== undefined) return refuse(io, `Cannot write ${out}: ${failure}.`);
    io.stdout.write(`${summaryOf(plan, scan)}\nThe report is in ${out}.\n`);
  }
  return isOverThreshold(plan, request.failOn) ? 1 : 0;
}

/** The scan with the findings that are asked for, or why that cannot be told. */
function narrow(scan: Scan, { baseline, diff }: Request & { kind: 'scan' }, io: MigrateIo): Scan | string {
  try {
    const unknown = baseline === undefined ? scan : withoutKnown(scan, resolve(io.cwd, baseline), baseline);
    return diff === undefined ? unknown : onChangedLines(unknown, diff);
  } catch (error) {
    if (error instanceof NarrowingError) return error.message;
    throw error;
  }
}

function reportIn(format: Format, scan: Scan, plan: Plan, coloured: boolean): string {
  switch (format) {
    case 'text':
      return textReport(scan, plan, coloured);
    case 'markdown':
      return markdownReport(scan, plan);
    case 'json':
      return jsonReport(scan, plan, toolVersion());
    case 'sarif':
      return sarifReport(scan, toolVersion());
  }
}

function isOverThreshold(plan: Plan, failOn: (Request & { kind: 'scan' })['failOn']): boolean {
  if (failOn === 'never') return false;
  return plan.errors > 0 || (failOn === 'warning' && plan.warnings > 0);
}

function refuse(io: MigrateIo, problem: string): number {
  io.stderr.write(`migrate: ${problem}\n`);
  return 2;
}

function problemWith(root: string): string | undefined {
  try {
    readdirSync(root);
    return undefined;
  } catch (error) {
    return fileProblem(error);
  }
}

function save(path: string, report: string): string | undefined {
  try {
    writeFileSync(path, report);
    return undefined;
  } catch (error) {
    return fileProblem(error);
  }
}

function toolVersion(): string {
  const file = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return /"version":\s*"([^"]+)"/.exec(file)?.[1] ?? '0.0.0';
}
