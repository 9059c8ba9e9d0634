import { z } from 'zod';
import { text } from '../wire.ts';

/** A class of customers or suppliers. */
export const partnerClassSchema = z.object({ id: z.string(), description: text });

export type PartnerClass = z.output<typeof partnerClassSchema>;
