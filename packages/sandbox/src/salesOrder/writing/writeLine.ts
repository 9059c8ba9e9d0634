import { toCents, roundTo } from '../../dataset/decimals.ts';
import type { ItemType } from '../../dataset/companies/companyDataset.ts';
import type { OrderLine, OrderRecord } from '../orderRecord.ts';
import type { OrderItem } from '../orderTables.ts';
import { linePartsOf } from '../usualParts.ts';
import type { NewLineBody } from './orderBodies.ts';
import { listed, missing, type OrderWriting } from './orderWriting.ts';
import { writtenParts, type LineBody } from './writeLineParts.ts';

export const STOCKED_TYPES: readonly ItemType[] = ['FinishedGoodItem', 'ComponentPartItem', 'SubassemblyItem'];
const UNSOLD = ['Inactive', 'NoSales', 'MarkedForDeletion'];

/** A new line of an order; undefined when it has no item, which is then a finding. */
export function newLine(
  writing: OrderWriting,
  order: OrderRecord,
  lineNumber: number,
  property: string,
  body: NewLineBody,
): OrderLine | undefined {
  const { findings, company, tables } = writing;
  const item = tables.items.byNumber(company, body.inventoryId);
  if (!item) {
    findings.add('inventoryIdNotFound', `${property}.inventoryId`, 'The item does not exist.');
    return undefined;
  }
  if (UNSOLD.includes(item.status)) {
    findings.add('invalidState', `${property}.inventoryId`, `The item’s status is ${item.status}.`);
  }
  const isStocked = STOCKED_TYPES.includes(item.type);
  const blank: OrderLine = {
    lineNumber,
    itemNumber: item.number,
    description: item.description,
    // Guess: a line without a quantity has none.
    quantity: 0,
    unitPrice: item.defaultPrice,
    discountPercent: 0,
    discountAmount: 0,
    amount: 0,
    cost: 0,
    account: company.postingClasses.find(({ id }) => id === item.postingClass)?.salesAccount ?? '',
    uom: item.salesUnit,
    warehouse: isStocked
      ? (order.written?.shipping.preferredWarehouse ?? item.defaultWarehouse ?? company.warehouses[0]?.id ?? null)
      : null,
    written: null,
  };
  return changedLine(writing, order, blank, item, property, body);
}

/** A line after a write; what the body leaves out stays. */
export function changedLine(
  writing: OrderWriting,
  order: OrderRecord,
  before: OrderLine,
  item: OrderItem | undefined,
  property: string,
  body: LineBody,
): OrderLine {
  const { findings, company } = writing;
  const quantity = body.quantity ?? before.quantity;
  if (quantity < 0)
    findings.add('invalidQuantityForType', `${property}.quantity`, 'The quantity must not be negative.');
  missing(writing, body.reasonCode, ['invalidReasonCode', `${property}.reasonCode`]);
  missing(writing, body.salesPersonId, ['salesPersonNotFound', `${property}.salesPersonId`]);
  missing(writing, body.projectTaskId, ['projectTaskNotFound', `${property}.projectTaskId`]);
  missing(writing, body.discountCode, ['invalidDiscountCode', `${property}.discountCode`]);
  const parts = linePartsOf(before, order, company);
  const unitPrice = priceOf(before, item, body);
  const discount = discountOf(writing, before, `${property}.discountAmount`, toCents(quantity * unitPrice), body);
  const unitCost = body.unitCost ?? parts.unitCost ?? costOf(before, item);
  const units = item ? [item.baseUnit, item.salesUnit] : [before.uom];
  const warehouses = company.warehouses.map(({ id }) => id);
  return {
    ...before,
    quantity,
    unitPrice,
    ...discount,
    cost: toCents(quantity * unitCost),
    description: body.description ?? before.description,
    uom: listed(writing, units, body.unitOfMeasure, before.uom, ['invalidUnitOfMeasure', `${property}.unitOfMeasure`]),
    account: listed(writing, Object.keys(company.accounts), body.salesAccountId, before.account, [
      'invalidSalesAccountId',
      `${property}.salesAccountId`,
    ]),
    warehouse: listed(writing, warehouses, body.warehouseId, before.warehouse, [
      'invalidWarehouseId',
      `${property}.warehouseId`,
    ]),
    written: { ...writtenParts(writing, order, property, parts, body), unitCost },
  };
}

/** Price rules give the item's price; a given price counts unless hasManualPrice is false. */
function priceOf(before: OrderLine, item: OrderItem | undefined, body: LineBody): number {
  const byRules = item?.defaultPrice ?? before.unitPrice;
  if (body.hasManualPrice === false || body.unitPrice === null) return byRules;
  return body.unitPrice ?? before.unitPrice;
}

function costOf(before: OrderLine, item: OrderItem | undefined): number {
  return before.quantity === 0 ? (item?.currentCost ?? 0) : before.cost / before.quantity;
}

/** No company has discount rules, so without a manual discount there is none. */
function discountOf(
  { findings }: OrderWriting,
  before: OrderLine,
  property: string,
  whole: number,
  body: LineBody,
): Pick<OrderLine, 'discountPercent' | 'discountAmount' | 'amount'> {
  const { hasManualDiscount, discountPercent: percent, discountAmount: given } = body;
  const from = (discountPercent: number, discountAmount: number) => ({
    discountPercent,
    discountAmount,
    amount: toCents(whole - discountAmount),
  });
  if (hasManualDiscount === false) return from(0, 0);
  if (typeof given === 'number' && typeof percent !== 'number') {
    if (given > whole) findings.add('discountAmountMoreThanExtPrice', property, 'The discount is more than the price.');
    return from(whole === 0 ? 0 : roundTo(6, (given / whole) * 100), toCents(given));
  }
  const kept = percent ?? before.discountPercent;
  return from(kept, toCents((whole * kept) / 100));
}
