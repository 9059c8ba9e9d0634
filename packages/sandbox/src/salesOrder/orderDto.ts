import type { Address, Contact } from '../dataset/address.ts';
import { rowVersion } from '../api/rowVersion.ts';
import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import { money } from '../dataset/random.ts';
import type { OrderSection } from './expand.ts';
import type { OrderRecord } from './orderRecord.ts';
import { hasShipped, isInvoiced, named, namedOf } from './orderParts.ts';

/** What an order shows of its customer. */
export interface OrderCustomer {
  readonly id: number;
  readonly name: string;
  readonly gln: string | null;
  readonly corporateId: string | null;
  readonly vatRegistrationId: string | null;
  readonly vatZone: string;
  readonly paymentMethod: string;
  readonly mainAddress: Address;
  readonly mainContact: Contact;
  readonly invoiceAddress: Address;
  readonly invoiceContact: Contact;
  readonly deliveryAddress: Address;
  readonly deliveryContact: Contact;
}

/** An order with what it is shown by. */
export interface OrderContext {
  readonly order: OrderRecord;
  readonly customer: OrderCustomer | undefined;
  readonly company: CompanyDataset;
}

/** The version of an order: in the body and, in quotes, in the ETag. */
export function orderVersion(order: OrderRecord): string {
  return rowVersion(order.id, order.version);
}

/** SalesOrderDto: one order, with the sections that were asked for. */
export function toOrderDto(context: OrderContext, sections: ReadonlySet<OrderSection>) {
  const { order, company } = context;
  const asked = [...SECTIONS].filter(([section]) => sections.has(section));
  return {
    type: order.type,
    orderId: order.number,
    status: orderStatus(order),
    date: order.date,
    requestOn: order.requestOn,
    cancelBy: order.cancelBy,
    description: order.description,
    currencyId: order.currencyId,
    orderQty: order.orderQty,
    totals: orderTotals(order),
    branch: namedOf(
      company.branches.map(({ number, name }) => ({ id: number, name })),
      order.branch,
    ),
    project: null,
    salesPerson: null,
    print: { descriptionOnInvoice: true, noteOnExternalDocuments: false, noteOnInternalDocuments: false },
    isRotRutDeductable: false,
    useReplacementCostForMarginAndProfit: false,
    originalOrderType: null,
    originalOrderId: null,
    // Documented as null for service tokens; seeded orders came from one.
    createdBy: null,
    lastModified: order.modifiedAt,
    version: orderVersion(order),
    ...Object.fromEntries(asked.map(([, [name, read]]) => [name, read(context)])),
  };
}

/** SalesOrderStatusDto */
export function orderStatus({ status }: OrderRecord) {
  return { description: status, hold: status === 'Hold', cancelled: status === 'Cancelled' };
}

/** SalesOrderTotalsDto. All orders are in the company's own currency. */
export function orderTotals(order: OrderRecord) {
  const open = hasShipped(order) ? 0 : order.netTotal;
  const sums = {
    costTotal: money(order.lines.reduce((sum, { cost }) => sum + cost, 0)),
    discountTotal: money(order.lines.reduce((sum, { discountAmount }) => sum + discountAmount, 0)),
    freightCost: 0,
    freightTotal: 0,
    orderTotal: order.orderTotal,
    taxExemptTotal: 0,
    taxTotal: order.vatTotal,
    taxableTotal: order.netTotal,
    unbilledAmount: isInvoiced(order) ? 0 : order.netTotal,
    unshippedAmount: open,
  };
  return {
    ...sums,
    ...Object.fromEntries(Object.entries(sums).map(([name, value]) => [`${name}InBaseCurrency`, value])),
  };
}

type ReadSection = (context: OrderContext) => unknown;

/** Each section: its field of the order, and what stands there. */
const SECTIONS: ReadonlyMap<OrderSection, readonly [field: string, read: ReadSection]> = new Map<
  OrderSection,
  readonly [string, ReadSection]
