import { readFileSync } from 'node:fs';
import { ZodError } from 'zod';
import { ConfigError } from './configError.ts';
import type { Logger } from './log.ts';
import { startSandbox, type Sandbox } from './start.ts';
import { welcome } from './welcome.ts';
import { parseJson } from './world/parseJson.ts';

export { ConfigError };

/** The SANDBOX_… variables, read. */
export interface SandboxConfiguration {
  readonly port: number;
  readonly url: string;
  readonly storeUrl: string;
  readonly adminToken: string | undefined;
  readonly items: number;
  readonly vni: boolean;
  readonly seedFile: string | undefined;
  /** JSON. */
  readonly settings: string | undefined;
}

export interface ConfiguredSandbox extends Sandbox {
  /** For the terminal; names the app where one runs beside it. */
  readonly welcome: (appUrl?: string) => string;
}

export interface ConfiguredOptions {
  readonly appUrls: readonly string[];
  readonly logger: Logger;
}

/**
 * Starts the sandbox as the variables say.
 * @throws ConfigError naming the variable that is wrong; Error when the port is taken
 */
export async function startConfiguredSandbox(
  { port, url, storeUrl, adminToken, items, vni, ...files }: SandboxConfiguration,
  { appUrls, logger }: ConfiguredOptions,
): Promise<ConfiguredSandbox> {
  const settings = files.settings === undefined ? undefined : objectIn('SANDBOX_SETTINGS', files.settings);
  const seed = files.seedFile === undefined ? undefined : objectIn('SANDBOX_SEED', readSeedFile(files.seedFile));
  const sandbox = await startSandbox({
    port,
    adminToken,
    items,
    vni,
    appUrls,
    settings,
    seed,
    logger,
    store: storeUrl,
    // With port 0 the system chooses, and the address is known only then.
    url: port === 0 ? undefined : url,
  }).catch((error: unknown) => {
    throw error instanceof ZodError ? wrongEntries(error) : error;
  });
  return { ...sandbox, welcome: (appUrl) => welcome(sandbox, appUrl) };
}

function readSeedFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(['SANDBOX_SEED names a file that cannot be read']);
  }
}

function objectIn(name: string, json: string): Record<string, unknown> {
  const value = parseJson(json);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new ConfigError([`${name} must hold a JSON object`]);
}

/** Names, never values. */
function wrongEntries({ issues }: ZodError): ConfigError {
  const names = issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `unknown: ${issue.keys.join(', ')}`
      : `${issue.path.join('.')}: ${issue.message}`,
  );
  return new ConfigError(names.map((name) => `SANDBOX_SETTINGS or SANDBOX_SEED, ${name}`));
}
