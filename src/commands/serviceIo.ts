import type { Writable } from 'node:stream';
import type { ServiceCommandConfig } from '../config.ts';
import type { ServiceClient } from 'visma-net-client';
import type { Progress } from './progress.ts';
import type { ApiName } from 'visma-net-client/resources/resource';
import type { Tenant, TenantSources } from './tenants.ts';

/** What surrounds the command. */
export interface ServiceIo {
  readonly stdout: Writable & { readonly isTTY?: boolean | undefined };
  readonly stderr: Writable & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };
  /** Relative files are taken from here. */
  readonly cwd: string;
  readonly noColor: boolean;
  /** Aborts when the process is told to stop. */
  readonly signal: AbortSignal;
  /** @throws ConfigError */
  readonly loadConfig: () => ServiceCommandConfig;
  /** What a sandbox has by itself: the application, and companies that granted it; undefined where none is installed. */
  readonly sandbox: () => Promise<SandboxDefaults | undefined>;
}

export interface SandboxDefaults {
  readonly application: { readonly clientId: string; readonly clientSecret: string; readonly tenantId: string };
  readonly tenants: readonly Tenant[];
}

/** What every command works with. */
export interface CommandContext {
  readonly io: ServiceIo;
  readonly client: ServiceClient;
  readonly progress: Progress;
  readonly tenants: TenantSources;
  readonly clientId: string;
  readonly issuer: string;
  /** The origin of an API. */
  readonly sourceOf: (api: ApiName) => string;
  readonly isSandbox: boolean;
}
