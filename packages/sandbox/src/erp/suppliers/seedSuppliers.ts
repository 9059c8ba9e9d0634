import type { SupplierRecord } from './supplierRecord.ts';
import { oncePerCompany } from '../../dataset/storage.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { supplierName } from '../partners/partnerNames.ts';
import { registerNumbers, seedAddress, seedContact } from '../partners/partnerParts.ts';
import { createRandom } from '../../dataset/random.ts';
import { FIRST_DAY, isoTime, LAST_DAY, momentBetween } from '../../dataset/seedTime.ts';

/** The suppliers of a company, the same at every run; the first twelve deliver its items. */
export const seedSuppliers = oncePerCompany((company): SupplierRecord[] =>
  Array.from({ length: company.partnerCount }, (_, place) => seedSupplier(company, place)),
);

function seedSupplier(dataset: CompanyDataset, place: number): SupplierRecord {
  const { internalId, number, name } = supplierName(dataset, place);
  const random = createRandom(internalId);
  const createdMs = momentBetween(random, FIRST_DAY, LAST_DAY);
  return {
    id: internalId,
    number,
    name,
    status:
      place < 12 || random.chance(0.85) ? 'Active' : random.pick(['OnHold', 'HoldPayments', 'Inactive', 'OneTime']),
    accountReference: random.chance(0.3) ? `K-${random.int(1000, 9999)}` : null,
    supplierClass: random.pick(dataset.supplierClasses).id,
    creditTerms: random.pick(dataset.creditTerms).id,
    currencyId: dataset.currency,
    address: seedAddress(dataset, random),
    contact: seedContact(dataset, random, name),
    paymentMethod: dataset.paymentMethods[0]?.id ?? '',
    paymentLeadTime: random.int(0, 3),
    bankAccount: `0000${String(random.int(1_000_000, 9_999_999))}`,
    ...registerNumbers(dataset, 500 + place),
    vatZone: dataset.vatZones[0]?.id ?? '',
    attributes: {},
    note: random.chance(0.1) ? random.pick(dataset.people.notes) : null,
    numberOfEmployees: random.chance(0.4) ? random.int(1, 900) : null,
    createdAt: isoTime(createdMs),
    modifiedAt: isoTime(momentBetween(random, createdMs, LAST_DAY)),
    version: 1,
  };
}
