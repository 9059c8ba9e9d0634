/** ItemClassTypeEnum of the API. */
export const ITEM_TYPES = [
  'NonStockItem',
  'LaborItem',
  'ServiceItem',
  'ChargeItem',
  'ExpenseItem',
  'FinishedGoodItem',
  'ComponentPartItem',
  'SubassemblyItem',
] as const;

export type ItemType = (typeof ITEM_TYPES)[number];

/**
 * What a company's records refer to and no API call changes: classes, accounts, warehouses, VAT and the goods it
 * trades in.
 */
export interface CompanyDataset {
  tenantId: string;
  name: string;
  /** Its place in the list: rows of company n have the ids n × 10,000,000 and up. */
  index: number;
  country: Named;
  currency: string;
  language: string;
  /** Standard VAT in percent. */
  vatPercent: number;
  itemCount: number;
  partnerCount: number;
  /** The running part of item numbers starts here. */
  firstItemNumber: number;
  itemNumberPrefix: string;
  /** GS1 prefix of its barcodes: 70 Norway, 64 Finland. */
  gtinPrefix: string;
  branches: readonly Branch[];
  warehouses: readonly Warehouse[];
  itemClasses: readonly ItemClass[];
  postingClasses: readonly PostingClass[];
  vatCodes: readonly Named[];
  priceClasses: readonly Named[];
  salesCategories: readonly { id: number; name: string }[];
  customerClasses: readonly Named[];
  supplierClasses: readonly Named[];
  creditTerms: readonly CreditTerms[];
  paymentMethods: readonly Named[];
  vatZones: readonly Named[];
  accounts: Readonly<Record<string, Account>>;
  ledgers: { receivables: string; payables: string; accrued: string; taxFreeSales: string };
  attributes: readonly AttributeDefinition[];
  brands: readonly string[];
  families: readonly GoodsFamily[];
  people: People;
}

export interface Named {
  id: string;
  name: string;
}

export interface Branch {
  number: string;
  name: string;
  city: string;
  postalCode: string;
  street: string;
}

export interface Warehouse {
  id: string;
  name: string;
  branch: string;
  city: string;
  postalCode: string;
  street: string;
  active: boolean;
}

export interface ItemClass extends Named {
  type: ItemType;
  attributes: readonly string[];
}

/** Which account takes what, by the field names of the API. */
export interface PostingClass extends Named {
  inventoryAccount: string;
  cogsAccount: string;
  expenseAccount: string;
  salesAccount: string;
}

export interface CreditTerms extends Named {
  days: number;
}

export interface Account {
  type: 'Asset' | 'Liability' | 'Income' | 'Expense';
  name: string;
}

export interface AttributeDefinition extends Named {
  values: readonly Named[];
}

/** Goods that come in sizes and finishes. */
export interface GoodsFamily {
  itemClass: string;
  postingClass: string;
  names: readonly string[];
  sizes: readonly string[];
  finishes: readonly string[];
  unit: string;
  purchaseUnit: string;
  perPurchaseUnit: number;
  price: readonly [from: number, to: number];
  /** Kilograms apiece. */
  weight: number;
  /** Commodity code for Intrastat. */
  cn8: string;
  salesCategory: number;
  /** How often it is drawn. */
  share: number;
}

export interface People {
  firstNames: readonly string[];
  lastNames: readonly string[];
  companyStems: readonly string[];
  companyKinds: readonly string[];
  supplierKinds: readonly string[];
  notes: readonly string[];
  legalForm: string;
  streets: readonly string[];
  places: readonly { postalCode: string; city: string; county: string }[];
  domain: string;
  phonePrefix: string;
}
