import { fileURLToPath } from 'node:url';
import {
  loadConfig,
  readEnvironment,
  readyConfig,
  warningsOfEnvFile,
  type Config,
  type Environment,
  type ReadyConfig,
} from './config.ts';
import { explainFailure } from './explainFailure.ts';
import { keepHeapSmall } from './heap.ts';
import { createLogger, type Logger } from './log.ts';
import type { ConfiguredSandbox } from 'visma-net-sandbox/configured';
import { ownSecret } from './ownSecret.ts';
import { stopOnSignals } from './stopOnSignals.ts';
import { startWebApp } from './webApp.ts';

/**
 * Runs the web application until it is told to stop; with the sandbox beside it when nothing real is configured.
 * @returns its public origin
 */
export async function runWebApp(env: Environment = readEnvironment()): Promise<string> {
  keepHeapSmall(30);
  const config = loadConfig(env);
  const logger = createLogger(config.logLevel);
  for (const warning of [...warningsOfEnvFile(), ...config.warnings]) logger.warn({ event: 'configuration' }, warning);
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  runWebApp().catch((error: unknown) => {
    process.stderr.write(explainFailure(error));
    process.exit(1);
  });
}
