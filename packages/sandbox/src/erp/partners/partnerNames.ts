import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';

/** Number, id and name of a seeded supplier; items, cross references and the supplier list agree on them. */
export function supplierName(
  dataset: CompanyDataset,
  place: number,
): { internalId: number; number: string; name: string } {
  const { companyStems, supplierKinds, legalForm } = dataset.people;
  return {
    internalId: dataset.index * 10_000 + 5000 + place,
    number: String(50_001 + place),
    name: [nth(companyStems, place * 7), nth(supplierKinds, place), legalForm].join(' '),
  };
}

/** Number, id and name of a seeded customer; invoices, orders and the customer list agree on them. */
export function customerName(
  dataset: CompanyDataset,
  place: number,
): { internalId: number; number: string; name: string } {
  const { companyStems, companyKinds, legalForm } = dataset.people;
  const stem = nth(companyStems, place + Math.floor(place / companyStems.length));
  return {
    internalId: dataset.index * 10_000 + place,
    number: String(10_001 + place),
    name: [stem, nth(companyKinds, place), legalForm].join(' '),
  };
}

function nth<T>(list: readonly T[], place: number): T {
  const found = list[place % list.length];
  if (found === undefined) throw new RangeError('An empty list in a company book');
  return found;
}
