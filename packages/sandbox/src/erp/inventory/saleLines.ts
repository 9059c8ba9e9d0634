import type { ItemRecord } from './itemRecord.ts';
import type { InvoiceLine } from '../invoices/invoiceRecord.ts';
import type { CompanyBook } from '../../dataset/companies/companyDataset.ts';
import { findNamed } from '../../dataset/lookUp.ts';
import { createItemSeeder, itemId } from './seedItems.ts';
import { money, type SeededRandom } from '../../dataset/random.ts';

/** One to six lines that sell existing items at their price. */
export function seedSaleLines(book: CompanyBook, random: SeededRandom): InvoiceLine[] {
  const items = soldItemsOf(book);
  return Array.from({ length: random.int(1, 6) }, (_, place) => {
    const item = random.pick(items);
    const quantity = item.baseUnit === 'TIM' ? random.int(1, 16) / 2 : random.int(1, 40);
    const discountPercent = random.chance(0.25) ? random.pick([5, 10, 12.5, 20]) : 0;
    const whole = money(quantity * item.defaultPrice);
    const discountAmount = money((whole * discountPercent) / 100);
    return {
      lineNumber: place + 1,
      itemNumber: item.number,
      description: item.description,
      quantity,
      unitPrice: item.defaultPrice,
      discountPercent,
      discountAmount,
      amount: money(whole - discountAmount),
      cost: money(quantity * item.currentCost),
      account: findNamed(book.postingClasses, item.postingClass)?.salesAccount ?? '',
      uom: item.salesUnit,
    };
  });
}

/** Of the first items only, so that documents are the same however many items there are. */
const MOST_SOLD_ITEMS = 300;

/** Many lines sell the same item: each is made once. */
function soldItemsOf(book: CompanyBook): readonly ItemRecord[] {
  const known = soldItems.get(book);
  if (known) return known;
  const seeder = createItemSeeder(book);
  const count = Math.min(book.itemCount, MOST_SOLD_ITEMS);
  const items = Array.from({ length: count }, (_, place) => seeder(itemId(book, place)));
  soldItems.set(book, items);
  return items;
}

const soldItems = new WeakMap<CompanyBook, readonly ItemRecord[]>();

export interface SaleTotals {
  net: number;
  vat: number;
  gross: number;
}

/** Totals that add up: VAT is rounded once, on the sum of the lines. */
export function saleTotals(lines: readonly { amount: number }[], vatPercent: number): SaleTotals {
  const net = money(lines.reduce((sum, { amount }) => sum + amount, 0));
  const vat = money((net * vatPercent) / 100);
  return { net, vat, gross: money(net + vat) };
}