>([
  ['Customer', ['customer', customerSection]],
  ['Billing', ['billing', billingSection]],
  ['Shipping', ['shipping', shippingSection]],
  ['FinancialInformation', ['financialInformation', financialSection]],
  ['Payment', ['paymentSettings', paymentSection]],
  ['Freight', ['freight', freightSection]],
  ['Owner', ['owner', () => null]],
  ['Origin', ['origin', () => null]],
  ['Note', ['note', ({ order }) => order.note]],
  ['Attachments', ['attachments', () => []]],
]);

function customerSection({ order, customer, company }: OrderContext) {
  return {
    id: order.customerNumber,
    internalId: customer?.id ?? null,
    name: customer?.name ?? null,
    order: order.customerOrder,
    refNo: order.customerRef,
    contactId: null,
    location: {
      id: 'Main',
      internalId: customer?.id ?? null,
      name: customer?.name ?? null,
      countryId: customer?.mainAddress.countryId ?? null,
      corporateId: customer?.corporateId ?? null,
      gln: customer?.gln ?? null,
      taxRegistrationId: customer?.vatRegistrationId ?? null,
      warehouseId: null,
    },
    taxZone: customer ? namedOf(company.vatZones, customer.vatZone) : null,
  };
}

/** SalesOrderBillingDto */
export function billingSection({ customer, company }: OrderContext) {
  return customer ? partyDto(company, customer.id, customer.invoiceAddress, customer.invoiceContact) : null;
}

/** SalesOrderShippingDto */
export function shippingSection({ order, customer, company }: OrderContext) {
  if (!customer) return null;
  const { mainAddress, mainContact, deliveryAddress, deliveryContact } = customer;
  const party =
    deliveryAddress.line1 === null
      ? partyDto(company, customer.id, mainAddress, mainContact)
      : partyDto(company, customer.id, deliveryAddress, deliveryContact);
  const warehouse = order.lines.find((line) => line.warehouse !== null)?.warehouse;
  return {
    ...party,
    fobPoint: null,
    insurance: false,
    intrastatTransactionType: null,
    preferredWarehouse: warehouse ? namedOf(company.warehouses, warehouse) : null,
    priority: 0,
    residentialDelivery: false,
    rule: 'BackOrderAllowed',
    saturdayDelivery: false,
    scheduledDate: order.requestOn,
    shipSeparately: false,
    shipVia: null,
    terms: null,
    zone: null,
  };
}

/** SalesOrderFinancialInfoDto */
export function financialSection({ order, company }: OrderContext) {
  return {
    cashDiscountDate: null,
    dueDate: null,
    invoiceDate: null,
    invoiceId: null,
    invoiceSeparately: false,
    postPeriod: null,
    terms: namedOf(company.creditTerms, order.creditTerms),
  };
}

function paymentSection({ customer, company }: OrderContext) {
  const paymentMethod = customer ? namedOf(company.paymentMethods, customer.paymentMethod) : null;
  return { cashAccountId: null, paymentMethod, paymentReference: null };
}

function freightSection({ company }: OrderContext) {
  return {
    amount: 0,
    amountInBaseCurrency: 0,
    cost: 0,
    costInBaseCurrency: 0,
    premiumAmount: 0,
    premiumAmountInBaseCurrency: 0,
    taxCategoryId: company.vatCodes[0]?.id ?? null,
    volume: 0,
    weight: 0,
  };
}

function partyDto(company: CompanyDataset, id: number, address: Address, contact: Contact) {
  const { countryId, county } = address;
  return {
    address: {
      id,
      line1: address.line1,
      line2: address.line2,
      line3: address.line3,
      postalCode: address.postalCode,
      city: address.city,
      country:
        countryId === null ? null : named(countryId, countryId === company.country.id ? company.country.name : null),
      county: county === null ? null : named(county, county),
      overridesDefault: false,
    },
    contact: {
      id,
      name: contact.name,
      attention: contact.attention,
      email: contact.email,
      phone1: contact.phone1,
      phone2: contact.phone2,
      fax: contact.fax,
      overridesDefault: false,
    },
  };
}
