import { neededText, text, type Fields } from '../../transport/wire.ts';

export type PartnerClass = ReturnType<typeof toPartnerClass>;

/** A class of customers or suppliers. */
export function toPartnerClass(from: Fields) {
  return { id: neededText(from, 'id'), description: text(from, 'description') };
}
