import type { SaleLine } from '../../dataset/saleLine.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { findNamed } from '../../dataset/lookUp.ts';
import { oncePerCompany } from '../../dataset/storage.ts';
import { firstItems } from './seedItems.ts';
import { toCents } from '../../dataset/decimals.ts';
import type { SeededRandom } from '../../dataset/random.ts';

/** One to six lines that sell existing items at their price. */
export function seedSaleLines(dataset: CompanyDataset, random: SeededRandom): SaleLine[] {
  const items = soldItemsOf(dataset);
  return Array.from({ length: random.int(1, 6) }, (_, place) => {
    const item = random.pick(items);
    const quantity = item.baseUnit === 'TIM' ? random.int(1, 16) / 2 : random.int(1, 40);
    const discountPercent = random.chance(0.25) ? random.pick([5, 10, 12.5, 20]) : 0;
    const whole = toCents(quantity * item.defaultPrice);
    const discountAmount = toCents((whole * discountPercent) / 100);
    return {
      lineNumber: place + 1,
      itemNumber: item.number,
      description: item.description,
      quantity,
      unitPrice: item.defaultPrice,
      discountPercent,
      discountAmount,
      amount: toCents(whole - discountAmount),
      cost: toCents(quantity * item.currentCost),
      account: findNamed(dataset.postingClasses, item.postingClass)?.salesAccount ?? '',
      uom: item.salesUnit,
    };
  });
}

/** Of the first items only, so that documents are the same however many items there are. */
const MOST_SOLD_ITEMS = 300;

/** Many lines sell the same item: each is made once. */
const soldItemsOf = oncePerCompany((company) => firstItems(company, MOST_SOLD_ITEMS));
