import { z } from 'zod';

const text = (maxLength?: number) => (maxLength === undefined ? z.string() : z.string().max(maxLength)).nullish();
const flag = z.boolean().nullish();
const integer = z.int32().nullish();
const decimal = z.number().nullish();
const between = (min: number, max: number) => z.number().min(min).max(max).nullish();

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;
const LOCAL = /T[\d:.]+$/;

/** A date, or a moment with an offset or without, as ISO text in UTC; without an offset it is UTC. */
const moment = z
  .string()
  .refine((value) => MOMENT.test(value) && !Number.isNaN(Date.parse(value)))
  .transform((value) => new Date(LOCAL.test(value) ? `${value}Z` : value).toISOString())
  .nullish();

const newAddress = z.object({
  city: text(50),
  countryId: text(2),
  line1: text(50),
  line2: text(50),
  line3: text(50),
  postalCode: text(20),
  stateId: text(50),
});

const newContact = z.object({ attention: text(255), email: text(255), name: text(255), phone1: text(50) });

const newParty = { address: newAddress.nullish(), contact: newContact.nullish() };
const patchParty = {
  address: newAddress.extend({ overridesDefault: flag }).nullish(),
  contact: newContact.extend({ overridesDefault: flag }).nullish(),
};

const shippingFields = {
  fobPointId: text(15),
  insurance: flag,
  intrastatTransactionTypeId: integer,
  preferredWarehouseId: text(30),
  priority: integer,
  residentialDelivery: flag,
  rule: text(),
  saturdayDelivery: flag,
  scheduledDate: moment,
  shipSeparately: flag,
  shipViaId: text(15),
  termsId: text(15),
};

/** What POST and PATCH of an order have in common. */
const orderFields = {
  branchId: text(30),
  cancelBy: moment,
  currencyId: text(5),
  date: moment,
  description: text(255),
  financialInformation: z
    .object({
      cashDiscountDate: moment,
      dueDate: moment,
      invoiceDate: moment,
      invoiceId: text(15),
      invoiceSeparately: flag,
      postPeriod: text(6),
    })
    .nullish(),
  freight: z.object({ cost: decimal, premiumAmount: decimal, taxCategoryId: text(10) }).nullish(),
  note: text(2048),
  originalOrderId: text(15),
  originalOrderType: text(2),
  ownerId: text(),
  paymentSettings: z.object({ cashAccountId: text(10), paymentMethodId: text(), paymentReference: text(40) }).nullish(),
  print: z
    .object({ descriptionOnInvoice: flag, noteOnExternalDocuments: flag, noteOnInternalDocuments: flag })
    .nullish(),
  projectId: text(30),
  requestOn: moment,
  salesPersonId: text(15),
  status: text(),
  taxZoneId: text(),
  useReplacementCostForMarginAndProfit: flag,
};

const customerFields = {
  contactId: integer,
  id: text(),
  locationId: text(),
  order: text(40),
  refNo: text(40),
  termsId: text(),
};

/** What a line has in POST and PATCH. */
const lineFields = {
  commissionable: flag,
  description: text(256),
  discountAmount: decimal,
  discountCode: text(10),
  discountPercent: between(-100, 100),
  externalLink: text(255),
  hasManualDiscount: flag,
  hasManualPrice: flag,
  note: text(2048),
  operation: text(),
  overshipThreshold: between(100, 999),
  projectTaskId: text(30),
  purchaseOrderSource: text(),
  quantity: decimal,
  reasonCode: text(),
  requestDate: moment,
  salesAccountId: text(10),
  salesPersonId: text(15),
  shipDate: moment,
  shippingRule: text(),
  subaccount: z.record(z.string(), z.string()).nullish(),
  supplierId: text(),
  supplierPrice: decimal,
  taxCategoryId: text(),
  undershipThreshold: between(0, 100),
  unitCost: decimal,
  unitOfMeasure: text(6),
  unitPrice: decimal,
  warehouseId: text(),
  warehouseLocationId: text(),
};

/** NewSalesOrderLineDto */
const newLine = z.object({ ...lineFields, branchId: text(30), inventoryId: z.string() });

/** PatchSalesOrderLineDto */
const patchLine = z.object({ ...lineFields, branchId: text(), lineId: z.int32(), sortOrder: integer });

/** NewSalesOrderCommand */
export const newOrderBody = z.object({
  ...orderFields,
  billing: z.object(newParty).nullish(),
  customer: z.object({ ...customerFields, gln: text() }),
  orderId: text(15),
  orderLines: z.array(newLine).nullish(),
  shipping: z.object({ ...shippingFields, ...newParty, zoneId: text(15) }).nullish(),
  type: z.string(),
});

/** PatchSalesOrderCommand */
export const patchOrderBody = z.object({
  ...orderFields,
  billing: z.object(patchParty).nullish(),
  customer: z.object(customerFields).nullish(),
  shipping: z.object({ ...shippingFields, ...patchParty, zoneId: text() }).nullish(),
});

/** AddSalesOrderLinesCommand */
export const addLinesBody = z.object({ lines: z.array(newLine).nullish() });

/** PatchSalesOrderLinesCommand */
export const patchLinesBody = z.object({ lines: z.array(patchLine).nullish() });

export type NewOrderBody = z.infer<typeof newOrderBody>;
export type PatchOrderBody = z.infer<typeof patchOrderBody>;
export type NewLineBody = z.infer<typeof newLine>;
export type PatchLineBody = z.infer<typeof patchLine>;
export type AnyOrderBody = Omit<NewOrderBody, 'customer' | 'type'> & Pick<PatchOrderBody, 'customer'>;
