import { isStocked, type ItemRecord, type ItemStatus } from './itemRecord.ts';
import type { CompanyDataset, GoodsFamily, ItemClass } from '../../dataset/companies/companyDataset.ts';
import { crossReferencesOf, stockOf, suppliersOf } from './itemParts.ts';
import { toCents } from '../../dataset/decimals.ts';
import { createRandom, type SeededRandom } from '../../dataset/random.ts';
import { FIRST_DAY, isoTime, LAST_DAY, momentBetween } from '../../dataset/seedTime.ts';

/**
 * The items of a company, the same at every run; the first thousand of a larger company are those of a smaller
 * one.
 */
export function* seedItems(dataset: CompanyDataset): Generator<ItemRecord> {
  const seeder = createItemSeeder(dataset);
  for (let place = 0; place < dataset.itemCount; place += 1) yield seeder(itemId(dataset, place));
}

/** The first items of a company, or all when it has fewer. */
export function firstItems(company: CompanyDataset, count: number): ItemRecord[] {
  const seeder = createItemSeeder(company);
  return Array.from({ length: Math.min(count, company.itemCount) }, (_, place) => seeder(itemId(company, place)));
}

/** Makes any one item of a company from its id, without those before it. */
export function createItemSeeder(dataset: CompanyDataset): (id: number) => ItemRecord {
  const drawFamily = createFamilyDraw(dataset);
  return (id) => seedItem(dataset, drawFamily, id);
}

function seedItem(dataset: CompanyDataset, drawFamily: (random: SeededRandom) => GoodsFamily, id: number): ItemRecord {
  const place = id - itemId(dataset, 0);
  const random = createRandom(id);
  const family = drawFamily(random);
  const itemClass = classOf(dataset, family);
  const [low, high] = family.price;
  // Cheap things are many: the square pulls prices down.
  const price = toCents(low + (high - low) * random.next() ** 2);
  const lastCost = toCents(price * (0.5 + random.next() * 0.25));
  const createdAt = momentBetween(random, FIRST_DAY, LAST_DAY);
  const modifiedAt = momentBetween(random, createdAt, LAST_DAY);
  const stock = isStocked(itemClass.type) ? stockOf(dataset, random, createdAt) : [];
  const odd = ODD_ITEMS.get(place);
  return {
    id,
    number: odd?.number ?? `${dataset.itemNumberPrefix}${dataset.firstItemNumber + place}`,
    description: odd?.description ?? describe(dataset, family, random),
    body: random.chance(0.1) ? `<p>${random.pick(family.names)}: ${random.pick(family.finishes)}.</p>` : null,
    note: random.chance(0.08) ? random.pick(dataset.people.notes) : null,
    status: statusOf(random),
    type: itemClass.type,
    itemClass: itemClass.id,
    postingClass: family.postingClass,
    vatCode: dataset.vatCodes[0]?.id ?? '',
    lotSerialClass: 'NOTTRACKED',
    defaultPrice: price,
    recommendedPrice: toCents(price * 1.3),
    pendingCost: random.chance(0.1) ? toCents(lastCost * 1.04) : 0,
    pendingCostDate: null,
    currentCost: lastCost,
    effectiveDate: isoTime(modifiedAt).slice(0, 10) + 'T00:00:00.000Z',
    cost: {
      last: lastCost,
      average: toCents(lastCost * 0.98),
      min: toCents(lastCost * 0.9),
      max: toCents(lastCost * 1.06),
    },
    baseUnit: family.unit,
    salesUnit: family.unit,
    purchaseUnit: family.purchaseUnit,
    perPurchaseUnit: family.perPurchaseUnit,
    // The segment of building materials for some, as it is a new field.
    unspsc: family.weight > 0 && place % 4 === 0 ? String(30_000_000 + (place % 90) * 100) : null,
    kitItem: itemClass.type === 'SubassemblyItem',
    accounts: {},
    attributes: attributesOf(dataset, itemClass, random),
    stock,
    crossReferences: crossReferencesOf(dataset, family, random, place),
    suppliers: suppliersOf(dataset, family, random, lastCost),
    attachments: random.chance(0.05) ? [{ name: `${id}.pdf`, id: `${id}-1`, revision: 1 }] : [],
    salesCategory: family.salesCategory,
    packaging: { weight: family.weight, weightUnit: family.weight > 0 ? 'KG' : null, volume: 0, volumeUnit: null },
    intrastat: {
      cn8: family.cn8 || null,
      origin: family.cn8 ? random.pick(['NO', 'SE', 'DE', 'FI', 'CN']) : null,
      unit: null,
    },
    priceClass: random.chance(0.3) ? random.pick(dataset.priceClasses).id : null,
    defaultWarehouse: stock[0]?.warehouse ?? null,
    defaultIssueFrom: stock.length > 0 ? 'UT1' : null,
    defaultReceiptTo: stock.length > 0 ? 'INN1' : null,
    createdAt: isoTime(createdAt),
    modifiedAt: isoTime(modifiedAt),
    stockModifiedAt: stock[0]?.modifiedAt ?? null,
    attachmentModifiedAt: null,
    version: 1,
  };
}

/** Row and inventory id of a seeded item. */
export function itemId(dataset: CompanyDataset, place: number): number {
  return dataset.index * 10_000_000 + place + 1;
}

/** Numbers and texts that break careless code, so that the sandbox shows it first. */
const ODD_ITEMS: ReadonlyMap<number, { number: string; description: string }> = new Map([
  [6, { number: 'TAU 8/50 GRÅ', description: 'Tau 8 mm / 50 m, grå' }],
  [13, { number: 'A+B&C=50%', description: 'Spiker 2,8 x 75 "varmforzinket" <100 stk> & skrue' }],
  [20, { number: '#7-ÆØÅ?', description: "Kaffekopp «Æ e trønder», 3'' kant" }],
]);

function createFamilyDraw(dataset: CompanyDataset): (random: SeededRandom) => GoodsFamily {
  const total = dataset.families.reduce((sum, family) => sum + family.share, 0);
  return (random) => {
    let rest = random.next() * total;
    for (const family of dataset.families) {
      rest -= family.share;
      if (rest < 0) return family;
    }
    return random.pick(dataset.families);
  };
}

function describe(dataset: CompanyDataset, family: GoodsFamily, random: SeededRandom): string {
  const parts = [random.pick(family.names), random.pick(family.sizes), random.pick(family.finishes)].join(' ');
  return family.weight > 0 ? `${parts}, ${random.pick(dataset.brands)}` : parts;
}

function statusOf(random: SeededRandom): ItemStatus {
  const drawn = random.next();
  if (drawn < 0.9) return 'Active';
  if (drawn < 0.94) return 'Inactive';
  if (drawn < 0.96) return 'NoSales';
  if (drawn < 0.98) return 'NoPurchases';
  return drawn < 0.99 ? 'NoRequest' : 'MarkedForDeletion';
}

function classOf(dataset: CompanyDataset, family: GoodsFamily): ItemClass {
  const found = dataset.itemClasses.find(({ id }) => id === family.itemClass);
  if (!found) throw new Error(`${dataset.name} has goods of the unknown class ${family.itemClass}`);
  return found;
}

function attributesOf(dataset: CompanyDataset, itemClass: ItemClass, random: SeededRandom): Record<string, string> {
  const definitions = dataset.attributes.filter(({ id }) => itemClass.attributes.includes(id));
  return Object.fromEntries(definitions.map(({ id, values }) => [id, random.pick(values).id]));
}
