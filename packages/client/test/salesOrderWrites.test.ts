import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { contractFields } from '../../sandbox/test/salesOrder/contract.ts';
import { createErpClient, type ErpClient } from '../src/erpClient.ts';
import type { TenantPort } from '../src/resources/resource.ts';
import {
  newOrderLineSchema,
  newSalesOrderSchema,
  orderLineChangeSchema,
  salesOrderChangeSchema,
} from '../src/resources/salesOrders/orderChange.ts';
import { SALES_ORDERS } from '../src/resources/salesOrders/resource.ts';
import { startFakeSalesOrders, type FakeSalesOrders } from './fakeSalesOrders.ts';
import { refusalOf } from './refusalOf.ts';

let fake: FakeSalesOrders;
let erp: ErpClient;
const CONTEXT = { accessToken: 'the-token', correlationId: 'the-correlation-id' };
beforeAll(async () => {
  fake = await startFakeSalesOrders();
  erp = createErpClient({ erpUrl: fake.url, salesOrderUrl: fake.url });
});
afterAll(async () => {
  await erp.close();
  await fake.stop();
});
beforeEach(() => {
  fake.sent.length = 0;
  fake.book.reset();
});

/** Fields of a schema in the contract's words: `string <=30`, `number 0..100 !`. */
function fieldsOf(schema: z.ZodType, path: string): Map<string, string> {
  const fields = new Map<string, string>();
  const json: unknown = z.toJSONSchema(schema, { io: 'input' });
  collect(json, path, fields);
  return fields;
}

const nodeSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  pattern: z.string().optional(),
});

function collect(json: unknown, path: string, fields: Map<string, string>): void {
  const node = nodeSchema.parse(json);
  const required = node.required ?? [];
  for (const [name, one] of Object.entries(node.properties ?? {})) {
    const kind = kindOf(one);
    const inner = innerOf(one);
    if (inner !== undefined) collect(inner, `${path}.${name}`, fields);
    fields.set(`${path}.${name}`, `${kind}${required.includes(name) ? ' !' : ''}`);
  }
}

/** Without the null that it may be. */
function withoutNull(json: unknown): z.output<typeof nodeSchema> {
  const node = nodeSchema.parse(json);
  const [only] = (node.anyOf ?? []).filter((one) => nodeSchema.parse(one).type !== 'null');
  return only === undefined ? node : nodeSchema.parse(only);
}

function innerOf(json: unknown): unknown {
  const node = withoutNull(json);
  return node.items ?? (node.properties ? node : undefined);
}

function kindOf(json: unknown): string {
  const {
    type: types,
    properties,
    items,
    additionalProperties,
    maxLength,
    minimum,
    maximum,
    pattern,
  } = withoutNull(json);
  const [type] = [types ?? []].flat().filter((one) => one !== 'null');
  if (items !== undefined) return 'list';
  if (properties) return 'object';
  if (type === 'object') return `map<${String(nodeSchema.parse(additionalProperties).type ?? 'any')}>`;
  if (pattern !== undefined) return 'date-time';
  if (type === 'string' && maxLength !== undefined) return `string <=${maxLength}`;
  if (type === 'number' && minimum !== undefined) return `number ${minimum}..${maximum ?? ''}`;
  return type ?? 'any';
}

describe.each([
  ['NewSalesOrderCommand', newSalesOrderSchema],
  ['PatchSalesOrderCommand', salesOrderChangeSchema],
  ['NewSalesOrderLineDto', newOrderLineSchema],
  ['PatchSalesOrderLineDto', orderLineChangeSchema],
] as const)('%s', (type, schema) => {
  test('has the fields of the contract with their kinds and lengths, and no other', () => {
    expect([...fieldsOf(schema, type)].sort()).toEqual([...contractFields(type)].sort());
  });
});

test('a field that the contract has not is noticed', () => {
  const schema = newOrderLineSchema.extend({ uom: z.string().optional() });
  expect([...fieldsOf(schema, 'NewSalesOrderLineDto')].sort()).not.toEqual(
    [...contractFields('NewSalesOrderLineDto')].sort(),
  );
});

