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

/** Guesses about the real App Store that are fixed here; each stands in docs/sandbox.md. */
export const STORE_GUESSES: readonly string[] = [
  'The App Store’s texts and addresses; the names of tabs, buttons and steps are the guide’s.',
  'A company grants the permissions of the APIs that take services; to an application without client credentials it grants none.',
  'An Integration Administrator decides for the companies where they hold the role; that of a customer does not reach its companies.',
  'An invitation code is used at Accept, not at Find; the company that used it can use it again.',
  'Later changes of permissions need no second confirmation; what was left off is not asked for again.',
  'Nobody is mailed, and no event is sent when a company grants an application.',
];
