import type { InventoryItem } from 'visma-net-client/resources/inventory/item';
import { codeLabel } from '../../../web/rendering/codeLabel.ts';
import { facts, type Cell, type Fact, type TagCell } from '../../../web/rendering/dataTable.ts';
import { formatAmount, formatQuantity } from '../../../web/rendering/formatNumber.ts';
import { formatDay } from '../../../web/rendering/formatTime.ts';
import { amount, moment, named, yesNo } from '../erpCells.ts';
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
    units: facts(['Base unit', item.baseUnit], ['Sales unit', item.salesUnit], ['Purchase unit', item.purchaseUnit]),
    warehouses: facts(
      ['Default warehouse', named(item.defaultWarehouse)],
      ['Issued from', named(item.defaultIssueFrom)],
      ['Received to', named(item.defaultReceiptTo)],
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
    ['Type', type && codeLabel(type)],
    ['Item class', named(itemClass)],
    ['Posting class', named(item.postingClass)],
    ['VAT code', named(item.vatCode)],
    ['Lot and serial class', named(item.lotSerialClass)],
    ['UNSPSC', item.unspsc],
    ['Price class', named(item.priceClass)],
    ['Price manager', named(priceManager && { id: priceManager.id, description: priceManager.name })],
    ['Kept in stock', yesNo(item.stockItem)],
    ['Kit', yesNo(item.kitItem)],
    ['Internal id', inventoryId === undefined ? undefined : String(inventoryId)],
    ['Last changed', moment(lastModified)],
    ['Version', item.version],
  );
}

function priceFacts({ costStatistics, effectiveDate, pendingCostDate, ...item }: InventoryItem): Fact[] {
  return facts(
    ['Default price', amount(item.defaultPrice)],
    ['Recommended price', amount(item.recommendedPrice)],
    ['Current cost', since(item.currentCost, effectiveDate)],
    ['Pending cost', since(item.pendingCost, pendingCostDate)],
    ['Last cost', amount(costStatistics?.last ?? item.lastCost)],
    ['Average cost', amount(costStatistics?.average)],
    ['Lowest cost', amount(costStatistics?.min)],
    ['Highest cost', amount(costStatistics?.max)],
  );
}

function packagingFacts({ packaging, intrastat }: InventoryItem): Fact[] {
  return facts(
    ['Weight', measure(packaging?.baseItemWeight, packaging?.weightUom)],
    ['Volume', measure(packaging?.baseItemVolume, packaging?.volumeUom)],
    ['Commodity code (CN8)', intrastat?.cN8],
    ['Country of origin', intrastat?.countryOfOrigin],
    ['Supplementary unit', intrastat?.supplementaryMeasureUnit],
  );
}

function measure(value: number | undefined, unit = ''): string | undefined {
  return value === undefined ? undefined : `${formatQuantity(value)} ${unit}`.trim();
}

function since(value: number | undefined, day: string | undefined): Cell | undefined {
  return value === undefined || day === undefined ? amount(value) : `${formatAmount(value)} from ${formatDay(day)}`;
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
