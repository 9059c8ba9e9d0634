import { text, type Fields } from '../wire.ts';

// What customers, suppliers and invoices have in common, besides addresses and contacts.

/** The number and name of another customer or supplier, or of a branch. */
export function toNumbered(from: Fields) {
  return { number: text(from, 'number'), name: text(from, 'name') };
}

export function toLocation(from: Fields) {
  return { countryId: text(from, 'countryId'), id: text(from, 'id'), name: text(from, 'name') };
}

export function toAttribute(from: Fields) {
  return { id: text(from, 'id'), value: text(from, 'value'), description: text(from, 'description') };
}
