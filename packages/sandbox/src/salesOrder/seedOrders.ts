import type { OrderRecord } from './orderRecord.ts';
import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import { createRandom, type SeededRandom } from '../dataset/random.ts';
import { saleTotals, totalQuantity, type SaleLine } from '../dataset/saleLine.ts';
import { isoTime, LAST_DAY, momentBetween } from '../dataset/seedTime.ts';

const DAY_MS = 86_400_000;
const FIRST_ORDER = Date.UTC(2026, 2, 2, 8);

/** What the orders of a company are made of: data of the ERP. */
export interface OrderSources {
  readonly seedCustomers: (company: CompanyDataset) => readonly { number: string; creditTerms: string }[];
  readonly seedSaleLines: (company: CompanyDataset, random: SeededRandom) => SaleLine[];
}

/** The sales orders of a company, the same at every run: of existing customers, of existing items, adding up. */
export function seedOrders(dataset: CompanyDataset, sources: OrderSources): OrderRecord[] {
  return Array.from({ length: dataset.partnerCount }, (_, place) => seedOrder(dataset, sources, place));
}

function seedOrder(
  dataset: CompanyDataset,
  { seedCustomers, seedSaleLines }: OrderSources,
  place: number,
): OrderRecord {
  const id = dataset.index * 10_000 + 8000 + place;
  const random = createRandom(id);
  const customer = random.pick(seedCustomers(dataset));
  // Orders follow each other in time, as their numbers do.
  const span = (LAST_DAY - FIRST_ORDER) / dataset.partnerCount;
  const createdMs = Math.floor(FIRST_ORDER + span * (place + random.next() * 0.9));
  const warehouse = dataset.warehouses[0]?.id ?? null;
  const lines = seedSaleLines(dataset, random).map((line) => ({
    ...line,
    warehouse: line.uom === 'TIM' ? null : warehouse,
    written: null,
  }));
  const { net, vat, gross } = saleTotals(lines, dataset.vatPercent);
  const isOld = createdMs < LAST_DAY - 45 * DAY_MS;
  return {
    id,
    number: String(500_001 + place),
    type: random.chance(0.92) ? 'SO' : random.pick(['QT', 'RM'] as const),
    status: random.chance(isOld ? 0.8 : 0.1)
      ? random.pick(['Completed', 'Completed', 'Invoiced', 'Cancelled'])
      : random.pick(['Open', 'Open', 'Hold', 'BackOrder', 'CreditHold', 'Shipping']),
    customerNumber: customer.number,
    customerOrder: random.chance(0.5) ? `PO-${random.int(1000, 9999)}` : null,
    customerRef: random.chance(0.4) ? random.pick(dataset.people.firstNames) : null,
    creditTerms: customer.creditTerms,
    branch: random.pick(dataset.branches).number,
    date: isoTime(createdMs),
    requestOn: isoTime(createdMs + random.int(1, 21) * DAY_MS),
    cancelBy: random.chance(0.2) ? isoTime(createdMs + 60 * DAY_MS) : null,
    description: random.chance(0.4) ? `${lines[0]?.description ?? ''} m.m.` : null,
    note: random.chance(0.15) ? random.pick(dataset.people.notes) : null,
    currencyId: dataset.currency,
    vatPercent: dataset.vatPercent,
    lines,
    netTotal: net,
    vatTotal: vat,
    orderTotal: gross,
    orderQty: totalQuantity(lines),
    createdAt: isoTime(createdMs),
    modifiedAt: isoTime(momentBetween(random, createdMs, LAST_DAY)),
    createdBy: null,
    version: 1,
    written: null,
  };
}
