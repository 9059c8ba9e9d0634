import type { ErpAnswer } from '../../api/erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../../api/erpCall.ts';
import { orderVersion } from '../orderDto.ts';
import { hasShipped } from '../orderParts.ts';
import type { OrderRecord } from '../orderRecord.ts';
import { requireOrder } from '../requireOrder.ts';
import type { SalesOrderTables } from '../orderTables.ts';
import { isOpen } from '../orderTypes.ts';
import { addLinesBody, newOrderBody, patchLinesBody, patchOrderBody, type PatchOrderBody } from './orderBodies.ts';
import { createFindings, orderRefusal } from './orderProblem.ts';
import { withTotals } from './orderTotals.ts';
import type { OrderWriting } from './orderWriting.ts';
import { patchedLines } from './patchLines.ts';
import { readOrderBody } from './readOrderBody.ts';
import { newLine } from './writeLine.ts';
import { newOrder, patchedOrder } from './writeOrder.ts';

const ACCEPTED: ErpAnswer = { status: 202 };
const MOST_IDS = 1000;

/**
 * Writing sales orders: 201 with Location for a new one, 202 for everything else; a request is applied whole or not at all.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/salesordersv3
 */
export function orderWriteRoutes(tables: SalesOrderTables): ErpRoute[] {
  const one = '/SalesOrders/:type/:orderId';
  const lines = `${one}/lines`;
  return [
    { method: 'post', path: '/SalesOrders', handle: (call) => createOrder(call, tables) },
    { method: 'patch', path: one, handle: (call) => patchOrder(call, tables) },
    { method: 'delete', path: one, handle: (call) => deleteOrder(call, tables) },
    { method: 'post', path: lines, handle: (call) => addLines(call, tables) },
    { method: 'patch', path: lines, handle: (call) => patchLines(call, tables) },
    { method: 'delete', path: lines, parameters: ['ids'], handle: (call) => deleteLines(call, tables) },
  ];
}

function createOrder(call: ErpCall, tables: SalesOrderTables): ErpAnswer {
  const writing = begin(call, tables);
  const { company, findings } = writing;
  const body = readOrderBody(call, newOrderBody);
  const numbers = tables.orders.all(company).map(({ number }) => Number(number));
  const number = String(Math.max(500_000, ...numbers) + 1);
  const order = newOrder(writing, tables.orders.nextId(company), number, body);
  findings.refuse();
  if (order) save(writing, order);
  return { status: 201, headers: { Location: `${call.baseUrl}/SalesOrders/${order?.type ?? ''}/${number}` } };
}

function patchOrder(call: ErpCall, tables: SalesOrderTables): ErpAnswer {
  const before = requireOrder(call, tables);
  requireMatch(call, before);
  const writing = begin(call, tables);
  const body = readOrderBody(call, patchOrderBody);
  if (!isOpen(before) && !isNoteAlone(body)) throw closed(before);
  const order = patchedOrder(writing, before, body);
  writing.findings.refuse();
  save(writing, order);
  return ACCEPTED;
}

/** The note of an order can be changed in every status (release notes 9.83). */
function isNoteAlone(body: PatchOrderBody): boolean {
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  return given.every(([name]) => name === 'note');
}

function deleteOrder(call: ErpCall, tables: SalesOrderTables): ErpAnswer {
  const order = requireOrder(call, tables);
  requireMatch(call, order);
  const { findings, company } = begin(call, tables);
  if (hasShipped(order)) findings.add('deleteSalesOrderWithShippedLines', '', 'The order has shipped lines.');
  findings.refuse();
  if (!isOpen(order)) throw closed(order);
  tables.orders.remove(company, order.id);
  return ACCEPTED;
}

// The contract asks for no If-Match here.
function addLines(call: ErpCall, tables: SalesOrderTables): ErpAnswer {
  const order = requireOrder(call, tables);
  const writing = begin(call, tables);
  const body = readOrderBody(call, addLinesBody);
  if (!isOpen(order)) throw closed(order);
  const first = Math.max(0, ...order.lines.map(({ lineNumber }) => lineNumber)) + 1;
  const added = (body.lines ?? []).map((line, at) => newLine(writing, order, first + at, `lines[${at}]`, line));
  writing.findings.refuse();
  save(writing, { ...order, lines: [...order.lines, ...added.filter((line) => line !== undefined)] });
  return ACCEPTED;
}

function patchLines(call: ErpCall, tables: SalesOrderTables): ErpAnswer {
  const order = requireOrder(call, tables);
  requireMatch(call, order);
  const writing = begin(call, tables);
  const body = readOrderBody(call, patchLinesBody);
  if (!isOpen(order) && order.status !== 'Shipping') throw closed(order);
  const lines = patchedLines(writing, order, body.lines ?? []);
  writing.findings.refuse();
  save(writing, { ...order, lines: [...lines] });
  return ACCEPTED;
}

function deleteLines(call: ErpCall, tables: SalesOrderTables): ErpAnswer {
  const order = requireOrder(call, tables);
  const writing = begin(call, tables);
  const { findings } = writing;
  const ids = call.query.list('ids');
  if (ids.length === 0) findings.add('nullNotAllowed', 'ids', 'The ids of lines are required.');
  if (ids.length > MOST_IDS) findings.add('outsideValidRange', 'ids', `There may be ${MOST_IDS} ids at most.`);
  const known = new Set(order.lines.map(({ lineNumber }) => String(lineNumber)));
  if (!ids.every((id) => /^\d{1,9}$/.test(id))) findings.add('invalidValue', 'ids', 'An id of a line is a number.');
  else if (!ids.every((id) => known.has(id))) {
    findings.add('lineIdDoesNotExist', 'ids', 'The order has not got all of these lines.');
  }
  findings.refuse();
  if (hasShipped(order)) findings.add('deleteLineWhichIsAlreadyShipped', 'ids', 'A shipped line cannot be deleted.');
  findings.refuse();
  if (!isOpen(order)) throw closed(order);
  save(writing, { ...order, lines: order.lines.filter(({ lineNumber }) => !ids.includes(String(lineNumber))) });
  return ACCEPTED;
}

function begin(call: ErpCall, tables: SalesOrderTables): OrderWriting {
  const { dataset, claims, nowMs } = call;
  const note = (message: string): void => call.note(message);
  return { company: dataset, tables, findings: createFindings(), nowMs, writer: claims.sub ?? null, note };
}

/** Moves version and time on: never the same twice for one order, so that "changed since" misses nothing. */
function save({ company, tables, nowMs }: OrderWriting, order: OrderRecord): void {
  const modifiedAt = new Date(Math.max(nowMs, Date.parse(order.modifiedAt) + 1)).toISOString();
  tables.orders.put(company, { ...withTotals(company, order), modifiedAt, version: order.version + 1 });
}

/** @throws ErpRefusal 428 without If-Match, 412 when it is not this version; the bare version counts as well */
function requireMatch(call: ErpCall, order: OrderRecord): void {
  const wanted = call.header('if-match');
  if (wanted === undefined) {
    call.note('If-Match with the order’s version is required');
    throw orderRefusal(428, 'The header If-Match is required.');
  }
  const tags = wanted.split(',').map((tag) => tag.trim().replace(/^"(.*)"$/, '$1'));
  if (!tags.includes('*') && !tags.includes(orderVersion(order))) {
    throw orderRefusal(412, 'The sales order has been changed.');
  }
}

function closed({ status }: OrderRecord) {
  return orderRefusal(405, `The operation is not allowed while the order is ${status}.`);
}