describe('a new order', () => {
  const NEW = {
    type: 'SO',
    customer: { id: '10001', refNo: 'PO-7' },
    requestOn: '2026-12-24',
    orderLines: [{ inventoryId: 'A', quantity: 2, unitPrice: 9.5, requestDate: '2026-12-24T10:00:00Z' }],
  };

  test('is sent as plain JSON, with days as times, and has the number of its Location', async () => {
    expect(await erp.salesOrders.create(CONTEXT, NEW)).toMatchObject({ type: 'SO', number: '000124' });
    expect(fake.sent).toEqual([
      {
        method: 'POST',
        path: '/api/v3/SalesOrders',
        ifMatch: undefined,
        body: { ...NEW, requestOn: '2026-12-24T00:00:00' },
      },
    ]);
    const { rows } = await erp.salesOrders.lines(CONTEXT, 'SO', '000124');
    expect(rows).toMatchObject([{ lineId: 1, inventory: { id: 'A' }, quantity: 2 }]);
  });

  test('that is refused says at which line and by which code', async () => {
    const orderLines = [{ inventoryId: 'A' }, { inventoryId: 'NONE' }];
    const refusal = await refusalOf(erp.salesOrders.create(CONTEXT, { ...NEW, orderLines }));
    expect(refusal).toMatchObject({
      code: 'erp_rejected',
      details: {
        status: 400,
        providerError: '1804',
        providerDescription: 'The item NONE does not exist.',
        fields: [{ name: 'orderLines[1].inventoryId', message: 'The item NONE does not exist.', code: '1804' }],
      },
    });
  });

  test('whose number is in use already is a conflict', async () => {
    fake.answerNext({ status: 409, body: { title: 'Conflict', status: 409 } });
    expect(await refusalOf(erp.salesOrders.create(CONTEXT, NEW))).toMatchObject({
      code: 'erp_conflict',
      details: { status: 409 },
    });
    expect(fake.sent).toHaveLength(1);
  });
});

describe('a change', () => {
  const etagNow = async () => (await erp.salesOrders.get(CONTEXT, 'SO', '000123')).etag ?? '';

  test('of an order is made with the ETag it was read with, once', async () => {
    const etag = await etagNow();
    await erp.salesOrders.update(CONTEXT, 'SO', '000123', { description: 'Ny', customer: { refNo: null } }, etag);
    expect(fake.sent).toEqual([
      {
        method: 'PATCH',
        path: '/api/v3/SalesOrders/SO/000123',
        ifMatch: '"v-7"',
        body: { description: 'Ny', customer: { refNo: null } },
      },
    ]);
    const stale = await refusalOf(erp.salesOrders.update(CONTEXT, 'SO', '000123', { description: 'x' }, etag));
    expect(stale).toMatchObject({ code: 'erp_conflict', details: { status: 412 } });
  });

  test('for which the API misses the version is a conflict too', async () => {
    fake.answerNext({ status: 428, body: { title: 'Precondition Required', status: 428 } });
    const refusal = await refusalOf(erp.salesOrders.update(CONTEXT, 'SO', '000123', {}, ''));
    expect(refusal).toMatchObject({ code: 'erp_conflict', details: { status: 428 } });
  });

  test('that the state of the order forbids is refused', async () => {
    await erp.salesOrders.update(CONTEXT, 'SO', '000123', { status: 'Cancelled' }, await etagNow());
    const etag = await etagNow();
    const refusal = await refusalOf(erp.salesOrders.update(CONTEXT, 'SO', '000123', { description: 'x' }, etag));
    expect(refusal).toMatchObject({ code: 'erp_rejected', details: { status: 405 } });
  });

  test('of lines names them, adds some and takes some away', async () => {
    const { updateLines, addLines, deleteLines, lines } = erp.salesOrders;
    await updateLines(CONTEXT, 'SO', '000123', [{ lineId: 1, quantity: 3, unitPrice: null }], await etagNow());
    await addLines(CONTEXT, 'SO', '000123', [{ inventoryId: 'B', quantity: 1 }]);
    await deleteLines(CONTEXT, 'SO', '000123', [1, 7]);
    expect(fake.sent).toEqual([
      {
        method: 'PATCH',
        path: '/api/v3/SalesOrders/SO/000123/lines',
        ifMatch: '"v-7"',
        body: { lines: [{ lineId: 1, quantity: 3, unitPrice: null }] },
      },
      {
        method: 'POST',
        path: '/api/v3/SalesOrders/SO/000123/lines',
        ifMatch: undefined,
        body: { lines: [{ inventoryId: 'B', quantity: 1 }] },
      },
      { method: 'DELETE', path: '/api/v3/SalesOrders/SO/000123/lines?ids=1%2C7', ifMatch: undefined, body: null },
    ]);
    expect((await lines(CONTEXT, 'SO', '000123')).rows).toMatchObject([{ lineId: 2, inventory: { id: 'B' } }]);
  });

  test('can be to delete the order, with its ETag', async () => {
    await erp.salesOrders.delete(CONTEXT, 'SO', '000123', await etagNow());
    expect(fake.sent).toMatchObject([{ method: 'DELETE', ifMatch: '"v-7"' }]);
    expect((await refusalOf(erp.salesOrders.get(CONTEXT, 'SO', '000123'))).code).toBe('erp_not_found');
  });
});

test('a service needs one scope for every write', async () => {
  const operations: string[] = [];
  const tenant: TenantPort = {
    read: (_options, run) => run(CONTEXT),
    write: (operation, run) => {
      operations.push(operation);
      return run(CONTEXT);
    },
  };
  const orders = SALES_ORDERS.forTenant(erp.port, tenant);
  await orders.addLines('SO', '000123', [{ inventoryId: 'B' }]);
  await orders.delete('SO', '000123', '"v-8"');
  expect(operations).toEqual(['update', 'delete']);
  expect(SALES_ORDERS.writes).toEqual(['create', 'update', 'delete']);
});
