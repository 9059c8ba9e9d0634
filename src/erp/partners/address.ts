import { z } from 'zod';
import { text } from '../wire.ts';

const place = z.object({ id: text, name: text }).optional();

/** An address of a customer, supplier or document. */
export const addressSchema = z
  .object({
    addressLine1: text,
    addressLine2: text,
    addressLine3: text,
    postalCode: text,
    city: text,
    country: place,
    county: place,
  })
  .transform(({ addressLine1, addressLine2, addressLine3, postalCode, city, country, county }) => ({
    addressLine1,
    addressLine2,
    addressLine3,
    postalCode,
    city,
    countryId: country?.id,
    /** The country's name. */
    country: country?.name,
    county: county?.id,
  }));

export type Address = z.output<typeof addressSchema>;
