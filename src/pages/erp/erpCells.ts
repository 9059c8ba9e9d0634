import type { Address } from 'visma-net-client/resources/parts/address';
import type { Named } from 'visma-net-client/transport/wire';
import { momentOf, say, type Moment, type Sentence, type Spoken } from '../../languages/spoken.ts';
import type { Cell } from '../../web/rendering/dataTable.ts';

// What the ERP says, for the eye. What it does not say stays undefined.

/** "Description (id)", or what there is of them. */
export function named(value: Named | undefined): string | undefined {
  const { id = '', description = '' } = value ?? {};
  if (id === '' || description === '' || id === description) return id === '' ? description : id;
  return `${description} (${id})`;
}

/** As `named`, for what the ERP calls by number and name. */
export function numbered(value: { readonly number?: string | undefined; readonly name?: string | undefined } = {}) {
  return named({ id: value.number, description: value.name });
}

/** A text that leads to its page, when there is one to name. */
export function linked(text: string | undefined, href: string | undefined): Cell | undefined {
  if (text === undefined || text === '') return undefined;
  return href === undefined || href === '' ? text : { text, href };
}

/** "Bergen, NO" */
export function placeOf({ city, countryId }: Partial<Address> = {}): string | undefined {
  return [city, countryId].filter(Boolean).join(', ') || undefined;
}

export function amount(value: number | undefined): Spoken | undefined {
  return value === undefined ? undefined : { amount: value };
}

/** An amount with its currency: "12.50 EUR". */
export function money(value: number | undefined, currency: string | undefined): Spoken | undefined {
  if (value === undefined || currency === undefined || currency === '') return amount(value);
  return say('erp.money', { sum: { amount: value }, currency });
}

export function quantity(value: number | undefined): Spoken | undefined {
  return value === undefined ? undefined : { quantity: value };
}

/** A code of the ERP, in words. */
export function code(value: string | undefined): Spoken | undefined {
  return value === undefined || value === '' ? undefined : { code: value };
}

const YES = say('erp.yes');
const NO = say('erp.no');

export function yesNo(flag: boolean | undefined): Sentence | undefined {
  return flag === undefined ? undefined : flag ? YES : NO;
}

/** As `yesNo`, for what is said only when it is so. */
export function flagged(flag: boolean | undefined): Sentence | undefined {
  return flag ? YES : undefined;
}

/** A moment of the ERP, ISO text. */
export function moment(iso: string | undefined): Moment | undefined {
  return iso === undefined ? undefined : momentOf(Date.parse(iso));
}

export function day(iso: string | undefined): Spoken | undefined {
  return iso === undefined ? undefined : { day: iso };
}
