import type { InventoryItem } from 'visma-net-client/resources/inventory/item';
import { say } from '../../../languages/spoken.ts';
import { facts, type Cell, type Fact, type TagCell } from '../../../web/rendering/dataTable.ts';
import { amount, code, moment, named, quantity, yesNo } from '../erpCells.ts';
import { statusTag } from '../statusTag.ts';
import { itemTables, type ItemTables } from './itemTables.ts';
import { stockChart, type StockChart } from './stockChart.ts';

/** Everything that the page of an item says about it. */
export interface ItemView {
  readonly number: string;
  readonly description: string;
  readonly status: TagCell | undefined;
  readonly general: readonly Fact[];
  readonly prices: readonly Fact[];
  readonly units: readonly Fact[];
  readonly warehouses: readonly Fact[];
  readonly packaging: readonly Fact[];
  readonly stockChart: StockChart | undefined;
  /** Undefined where the ERP says nothing. */
  readonly tables: ItemTables;
  readonly note: string | undefined;
  /** The long description, without its formatting. */
  readonly body: string | undefined;
  readonly curl: string;
}

/** Shapes an item of the ERP for the view: everything that the ERP says about it. Pure. */
export function toItemView(tenantId: string, item: InventoryItem, curl: string): ItemView {
  const { inventoryNumber, description = '', status, note, body } = item;
  return {
    number: inventoryNumber,
    description,
    status: statusTag(status),
    general: generalFacts(item),
    prices: priceFacts(item),
    units: facts(
      ['inventory.fields.baseUnit', item.baseUnit],
      ['inventory.fields.salesUnit', item.salesUnit],
      ['inventory.fields.purchaseUnit', item.purchaseUnit],
    ),
    warehouses: facts(
      ['inventory.fields.warehouse', named(item.defaultWarehouse)],
      ['inventory.fields.issuedFrom', named(item.defaultIssueFrom)],
      ['inventory.fields.receivedTo', named(item.defaultReceiptTo)],
    ),
    packaging: packagingFacts(item),
    stockChart: stockChart(item.stock, item.baseUnit),
    tables: itemTables(tenantId, item),
    note: note === '' ? undefined : note,
    body: body === undefined ? undefined : plainText(body),
    curl,
  };
}

function generalFacts(item: InventoryItem): Fact[] {
  const { type, itemClass, priceManager, inventoryId, lastModified } = item;
  return facts(
    ['inventory.fields.type', code(type)],
    ['inventory.fields.itemClass', named(itemClass)],
    ['inventory.fields.postingClass', named(item.postingClass)],
    ['inventory.fields.vatCode', named(item.vatCode)],
    ['inventory.fields.lotClass', named(item.lotSerialClass)],
    ['inventory.fields.unspsc', item.unspsc],
    ['inventory.fields.priceClass', named(item.priceClass)],
    ['inventory.fields.priceManager', named(priceManager && { id: priceManager.id, description: priceManager.name })],
    ['inventory.fields.stockItem', yesNo(item.stockItem)],
    ['inventory.fields.kit', yesNo(item.kitItem)],
    ['inventory.fields.internalId', inventoryId === undefined ? undefined : String(inventoryId)],
    ['inventory.fields.lastChanged', moment(lastModified)],
    ['inventory.fields.version', item.version],
  );
}

function priceFacts({ costStatistics, effectiveDate, pendingCostDate, ...item }: InventoryItem): Fact[] {
  return facts(
    ['inventory.fields.price', amount(item.defaultPrice)],
    ['inventory.fields.recommendedPrice', amount(item.recommendedPrice)],
    ['inventory.fields.currentCost', since(item.currentCost, effectiveDate)],
    ['inventory.fields.pendingCost', since(item.pendingCost, pendingCostDate)],
    ['inventory.fields.lastCost', amount(costStatistics?.last ?? item.lastCost)],
    ['inventory.fields.averageCost', amount(costStatistics?.average)],
    ['inventory.fields.lowestCost', amount(costStatistics?.min)],
    ['inventory.fields.highestCost', amount(costStatistics?.max)],
  );
}

function packagingFacts({ packaging, intrastat }: InventoryItem): Fact[] {
  return facts(
    ['inventory.fields.weight', measure(packaging?.baseItemWeight, packaging?.weightUom)],
    ['inventory.fields.volume', measure(packaging?.baseItemVolume, packaging?.volumeUom)],
    ['inventory.fields.commodityCode', intrastat?.cN8],
    ['inventory.fields.origin', intrastat?.countryOfOrigin],
    ['inventory.fields.supplementaryUnit', intrastat?.supplementaryMeasureUnit],
  );
}

/** "0.8 KG" */
function measure(value: number | undefined, unit = ''): Cell | undefined {
  if (value === undefined || unit === '') return quantity(value);
  return say('inventory.measure', { value: { quantity: value }, unit });
}

function since(value: number | undefined, day: string | undefined): Cell | undefined {
  if (value === undefined || day === undefined) return amount(value);
  return say('inventory.since', { sum: { amount: value }, day: { day } });
}

/**
 * What stands between the tags of a piece of HTML, paragraph by paragraph. It is text from then on.
 * The ERP sends as much of it as it likes: what nobody reads is cut first, and no step costs more than its length.
 */
function plainText(html: string): string | undefined {
  const isCut = html.length > LONGEST_BODY;
  const text = html
    .slice(0, LONGEST_BODY)
    .replace(/<(br|\/p|\/div|\/li|\/h\d|\/tr)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(nbsp|lt|gt|quot|#39|amp);/g, (_entity, name: string) => ENTITIES[name] ?? '')
    .replace(/[ \t]+/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
  if (isCut) return `${text}\n…`;
  return text === '' ? undefined : text;
}

/** In characters of HTML: some twenty printed pages. */
const LONGEST_BODY = 100_000;

const ENTITIES: Partial<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
