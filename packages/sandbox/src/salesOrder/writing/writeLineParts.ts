import { ORDER_TYPES } from '../orderTypes.ts';
import type { OrderRecord, WrittenLine } from '../orderRecord.ts';
import type { NewLineBody, PatchLineBody } from './orderBodies.ts';
import { emptied, listed, type OrderWriting } from './orderWriting.ts';

export const SHIPPING_RULES = ['CancelRemainder', 'BackOrderAllowed', 'ShipComplete'];
const LOCATIONS = ['INN1', 'UT1'];

export type LineBody = Omit<NewLineBody & PatchLineBody, 'inventoryId' | 'lineId' | 'sortOrder'>;

/** What stands on a line beside item, price and quantity, after a write. */
export function writtenParts(
  writing: OrderWriting,
  order: OrderRecord,
  property: string,
  parts: WrittenLine,
  body: LineBody,
): WrittenLine {
  const { company } = writing;
  const at = (field: keyof LineBody) => `${property}.${field}`;
  return {
    ...parts,
    hasManualPrice: body.hasManualPrice ?? (typeof body.unitPrice === 'number' || parts.hasManualPrice),
    hasManualDiscount: hasManualDiscount(parts, body),
    operation: operationOf(writing, order, at('operation'), parts, body.operation),
    branch: listed(
      writing,
      company.branches.map(({ number }) => number),
      body.branchId,
      body.branchId === null ? order.branch : parts.branch,
      ['invalidValue', at('branchId')],
    ),
    requestDate: body.requestDate ?? parts.requestDate,
    shipDate: body.shipDate ?? parts.shipDate,
    shippingRule: listed(writing, SHIPPING_RULES, body.shippingRule, parts.shippingRule, [
      'invalidValue',
      at('shippingRule'),
    ]),
    undershipThreshold: body.undershipThreshold ?? parts.undershipThreshold,
    overshipThreshold: body.overshipThreshold ?? parts.overshipThreshold,
    taxCategory: listed(
      writing,
      company.vatCodes.map(({ id }) => id),
      body.taxCategoryId,
      parts.taxCategory,
      ['invalidTaxCategoryId', at('taxCategoryId')],
    ),
    warehouseLocation: locationOf(writing, order, at('warehouseLocationId'), parts, body.warehouseLocationId),
    ...purchaseOf(writing, property, parts, body),
    supplierPrice: emptied(body.supplierPrice, parts.supplierPrice),
    subaccount: emptied(body.subaccount, parts.subaccount),
    commissionable: body.commissionable ?? parts.commissionable,
    externalLink: emptied(body.externalLink, parts.externalLink),
    note: emptied(body.note, parts.note),
  };
}

function hasManualDiscount(parts: WrittenLine, body: LineBody): boolean {
  const isGiven = typeof body.discountPercent === 'number' || typeof body.discountAmount === 'number';
  return body.hasManualDiscount ?? (isGiven || parts.hasManualDiscount);
}

function operationOf(
  { findings }: OrderWriting,
  order: OrderRecord,
  property: string,
  parts: WrittenLine,
  written: string | null | undefined,
): WrittenLine['operation'] {
  if (!written) return parts.operation;
  const found = ORDER_TYPES[order.type].operations.find((one) => one === written);
  if (!found) findings.add('invalidLineOperation', property, `Lines of type ${order.type} have another operation.`);
  return found ?? parts.operation;
}

function locationOf(
  writing: OrderWriting,
  order: OrderRecord,
  property: string,
  parts: WrittenLine,
  written: string | null | undefined,
): string | null {
  if (!written) return written === undefined ? parts.warehouseLocation : null;
  if (ORDER_TYPES[order.type].ships) {
    writing.findings.add('invalidOrderType', property, 'Locations are for order types that do not ship.');
  }
  return listed(writing, LOCATIONS, written, parts.warehouseLocation, ['warehouseLocationNotFound', property]);
}

const SOURCES = ['dropShip', 'purchaseToOrder'];

function purchaseOf(
  writing: OrderWriting,
  property: string,
  parts: WrittenLine,
  { purchaseOrderSource: written, supplierId }: LineBody,
): Pick<WrittenLine, 'purchaseOrderSource' | 'supplier'> {
  const { findings, tables, company } = writing;
  const source = written
    ? listed(writing, SOURCES, written, null, ['invalidValue', `${property}.purchaseOrderSource`])
    : written === undefined
      ? parts.purchaseOrderSource
      : null;
  if (!supplierId) return { purchaseOrderSource: source, supplier: source === null ? null : parts.supplier };
  if (source === null) {
    findings.add('valueNotAllowed', `${property}.supplierId`, 'A supplier needs purchaseOrderSource.');
  }
  const found = tables.suppliers.byNumber(company, supplierId);
  if (!found) findings.add('supplierNotFound', `${property}.supplierId`, 'The supplier does not exist.');
  return { purchaseOrderSource: source, supplier: found ? { id: found.number, name: found.name } : null };
}
