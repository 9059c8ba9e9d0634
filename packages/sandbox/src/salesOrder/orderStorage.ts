import { recordStorage } from '../dataset/recordStorage.ts';
import type { RecordTable } from '../dataset/recordTable.ts';
import { oncePerCompany, type Storage } from '../dataset/storage.ts';
import { orderRecord, type OrderRecord } from './orderRecord.ts';
import { seedOrders, type OrderSources } from './seedOrders.ts';

/** Keeps sales orders, beside the ERP's data, whose customers and items they are of. */
export function orderStorage(sources: OrderSources): Storage<RecordTable<OrderRecord>> {
  return recordStorage({
    name: 'order',
    record: orderRecord,
    seed: oncePerCompany((company) => seedOrders(company, sources)),
  });
}
