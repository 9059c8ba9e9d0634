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
  readonly tenantId: string;
  readonly name: string;
  /** Its place in the list: rows of company n have the ids n × 10,000,000 and up. */
  readonly index: number;
  readonly country: Named;
  readonly currency: string;
  readonly language: string;
  /** Standard VAT in percent. */
  readonly vatPercent: number;
  readonly itemCount: number;
  readonly partnerCount: number;
  /** The running part of item numbers starts here. */
  readonly firstItemNumber: number;
  readonly itemNumberPrefix: string;
  /** GS1 prefix of its barcodes: 70 Norway, 64 Finland. */
  readonly gtinPrefix: string;
  readonly branches: readonly Branch[];
  readonly warehouses: readonly Warehouse[];
  readonly itemClasses: readonly ItemClass[];
  readonly postingClasses: readonly PostingClass[];
  readonly vatCodes: readonly Named[];
  readonly priceClasses: readonly Named[];
  readonly salesCategories: readonly { readonly id: number; readonly name: string }[];
  readonly customerClasses: readonly Named[];
  readonly supplierClasses: readonly Named[];
  readonly creditTerms: readonly CreditTerms[];
  readonly paymentMethods: readonly Named[];
  readonly vatZones: readonly Named[];
  readonly accounts: Readonly<Record<string, Account>>;
  readonly ledgers: {
    readonly receivables: string;
    readonly payables: string;
    readonly accrued: string;
    readonly taxFreeSales: string;
  };
  readonly attributes: readonly AttributeDefinition[];
  readonly brands: readonly string[];
  readonly families: readonly GoodsFamily[];
  readonly people: People;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Branch {
  readonly number: string;
  readonly name: string;
  readonly city: string;
  readonly postalCode: string;
  readonly street: string;
}

export interface Warehouse {
  readonly id: string;
  readonly name: string;
  readonly branch: string;
  readonly city: string;
  readonly postalCode: string;
  readonly street: string;
  readonly active: boolean;
}

export interface ItemClass extends Named {
  readonly type: ItemType;
  readonly attributes: readonly string[];
}

/** Which account takes what, by the field names of the API. */
export interface PostingClass extends Named {
  readonly inventoryAccount: string;
  readonly cogsAccount: string;
  readonly expenseAccount: string;
  readonly salesAccount: string;
}

export interface CreditTerms extends Named {
  readonly days: number;
}

export interface Account {
  readonly type: 'Asset' | 'Liability' | 'Income' | 'Expense';
  readonly name: string;
}

export interface AttributeDefinition extends Named {
  readonly values: readonly Named[];
}

/** Goods that come in sizes and finishes. */
export interface GoodsFamily {
  readonly itemClass: string;
  readonly postingClass: string;
  readonly names: readonly string[];
  readonly sizes: readonly string[];
  readonly finishes: readonly string[];
  readonly unit: string;
  readonly purchaseUnit: string;
  readonly perPurchaseUnit: number;
  readonly price: readonly [from: number, to: number];
  /** Kilograms apiece. */
  readonly weight: number;
  /** Commodity code for Intrastat. */
  readonly cn8: string;
  readonly salesCategory: number;
  /** How often it is drawn. */
  readonly share: number;
}

export interface People {
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly companyStems: readonly string[];
  readonly companyKinds: readonly string[];
  readonly supplierKinds: readonly string[];
  readonly notes: readonly string[];
  readonly legalForm: string;
  readonly streets: readonly string[];
  readonly places: readonly { readonly postalCode: string; readonly city: string; readonly county: string }[];
  readonly domain: string;
  readonly phonePrefix: string;
}
