import type { CrossReference, ItemSupplier, StockLine } from './itemRecord.ts';
import type { CompanyDataset, GoodsFamily } from '../../dataset/companies/companyDataset.ts';
import { supplierName } from '../partners/partnerNames.ts';
import { toCents } from '../../dataset/decimals.ts';
import type { SeededRandom } from '../../dataset/random.ts';
import { isoTime, LAST_DAY, momentBetween } from '../../dataset/seedTime.ts';

/** Stock in the first warehouse and some of the others. */
export function stockOf(dataset: CompanyDataset, random: SeededRandom, createdAt: number): StockLine[] {
  return dataset.warehouses
    .filter((warehouse, place) => warehouse.active && (place === 0 || random.chance(0.6)))
    .map((warehouse) => {
      const onHand = random.chance(0.12) ? 0 : random.int(1, 480);
      const available = Math.max(0, onHand - random.int(0, Math.ceil(onHand / 4)));
      const modifiedAt = isoTime(momentBetween(random, createdAt, LAST_DAY));
      return { warehouse: warehouse.id, onHand, available, forShipment: available, modifiedAt };
    });
}

/** A barcode, and for every second item the supplier's own number. */
export function crossReferencesOf(
  dataset: CompanyDataset,
  family: GoodsFamily,
  random: SeededRandom,
  place: number,
): CrossReference[] {
  if (family.weight === 0) return [];
  const uom = family.unit;
  const alternateId = barcode(dataset, place);
  const references: CrossReference[] = [{ type: 'Barcode', account: null, alternateId, description: null, uom }];
  if (random.chance(0.5)) {
    const account = supplierName(dataset, random.int(0, 11));
    references.push({
      type: 'VPN',
      account,
      alternateId: `L${account.number.slice(-2)}-${place + 1}`,
      description: account.name,
      uom,
    });
  }
  return references;
}

/** GTIN-13 with its check digit. */
function barcode(dataset: CompanyDataset, place: number): string {
  const digits = dataset.gtinPrefix + String(place + 1).padStart(9, '0');
  const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

/** One or two suppliers, the first is the usual one. */
export function suppliersOf(
  dataset: CompanyDataset,
  family: GoodsFamily,
  random: SeededRandom,
  cost: number,
): ItemSupplier[] {
  if (family.weight === 0) return [];
  const first = random.int(0, 11);
  return [first, ...(random.chance(0.3) ? [(first + 1) % 12] : [])].map((place, rank) => {
    const supplier = supplierName(dataset, place);
    return {
      active: true,
      isDefault: rank === 0,
      supplierId: supplier.number,
      supplierName: supplier.name,
      location: 'Main',
      warehouse: null,
      purchaseUnit: family.purchaseUnit,
      supplierItemId: `${supplier.number.slice(-2)}${random.int(10_000, 99_999)}`,
      shipmentLeadTime: random.int(1, 21),
      leadTime: random.int(1, 21),
      minOrderFreq: 0,
      minOrderQty: family.perPurchaseUnit,
      maxOrderQty: 0,
      lotSize: family.perPurchaseUnit,
      eoq: 0,
      currencyId: dataset.currency,
      lastPrice: toCents(cost * family.perPurchaseUnit),
      override: false,
    };
  });
}
