import { z } from 'zod';

/** How the App Store stand-in behaves where the real one leaves a choice or is not documented. */
export const storeSettingsSchema = z.strictObject({
  partialGrants: z.enum(['later', 'always', 'never']).default('later'),
  invitationCodeDays: z.number().int().positive().nullable().default(5),
  invitationCodeUses: z.number().int().positive().nullable().default(1),
});

export type StoreSettings = z.infer<typeof storeSettingsSchema>;

export interface StoreSettingDescription {
  readonly name: keyof StoreSettings;
  readonly default: StoreSettings[keyof StoreSettings];
  /** One sentence for docs/sandbox.md. */
  readonly description: string;
  /** True: the real system's behaviour is not documented. */
  readonly guess: boolean;
}

const DESCRIPTIONS: Readonly<Record<keyof StoreSettings, { description: string; guess: boolean }>> = {
  partialGrants: {
    description: 'A company can leave permissions off: only after the first grant (later), always, or never.',
    guess: true,
  },
  invitationCodeDays: {
    description: 'Life of a new invitation code; null: for ever. One vendor speaks of five days.',
    guess: true,
  },
  invitationCodeUses: {
    description: 'How many companies can use a new invitation code; null: any number.',
    guess: true,
  },
};

/** Every setting with its default and its description; docs/sandbox.md is checked against it. */
export const STORE_SETTINGS: readonly StoreSettingDescription[] = storeSettingsSchema.keyof().options.map((name) => ({
  name,
  default: storeSettingsSchema.parse({})[name],
  ...DESCRIPTIONS[name],
}));

/** Guesses about the real App Store that are fixed here; each stands in docs/sandbox.md. */
export const STORE_GUESSES: readonly string[] = [
  'The App Store’s texts and addresses; the names of tabs, buttons and steps are the guide’s.',
  'A company grants the permissions of the APIs that take services; to an application without client credentials it grants none.',
  'An Integration Administrator decides for the companies where they hold the role; that of a customer does not reach its companies.',
  'An invitation code is used at Accept, not at Find; the company that used it can use it again.',
  'Later changes of permissions need no second confirmation; what was left off is not asked for again.',
  'Nobody is mailed, and no event is sent when a company grants an application.',
];
