import { z } from 'zod';
import { text } from '../wire.ts';

/** Whom to turn to at a customer or supplier. */
export const contactSchema = z.object({
  name: text,
  attention: text,
  email: text,
  web: text,
  phone1: text,
  phone2: text,
  fax: text,
});

export type Contact = z.output<typeof contactSchema>;
