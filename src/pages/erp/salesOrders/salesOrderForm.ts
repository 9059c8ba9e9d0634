import type { CallContext } from 'visma-net-client/transport/callContext';
import { ErpError } from 'visma-net-client/errors';
import type { SalesOrder } from 'visma-net-client/resources/salesOrders/salesOrder';
import type { SalesOrdersApi } from 'visma-net-client/resources/salesOrders/resource';
import { say, type Sentence } from '../../../languages/spoken.ts';
import type { FormPlan, Values } from '../forms/formPlan.ts';
import { afterOthers } from '../forms/partlySaved.ts';
import { ORDER_GROUPS, ORDER_ROWS, orderRowFields, SHOWN_ROWS, type OrderFieldName } from './orderFormFields.ts';
import { isEnded } from './orderState.ts';
import { toChangedLines, toNewLines, toNewOrder, toOrderChange, valuesOfOrder } from './orderFormValues.ts';

export type SalesOrderFormApi = Pick<
  SalesOrdersApi,
  'get' | 'lines' | 'create' | 'update' | 'addLines' | 'updateLines' | 'deleteLines'
>;

const SECTIONS = ['customer', 'shipping', 'note'] as const;

/** The form for a new sales order, and for changing one with its lines. */
export function salesOrderForm(orders: SalesOrderFormApi): FormPlan<OrderFieldName> {
  return {
    slug: 'sales-orders',
    one: 'order',
    identifier: ['type', 'orderId'],
    groups: ORDER_GROUPS,
    rows: { ...ORDER_ROWS, fieldsIn: orderRowFields },
    initial: { type: 'SO', rows: 'n1' },
    create: async (context, values) => {
      const keys = toNewLines(values).map(({ key }) => key);
      const { type, number } = await namingRows(keys, orders.create(context, toNewOrder(values)));
      return number === undefined ? undefined : [type, number];
    },
    load: async (context, [type = '', orderId = '']) => {
      const { value: order, etag } = await orders.get(context, type, orderId, SECTIONS);
      const lines = await orders.lines(context, type, orderId, { pageSize: SHOWN_ROWS });
      return {
        name: order.description,
        values: valuesOfOrder(order, lines),
        etag: etag ?? order.version,
        version: order.version,
        hint: hintOf(order, lines.isLast),
        open: isEnded(order) ? ['note'] : undefined,
      };
    },
    update: (context, [type = '', orderId = ''], changed, made) =>
      saveOrder(orders, { context, type, orderId }, changed, made),
    choices: () => Promise.resolve({}),
  };
}

function hintOf(order: SalesOrder, hasAllLines: boolean): Sentence | undefined {
  if (isEnded(order)) return say('salesOrders.ended', { status: { code: order.status?.description ?? '' } });
  return hasAllLines ? undefined : say('salesOrders.form.firstLines', { shown: { quantity: SHOWN_ROWS } });
}

interface OrderPlace {
  readonly context: CallContext;
  readonly type: string;
  readonly orderId: string;
}

/**
 * Saves in the order in which a refusal loses least: the order, its lines, lines taken away, new lines, and the status
 * alone at the end. Every call makes another version, which is read again before the next one that needs it.
 */
async function saveOrder(
  orders: SalesOrderFormApi,
  { context, type, orderId }: OrderPlace,
  changed: Partial<Values<OrderFieldName>>,
  { etag, removedRows }: { readonly etag: string | undefined; readonly removedRows: readonly string[] },
): Promise<void> {
  const versionNow = async () => {
    const { etag: now, value } = await orders.get(context, type, orderId);
    return now ?? value.version;
  };
  const order = toOrderChange(changed);
  const lines = toChangedLines(changed);
  const added = toNewLines(changed);
  const calls: ((version: string) => Promise<unknown>)[] = [];
  if (order) calls.push((version) => orders.update(context, type, orderId, order, version));
  if (lines.length > 0) {
    const sent = lines.map(({ line }) => line);
    const keys = lines.map(({ key }) => key);
    calls.push((version) => namingRows(keys, orders.updateLines(context, type, orderId, sent, version)));
  }
  if (removedRows.length > 0) calls.push(() => orders.deleteLines(context, type, orderId, removedRows.map(Number)));
  if (added.length > 0) {
    const sent = added.map(({ line }) => line);
    const keys = added.map(({ key }) => key);
    calls.push(() => namingRows(keys, orders.addLines(context, type, orderId, sent)));
  }
  const { status } = changed;
  if (status !== undefined) calls.push((version) => orders.update(context, type, orderId, { status }, version));
  const [first, ...others] = calls;
  const version = await versionNow();
  // Lines are added and taken away without If-Match: what the API compares for the others is compared here for all.
  if (version !== etag) throw new ErpError('erp_conflict', { reason: 'the order has another version', status: 412 });
  await first?.(version ?? '');
  for (const call of others) await afterOthers(async () => call((await versionNow()) ?? ''));
}

/** A line that is refused by its place among those that were sent is named by its key in the form. */
async function namingRows<T>(keys: readonly string[], call: Promise<T>): Promise<T> {
  return call.catch((error: unknown) => {
    if (!(error instanceof ErpError) || error.details.fields === undefined) throw error;
    const fields = error.details.fields.map((field) => ({ ...field, name: rowFieldName(field.name, keys) }));
    throw new ErpError(error.code, { ...error.details, fields, cause: error });
  });
}

function rowFieldName(name: string, keys: readonly string[]): string {
  const [, place, column] = /^(?:orderLines|lines)\[(\d+)\]\.(\w+)$/.exec(name) ?? [];
  const key = place === undefined ? undefined : keys[Number(place)];
  return key === undefined || column === undefined ? name : `rows[${key}].${column}`;
}
