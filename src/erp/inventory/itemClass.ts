import { z } from 'zod';
import { flag, number, text } from '../wire.ts';

const classAttribute = z
  .object({
    attributeId: z.string(),
    description: text,
    sortOrder: number,
    required: flag,
    attributeType: text,
    defaultValue: text,
    details: z.array(z.object({ id: text, description: text })).optional(),
  })
  .transform(({ attributeType, details, ...attribute }) => ({
    ...attribute,
    /** `Text`, `Combo`, `MultiSelectCombo`, `Lookup`, `Checkbox` or `Datetime`. */
    type: attributeType,
    /** What can be chosen, of a type with choices. */
    choices: details,
  }));

/** ItemClassDto of the ERP API. */
export const itemClassSchema = z.object({
  id: z.string(),
  description: text,
  /** The type that items of this class get. */
  type: text,
  attributes: z.array(classAttribute).optional(),
});

/** A posting class: decides the accounts of an item. */
export const postingClassSchema = z.object({ id: z.string(), description: text });

export type ItemClass = z.output<typeof itemClassSchema>;
export type ItemClassAttribute = z.output<typeof classAttribute>;
export type PostingClass = z.output<typeof postingClassSchema>;
