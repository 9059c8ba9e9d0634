import { z } from 'zod';

const seconds = z.number().int().nonnegative();
const errorCode = z.string().regex(/^[a-z_]{1,64}$/, 'must be an OAuth error code');

/** How the Connect stand-in behaves where the real one leaves a choice or is not documented. */
export const connectSettingsSchema = z.strictObject({
  sessionMaxMinutes: z.number().int().positive().default(600),
  sessionIdleMinutes: z.number().int().positive().default(480),
  codeSeconds: z.number().int().positive().default(300),
  idTokenSeconds: z.number().int().positive().default(300),
  portalDelaySeconds: seconds.default(0),
  roleDelaySeconds: seconds.default(0),
  callerAddress: z.union([z.ipv4(), z.ipv6()]).nullable().default(null),
  redirectStatus: z.union([z.literal(302), z.literal(303)]).default(302),
  offerCustomerTenants: z.boolean().default(false),
  noCompany: z.enum(['token_error', 'access_denied']).default('token_error'),
  noCompanyError: errorCode.default('invalid_tenant'),
  unusableTenantHint: z.enum(['ask', 'refuse']).default('ask'),
  companyNeededError: errorCode.default('interaction_required'),
  ungrantedTenantError: errorCode.default('invalid_tenant'),
  missingTenantError: errorCode.default('invalid_tenant'),
  ungrantedScope: z.enum(['refuse', 'drop']).default('refuse'),
  withdrawalEndsTokens: z.boolean().default(false),
  refreshChecksRole: z.boolean().default(true),
  refreshChecksConsent: z.boolean().default(true),
  tenantIdNeedsTenantsScope: z.boolean().default(false),
  tenantIdInIdToken: z.boolean().default(true),
  tenantsInIdToken: z.boolean().default(false),
  tenantsClaimForm: z.enum(['array', 'text']).default('array'),
  addressClaimForm: z.enum(['object', 'text']).default('object'),
  accessTokenAudience: z
    .union([z.enum(['sandbox', 'documented']), z.array(z.string())])
    .nullable()
    .default(null),
  singleClaims: z.enum(['bare', 'list']).default('bare'),
  logoutFrameTimeoutMs: z.number().int().positive().max(60_000).default(2000),
  faultDelayMs: z.number().int().nonnegative().max(600_000).default(3000),
  faultSkewSeconds: z.number().int().nonnegative().max(86_400).default(30),
});

export type ConnectSettings = z.infer<typeof connectSettingsSchema>;

export interface ConnectSettingDescription {
  readonly name: keyof ConnectSettings;
  readonly default: ConnectSettings[keyof ConnectSettings];
  /** One sentence for docs/sandbox.md. */
  readonly description: string;
  /** True: the real system's behaviour is not documented. */
  readonly guess: boolean;
}

