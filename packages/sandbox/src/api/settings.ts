import { z } from 'zod';

const textMatch = z.enum(['exact', 'prefix', 'contains']);

/** How the ERP and Sales Order stand-ins behave where the real systems leave a choice or are not documented. */
export const erpSettingsSchema = z.strictObject({
  erpRateLimitPerHour: z.number().int().positive().default(15_000),
  erpLegacyRateLimitPerHour: z.number().int().positive().default(500),
  salesOrderRateLimitPerHour: z.number().int().positive().default(15_000),
  erpDefaultPageSize: z.number().int().positive().default(500),
  erpInventoryMaxPageSize: z.number().int().positive().default(5000),
  erpMaxPageSize: z.number().int().positive().default(1000),
  erpPageCaps: z.record(z.string(), z.number().int().positive()).default({}),
  erpBurstCalls: z.number().int().positive().nullable().default(null),
  erpBurstSeconds: z.number().int().positive().default(120),
  erpEscapedSlash: z.enum(['taken', 'refused']).default('taken'),
  erpChecksRole: z.boolean().default(true),
  salesOrderMaxPageSize: z.number().int().positive().default(1000),
  salesOrderTotalCount: z.enum(['counted', 'null']).default('counted'),
  inventoryNumberMatch: textMatch.default('prefix'),
  inventoryDescriptionMatch: textMatch.default('contains'),
  partnerNameMatch: textMatch.default('contains'),
  erpEmptyFields: z.enum(['null', 'absent']).default('null'),
  erpTimesWithOffset: z.boolean().default(false),
  erpUnknownFilterValue: z.enum(['reject', 'nothing']).default('reject'),
  erpRefusalBody: z.enum(['json', 'empty']).default('json'),
  erpUnknownMethodStatus: z.union([z.literal(404), z.literal(405)]).default(404),
  erpBackgroundSeconds: z.number().nonnegative().default(1),
});

export type ErpSettings = z.infer<typeof erpSettingsSchema>;

export interface ErpSettingDescription {
  readonly name: keyof ErpSettings;
  readonly default: ErpSettings[keyof ErpSettings];
  /** One sentence for docs/sandbox.md. */
  readonly description: string;
  /** True: the real system's behaviour is not documented. */
  readonly guess: boolean;
}

/** The settings when nobody says otherwise. */
export function defaultErpSettings(): ErpSettings {
  return erpSettingsSchema.parse({});
}

const DESCRIPTIONS: Readonly<Record<keyof ErpSettings, { description: string; guess: boolean }>> = {
  erpRateLimitPerHour: {
    description:
      'Calls per hour, company and client (policy 4-fixed-window). The policy is documented, its number is not.',
    guess: true,
  },
  erpLegacyRateLimitPerHour: {
    description: 'Calls per hour and client on the old host (policy 6-fixed-window).',
    guess: false,
  },
  salesOrderRateLimitPerHour: {
    description: 'Calls per hour, company and client to the Sales Order API; for version 3 no limit is documented.',
    guess: true,
  },
  erpDefaultPageSize: { description: 'Rows of a page when pageSize is missing.', guess: true },
  erpInventoryMaxPageSize: {
    description: 'Larger pageSize values for inventory are cut to this without a word.',
    guess: false,
  },
  erpMaxPageSize: {
    description: 'The same cap for every other list of the ERP API; 1000 was seen for customers and their invoices.',
    guess: true,
  },
  erpPageCaps: {
    description: 'Caps of single lists over that, by the first step of their path: {"customer": 500}.',
    guess: true,
  },
  erpBurstCalls: {
    description: 'More calls than this within ten seconds are a burst: 429 for erpBurstSeconds. null: no such limit.',
    guess: true,
  },
  erpBurstSeconds: { description: 'How long calls are refused after a burst; minutes were seen.', guess: true },
  erpEscapedSlash: {
    description: 'An id with %2F in the path is taken, or not found (refused); b64(…) is always taken.',
    guess: true,
  },
  erpChecksRole: {
    description: 'The ERP API answers 12027 to the token of a person who has lost the role API User since.',
    guess: true,
  },
  salesOrderMaxPageSize: {
    description:
      'Larger pageSize values for sales orders are refused with 400; with expand those above 100, which is documented.',
    guess: true,
  },
  salesOrderTotalCount: {
    description: 'totalCount of the Sales Order API is counted or null; both are documented, not when.',
    guess: true,
  },
  inventoryNumberMatch: {
    description: 'How the inventoryNumber filter of GET /v1/inventory compares: exact, prefix or contains.',
    guess: true,
  },
  inventoryDescriptionMatch: { description: 'How the description filter of GET /v1/inventory compares.', guess: true },
  partnerNameMatch: { description: 'How the name filter of customers and suppliers compares.', guess: true },
  erpEmptyFields: {
    description:
      'Fields without a value, sections that were not expanded among them, are sent as null or left out (absent).',
    guess: true,
  },
  erpTimesWithOffset: {
    description:
      'Times of the ERP API carry Z. Without it they are UTC all the same; the real ones come in both forms.',
    guess: true,
  },
  erpUnknownFilterValue: {
    description: 'A status or type that does not exist is refused with 400 (reject) or finds nothing (nothing).',
    guess: true,
  },
  erpRefusalBody: { description: 'Bodies of 401 and 403: API Management’s JSON form, or empty.', guess: true },
  erpUnknownMethodStatus: {
    description:
      'What a method that an address has not got is answered with, DELETE /v1/inventory/{number} for example.',
    guess: true,
  },
  erpBackgroundSeconds: { description: 'How long a background call stays Started, on the sandbox clock.', guess: true },
};

/** Every setting with its default and its description; docs/sandbox.md is checked against it. */
export const ERP_SETTINGS: readonly ErpSettingDescription[] = erpSettingsSchema
  .keyof()
  .options.map((name) => ({ name, default: defaultErpSettings()[name], ...DESCRIPTIONS[name] }));
