import type { Address } from 'visma-net-client/resources/parts/address';
import type { Named } from 'visma-net-client/transport/wire';
import type { Cell } from '../../web/rendering/dataTable.ts';
import { formatAmount, formatQuantity } from '../../web/rendering/formatNumber.ts';
import { formatDay, momentOf, type Moment } from '../../web/rendering/formatTime.ts';

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

export function amount(value: number | undefined): string | undefined {
  return value === undefined ? undefined : formatAmount(value);
}

export function quantity(value: number | undefined): string | undefined {
  return value === undefined ? undefined : formatQuantity(value);
}

export function yesNo(flag: boolean | undefined): string | undefined {
  return flag === undefined ? undefined : flag ? 'Yes' : 'No';
}

/** As `yesNo`, for what is said only when it is so. */
export function flagged(flag: boolean | undefined): string | undefined {
  return flag ? yesNo(flag) : undefined;
}

/** A moment of the ERP, ISO text. */
export function moment(iso: string | undefined): Moment | undefined {
  return iso === undefined ? undefined : momentOf(Date.parse(iso));
}

export function day(iso: string | undefined): string | undefined {
  return iso === undefined ? undefined : formatDay(iso);
}
