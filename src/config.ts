import { readFileSync } from 'node:fs';
import { parse as parseEnvFile } from 'dotenv';
import { z } from 'zod';
import { deepFreeze } from './deepFreeze.ts';
import { ConfigError } from './errors.ts';

/** The application's configuration: frozen, grouped, checked whole. */
export interface Config {
  readonly production: boolean;
  readonly logLevel: string;
  readonly server: ServerConfig;
  /** Undefined in sandbox mode until the sandbox has been started: its values come from it. */
  readonly connect: ConnectConfig | undefined;
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
  readonly host: string;
  readonly port: number;
  /** The public origin, without a trailing slash. */
  readonly baseUrl: string;
  readonly https: boolean;
  readonly trustProxyHops: number;
}

export interface ConnectConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
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
    readonly people: readonly { readonly username: string; readonly words: string }[];
    readonly systems: readonly { readonly name: string; readonly href: string; readonly words: string }[];
  };
  readonly faultsToTry?: FaultsToTry | undefined;
}

/** Faults of the sandbox, each called for once. */
export interface FaultsToTry {
  readonly choices: readonly FaultToTry[];
  readonly strikeOnce: (name: string) => void;
}

export interface FaultToTry {
  readonly name: string;
  readonly words: string;
  /** What has to be done for it to strike. */
  readonly strikes: 'sign_in' | 'refresh' | 'api';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Scopes asked for at sign-in when VISMA_SCOPES is not set; step-up asks for the rest. */
const DEFAULT_SCOPES =
  'openid profile email tenants offline_access vismanet_erp_interactive_api:read visma.net.erp.salesorder:read';

const REAL_ERP_URL = 'https://api.finance.visma.net';
const REAL_SALES_ORDER_URL = 'https://salesorder.visma.net';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be between ${min} and ${max}`);

const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    context.addIssue('must be an http or https address');
    return z.NEVER;
  }
  if (url.username || url.password || url.search || url.hash || url.pathname !== '/') {
    context.addIssue('must be an origin: scheme, host and port, nothing more');
    return z.NEVER;
  }
  return url.origin;
});

/** An issuer is compared to the letter, so it is kept as written (OpenID Connect Discovery 1.0 §4.3). */
const issuer = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    url !== undefined &&
    ['http:', 'https:'].includes(url.protocol) &&
    !url.search &&
    !url.hash &&
    !url.username &&
    !url.password
  );
}, 'must be an http or https address without query or fragment');

const storeUrl = z
  .string()
  .refine(
    (text) => /^sqlite:./.test(text) || text === 'memory:' || isRedisAddress(text),
    'must be sqlite:<file>, redis://…, rediss://… or memory:',
  );

const switchOn = z
  .enum(['on', 'off', 'true', 'false'], 'must be on or off')
  .transform((text) => text === 'on' || text === 'true');

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const variables = z.object({
  NODE_ENV: z.string().optional(),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('localhost'),
  BASE_URL: origin.optional(),
  VISMA_CONNECT_URL: issuer.optional(),
  VISMA_CLIENT_ID: z.string().optional(),
  VISMA_CLIENT_SECRET: z.string().optional(),
  VISMA_SCOPES: z.string().default(DEFAULT_SCOPES),
  VISMA_ERP_URL: origin.optional(),
  VISMA_SALES_ORDER_URL: origin.optional(),
  VISMA_SERVICE_CLIENT_ID: z.string().optional(),
  VISMA_SERVICE_CLIENT_SECRET: z.string().optional(),
  VISMA_TENANT_ID: z.string().optional(),
  SESSION_SECRET: z.string().optional(),
  STORE_URL: storeUrl.default('sqlite:data/app.db'),
  SESSION_IDLE_MINUTES: wholeNumber(1, 100_000).default(480),
  SESSION_MAX_MINUTES: wholeNumber(1, 100_000).default(600),
  TRUST_PROXY_HOPS: wholeNumber(0, 20).default(0),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be ${LOG_LEVELS.join(' or ')}`).default('info'),
  RATE_LIMIT: z
    .union([z.literal('off'), wholeNumber(1, 1_000_000)], 'must be a whole number from 1 or off')
    .default(300),
  PROTOCOL_VIEW: switchOn.optional(),
  CHROMIUM_PATH: z.string().optional(),
  SANDBOX_PORT: wholeNumber(0, 65_535).default(4400),
  SANDBOX_URL: origin.optional(),
  SANDBOX_STORE_URL: z
    .string()
    .regex(/^(sqlite:.+|memory:)$/, 'must be sqlite:<file> or memory:')
    .default('sqlite:data/sandbox.db'),
  SANDBOX_ADMIN_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  SANDBOX_ITEMS: wholeNumber(1, 1_000_000).default(1200),
  SANDBOX_VNI: switchOn.default(false),
  SANDBOX_SEED: z.string().optional(),
  SANDBOX_SETTINGS: z.string().optional(),
});

