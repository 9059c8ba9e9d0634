import { ippException } from '../../api/erpAnswer.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { requireKnown } from '../writing/wrapped.ts';
import type { InventoryBody, WarehouseRow } from './inventoryBody.ts';
import { isStocked, type ItemRecord, type StockLine } from './itemRecord.ts';

type Stock = Pick<ItemRecord, 'stock' | 'defaultWarehouse'>;

/**
 * The item's warehouses after a write: a row is known by its warehouse, and the one that is the default moves it.
 * Guess: a warehouse that still has stock cannot be taken away.
 * @throws ErpRefusal 400 when a row does not go with what is there
 */
export function stockAfter(dataset: CompanyDataset, before: ItemRecord, body: InventoryBody, nowMs: number): Stock {
  const stock = { stock: before.stock, defaultWarehouse: defaultAfter(dataset, before, body.defaultWarehouse) };
  const rows = body.warehouseDetails ?? [];
  if (rows.length > 0 && !isStocked(before.type)) {
    throw ippException("'warehouseDetails' is for items in stock.", '12004');
  }
  return rows.reduce((kept, row) => rowAfter(dataset, kept, row, nowMs), stock);
}

function rowAfter(
  dataset: CompanyDataset,
  { stock, defaultWarehouse }: Stock,
  row: WarehouseRow,
  nowMs: number,
): Stock {
  const id = requireKnown(dataset.warehouses, row.warehouse ?? '', 'warehouseDetails.warehouse');
  const line = stock.find(({ warehouse }) => warehouse === id);
  const isNew = row.operation === null || row.operation === undefined || row.operation === 'Insert';
  if (isNew && line) throw ippException(`'warehouseDetails' has ${id} already.`, '12003');
  if (!isNew && !line) throw ippException(`'warehouseDetails' has no ${id}.`, '12004');
  if (row.operation === 'Delete') {
    if ((line?.onHand ?? 0) !== 0) throw ippException(`'warehouseDetails' ${id} has stock.`, '12004');
    return {
      stock: stock.filter(({ warehouse }) => warehouse !== id),
      defaultWarehouse: defaultWarehouse === id ? null : defaultWarehouse,
    };
  }
  const added: StockLine[] = isNew ? [emptyLine(id, nowMs)] : [];
  return { stock: [...stock, ...added], defaultWarehouse: row.isDefault === true ? id : defaultWarehouse };
}

function emptyLine(warehouse: string, nowMs: number): StockLine {
  return { warehouse, onHand: 0, available: 0, forShipment: 0, modifiedAt: new Date(nowMs).toISOString() };
}

function defaultAfter(dataset: CompanyDataset, before: ItemRecord, written: string | null | undefined): string | null {
  if (written === undefined) return before.defaultWarehouse;
  return written === null || written === '' ? null : requireKnown(dataset.warehouses, written, 'defaultWarehouse');
}
