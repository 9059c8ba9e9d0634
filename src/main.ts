import { fileURLToPath } from 'node:url';
import { loadConfig, readEnvironment, readyConfig, type Config, type Environment, type ReadyConfig } from './config.ts';
import { ConfigError } from './errors.ts';
import { keepHeapSmall } from './heap.ts';
import { createLogger, type Logger } from './log.ts';
import type { ConfiguredSandbox } from 'visma-net-sandbox/configured';
import { ownSecret } from './ownSecret.ts';
import { startWebApp } from './webApp.ts';

/**
 * Runs the web application until it is told to stop; with the sandbox beside it when nothing real is configured.
 * @returns its public origin
 */
export async function runWebApp(env: Environment = readEnvironment()): Promise<string> {
  keepHeapSmall(30);
  const config = loadConfig(env);
  const logger = createLogger(config.logLevel);
  for (const warning of config.warnings) logger.warn({ event: 'configuration' }, warning);
  let sandbox: ConfiguredSandbox | undefined;
  const complete = async (known: Config): Promise<ReadyConfig> => {
    sandbox = await sandboxFor(known, logger);
    return readyConfig(withSecret(known), sandbox);
  };
  // Run from its sources, it is being worked on: what changes is seen at the next look.
  const keepFiles = !fileURLToPath(import.meta.url).endsWith('.ts');
  const app = await startWebApp(config, { logger, complete, keepFiles });
  stopOnSignals(logger, async () => {
    // Nobody balances over processes of the sandbox mode.
    if (!sandbox) await app.drain();
    await app.stop();
    await sandbox?.stop();
  });
  logger.info({ event: 'started', baseUrl: app.url }, 'the web application answers');
  if (sandbox) process.stdout.write(sandbox.welcome(app.url));
  return app.url;
}

/** Sandbox mode needs no secret from outside; everything else was refused without one. */
function withSecret(config: Config): Config {
  if (config.session.secrets.length > 0) return config;
  return { ...config, session: { ...config.session, secrets: [ownSecret()] } };
}

async function sandboxFor(config: Config, logger: Logger): Promise<ConfiguredSandbox | undefined> {
  if (!config.sandbox) return undefined;
  const { startSandboxAsConfigured } = await import('./loadSandbox.ts');
  return startSandboxAsConfigured(config.sandbox, { appUrls: [config.server.baseUrl], logger });
}

/**
 * The first signal ends in order, the second at once. An error that nobody caught is logged and ends in order too, with
 * code 1, because nobody knows what it left half done; a rejection that nobody awaited is logged, and that is all.
 */
export function stopOnSignals(logger: Logger, stop: () => Promise<void>): void {
  let isStopping = false;
  const end = (code: number) => {
    isStopping = true;
    stop().then(
      () => process.exit(code),
      (error: unknown) => {
        logger.error({ err: error }, 'did not stop in order');
        process.exit(1);
      },
    );
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(1);
    logger.info({ event: 'stopping', signal }, 'finishing what runs');
    end(0);
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  process.on('uncaughtException', (error) => {
    logger.fatal({ event: 'uncaught_exception', err: error }, 'an error that nobody caught: stopping');
    if (!isStopping) end(1);
  });
  process.on('unhandledRejection', (error) => {
    logger.error({ event: 'unhandled_rejection', err: error }, 'a rejection that nobody awaited');
  });
}

/** What a person at a terminal reads when it cannot start: words, no stack. */
export function explainFailure(error: unknown): string {
  if (error instanceof ConfigError)
    return `${error.message}\n\nEvery variable is explained in docs/configuration.md.\n`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === 'EADDRINUSE')
    return 'Cannot start: the port is in use. Set PORT or SANDBOX_PORT, or stop what uses it.\n';
  return `Cannot start: ${error instanceof Error ? error.message : String(error)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  runWebApp().catch((error: unknown) => {
    process.stderr.write(explainFailure(error));
    process.exit(1);
  });
}
