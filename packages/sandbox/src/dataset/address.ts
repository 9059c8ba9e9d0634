import { z } from 'zod';

/** The address of a customer or supplier. */
export const addressSchema = z.object({
  line1: z.string().nullable(),
  line2: z.string().nullable(),
  line3: z.string().nullable(),
  postalCode: z.string().nullable(),
  city: z.string().nullable(),
  county: z.string().nullable(),
  countryId: z.string().nullable(),
});

export type Address = z.infer<typeof addressSchema>;

export const contactSchema = z.object({
  name: z.string().nullable(),
  attention: z.string().nullable(),
  email: z.string().nullable(),
  web: z.string().nullable(),
  phone1: z.string().nullable(),
  phone2: z.string().nullable(),
  fax: z.string().nullable(),
});

export type Contact = z.infer<typeof contactSchema>;
