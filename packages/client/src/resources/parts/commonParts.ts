import { number, text, type Fields } from '../../transport/wire.ts';

// What several kinds of things of the ERP have in common.

/** A country, a person or the like, by its id. */
export function toIdAndName(from: Fields) {
  return { id: text(from, 'id'), name: text(from, 'name') };
}

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

export function toAttachment(from: Fields) {
  return { name: text(from, 'name'), id: text(from, 'id'), revision: number(from, 'revision') };
}
