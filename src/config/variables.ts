import { z } from 'zod';
import { ConfigError } from '../errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Scopes asked for at sign-in when VISMA_SCOPES is not set; step-up asks for the rest. */
const DEFAULT_SCOPES = 'openid profile email tenants offline_access vismanet_erp_interactive_api:read';

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
    context.addIssue(`must be an origin: scheme, host and port, nothing more${isApiBaseUrl(url) ? API_BASE_URL : ''}`);
    return z.NEVER;
  }
  return url.origin;
});

/** What the Developer Portal shows as an API's "API Base URL" is what tokens name as their audience. */
function isApiBaseUrl({ pathname }: URL): boolean {
  return /^\/erp\/service\/?$/i.test(pathname);
}

const API_BASE_URL =
  ' (the portal’s “API Base URL”, …/erp/service, is only the audience of tokens: every call below it is answered with 404)';

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
    'must be sqlite:<file>, redis://…, rediss://… or memory:; in a password # is written %23, / is %2F, @ is %40, % is %25',
  );

const switchOn = z
  .enum(['on', 'off', 'true', 'false'], 'must be on or off')
  .transform((text) => text === 'on' || text === 'true');

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const schema = z.object({
  NODE_ENV: z.string().optional(),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('localhost'),
  BASE_URL: origin.optional(),
  APP_NAME: z.string().max(60, 'must have at most 60 characters').default('Visma Connect Express'),
  VISMA_CONNECT_URL: issuer.optional(),
  VISMA_CLIENT_ID: z.string().optional(),
  VISMA_CLIENT_SECRET: z.string().optional(),
  VISMA_CLIENT_AUTH: z.enum(['basic', 'post'], 'must be basic or post').default('basic'),
  VISMA_TRUSTED_AUDIENCES: z.string().default(''),
  CLOCK_TOLERANCE_SECONDS: wholeNumber(0, 600).default(60),
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
  KEEP_ALIVE_SECONDS: wholeNumber(1, 3600).default(75),
  DRAIN_SECONDS: wholeNumber(0, 3600).default(5),
  STOP_SECONDS: wholeNumber(1, 3600).default(20),
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

export type Variables = z.output<typeof schema>;

/** The names of all variables that loadConfig knows. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(schema.shape);

/** @throws ConfigError with every problem at once, by name; values never appear in it */
export function parseVariables(env: Environment): Variables {
  const parsed = schema.safeParse(withoutEmpty(env));
  if (parsed.success) return parsed.data;
  throw new ConfigError(problemsOf(parsed.error.issues));
}

/** What can be read of an environment, where a wrong value counts as absent, and what is wrong, by name. */
export function readableVariables(env: Environment): {
  readonly variables: Variables;
  readonly wrong: ReadonlySet<string>;
  readonly problems: readonly string[];
} {
  const parsed = schema.safeParse(withoutEmpty(env));
  const issues = parsed.success ? [] : parsed.error.issues;
  const wrong = new Set(issues.map(({ path }) => path.join('.')));
  const readable = Object.fromEntries(Object.entries(env).filter(([name]) => !wrong.has(name)));
  return { variables: parseVariables(readable), wrong, problems: problemsOf(issues) };
}

function problemsOf(issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.map(({ path, message }) => `${path.join('.')} ${message}`);
}

/** An empty value is an absent one: `.env` files and container platforms write `NAME=`. */
function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
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