type Variables = z.output<typeof variables>;

/** The names of all variables that loadConfig knows. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(variables.shape);

/**
 * Reads the configuration from an environment. Pure.
 * @throws ConfigError with every problem at once, by name; values never appear in it.
 */
export function loadConfig(env: Environment): Config {
  const parsed = parseVariables(env);
  const config = group(parsed);
  const problems = [...problemsOfNames(parsed, config), ...problemsOfSecurity(parsed, config)];
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
  const parsed = variables.safeParse(withoutEmpty(env));
  const issues = parsed.success ? [] : parsed.error.issues;
  const wrong = new Set(issues.map(({ path }) => path.join('.')));
  const readable = Object.fromEntries(Object.entries(env).filter(([name]) => !wrong.has(name)));
  const v = parseVariables(readable);
  const config = group(v);
  const others = [...problemsOfNames(v, config), ...problemsOfSecurity(v, config)].filter(
    (problem) => ![...wrong].some((name) => problem.startsWith(`${name} is missing`)),
  );
  const problems = [...issues.map(({ path, message }) => `${path.join('.')} ${message}`), ...others];
  // An issuer that cannot be read is no wish for the sandbox.
  const isUnclear = wrong.has('VISMA_CONNECT_URL');
  return { config: deepFreeze(isUnclear ? { ...config, sandbox: undefined, connect: undefined } : config), problems };
}

function parseVariables(env: Environment): Variables {
  const parsed = variables.safeParse(withoutEmpty(env));
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
}

/**
 * The environment of this process, with what a `.env` file in the working directory adds to it: a variable that is set
 * wins over the file.
 */
export function readEnvironment(): Environment {
  return { ...readEnvFile(), ...process.env };
}

