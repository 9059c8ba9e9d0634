import { z } from 'zod';
import { ConfigError } from './configError.ts';
import type { SandboxConfiguration } from './startConfigured.ts';

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be between ${min} and ${max}`);

const schema = z.object({
  SANDBOX_PORT: wholeNumber(0, 65_535).default(4400),
  SANDBOX_URL: z
    .string()
    .refine((text) => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ''), 'must be an origin')
    .optional(),
  SANDBOX_STORE_URL: z
    .string()
    .regex(/^(sqlite:.+|memory:)$/, 'must be sqlite:<file> or memory:')
    .default('memory:'),
  SANDBOX_ADMIN_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  SANDBOX_ITEMS: wholeNumber(1, 1_000_000).default(1200),
  SANDBOX_VNI: z
    .enum(['on', 'off', 'true', 'false'], 'must be on or off')
    .transform((text) => text === 'on' || text === 'true')
    .default(false),
  SANDBOX_SEED: z.string().optional(),
  SANDBOX_SETTINGS: z.string().optional(),
});

/**
 * The SANDBOX_… variables of an environment, for the command of this package. An empty one counts as absent.
 * @throws ConfigError with every problem at once, by name
 */
export function readVariables(env: Readonly<Record<string, string | undefined>>): SandboxConfiguration {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { success, data, error } = schema.safeParse(given);
  if (!success) throw new ConfigError(error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
  return {
    port: data.SANDBOX_PORT,
    url: data.SANDBOX_URL ?? `http://127.0.0.1:${data.SANDBOX_PORT}`,
    storeUrl: data.SANDBOX_STORE_URL,
    adminToken: data.SANDBOX_ADMIN_TOKEN,
    items: data.SANDBOX_ITEMS,
    vni: data.SANDBOX_VNI,
    seedFile: data.SANDBOX_SEED,
    settings: data.SANDBOX_SETTINGS,
  };
}
