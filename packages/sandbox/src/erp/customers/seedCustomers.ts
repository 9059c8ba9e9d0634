import type { CustomerRecord } from './customerRecord.ts';
import { NO_ADDRESS, NO_CONTACT } from '../partners/partner.ts';
import { oncePerCompany } from '../../dataset/storage.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { customerName } from '../partners/partnerNames.ts';
import { registerNumbers, seedAddress, seedContact } from '../partners/partnerParts.ts';
import { createRandom } from '../../dataset/random.ts';
import { FIRST_DAY, isoTime, LAST_DAY, momentBetween } from '../../dataset/seedTime.ts';

/** The customers of a company, the same at every run. */
export const seedCustomers = oncePerCompany((company): CustomerRecord[] =>
  Array.from({ length: company.partnerCount }, (_, place) => seedCustomer(company, place)),
);

function seedCustomer(dataset: CompanyDataset, place: number): CustomerRecord {
  const { internalId, number, name } = customerName(dataset, place);
  const random = createRandom(internalId);
  const createdMs = momentBetween(random, FIRST_DAY, LAST_DAY);
  const address = seedAddress(dataset, random);
  const contact = seedContact(dataset, random, name);
  const byEmail = random.chance(0.7);
  const elsewhere = random.chance(0.2);
  return {
    id: internalId,
    number,
    name,
    status: random.chance(0.85) ? 'Active' : random.pick(['OnHold', 'CreditHold', 'Inactive', 'OneTime']),
    accountReference: random.chance(0.2) ? `REF-${number}` : null,
    // A few belong to the first customer of the company.
    parentNumber: place > 0 && random.chance(0.06) ? customerName(dataset, 0).number : null,
    customerClass: random.pick(dataset.customerClasses).id,
    creditTerms: random.pick(dataset.creditTerms).id,
    currencyId: dataset.currency,
    creditVerification: random.pick(['Disabled', 'CreditLimit', 'LimitAndDaysPastDue']),
    creditLimit: random.int(0, 40) * 5000,
    creditDaysPastDue: random.pick([0, 14, 30]),
    mainAddress: address,
    mainContact: contact,
    invoiceAddress: address,
    invoiceContact: contact,
    deliveryAddress: elsewhere ? seedAddress(dataset, random) : NO_ADDRESS,
    deliveryContact: elsewhere ? { ...contact, attention: null } : NO_CONTACT,
    flags: {
      printInvoices: !byEmail,
      acceptAutoInvoices: random.chance(0.3),
      sendInvoicesByEmail: byEmail,
      sendDunningLettersViaEMail: byEmail,
      printDunningLetters: !byEmail,
      printStatements: false,
      sendStatementsByEmail: false,
      printMultiCurrencyStatements: false,
      invoiceToDefaultLocation: false,
      excludeDebtCollection: random.chance(0.05),
    },
    statementType: 'OpenItem',
    ...registerNumbers(dataset, place),
    gln: random.chance(0.2) ? `${dataset.gtinPrefix}00${String(10_000_000 + place)}` : null,
    vatZone: dataset.vatZones[0]?.id ?? '',
    attributes: {},
    priceClass: random.chance(0.4) ? random.pick(dataset.priceClasses).id : null,
    paymentMethod: random.pick(dataset.paymentMethods).id,
    numberOfEmployees: random.chance(0.5) ? random.int(1, 250) : null,
    note: null,
    createdAt: isoTime(createdMs),
    modifiedAt: isoTime(momentBetween(random, createdMs, LAST_DAY)),
    version: 1,
  };
}
