import { z } from 'zod';

const APPLICATION_TYPES = ['web', 'native', 'spa', 'service', 'marketing'] as const;

export type ApplicationType = (typeof APPLICATION_TYPES)[number];

const lines = z.array(z.string()).default([]);
const address = z.string().nullable().default(null);

const refreshSchema = z.object({
  /** `reuse`: the same value comes back each time. `one_time`: it rotates, and a replay cancels the whole grant. */
  mode: z.enum(['reuse', 'one_time']).default('one_time'),
  /** How long a consumed one-time token still works; 0, or 5 to 60. */
  graceSeconds: z
    .number()
    .int()
    .refine((value) => value === 0 || (value >= 5 && value <= 60), 'must be 0, or 5 to 60')
    .default(0),
  absoluteDays: z.number().int().min(1).max(365).default(30),
  /** Ends when unused for so many days; null: never for that. */
  slidingDays: z.number().int().min(1).max(365).nullable().default(null),
});

const policySchema = z.object({
  emailDomains: lines,
  /** Addresses and ranges in CIDR notation. */
  networks: lines,
  countries: lines,
  tenantId: z.string().nullable().default(null),
});

const brandingSchema = z.object({ languages: lines, analytics: z.boolean().default(true) });

const appStoreSchema = z.object({
  listed: z.boolean().default(false),
  shortDescription: z.string().max(255).default(''),
});

/** An application as the Developer Portal registers it. */
export const applicationSchema = z.object({
  clientId: z.string().regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores'),
  /** Null for applications that no team owns. */
  teamId: z.string().nullable().default(null),
  name: z.string().min(1),
  description: z.string().default(''),
  type: z.enum(APPLICATION_TYPES),
  status: z.enum(['draft', 'created']).default('created'),
  /** Visma's own: no consent is asked and no company is chosen. */
  firstParty: z.boolean().default(false),
  /** False brings the warning on the consent page. */
  certified: z.boolean().default(false),
  test: z.boolean().default(false),
  icon: address,
  accessTokenSeconds: z.number().int().min(60).max(3600).default(3600),
  pkce: z.boolean().default(true),
  /** Registered for `code id_token`. */
  hybrid: z.boolean().default(false),
  clientCredentials: z.boolean().default(false),
  offlineAccess: z.boolean().default(false),
  openIdConnect: z.boolean().default(true),
  /** Tokens carry a company, and people choose it when they sign in. */
  tenantEnabled: z.boolean().default(true),
  redirectUris: lines,
  postLogoutRedirectUris: lines,
  /** The portal registers one; the sandbox's own application has one per address that the app may run on. */
  initiateLoginUris: lines,
  frontChannelLogoutUris: lines,
  /** True: iss and sid are sent along. */
  frontChannelSessionRequired: z.boolean().default(true),
  backChannelLogoutUris: lines,
  backChannelSessionRequired: z.boolean().default(true),
  privacyPolicyUri: address,
  termsUri: address,
  websiteUri: address,
  refresh: refreshSchema.default(() => refreshSchema.parse({})),
  policy: policySchema.default(() => policySchema.parse({})),
  branding: brandingSchema.default(() => brandingSchema.parse({})),
  appStore: appStoreSchema.default(() => appStoreSchema.parse({})),
  /** Epoch seconds. */
  createdAt: z.number().default(0),
});

export type Application = z.infer<typeof applicationSchema>;

/** Native and single-page applications keep no secret. */
export function isPublicClient({ type }: Application): boolean {
  return type === 'native' || type === 'spa';
}

/** Whether people sign in to it. */
export function isInteractive({ type }: Application): boolean {
  return type === 'web' || type === 'native' || type === 'spa';
}
