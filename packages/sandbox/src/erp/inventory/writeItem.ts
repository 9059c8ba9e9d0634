import { ippException } from '../../api/erpAnswer.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { findNamed } from '../../dataset/lookUp.ts';
import { moveOn, requireKnown } from '../writing/wrapped.ts';
import type { InventoryBody } from './inventoryBody.ts';
import { writeAttributes, writeCrossReferences, writeSuppliers, type FindAccount } from './itemRows.ts';
import { ITEM_ACCOUNTS, isStocked, LOT_SERIAL_CLASSES, type ItemAccount, type ItemRecord } from './itemRecord.ts';
import { stockAfter } from './itemStock.ts';

export interface WriteContext {
  readonly dataset: CompanyDataset;
  readonly nowMs: number;
  readonly findAccount: FindAccount;
}

/**
 * A new item with what its class implies.
 * @throws ErpRefusal 400 without number or class
 */
export function newItem({ dataset, nowMs }: WriteContext, id: number, body: InventoryBody): ItemRecord {
  if (!body.inventoryNumber) throw ippException("'inventoryNumber' cannot be empty.", '12005');
  if (!body.itemClass) throw ippException("'itemClass' cannot be empty.", '12005');
  const itemClass = findNamed(dataset.itemClasses, requireKnown(dataset.itemClasses, body.itemClass, 'itemClass'));
  const family = dataset.families.find((candidate) => candidate.itemClass === itemClass?.id);
  const unit = family?.unit ?? 'STK';
  const createdAt = new Date(nowMs).toISOString();
  const type = itemClass?.type ?? 'NonStockItem';
  return {
    id,
    number: body.inventoryNumber,
    description: '',
    body: null,
    note: null,
    status: 'Active',
    type,
    itemClass: itemClass?.id ?? '',
    postingClass: family?.postingClass ?? dataset.postingClasses[0]?.id ?? '',
    vatCode: dataset.vatCodes[0]?.id ?? '',
    lotSerialClass: 'NOTTRACKED',
    defaultPrice: 0,
    recommendedPrice: 0,
    pendingCost: 0,
    pendingCostDate: null,
    currentCost: 0,
    effectiveDate: null,
    cost: { last: 0, average: 0, min: 0, max: 0 },
    baseUnit: unit,
    salesUnit: body.baseUnit ?? unit,
    purchaseUnit: body.baseUnit ?? unit,
    perPurchaseUnit: 1,
    unspsc: null,
    kitItem: false,
    accounts: {},
    attributes: {},
    stock: [],
    crossReferences: [],
    suppliers: [],
    attachments: [],
    salesCategory: null,
    packaging: { weight: 0, weightUnit: null, volume: 0, volumeUnit: null },
    intrastat: { cn8: null, origin: null, unit: null },
    priceClass: null,
    defaultWarehouse: isStocked(type) ? (dataset.warehouses[0]?.id ?? null) : null,
    defaultIssueFrom: null,
    defaultReceiptTo: null,
    createdAt,
    // changedItem moves it on by at least a millisecond.
    modifiedAt: new Date(nowMs - 1).toISOString(),
    stockModifiedAt: null,
    attachmentModifiedAt: null,
    version: 0,
  };
}

/**
 * The item after a write; what the body leaves out stays.
 * @throws ErpRefusal 400 when it names something the company has not got
 */
export function changedItem(context: WriteContext, before: ItemRecord, body: InventoryBody): ItemRecord {
  const { dataset, nowMs, findAccount } = context;
  const known = (
    list: readonly { id: string }[],
    field: 'itemClass' | 'postingClass' | 'vatCode',
    old: string,
  ): string => requireKnown(list, body[field] ?? old, field);
  const itemClass = known(dataset.itemClasses, 'itemClass', before.itemClass);
  const item = { ...before, itemClass };
  return {
    ...item,
    description: orEmpty(body.description, before.description),
    body: or(body.body, before.body),
    note: or(body.note, before.note),
    status: body.status ?? before.status,
    type: body.type ?? before.type,
    postingClass: known(dataset.postingClasses, 'postingClass', before.postingClass),
    vatCode: known(dataset.vatCodes, 'vatCode', before.vatCode),
    defaultPrice: or(body.defaultPrice, before.defaultPrice) ?? 0,
    baseUnit: body.baseUnit ?? before.baseUnit,
    salesUnit: body.salesUnit ?? before.salesUnit,
    purchaseUnit: body.purchaseUnit ?? before.purchaseUnit,
    unspsc: emptied(body.unspsc, before.unspsc),
    lotSerialClass: requireKnown(LOT_SERIAL_CLASSES, body.lotSerialClass ?? before.lotSerialClass, 'lotSerialClass'),
    cost: costAfter(before, body.costPriceStatistics),
    kitItem: body.kitItem ?? before.kitItem,
    accounts: accountsAfter(dataset, before, body),
    attributes: writeAttributes(dataset, item, body.attributeLines),
    crossReferences: writeCrossReferences(item, body.crossReferences ?? [], findAccount),
    suppliers: writeSuppliers(dataset, item, body.supplierDetails ?? [], findAccount),
    packaging: packagingAfter(before, body.packaging),
    intrastat: {
      cn8: or(body.intrastat?.cN8, before.intrastat.cn8),
      origin: or(body.intrastat?.countryOfOrigin, before.intrastat.origin),
      unit: or(body.intrastat?.supplementaryMeasureUnit, before.intrastat.unit),
    },
    ...stockAfter(dataset, before, body, nowMs),
    defaultIssueFrom: or(body.defaultIssueFrom, before.defaultIssueFrom),
    defaultReceiptTo: or(body.defaultReceiptTo, before.defaultReceiptTo),
    modifiedAt: moveOn(before.modifiedAt, nowMs),
    version: before.version + 1,
  };
}

/** Undefined keeps the old value, null empties it. */
function or<T>(written: T | null | undefined, old: T | null): T | null {
  return written === undefined ? old : written;
}

function emptied(written: string | null | undefined, old: string | null): string | null {
  return written === '' ? null : or(written, old);
}

function orEmpty(written: string | null | undefined, old: string): string {
  return or(written, old) ?? '';
}

function accountsAfter(
  dataset: CompanyDataset,
  before: ItemRecord,
  body: InventoryBody,
): Partial<Record<ItemAccount, string>> {
  const accounts = { ...before.accounts };
  const known = Object.keys(dataset.accounts).map((id) => ({ id }));
  for (const field of ITEM_ACCOUNTS) {
    const number = body[field];
    if (number) accounts[field] = requireKnown(known, number, field);
  }
  return accounts;
}

function packagingAfter({ packaging }: ItemRecord, body: InventoryBody['packaging']): ItemRecord['packaging'] {
  return {
    weight: or(body?.baseItemWeight, packaging.weight) ?? 0,
    weightUnit: or(body?.weightUOM, packaging.weightUnit),
    volume: or(body?.baseItemVolume, packaging.volume) ?? 0,
    volumeUnit: or(body?.volumeUOM, packaging.volumeUnit),
  };
}

/** The lowest and highest cost hold what was written; the average is worked out by the ERP alone. */
function costAfter({ cost }: ItemRecord, body: InventoryBody['costPriceStatistics']): ItemRecord['cost'] {
  const last = body?.lastCost ?? cost.last;
  return { ...cost, last, min: Math.min(cost.min, last), max: Math.max(cost.max, last) };
}
