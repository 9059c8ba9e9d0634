import { flag, list, neededText, number, text, toNamed, type Fields } from '../../transport/wire.ts';

export type ItemClass = ReturnType<typeof toItemClass>;
export type ItemClassAttribute = ReturnType<typeof toClassAttribute>;
export type PostingClass = ReturnType<typeof toPostingClass>;

/** ItemClassDto of the ERP API. */
export function toItemClass(from: Fields) {
  return {
    id: neededText(from, 'id'),
    description: text(from, 'description'),
    /** The type that items of this class get. */
    type: text(from, 'type'),
    attributes: list(from, 'attributes', toClassAttribute),
  };
}

/** A posting class: decides the accounts of an item. */
export function toPostingClass(from: Fields) {
  return { id: neededText(from, 'id'), description: text(from, 'description') };
}

function toClassAttribute(from: Fields) {
  return {
    attributeId: neededText(from, 'attributeId'),
    description: text(from, 'description'),
    sortOrder: number(from, 'sortOrder'),
    required: flag(from, 'required'),
    defaultValue: text(from, 'defaultValue'),
    /** `Text`, `Combo`, `MultiSelectCombo`, `Lookup`, `Checkbox` or `Datetime`. */
    type: text(from, 'attributeType'),
    /** What can be chosen, of a type with choices. */
    choices: list(from, 'details', toNamed),
  };
}
