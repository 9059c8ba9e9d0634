import { z } from 'zod';

/** How the App Store stand-in behaves where the real one leaves a choice or is not documented. */
export const storeSettingsSchema = z.strictObject({
  partialGrants: z.enum(['later', 'always', 'never']).default('later'),
  invitationCodeDays: z.number().int().positive().nullable().default(5),
  invitationCodeUses: z.number().int().positive().nullable().default(1),
});

export type StoreSettings = z.infer<typeof storeSettingsSchema>;

export interface StoreSettingWords {
  name: keyof StoreSettings;
  default: StoreSettings[keyof StoreSettings];
  /** One sentence for docs/sandbox.md. */
  words: string;
  /** True: the real system's behaviour is not documented. */
  guess: boolean;
}

const WORDS: Readonly<Record<keyof StoreSettings, { words: string; guess: boolean }>> = {
  partialGrants: {
    words: 'A company can leave permissions off: only after the first grant (later), always, or never.',
    guess: true,
  },
  invitationCodeDays: {
    words: 'Life of a new invitation code; null: for ever. One vendor speaks of five days.',
    guess: true,
  },
  invitationCodeUses: { words: 'How many companies can use a new invitation code; null: any number.', guess: true },
};

/** Every setting with its default and its words; docs/sandbox.md is checked against it. */
export const STORE_SETTINGS: readonly StoreSettingWords[] = storeSettingsSchema.keyof().options.map((name) => ({
  name,
  default: storeSettingsSchema.parse({})[name],
  ...WORDS[name],
}));