function readEnvFile(): Environment {
  try {
    return parseEnvFile(readFileSync('.env'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
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
  const problems = [
    ...(sandboxUrl === undefined ? problemsOfServiceNames(v) : []),
    ...problemsOfServicePair(v),
    ...problemsOfAddresses(v),
  ];
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

function problemsOfServiceNames(v: Variables): string[] {
  const names = ['VISMA_CONNECT_URL', 'VISMA_SERVICE_CLIENT_ID', 'VISMA_SERVICE_CLIENT_SECRET'] as const;
  const missing = names.filter((name) => v[name] === undefined);
  const problems = missing.map((name) => `${name} is missing: the service application needs ${names.join(', ')}`);
  const id = v.VISMA_SERVICE_CLIENT_ID ?? '';
  const isSandboxes = id.startsWith('isv_sandbox_') || v.VISMA_SERVICE_CLIENT_SECRET?.startsWith('sandbox-') === true;
  if (isSandboxes && v.VISMA_CONNECT_URL !== undefined && !isLoopback(v.VISMA_CONNECT_URL))
    problems.push('VISMA_SERVICE_CLIENT_ID or VISMA_SERVICE_CLIENT_SECRET is the sandbox’s, VISMA_CONNECT_URL is not');
  return problems;
}

function problemsOfServicePair(v: Variables): string[] {
  return (v.VISMA_SERVICE_CLIENT_ID === undefined) === (v.VISMA_SERVICE_CLIENT_SECRET === undefined)
    ? []
    : ['VISMA_SERVICE_CLIENT_ID and VISMA_SERVICE_CLIENT_SECRET belong together: set both or neither'];
}

function problemsOfAddresses(v: Variables): string[] {
  return (['VISMA_CONNECT_URL', 'VISMA_ERP_URL', 'VISMA_SALES_ORDER_URL'] as const)
    .filter((name) => isPlainHttp(v[name]))
    .map((name) => `${name} uses http: only a loopback address may`);
}

/** An empty value is an absent one: `.env` files and container platforms write `NAME=`. */
function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}

function group(v: Variables): Config {
  const production = v.NODE_ENV === 'production';
  const sandboxMode = isSandboxMode(v);
  const baseUrl = baseUrlOf(v);
  return {
    production,
    logLevel: v.LOG_LEVEL,
    server: {
      host: v.HOST,
      port: v.PORT,
      baseUrl,
      https: baseUrl.startsWith('https:'),
      trustProxyHops: v.TRUST_PROXY_HOPS,
    },
    connect: sandboxMode ? undefined : connectOf(v),
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

function problemsOfNames(v: Variables, config: Config): string[] {
  const problems: string[] = [];
  const needs = (name: keyof Variables, why: string) => {
    if (v[name] === undefined) problems.push(`${name} is missing: ${why}`);
  };
  if (!config.sandbox) {
    const why = config.production
      ? 'production needs the real Visma Connect'
      : 'the real Visma Connect needs all four of VISMA_CONNECT_URL, VISMA_CLIENT_ID, VISMA_CLIENT_SECRET and SESSION_SECRET';
    needs('VISMA_CONNECT_URL', why);
    needs('VISMA_CLIENT_ID', why);
    needs('VISMA_CLIENT_SECRET', why);
    needs('SESSION_SECRET', why);
  } else if (v.VISMA_CLIENT_SECRET !== undefined) {
    problems.push(
      'VISMA_CLIENT_SECRET is set without VISMA_CONNECT_URL and VISMA_CLIENT_ID: set all three, or none for the sandbox',
    );
  }
  problems.push(...problemsOfServicePair(v));
  if (config.scopes.length === 0) problems.push('VISMA_SCOPES names no scope');
  else if (!config.scopes.includes('openid'))
    problems.push('VISMA_SCOPES must contain openid: without it nobody is identified');
  return problems;
}

function problemsOfSecurity(v: Variables, { server, session, connect }: Config): string[] {
  const problems: string[] = [];
  if (session.secrets.some((secret) => secret.length < 32)) {
    problems.push('SESSION_SECRET needs at least 32 characters in each of its comma separated secrets');
  }
  if (session.idleMinutes > session.maxMinutes) {
    problems.push('SESSION_IDLE_MINUTES is longer than SESSION_MAX_MINUTES');
  }
  if (server.https && server.trustProxyHops === 0) {
    problems.push(
      'TRUST_PROXY_HOPS is 0 with an https BASE_URL: this process speaks http, so set the number of proxies in front of it that end TLS',
    );
  }
  problems.push(...problemsOfAddresses(v));
  if (connect && v.VISMA_CONNECT_URL !== undefined && !isLoopback(v.VISMA_CONNECT_URL)) {
    if (isPlainHttp(server.baseUrl)) {
      problems.push(
        'BASE_URL uses http with a real issuer: codes and cookies would travel in the clear; use https, or a loopback address while developing',
      );
    }
    if (connect.clientId.startsWith('isv_sandbox_') || connect.clientSecret.startsWith('sandbox-')) {
      problems.push('VISMA_CLIENT_ID or VISMA_CLIENT_SECRET is the sandbox’s, VISMA_CONNECT_URL is not');
    }
  }
  return problems;
}

function isLoopback(address: string): boolean {
  return LOOPBACK.has(new URL(address).hostname);
}

function isRedisAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return (
    url !== undefined &&
    ['redis:', 'rediss:'].includes(url.protocol) &&
    url.hostname !== '' &&
    /^(\/\d*)?$/.test(url.pathname)
  );
}

function isPlainHttp(address: string | undefined): boolean {
  return address?.startsWith('http:') === true && !isLoopback(address);
}
