import { toIdAndName } from './commonParts.ts';
import { object, text, type Fields } from '../../transport/wire.ts';

export type Address = ReturnType<typeof toAddress>;

/** An address of a customer, supplier or document. */
export function address(from: Fields, name: string): Address | undefined {
  return object(from, name, toAddress);
}

function toAddress(from: Fields) {
  const country = object(from, 'country', toIdAndName);
  return {
    addressLine1: text(from, 'addressLine1'),
    addressLine2: text(from, 'addressLine2'),
    addressLine3: text(from, 'addressLine3'),
    postalCode: text(from, 'postalCode'),
    city: text(from, 'city'),
    countryId: country?.id,
    /** The country's name. */
    country: country?.name,
    county: object(from, 'county', toIdAndName)?.id,
  };
}
