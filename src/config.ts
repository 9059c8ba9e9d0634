import { readFileSync } from 'node:fs';
import { problemsOfConfig, problemsOfServiceConfig } from './config/problems.ts';
import { parseVariables, readableVariables, type Environment, type Variables } from './config/variables.ts';
import { deepFreeze } from './config/deepFreeze.ts';
import { readEnvFile, type EnvFile } from './config/envFile.ts';
import { ConfigError } from './errors.ts';

export { VARIABLE_NAMES, type Environment } from './config/variables.ts';

/** The application's configuration: frozen, grouped, checked whole. */
export interface Config {
  readonly production: boolean;
  readonly logLevel: string;
  readonly server: ServerConfig;
  /** Undefined in sandbox mode until the sandbox has been started: its values come from it. */
  readonly connect: ConnectConfig | undefined;
  readonly connectSettings: ConnectSettings;
  readonly scopes: readonly string[];
  readonly erpUrl: string | undefined;
  readonly salesOrderUrl: string | undefined;
  readonly service: ServiceConfig | undefined;
  readonly session: SessionConfig;
  readonly storeUrl: string;
  /** Requests per minute and address on the sign-in routes; undefined means no limit. */
  readonly rateLimitPerMinute: number | undefined;
  readonly protocolView: boolean;
  /** Defined when the sandbox stands in for the real systems. */
  readonly sandbox: SandboxConfig | undefined;
  /** Things that are allowed but should be known; said once at start. */
  readonly warnings: readonly string[];
}

export interface ServerConfig {
  /** What the application is called on its pages. */
  readonly appName: string;
  readonly host: string;
  readonly port: number;
  /** The public origin, without a trailing slash. */
  readonly baseUrl: string;
  readonly https: boolean;
  readonly trustProxyHops: number;
  /** How long a connection without a request stays open. */
  readonly keepAliveSeconds: number;
  /** How long requests are still taken after the word to stop, while `/ready` says that it comes. */
  readonly drainSeconds: number;
  /** How long running answers may take after that. */
  readonly stopSeconds: number;
}

export interface ConnectConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How Visma Connect is spoken with, whoever it is. */
export interface ConnectSettings {
  /** How the secret is sent to the token endpoint (RFC 6749 §2.3.1). */
  readonly clientAuthentication: 'basic' | 'post';
  /** Audiences that an ID token may name besides this application. */
  readonly trustedAudiences: readonly string[];
  readonly clockToleranceSeconds: number;
}

export interface ServiceConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenantId: string | undefined;
}

export interface SessionConfig {
  /** First signs and seals, all verify and open. Empty in sandbox mode: the application keeps a secret of its own. */
  readonly secrets: readonly string[];
  readonly idleMinutes: number;
  readonly maxMinutes: number;
}

export interface SandboxConfig {
  readonly port: number;
  readonly url: string;
  readonly storeUrl: string;
  readonly adminToken: string | undefined;
  readonly items: number;
  readonly vni: boolean;
  readonly seedFile: string | undefined;
  /** JSON text of delays and guesses; the sandbox knows what may stand in it. */
  readonly settings: string | undefined;
}

/** A configuration with nothing left to fill in. */
export interface ReadyConfig extends Config {
  readonly connect: ConnectConfig;
  readonly erpUrl: string;
  readonly salesOrderUrl: string;
  /** What the start page tells of the sandbox. */
  readonly sandboxGuide: SandboxValues['guide'] | undefined;
  /** What of the sandbox can be broken by a button; undefined with the real systems. */
  readonly faultsToTry: SandboxValues['faultsToTry'];
}

/** What a started sandbox fills in. */
export interface SandboxValues {
  /** Its one origin: issuer and all APIs. */
  readonly url: string;
  readonly webApplication: Pick<ConnectConfig, 'clientId' | 'clientSecret'>;
  readonly serviceApplication: ServiceConfig;
  readonly guide: {
    readonly password: string;
    readonly people: readonly { readonly username: string; readonly description: string }[];
    readonly systems: readonly { readonly name: string; readonly href: string; readonly description: string }[];
  };
  readonly faultsToTry?: FaultsToTry | undefined;
}

/** Faults of the sandbox, each called for once. */
export interface FaultsToTry {
  readonly choices: readonly FaultToTry[];
  readonly injectOnce: (name: string) => void;
}

export interface FaultToTry {
  readonly name: string;
  readonly description: string;
  /** What has to be done to meet it. */
  readonly appliesTo: 'sign_in' | 'refresh' | 'api';
}

