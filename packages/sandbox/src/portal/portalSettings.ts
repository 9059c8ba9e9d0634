import { z } from 'zod';

/** How the Developer Portal stand-in behaves where the real one leaves a choice or is not documented. */
export const portalSettingsSchema = z.strictObject({
  integrationApproval: z.enum(['manual', 'automatic']).default('manual'),
  loopbackAddresses: z.boolean().default(true),
  nativeOfflineAccess: z.boolean().default(true),
  salesOrderScopesForPeople: z.boolean().default(false),
});

export type PortalSettings = z.infer<typeof portalSettingsSchema>;

export interface PortalSettingDescription {
  readonly name: keyof PortalSettings;
  readonly default: PortalSettings[keyof PortalSettings];
  /** One sentence for docs/sandbox.md. */
  readonly description: string;
  /** True: the real system's behaviour is not documented. */
  readonly guess: boolean;
}

const DESCRIPTIONS: Readonly<Record<keyof PortalSettings, { description: string; guess: boolean }>> = {
  integrationApproval: {
    description:
      'Integrations wait for the approver page (manual) or are approved as soon as they are asked for (automatic).',
    guess: false,
  },
  loopbackAddresses: {
    description: 'The portal takes http addresses on loopback for Web and SPA too: the sandbox’s own allowance.',
    guess: false,
  },
  nativeOfflineAccess: {
    description: 'Native applications can have Offline Access; documents disagree.',
    guess: true,
  },
  salesOrderScopesForPeople: {
    description:
      'Applications can have visma.net.erp.salesorder:read and :write for people who sign in too; without it their interactive ERP scopes open the Sales Order API.',
    guess: true,
  },
};

/** Every setting with its default and its description; docs/sandbox.md is checked against it. */
export const PORTAL_SETTINGS: readonly PortalSettingDescription[] = portalSettingsSchema
  .keyof()
  .options.map((name) => ({
    name,
    default: portalSettingsSchema.parse({})[name],
    ...DESCRIPTIONS[name],
  }));

/** Guesses about the real portal that are fixed here; each stands in docs/sandbox.md. */
export const PORTAL_GUESSES: readonly string[] = [
  'The portal’s texts, addresses and the order of its fields; the names of menu, tabs, fields and buttons are the guide’s.',
  'Teams have the roles Owner and Developer; owners look after members, both look after applications.',
  'A member is added by the e-mail address of an existing account, and is in the team at once.',
  'The client ID and the type of an application stay as they were first saved.',
  'A draft needs a name and a client ID; the other required fields are asked for by Create.',
  'Initiate login and front-channel logout addresses are required with OpenID Connect for Web, possible for SPA, absent for Native.',
  'A rejected integration can be asked for again; what was approved before stays in force meanwhile.',
  'Whoever is signed in can play the Visma team on the approver page.',
  'A public listing is in the App Store at once; markets, price tiers and its review are left out.',
  'The analytics switch is kept and does nothing.',
  'The Debugger explains every errorId to every developer.',
];
