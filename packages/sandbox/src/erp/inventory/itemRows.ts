import { ippException } from '../../api/erpAnswer.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { findNamed } from '../../dataset/lookUp.ts';
import { requireKnown } from '../writing/wrapped.ts';
import type { CrossReferenceRow, InventoryBody, SupplierRow } from './inventoryBody.ts';
import type { CrossReference, ItemRecord, ItemSupplier } from './itemRecord.ts';

/** Finds a supplier's or customer's name by its number. */
export type FindAccount = (number: string) => { internalId: number; number: string; name: string } | undefined;

/** The attributes after a write: every line replaces one, an empty value takes it away. */
export function writeAttributes(
  dataset: CompanyDataset,
  item: ItemRecord,
  lines: InventoryBody['attributeLines'],
): Record<string, string> {
  const attributes = new Map(Object.entries(item.attributes));
  const allowed = findNamed(dataset.itemClasses, item.itemClass)?.attributes ?? [];
  for (const { attributeId, attributeValue } of lines ?? []) {
    const id = requireKnown(
      allowed.map((known) => ({ id: known })),
      attributeId ?? '',
      'attributeLines.attributeId',
    );
    const values = findNamed(dataset.attributes, id)?.values ?? [];
    if (attributeValue === null || attributeValue === undefined || attributeValue === '') attributes.delete(id);
    else attributes.set(id, requireKnown(values, attributeValue, 'attributeLines.attributeValue'));
  }
  return Object.fromEntries(attributes);
}

/** The cross references after a write; a row is known by its type and alternate id. */
export function writeCrossReferences(
  item: ItemRecord,
  rows: readonly CrossReferenceRow[],
  find: FindAccount,
): CrossReference[] {
  return rows.reduce((list, row) => writeCrossReference(item, list, row, find), item.crossReferences);
}

function writeCrossReference(
  item: ItemRecord,
  list: CrossReference[],
  row: CrossReferenceRow,
  find: FindAccount,
): CrossReference[] {
  const { alternateType: type, alternateID: alternateId } = row;
  if (!type || !alternateId) throw ippException("'crossReferences' rows need alternateType and alternateID.", '12005');
  const place = list.findIndex((known) => known.type === type && known.alternateId === alternateId);
  requirePlace('crossReferences', row.operation, place, `${type} ${alternateId}`);
  if (row.operation === 'Delete') return list.filter((_, index) => index !== place);
  const before = list[place];
  const written: CrossReference = {
    type,
    alternateId,
    account:
      row.bAccount === undefined
        ? (before?.account ?? null)
        : accountOf(row.bAccount, find, 'crossReferences.bAccount'),
    description: row.description === undefined ? (before?.description ?? null) : row.description,
    uom: row.uom === undefined ? (before?.uom ?? item.baseUnit) : row.uom,
  };
  return before ? list.with(place, written) : [...list, written];
}

function accountOf(number: string | null, find: FindAccount, field: string): CrossReference['account'] {
  if (number === null || number === '') return null;
  const found = find(number);
  if (!found) throw ippException(`'${field}' '${number}' cannot be found in the system.`, '12004');
  return found;
}

/** The suppliers after a write; a row is known by its supplier. At most one is the usual one. */
export function writeSuppliers(
  dataset: CompanyDataset,
  item: ItemRecord,
  rows: readonly SupplierRow[],
  find: FindAccount,
): ItemSupplier[] {
  return rows.reduce((list, row) => writeSupplier(dataset, item, list, row, find), item.suppliers);
}

function writeSupplier(
  dataset: CompanyDataset,
  item: ItemRecord,
  list: ItemSupplier[],
  row: SupplierRow,
  find: FindAccount,
): ItemSupplier[] {
  const supplier = accountOf(row.supplierID ?? null, find, 'supplierDetails.supplierID');
  if (!supplier) throw ippException("'supplierDetails.supplierID' cannot be empty.", '12005');
  const place = list.findIndex((known) => known.supplierId === supplier.number);
  requirePlace('supplierDetails', row.operation, place, supplier.number);
  if (row.operation === 'Delete') return list.filter((_, index) => index !== place);
  const before = list[place] ?? newSupplier(dataset, item, supplier);
  const written: ItemSupplier = {
    ...before,
    active: row.active ?? before.active,
    isDefault: row.default ?? before.isDefault,
    location: row.location ?? before.location,
    purchaseUnit: row.purchaseUnit ?? before.purchaseUnit,
    supplierItemId: row.supplierItemID === undefined ? before.supplierItemId : row.supplierItemID,
    override: row.override ?? before.override,
    shipmentLeadTime: row.shipmentLeadTime ?? before.shipmentLeadTime,
    minOrderFreq: row.minOrderFreq ?? before.minOrderFreq,
    minOrderQty: row.minOrderQty ?? before.minOrderQty,
    maxOrderQty: row.maxOrderQty ?? before.maxOrderQty,
    lotSize: row.lotSize ?? before.lotSize,
    eoq: row.eoq ?? before.eoq,
    currencyId: row.currencyID ?? before.currencyId,
  };
  const others = written.isDefault ? list.map((known) => ({ ...known, isDefault: false })) : list;
  return place < 0 ? [...others, written] : others.with(place, written);
}

function newSupplier(
  dataset: CompanyDataset,
  item: ItemRecord,
  supplier: { number: string; name: string },
): ItemSupplier {
  return {
    active: true,
    isDefault: item.suppliers.length === 0,
    supplierId: supplier.number,
    supplierName: supplier.name,
    location: 'Main',
    warehouse: null,
    purchaseUnit: item.purchaseUnit,
    supplierItemId: null,
    shipmentLeadTime: 0,
    leadTime: 0,
    minOrderFreq: 0,
    minOrderQty: 0,
    maxOrderQty: 0,
    lotSize: 0,
    eoq: 0,
    currencyId: dataset.currency,
    lastPrice: 0,
    override: false,
  };
}

/** Insert needs the row to be new, Update and Delete need it to be there. */
function requirePlace(field: string, operation: CrossReferenceRow['operation'], place: number, name: string): void {
  const isInsert = operation === null || operation === undefined || operation === 'Insert';
  if (isInsert && place >= 0) throw ippException(`'${field}' has ${name} already.`, '12003');
  if (!isInsert && place < 0) throw ippException(`'${field}' has no ${name}.`, '12004');
}
