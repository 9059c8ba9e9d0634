import type { CompanyDataset, ItemType } from '../dataset/companies/companyDataset.ts';
import type { RecordTable } from '../dataset/recordTable.ts';
import type { OrderCustomer } from './orderParty.ts';
import type { OrderRecord } from './orderRecord.ts';

/** The orders, and what they need of the ERP's data. */
export interface SalesOrderTables {
  readonly orders: RecordTable<OrderRecord>;
  readonly customers: {
    byNumber(company: CompanyDataset, number: string): OrderCustomer | undefined;
    all(company: CompanyDataset): readonly OrderCustomer[];
  };
  readonly suppliers: {
    byNumber(company: CompanyDataset, number: string): { readonly number: string; readonly name: string } | undefined;
  };
  readonly items: {
    byNumber(company: CompanyDataset, number: string): OrderItem | undefined;
    page(
      company: CompanyDataset,
      filter: { types?: readonly ItemType[] },
      offset: number,
      limit: number,
    ): { items: OrderItem[]; total: number };
  };
}

/** What orders and the stock list need of an item. */
export interface OrderItem {
  readonly id: number;
  readonly number: string;
  readonly description: string;
  readonly status: string;
  readonly type: ItemType;
  readonly baseUnit: string;
  readonly salesUnit: string;
  readonly defaultPrice: number;
  readonly currentCost: number;
  readonly postingClass: string;
  readonly vatCode: string;
  readonly defaultWarehouse: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly stock: readonly ItemStock[];
  readonly modifiedAt: string;
}

export interface ItemStock {
  readonly warehouse: string;
  readonly onHand: number;
  readonly available: number;
  readonly forShipment: number;
  readonly modifiedAt: string;
}
