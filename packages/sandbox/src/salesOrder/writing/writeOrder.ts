import type { OrderCustomer } from '../orderParty.ts';
import type { OrderRecord } from '../orderRecord.ts';
import { ORDER_TYPES } from '../orderTypes.ts';
import { findCustomer } from './findCustomer.ts';
import type { AnyOrderBody, NewOrderBody, PatchOrderBody } from './orderBodies.ts';
import { withTotals } from './orderTotals.ts';
import { emptied, listed, missing, type OrderWriting } from './orderWriting.ts';
import { newLine } from './writeLine.ts';
import { idsOf, partsAfter } from './writeOrderParts.ts';

/** Guess: how many days an order type keeps an order that nobody ships. */
const DAYS_TO_KEEP = 30;
const DAY_MS = 86_400_000;

/**
 * A new order; what is wrong with it is in the findings.
 * @returns undefined when type or customer cannot be told
 */
export function newOrder(
  writing: OrderWriting,
  id: number,
  number: string,
  body: NewOrderBody,
): OrderRecord | undefined {
  const { company, findings, nowMs, writer } = writing;
  const type = typeOf(writing, body);
  const customer = findCustomer(writing, body.customer);
  if (!type || !customer) return undefined;
  const today = new Date(nowMs).toISOString();
  const blank: OrderRecord = {
    id,
    number,
    type,
    status: newStatus(writing, body.status),
    customerNumber: customer.number,
    customerOrder: null,
    customerRef: null,
    creditTerms: customer.creditTerms,
    branch: company.branches[0]?.number ?? '',
    date: today,
    requestOn: today,
    cancelBy: new Date(nowMs + DAYS_TO_KEEP * DAY_MS).toISOString(),
    description: null,
    note: null,
    currencyId: company.currency,
    vatPercent: company.vatPercent,
    lines: [],
    netTotal: 0,
    vatTotal: 0,
    orderTotal: 0,
    orderQty: 0,
    createdAt: today,
    // A write moves it on by at least a millisecond.
    modifiedAt: new Date(nowMs - 1).toISOString(),
    createdBy: writer,
    version: 0,
    written: null,
  };
  if (body.orderId) findings.add('valueNotAllowed', 'orderId', `Orders of type ${type} number by themselves.`);
  const head = withHead(writing, blank, customer, body, true);
  const lines = (body.orderLines ?? []).map((line, at) => newLine(writing, head, at + 1, `orderLines[${at}]`, line));
  return withTotals(company, { ...head, lines: lines.filter((line) => line !== undefined) });
}

/** The order after a patch of its head; what is wrong with the patch is in the findings. */
export function patchedOrder(writing: OrderWriting, before: OrderRecord, body: PatchOrderBody): OrderRecord {
  const { company, tables } = writing;
  const named = body.customer?.id ? findCustomer(writing, body.customer) : undefined;
  const customer = named ?? tables.customers.byNumber(company, before.customerNumber);
  const status = patchedStatus(writing, before, body.status);
  return withTotals(company, withHead(writing, { ...before, status }, customer, body, false));
}

function typeOf({ findings }: OrderWriting, body: NewOrderBody): OrderRecord['type'] | undefined {
  const types = Object.keys(ORDER_TYPES).filter((type): type is OrderRecord['type'] => type in ORDER_TYPES);
  const type = types.find((one) => one === body.type.toUpperCase());
  if (!type) findings.add('invalidValue', 'type', `The order type must be one of ${types.join(', ')}.`);
  return type;
}

// Guess: which status the order types give is not documented.
function newStatus({ findings }: OrderWriting, written: string | null | undefined): OrderRecord['status'] {
  if (!written) return 'Open';
  const status = (['Open', 'Hold'] as const).find((one) => one === written);
  if (!status) findings.add('invalidValue', 'status', 'A new order is Open or Hold.');
  return status ?? 'Open';
}

function patchedStatus(
  { findings }: OrderWriting,
  before: OrderRecord,
  written: string | null | undefined,
): OrderRecord['status'] {
  if (!written) return before.status;
  const status = (['Open', 'Hold', 'BackOrder', 'Cancelled'] as const).find((one) => one === written);
  if (!status) findings.add('invalidValue', 'status', 'The status must be Open, Hold, BackOrder or Cancelled.');
  return status ?? before.status;
}

function withHead(
  writing: OrderWriting,
  before: OrderRecord,
  customer: OrderCustomer | undefined,
  body: AnyOrderBody,
  isNew: boolean,
): OrderRecord {
  const { company } = writing;
  missing(writing, body.ownerId, ['invalidValue', 'ownerId']);
  missing(writing, body.projectId, ['projectNotFound', 'projectId']);
  missing(writing, body.salesPersonId, ['salesPersonNotFound', 'salesPersonId']);
  checkCurrency(writing, body);
  const ids = company.branches.map(({ number }) => number);
  const head = {
    ...before,
    customerNumber: customer?.number ?? before.customerNumber,
    customerOrder: emptied(body.customer?.order, before.customerOrder),
    // Documented: null leaves it unchanged.
    customerRef: body.customer?.refNo ?? before.customerRef,
    creditTerms: listed(writing, idsOf(company.creditTerms), body.customer?.termsId, before.creditTerms, [
      'invalidValue',
      'customer.termsId',
    ]),
    branch: listed(writing, ids, body.branchId, before.branch, ['invalidValue', 'branchId']),
    date: body.date ?? before.date,
    requestOn: body.requestOn ?? before.requestOn,
    cancelBy: emptied(body.cancelBy, before.cancelBy),
    description: emptied(body.description, before.description),
    note: emptied(body.note, before.note),
  };
  return { ...head, written: partsAfter(writing, head, customer, body, isNew) };
}

function checkCurrency({ findings, company }: OrderWriting, { currencyId }: AnyOrderBody): void {
  if (!currencyId || currencyId === company.currency) return;
  findings.add('overrideCurrencyIdProhibited', 'currencyId', 'The customer allows no other currency.');
}