const REAL_ERP_URL = 'https://api.finance.visma.net';
const REAL_SALES_ORDER_URL = 'https://salesorder.visma.net';

/**
 * Reads the configuration from an environment. Pure.
 * @throws ConfigError with every problem at once, by name; values never appear in it.
 */
export function loadConfig(env: Environment): Config {
  const parsed = parseVariables(env);
  const config = group(parsed);
  const problems = problemsOfConfig(parsed, config);
  if (problems.length > 0) throw new ConfigError(problems);
  return deepFreeze(config);
}

/** All that can be read of an environment, and what loadConfig would refuse it for. */
export interface ConfigInspection {
  readonly config: Config;
  readonly problems: readonly string[];
}

/** Reads a configuration without refusing it, for whoever looks for what is wrong: a wrong value counts as absent. */
export function inspectConfig(env: Environment): ConfigInspection {
  const { variables, wrong, problems: unreadable } = readableVariables(env);
  const config = group(variables);
  const others = problemsOfConfig(variables, config).filter(
    (problem) => ![...wrong].some((name) => problem.startsWith(`${name} is missing`)),
  );
  const problems = [...unreadable, ...others];
  // An issuer that cannot be read is no wish for the sandbox.
  const isUnclear = wrong.has('VISMA_CONNECT_URL');
  return { config: deepFreeze(isUnclear ? { ...config, sandbox: undefined, connect: undefined } : config), problems };
}

/**
 * The environment of this process, with what a `.env` file in the working directory adds to it: a variable that is set
 * wins over the file.
 */
export function readEnvironment(): Environment {
  return { ...openEnvFile().values, ...process.env };
}

/** What in `.env` is easily meant otherwise, by name. @throws ConfigError */
export function warningsOfEnvFile(): readonly string[] {
  return openEnvFile().warnings;
}

function openEnvFile(): EnvFile {
  return readEnvFile(bytesOfEnvFile());
}

function bytesOfEnvFile(): Buffer {
  try {
    return readFileSync('.env');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw new ConfigError(['.env cannot be read']);
  }
}

/**
 * Completes a configuration: with what a started sandbox gives, or as it is.
 * @throws ConfigError when something is missing
 */
export function readyConfig(config: Config, sandbox?: SandboxValues): ReadyConfig {
  const connect = sandbox ? { issuer: sandbox.url, ...sandbox.webApplication } : config.connect;
  const erpUrl = config.erpUrl ?? sandbox?.url;
  const salesOrderUrl = config.salesOrderUrl ?? sandbox?.url;
  if (!connect || erpUrl === undefined || salesOrderUrl === undefined) {
    throw new ConfigError(['the sandbox stands in for Visma Connect, but was not started']);
  }
  const service = config.service ?? sandbox?.serviceApplication;
  const { guide: sandboxGuide, faultsToTry } = sandbox ?? {};
  return deepFreeze({ ...config, connect, erpUrl, salesOrderUrl, service, sandboxGuide, faultsToTry });
}

/**
 * What the sandbox alone needs, whatever the rest of the environment is configured for.
 * @throws ConfigError
 */
export function loadSandboxConfig(
  env: Environment,
): SandboxConfig & { readonly logLevel: string; readonly appUrl: string } {
  const v = parseVariables(env);
  return deepFreeze({ ...sandboxOf(v), logLevel: v.LOG_LEVEL, appUrl: baseUrlOf(v) });
}

/** What the service command needs, whatever the web application is configured for. */
export interface ServiceCommandConfig {
  readonly issuer: string;
  /** Undefined in sandbox mode unless the environment names one: the sandbox has one of its own. */
  readonly application: Pick<ServiceConfig, 'clientId' | 'clientSecret'> | undefined;
  readonly tenantId: string | undefined;
  readonly erpUrl: string;
  readonly salesOrderUrl: string;
  /** Whether a sandbox, started by itself, stands in for the real systems. */
  readonly isSandbox: boolean;
}

/**
 * Reads what the service command needs: no web application and no session secret.
 * @throws ConfigError with every problem at once
 */
