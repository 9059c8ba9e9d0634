import type { OrderRecord } from './orderRecord.ts';

/** CdNamePairDto */
export function named(id: string, name: string | null) {
  return { id, name };
}

/** CdDescriptionPairDto of an entry of a list of the company. */
export function namedOf(list: readonly { readonly id: string; readonly name: string }[], id: string) {
  return { id, description: list.find((one) => one.id === id)?.name ?? null };
}

export function hasShipped({ status }: OrderRecord): boolean {
  return status === 'Shipping' || status === 'Completed' || status === 'Invoiced';
}

export function isInvoiced({ status }: OrderRecord): boolean {
  return status === 'Invoiced';
}
