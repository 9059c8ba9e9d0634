#!/usr/bin/env node
import { loadSandboxConfig, loadServiceConfig, readEnvironment } from './config.ts';
import { keepHeapSmall } from './heap.ts';
import { createLogger } from './log.ts';

const HELP = `Sign people in with Visma Connect, and work with Visma.net ERP.

Usage
  node dist/cli.js <command> [options]      or  npm run <command> -- [options]

Commands
  start     the web application; with the sandbox beside it when nothing real is configured
  sandbox   the sandbox alone
  service   read companies' data as the service application
  doctor    check the configuration, and say what to do
  migrate   find what VNI code has to change

Every command explains itself with --help.

Examples
  npm start
  npm run sandbox
  npm run service -- inventory list
  npm run doctor
  npm run migrate -- ../our-integration
`;

/**
 * Runs one command and answers the exit code; undefined for a command that goes on running. Each loads what it needs and
 * no more.
 */
async function run(name: string | undefined, argv: readonly string[]): Promise<number | undefined> {
  switch (name) {
    case 'start':
      return start(argv);
    case 'sandbox':
      return sandbox(argv);
    case 'service':
      return service(argv);
    case 'doctor':
      return doctor(argv);
    case 'migrate': {
      const { migrateCommand } = await import('vni-migrate');
      letReaderStopEarly();
      return migrateCommand(argv, terminal());
    }
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(HELP);
      return 0;
    default:
      return unknown(name);
  }
}

async function unknown(name: string): Promise<number> {
  const { nearest } = await import('./doctor/nearest.ts');
  const meant = nearest(name, ['start', 'sandbox', 'service', 'doctor', 'migrate', 'help']);
  const guess = meant === undefined ? '' : ` Do you mean ${meant}?`;
  process.stderr.write(`There is no command "${name}".${guess}\n\n${HELP}`);
  return 2;
}

async function start(argv: readonly string[]): Promise<number | undefined> {
  if (argv.length > 0) return explain(argv, START_HELP);
  const { runWebApp } = await import('./main.ts');
  await runWebApp();
  return undefined;
}

async function sandbox(argv: readonly string[]): Promise<number | undefined> {
  if (argv.length > 0) return explain(argv, SANDBOX_HELP);
  const config = loadSandboxConfig(readEnvironment());
  const logger = createLogger(config.logLevel);
  const { stopOnSignals } = await import('./stopOnSignals.ts');
  const { startSandboxAsConfigured } = await import('./loadSandbox.ts');
  const running = await startSandboxAsConfigured(config, { appUrls: [config.appUrl], logger });
  stopOnSignals(logger, running.stop);
  process.stdout.write(running.welcome());
  return undefined;
}

async function service(argv: readonly string[]): Promise<number> {
  keepHeapSmall(50);
  const { serviceCommand } = await import('./commands/serviceCommand.ts');
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());
  let failure: NodeJS.ErrnoException | undefined;
  process.stdout.on('error', (error) => {
    failure ??= error;
    stopping.abort();
  });
  const exitCode = await serviceCommand(argv, {
    ...terminal(),
    signal: stopping.signal,
    loadConfig: () => loadServiceConfig(readEnvironment()),
    sandbox: async () => {
      const { sandboxSeeds } = await import('./loadSandbox.ts');
      const seeds = await sandboxSeeds();
      return seeds && { application: seeds.serviceApplication, tenants: seeds.serviceCompanies };
    },
  });
  // What was written last may not have arrived yet.
  await new Promise<void>((resolve) => void process.stdout.write('', () => resolve()));
  return failure ? explainOutput(failure) : exitCode;
}

/** Whoever reads the rows may want no more of them, as in `… | head`; anything else is a failure. */
async function explainOutput(error: NodeJS.ErrnoException): Promise<number> {
  if (error.code === 'EPIPE') return 0;
  const { fileProblem } = await import('./commands/exitCode.ts');
  const { message, exitCode } = fileProblem('Cannot write to standard output', error);
  process.stderr.write(`service: ${message}\n`);
  return exitCode;
}

async function doctor(argv: readonly string[]): Promise<number | undefined> {
  const { doctorCommand } = await import('./doctor/doctorCommand.ts');
  const { openBrowser } = await import('./doctor/openBrowser.ts');
  const { sandboxSeeds } = await import('./loadSandbox.ts');
  letReaderStopEarly();
  const env = readEnvironment();
  return doctorCommand(argv, {
    ...terminal(),
    env,
    sandboxApplications: await sandboxSeeds(),
    startApp: async (variables) => {
      const { runWebApp } = await import('./main.ts');
      return runWebApp({ ...env, ...variables });
    },
    openBrowser,
  });
}

const START_HELP = `Usage: npm start

Starts the web application on PORT (3000) and, when neither VISMA_CONNECT_URL nor VISMA_CLIENT_ID is set,
the sandbox on SANDBOX_PORT (4400). Variables come from the environment and from .env; docs/configuration.md
explains each.

Examples
  npm start
  PORT=3001 SANDBOX_PORT=4401 npm start
`;

const SANDBOX_HELP = `Usage: npm run sandbox

Starts the sandbox alone on SANDBOX_PORT (4400): Visma Connect, Developer Portal, App Store, Visma Admin, ERP API,
Sales Order API. docs/sandbox.md explains it.

Examples
  npm run sandbox
  SANDBOX_STORE_URL=memory: SANDBOX_ITEMS=20000 npm run sandbox
`;

function explain(argv: readonly string[], help: string): number {
  const isAsked = argv.every((word) => word === '--help' || word === '-h');
  (isAsked ? process.stdout : process.stderr).write(help);
  return isAsked ? 0 : 2;
}

/** The reader of a report may have enough of it, as `head` has. */
function letReaderStopEarly(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

function terminal() {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    isTerminal: process.stdout.isTTY,
    noColor: (readEnvironment().NO_COLOR ?? '') !== '',
  };
}

const [name, ...argv] = process.argv.slice(2);
run(name, argv).then(
  (exitCode) => {
    if (exitCode !== undefined) process.exitCode = exitCode;
  },
  async (error: unknown) => {
    const { explainFailure } = await import('./explainFailure.ts');
    process.stderr.write(explainFailure(error));
    process.exitCode = 1;
  },
);