export function loadServiceConfig(env: Environment): ServiceCommandConfig {
  const v = parseVariables(env);
  const sandboxUrl = isSandboxMode(v) ? sandboxOf(v).url : undefined;
  const problems = problemsOfServiceConfig(v, { isSandbox: sandboxUrl !== undefined });
  if (problems.length > 0) throw new ConfigError(problems);
  return deepFreeze({
    issuer: sandboxUrl ?? v.VISMA_CONNECT_URL ?? '',
    application: serviceOf(v),
    tenantId: v.VISMA_TENANT_ID,
    erpUrl: v.VISMA_ERP_URL ?? sandboxUrl ?? REAL_ERP_URL,
    salesOrderUrl: v.VISMA_SALES_ORDER_URL ?? sandboxUrl ?? REAL_SALES_ORDER_URL,
    isSandbox: sandboxUrl !== undefined,
  });
}

function isSandboxMode(v: Variables): boolean {
  return v.NODE_ENV !== 'production' && v.VISMA_CONNECT_URL === undefined && v.VISMA_CLIENT_ID === undefined;
}

function group(v: Variables): Config {
  const production = v.NODE_ENV === 'production';
  const sandboxMode = isSandboxMode(v);
  const baseUrl = baseUrlOf(v);
  return {
    production,
    logLevel: v.LOG_LEVEL,
    server: {
      appName: v.APP_NAME,
      host: v.HOST,
      port: v.PORT,
      baseUrl,
      https: baseUrl.startsWith('https:'),
      trustProxyHops: v.TRUST_PROXY_HOPS,
      keepAliveSeconds: v.KEEP_ALIVE_SECONDS,
      drainSeconds: v.DRAIN_SECONDS,
      stopSeconds: v.STOP_SECONDS,
    },
    connect: sandboxMode ? undefined : connectOf(v),
    connectSettings: {
      clientAuthentication: v.VISMA_CLIENT_AUTH,
      trustedAudiences: v.VISMA_TRUSTED_AUDIENCES.split(/\s+/).filter(Boolean),
      clockToleranceSeconds: v.CLOCK_TOLERANCE_SECONDS,
    },
    scopes: v.VISMA_SCOPES.split(/\s+/).filter(Boolean),
    erpUrl: v.VISMA_ERP_URL ?? (sandboxMode ? undefined : REAL_ERP_URL),
    salesOrderUrl: v.VISMA_SALES_ORDER_URL ?? (sandboxMode ? undefined : REAL_SALES_ORDER_URL),
    service: serviceOf(v),
    session: {
      secrets: (v.SESSION_SECRET ?? '')
        .split(',')
        .map((secret) => secret.trim())
        .filter(Boolean),
      idleMinutes: v.SESSION_IDLE_MINUTES,
      maxMinutes: v.SESSION_MAX_MINUTES,
    },
    storeUrl: v.STORE_URL,
    rateLimitPerMinute: v.RATE_LIMIT === 'off' ? undefined : v.RATE_LIMIT,
    protocolView: v.PROTOCOL_VIEW ?? sandboxMode,
    sandbox: sandboxMode ? sandboxOf(v) : undefined,
    warnings: warningsOf(v, production),
  };
}

function baseUrlOf(v: Variables): string {
  return v.BASE_URL ?? `http://localhost:${v.PORT}`;
}

function connectOf(v: Variables): ConnectConfig {
  return {
    issuer: v.VISMA_CONNECT_URL ?? '',
    clientId: v.VISMA_CLIENT_ID ?? '',
    clientSecret: v.VISMA_CLIENT_SECRET ?? '',
  };
}

function serviceOf(v: Variables): ServiceConfig | undefined {
  if (v.VISMA_SERVICE_CLIENT_ID === undefined || v.VISMA_SERVICE_CLIENT_SECRET === undefined) return undefined;
  return {
    clientId: v.VISMA_SERVICE_CLIENT_ID,
    clientSecret: v.VISMA_SERVICE_CLIENT_SECRET,
    tenantId: v.VISMA_TENANT_ID,
  };
}

function sandboxOf(v: Variables): SandboxConfig {
  return {
    port: v.SANDBOX_PORT,
    url: v.SANDBOX_URL ?? `http://127.0.0.1:${v.SANDBOX_PORT}`,
    storeUrl: v.SANDBOX_STORE_URL,
    adminToken: v.SANDBOX_ADMIN_TOKEN,
    items: v.SANDBOX_ITEMS,
    vni: v.SANDBOX_VNI,
    seedFile: v.SANDBOX_SEED,
    settings: v.SANDBOX_SETTINGS,
  };
}

function warningsOf(v: Variables, production: boolean): string[] {
  return production && v.STORE_URL === 'memory:'
    ? [
        'STORE_URL is memory: in production: a restart signs everybody out, and a second process knows nothing of the first',
      ]
    : [];
}
