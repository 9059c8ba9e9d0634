import type { InvoiceRecord } from './invoiceRecord.ts';
import type { CustomerRecord } from '../customers/customerRecord.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { findNamed } from '../../dataset/lookUp.ts';
import { toCents } from '../../dataset/decimals.ts';
import { createRandom, type SeededRandom } from '../../dataset/random.ts';
import { saleTotals } from '../../dataset/saleLine.ts';
import { oncePerCompany } from '../../dataset/storage.ts';
import { seedCustomers } from '../customers/seedCustomers.ts';
import { seedSaleLines } from '../inventory/saleLines.ts';
import { isoTime, LAST_DAY, momentBetween } from '../../dataset/seedTime.ts';

const DAY_MS = 86_400_000;
const FIRST_INVOICE = Date.UTC(2025, 8, 1, 8);

/** The invoices of a company, the same at every run: to existing customers, of existing items, adding up. */
export const seedInvoices = oncePerCompany((company): InvoiceRecord[] =>
  Array.from({ length: company.partnerCount }, (_, place) => seedInvoice(company, seedCustomers(company), place)),
);

function seedInvoice(dataset: CompanyDataset, customers: readonly CustomerRecord[], place: number): InvoiceRecord {
  const id = dataset.index * 10_000 + 7000 + place;
  const random = createRandom(id);
  const customer = random.pick(customers);
  const days = findNamed(dataset.creditTerms, customer.creditTerms)?.days ?? 30;
  // Invoices follow each other in time, as their numbers do.
  const span = (LAST_DAY - FIRST_INVOICE) / dataset.partnerCount;
  const createdMs = Math.floor(FIRST_INVOICE + span * (place + random.next() * 0.9));
  const lines = seedSaleLines(dataset, random);
  const { net, vat, gross } = saleTotals(lines, dataset.vatPercent);
  const type = random.chance(0.9) ? 'Invoice' : random.pick(['CreditNote', 'DebitNote'] as const);
  const status = statusOf(random, createdMs);
  const number = String(900_001 + place);
  const dunningLevel = status === 'Open' && random.chance(0.15) ? random.int(1, 2) : 0;
  return {
    id,
    number,
    type,
    status,
    customerNumber: customer.number,
    creditTerms: customer.creditTerms,
    branch: random.pick(dataset.branches).number,
    date: dayOf(createdMs),
    dueDate: dayOf(createdMs + days * DAY_MS),
    currencyId: dataset.currency,
    vatPercent: dataset.vatPercent,
    vatCode: dataset.vatCodes[0]?.id ?? '',
    lines,
    netTotal: net,
    vatTotal: vat,
    amount: gross,
    balance: balanceOf(random, status, gross),
    paymentReference: `${number}${String(random.int(100, 999))}`,
    externalReference: random.chance(0.3) ? `EXT-${random.int(10_000, 99_999)}` : null,
    customerRefNumber: random.chance(0.4) ? `PO-${random.int(1000, 9999)}` : null,
    text: null,
    note: random.chance(0.1) ? random.pick(dataset.people.notes) : null,
    dunningLevel,
    dunningDate: dunningLevel > 0 ? dayOf(createdMs + (days + 14) * DAY_MS) : null,
    orderNumber: null,
    createdAt: isoTime(createdMs),
    modifiedAt: isoTime(momentBetween(random, createdMs, LAST_DAY)),
    version: 1,
  };
}

/** Old ones are mostly paid, young ones open; a few stand at every step in between. */
function statusOf(random: SeededRandom, createdMs: number): InvoiceRecord['status'] {
  const isOld = createdMs < LAST_DAY - 60 * DAY_MS;
  if (random.chance(isOld ? 0.85 : 0.1)) return 'Closed';
  if (random.chance(0.6)) return 'Open';
  return random.pick(['Hold', 'Balanced', 'PendingPrint', 'PendingEmail', 'CreditHold', 'Voided']);
}

function balanceOf(random: SeededRandom, status: InvoiceRecord['status'], gross: number): number {
  if (status === 'Closed' || status === 'Voided') return 0;
  return status === 'Open' && random.chance(0.2) ? toCents(gross / 2) : gross;
}

function dayOf(ms: number): string {
  return isoTime(ms).slice(0, 10);
}
