import type { CompanyDataset } from './companies/companyDataset.ts';

/** The entry with this id. */
export function findNamed<T extends { id: string }>(list: readonly T[], id: string | null): T | undefined {
  return id === null ? undefined : list.find((entry) => entry.id === id);
}

/** The API's usual reference: `{ id, description }`, or null. */
export function idAndDescription(list: readonly { id: string; name: string }[], id: string | null) {
  return id === null ? null : { id, description: findNamed(list, id)?.name ?? null };
}

export interface AccountReference {
  readonly type: string | null;
  readonly number: string;
  readonly description: string | null;
}

/** An account as the API shows it on other objects. */
export function accountReference(dataset: CompanyDataset, number: string): AccountReference {
  const account = dataset.accounts[number];
  return { type: account?.type ?? null, number, description: account?.name ?? null };
}
