import type { ConfiguredOptions, ConfiguredSandbox } from 'visma-net-sandbox/configured';
import type { SandboxConfig } from './config.ts';
import { ConfigError } from './errors.ts';

/**
 * Starts the sandbox, a development dependency, loaded when it is asked for: without it everything else works.
 * @throws ConfigError naming the variable that is wrong; Error when the sandbox is not installed, or the port is taken
 */
export async function startSandboxAsConfigured(
  config: SandboxConfig,
  options: ConfiguredOptions,
): Promise<ConfiguredSandbox> {
  const sandbox = await import('visma-net-sandbox/configured').catch((error: unknown) => {
    throw isMissing(error) ? new Error(NOT_INSTALLED, { cause: error }) : error;
  });
  return sandbox.startConfiguredSandbox(config, options).catch((error: unknown) => {
    throw error instanceof sandbox.ConfigError ? new ConfigError(error.problems) : error;
  });
}

/** The applications and companies that the sandbox knows from the start; undefined where it is not installed. */
export async function sandboxSeeds() {
  const seeds = await import('visma-net-sandbox/seed').catch(() => undefined);
  return (
    seeds && {
      webApplication: seeds.WEB_APPLICATION,
      serviceApplication: seeds.SERVICE_APPLICATION,
      serviceCompanies: seeds.SERVICE_COMPANIES,
    }
  );
}

const NOT_INSTALLED =
  'the package visma-net-sandbox is not installed here. It is a development dependency: npm ci, then npm run build.';

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
