import type { Environment } from '../config.ts';
import { browserCheck } from './browserCheck.ts';
import { HELP, readCommandLine, type Request } from './commandLine.ts';
import { secretCutter } from './cutSecrets.ts';
import { runChecks } from './runChecks.ts';
import type { Finding } from './finding.ts';
import { inspectEnvironment, type ConfigInspection, type SandboxApplications } from './configInspection.ts';
import { jsonReport } from './reports/jsonReport.ts';
import { textReport, type TerminalStyle } from './reports/textReport.ts';
import { countVerdicts, isHealthy } from './summary.ts';
import { createTools, type Tools } from './tools.ts';

interface Output {
  write(text: string): unknown;
  /** The width of a terminal. */
  readonly columns?: number | undefined;
}

/** Where the command reads from and writes to. */
export interface DoctorIo {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether standard output is a terminal; colours are used only then. */
  readonly isTerminal: boolean;
  /** Whether NO_COLOR is set. */
  readonly noColor: boolean;
  readonly env: Environment;
  /** Undefined where the sandbox is not installed. */
  readonly sandboxApplications: SandboxApplications | undefined;
  /** The real ones unless told. */
  readonly tools?: Tools;
  readonly startApp: (variables: Readonly<Record<string, string>>) => Promise<string>;
  readonly openBrowser: (url: string) => void;
}

/**
 * Runs `doctor` with the arguments that follow the word, and returns the exit code: 0 no problem, 1 a problem (with
 * --strict a warning too), 2 wrong usage; undefined when an application was started that goes on running.
 */
export async function doctorCommand(argv: readonly string[], io: DoctorIo): Promise<number | undefined> {
  const request = readCommandLine(argv);
  if (request.kind === 'help') {
    io.stdout.write(HELP);
    return 0;
  }
  if (request.kind === 'wrong') return refuse(io, request.problem);
  const inspection = inspectEnvironment(io.env, io.sandboxApplications);
  const tenantId = request.tenant === 'configured' ? inspection.service?.tenantId : request.tenant?.id;
  if (request.tenant !== undefined && tenantId === undefined)
    return refuse(io, 'VISMA_TENANT_ID is not set: name the company, --tenant <tenant id>.');
  const tools = io.tools ?? createTools(io.env);
  try {
    return await run({ request, inspection, tools, tenantId }, io);
  } finally {
    await tools.close();
  }
}

interface DoctorRun {
  readonly request: Request & { kind: 'check' };
  readonly inspection: ConfigInspection;
  readonly tools: Tools;
  readonly tenantId: string | undefined;
}

async function run({ request, inspection, tools, tenantId }: DoctorRun, io: DoctorIo): Promise<number | undefined> {
  const report = textReport(terminalStyleOf(io));
  const say = (text: string): unknown => request.json || io.stdout.write(text);
  const cut = secretCutter(inspection);
  const findings: Finding[] = [];
  say(report.head(inspection));
  for await (const found of runChecks({ inspection, tools, tenantId })) {
    const finding = cut(found);
    findings.push(finding);
    say(report.entry(finding));
  }
  const counts = countVerdicts(findings);
  say(report.end(counts));
  if (request.json) io.stdout.write(jsonReport(inspection, findings, counts));
  if (request.browser) {
    if (counts.problem > 0) say('\nSolve the problems first; then --browser has something to show.\n');
    else if (await browserCheck(inspection, { ...io, tools, say, open: io.openBrowser })) return undefined;
  }
  return isHealthy(counts, request.strict) ? 0 : 1;
}

const WIDEST = 100;

function terminalStyleOf({ isTerminal, noColor, stdout }: DoctorIo): TerminalStyle {
  const columns = isTerminal ? Math.min(stdout.columns ?? WIDEST, WIDEST) : undefined;
  return { coloured: isTerminal && !noColor, columns };
}

function refuse({ stderr }: DoctorIo, problem: string): number {
  stderr.write(`doctor: ${problem} See --help.\n`);
  return 2;
}
