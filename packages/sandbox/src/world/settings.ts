import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

/** What more than one system goes by; one of them declares each. */
export interface SharedSettings {
  readonly portalDelaySeconds: number;
  readonly roleDelaySeconds: number;
  readonly withdrawalEndsTokens: boolean;
  readonly refreshChecksConsent: boolean;
  readonly salesOrderScopesForPeople: boolean;
  readonly invitationCodeDays: number | null;
  readonly invitationCodeUses: number | null;
}

/** A setting as documents and the control page show it. */
export interface SettingDescription {
  readonly name: string;
  readonly default: unknown;
  /** One sentence for docs/sandbox.md. */
  readonly description: string;
  /** True: the real system's behaviour is not documented. */
  readonly guess: boolean;
}

/** The settings of all systems, put together by whoever assembles them. */
export interface SettingsCatalogue<Known> {
  readonly schema: z.ZodType<Known>;
  /** By system, in the order of the control page. */
  readonly groups: readonly { readonly title: string; readonly settings: readonly SettingDescription[] }[];
}

export interface Settings<Known extends SharedSettings = SharedSettings> {
  readonly catalogue: SettingsCatalogue<Known>;
  readonly current: () => Known;
  /**
   * Changes some and keeps the rest.
   * @throws ZodError that names what is unknown or has a wrong value
   */
  readonly change: (some: unknown) => void;
  /** Reads the state anew, after a reset. */
  readonly reload: () => void;
}

/** The settings, kept with the state. */
export function createSettings<Known extends SharedSettings>(
  { sql, clock }: WorldContext,
  catalogue: SettingsCatalogue<Known>,
): Settings<Known> {
  const records = openWorldRecords(sql, 'settings', z.record(z.string(), z.unknown()), clock.now);
  let known: Known | undefined;
  const stored = (): Record<string, unknown> => records.find('settings') ?? {};
  return {
    catalogue,
    current: () => (known ??= catalogue.schema.parse(stored())),
    reload: () => {
      known = undefined;
    },
    change: (some) => {
      const changes = z.record(z.string(), z.unknown()).parse(some);
      const next = { ...stored(), ...changes };
      known = catalogue.schema.parse(next);
      records.put('settings', next);
    },
  };
}
