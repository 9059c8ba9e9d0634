import { ConfigError } from '../errors.ts';
import { productName } from '../productName.ts';
import type { Wait } from 'visma-net-client/pace';
import { createServiceClient } from 'visma-net-client';
import { readCommandLine, type Common, type Request } from './commandLine.ts';
import { durationLabel } from './duration.ts';
import { CommandProblem, EXIT, type ExitCode } from './exitCode.ts';
import { exportCommand } from './exportCommand.ts';
import { HELP } from './helpText.ts';
import { createProgress, type Progress } from './progress.ts';
import { getCommand, listCommand } from './readCommands.ts';
import type { ServiceIo, CommandContext } from './serviceIo.ts';
import { syncCommand } from './syncCommand.ts';
import { tenantsCommand, tokenCommand } from './tokenCommands.ts';
import { writeCommand } from './writeCommand.ts';

/** Runs `service` with the arguments that follow the word, and returns the exit code; see EXIT. */
export async function serviceCommand(argv: readonly string[], io: ServiceIo): Promise<ExitCode> {
  const request = readCommandLine(argv);
  if (request.kind === 'help') {
    io.stdout.write(HELP);
    return EXIT.done;
  }
  try {
    if (request.kind === 'wrong') throw new CommandProblem(EXIT.usage, `${request.problem} See --help.`);
    return await withContext(request, io, (context) => run(request, context));
  } catch (error) {
    return explain(error, io);
  }
}

type Doing = Exclude<Request, { readonly kind: 'help' | 'wrong' }>;

async function run(request: Doing, context: CommandContext): Promise<ExitCode> {
  switch (request.kind) {
    case 'token':
      return tokenCommand(request, context);
    case 'tenants':
      return tenantsCommand(request, context);
    case 'list':
      return listCommand(request, context);
    case 'get':
      return getCommand(request, context);
    case 'export':
      return exportCommand(request, context);
    case 'write':
      return writeCommand(request, context);
    case 'sync':
      return syncCommand(request, context);
  }
}

async function withContext(
  common: Common,
  io: ServiceIo,
  use: (context: CommandContext) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { issuer, erpUrl, salesOrderUrl, isSandbox, ...configured } = io.loadConfig();
  const sandbox = isSandbox ? await io.sandbox() : undefined;
  const application = configured.application ?? sandbox?.application;
  if (!application) throw new ConfigError(['the service application is not configured']);
  const { clientId, clientSecret } = application;
  const { clientAuthentication, maxWaitSeconds } = common;
  const progress = progressOn(io, common.quiet);
  const client = createServiceClient({
    issuer,
    clientId,
    clientSecret,
    erpUrl,
    salesOrderUrl,
    clientAuthentication,
    product: productName(),
    maxWaitSeconds,
    onWait: (wait) => progress.note(waitMessage(wait)),
  });
  try {
    return await use({
      io,
      client,
      progress,
      clientId,
      issuer,
      isSandbox,
      sourceOf: (api) => (api === 'salesOrder' ? salesOrderUrl : erpUrl),
      tenants: {
        cwd: io.cwd,
        configured: configured.tenantId ?? sandbox?.application.tenantId,
        ofSandbox: sandbox?.tenants ?? [],
      },
    });
  } finally {
    await client.close();
  }
}

function progressOn({ stderr, noColor }: ServiceIo, quiet: boolean): Progress {
  const isTerminal = stderr.isTTY === true;
  return createProgress({
    stream: stderr,
    isTerminal,
    quiet,
    colours: isTerminal && !noColor,
    now: () => performance.now(),
  });
}

function waitMessage({ tenantId, seconds, why }: Wait): string {
  const reason = {
    nearly_used_up: 'few calls of this hour are left, so they are spread',
    used_up: 'the calls of this hour are used up',
    away: 'the API does not answer',
  }[why];
  return `${tenantId}: ${reason}; waiting ${durationLabel(seconds)}.`;
}

/** What a person at a terminal reads: words, no stack. */
function explain(error: unknown, { stderr, signal }: ServiceIo): ExitCode {
  if (signal.aborted) return EXIT.stopped;
  if (error instanceof ConfigError) {
    stderr.write(`${error.message}\n\nEvery variable is explained in docs/configuration.md.\n`);
    return EXIT.configuration;
  }
  if (error instanceof CommandProblem) {
    stderr.write(`service: ${error.message}\n`);
    return error.exitCode;
  }
  throw error;
}
