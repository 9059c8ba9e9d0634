import { z } from 'zod';
import { ERP_SETTINGS, erpSettingsSchema } from './api/settings.ts';
import { STORE_SETTINGS, storeSettingsSchema } from './appStore/storeSettings.ts';
import { CONNECT_SETTINGS, connectSettingsSchema } from './connect/connectSettings.ts';
import { PORTAL_SETTINGS, portalSettingsSchema } from './portal/portalSettings.ts';
import type { SettingsCatalogue } from './world/settings.ts';

/** Every delay of the sandbox, and every guess about the real systems that can be turned: as each system declares it. */
export const sandboxSettingsSchema = z.strictObject({
  ...connectSettingsSchema.shape,
  ...portalSettingsSchema.shape,
  ...storeSettingsSchema.shape,
  ...erpSettingsSchema.shape,
});

export type SandboxSettings = z.infer<typeof sandboxSettingsSchema>;

/** The settings of all systems, to be handed to the world. */
export const SETTINGS_CATALOGUE: SettingsCatalogue<SandboxSettings> = {
  schema: sandboxSettingsSchema,
  groups: [
    { title: 'Connect', settings: CONNECT_SETTINGS },
    { title: 'Developer Portal', settings: PORTAL_SETTINGS },
    { title: 'App Store', settings: STORE_SETTINGS },
    { title: 'ERP and Sales Order API', settings: ERP_SETTINGS },
  ],
};

/** Every setting with its default and its description; docs/sandbox.md is checked against it. */
export const SETTINGS = SETTINGS_CATALOGUE.groups.flatMap(({ settings }) => settings);