const DESCRIPTIONS: Readonly<Record<keyof ConnectSettings, { description: string; guess: boolean }>> = {
  sessionMaxMinutes: { description: 'A session at Connect ends so long after the password.', guess: false },
  sessionIdleMinutes: { description: 'It also ends when unused for so long.', guess: false },
  codeSeconds: { description: 'Life of an authorization code.', guess: false },
  idTokenSeconds: { description: 'Life of an ID token.', guess: false },
  portalDelaySeconds: {
    description: 'Changes in the portal reach Connect after so long; the real ones take one to two minutes.',
    guess: false,
  },
  roleDelaySeconds: {
    description: 'Role changes work after so long; the real ones take 10 to 15 minutes.',
    guess: false,
  },
  callerAddress: {
    description: 'The IP address that people seem to come from, to try network policies out; null: their real one.',
    guess: false,
  },
  redirectStatus: {
    description: 'Status of redirects: 302 was seen, the product’s newer versions use 303.',
    guess: true,
  },
  offerCustomerTenants: { description: 'The company picker offers customer tenants too.', guess: true },
  noCompany: {
    description:
      'Nobody to choose: the token endpoint refuses (token_error), or the authorization endpoint (access_denied).',
    guess: true,
  },
  noCompanyError: {
    description: 'The token endpoint’s error code for that, and for a role that was taken away.',
    guess: true,
  },
  unusableTenantHint: {
    description:
      'A tenant_hint the person may not use: the picker is shown (ask), or access_denied is answered (refuse).',
    guess: true,
  },
  companyNeededError: { description: 'Error code of prompt=none when a company would have to be chosen.', guess: true },
  ungrantedTenantError: {
    description: 'Error code of client_credentials for a tenant that has not granted access, or has withdrawn it.',
    guess: true,
  },
  missingTenantError: { description: 'Error code of client_credentials without tenant_id.', guess: true },
  ungrantedScope: {
    description: 'A scope the tenant has not granted: invalid_scope (refuse), or the token comes without it (drop).',
    guess: true,
  },
  withdrawalEndsTokens: {
    description: 'A withdrawal, also of one permission, ends the service tokens that were issued before with it.',
    guess: true,
  },
  refreshChecksRole: { description: 'A refresh is refused when the API User role is gone.', guess: true },
  refreshChecksConsent: {
    description: 'A refresh is refused (invalid_grant) when the consent was withdrawn.',
    guess: true,
  },
  tenantIdNeedsTenantsScope: {
    description: 'People’s access tokens carry tenant_id only with the scope tenants; documents disagree.',
    guess: true,
  },
  tenantIdInIdToken: { description: 'The ID token carries tenant_id too.', guess: true },
  tenantsInIdToken: { description: 'The claim tenants, if asked for, stands in the ID token too.', guess: true },
  tenantsClaimForm: {
    description: 'The claim tenants is JSON, or JSON in a text (text); both were seen.',
    guess: true,
  },
  addressClaimForm: {
    description: 'The claim address is an object, or that object as JSON text; both were seen.',
    guess: true,
  },
  accessTokenAudience: {
    description:
      'The aud of access tokens: for the ERP the sandbox’s origin with /erp/service (sandbox or null), the documented https://api.finance.visma.net/erp/service (documented), or what is listed.',
    guess: true,
  },
  singleClaims: {
    description:
      'The claims tenants, roles and aud with one value hold it bare, as the product does, or in a list; without a value they are absent or empty.',
    guess: true,
  },
  logoutFrameTimeoutMs: { description: 'The signed-out page waits so long for the applications’ frames.', guess: true },
  faultDelayMs: { description: 'Faults called slow wait so long.', guess: false },
  faultSkewSeconds: { description: 'The clock_skew faults move the times of tokens by so much.', guess: false },
};

/** Every setting with its default and its description; docs/sandbox.md is checked against it. */
export const CONNECT_SETTINGS: readonly ConnectSettingDescription[] = connectSettingsSchema
  .keyof()
  .options.map((name) => ({
    name,
    default: connectSettingsSchema.parse({})[name],
    ...DESCRIPTIONS[name],
  }));

/** Guesses about the real Connect that are fixed here; each stands in docs/sandbox.md. */
export const CONNECT_GUESSES: readonly string[] = [
  'Texts of error descriptions, and what the error page says of a failure; the page answers 400.',
  'A sign-in that is cancelled on the password or company page answers access_denied.',
  'A confidential application authenticates at every call; two mechanisms at once count as the Authorization header.',
  'An application policy that does not take the person answers access_denied; the country is that of the profile.',
  'A policy for one tenant takes its members; without the API User role they fare like everybody else.',
  'prompt=login and prompt=select_account ask for the password, and then for the company like any sign-in.',
  'A second exchange of a code is invalid_grant and leaves the tokens of the first one alone.',
  'A refresh within the grace period answers a refresh token of its own; replay after it ends that sign-in, not others.',
  'tenant_id is not looked at in code and refresh requests.',
  'Entries of the claim tenants are {id, name, organisation_number}; roles are those in the company of the token.',
  'People see and withdraw their consents at /consents; where Visma shows them is not known.',
  'A session at Connect that ends leaves refresh tokens alone.',
  'Cookies are SameSite=Lax because the sandbox speaks http: it knows nobody inside a frame of another site.',
];
