import { z } from 'zod';
import { STORE_SETTINGS, storeSettingsSchema } from '../appStore/storeSettings.ts';
import { CONNECT_SETTINGS, connectSettingsSchema } from '../connect/connectSettings.ts';
import { ERP_SETTINGS, erpSettingsSchema } from '../api/settings.ts';
import { PORTAL_SETTINGS, portalSettingsSchema } from '../portal/portalSettings.ts';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

/** Every delay of the sandbox, and every guess about the real systems that can be turned. */
export const sandboxSettingsSchema = z.strictObject({
  ...connectSettingsSchema.shape,
  ...portalSettingsSchema.shape,
  ...storeSettingsSchema.shape,
  ...erpSettingsSchema.shape,
});

/** Every setting with its default and its words; docs/sandbox.md is checked against it. */
export const SETTINGS = [...CONNECT_SETTINGS, ...PORTAL_SETTINGS, ...STORE_SETTINGS, ...ERP_SETTINGS];

export type SandboxSettings = z.infer<typeof sandboxSettingsSchema>;

export interface Settings {
  current: () => SandboxSettings;
  /**
   * Changes some and keeps the rest.
   * @throws ZodError that names what is unknown or has a wrong value
   */
  change: (some: unknown) => void;
  /** Reads the state anew, after a reset. */
  reload: () => void;
}

/** The settings, kept with the state. */
export function createSettings({ sql, clock }: WorldContext): Settings {
  const records = openWorldRecords(sql, 'settings', z.record(z.string(), z.unknown()), clock.now);
  let known: SandboxSettings | undefined;
  const stored = (): Record<string, unknown> => records.find('settings') ?? {};
  return {
    current: () => (known ??= sandboxSettingsSchema.parse(stored())),
    reload: () => {
      known = undefined;
    },
    change: (some) => {
      const changes = z.record(z.string(), z.unknown()).parse(some);
      const next = { ...stored(), ...changes };
      known = sandboxSettingsSchema.parse(next);
      records.put('settings', next);
    },
  };
}
