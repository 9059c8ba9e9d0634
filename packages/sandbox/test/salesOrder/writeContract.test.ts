import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ORDER_CODES } from '../../src/salesOrder/writing/orderProblem.ts';
import { startErpStack, type Answer, type ErpStack } from '../erp/erpStack.ts';
import { contractDifferences } from './contract.ts';
import { orderCalls, ORDERS, type OrderCalls } from './orderWriting.ts';
import { bodyWith, contractCodes, nameOf, propertiesOf, type Property } from './writeContract.ts';

let erp: ErpStack;
let orders: OrderCalls;
let order = '';
beforeAll(async () => {
  erp = await startErpStack(60);
  orders = await orderCalls(erp);
  order = await orders.create({ type: 'QT', orderLines: [{ inventoryId: '100001', quantity: 2 }] });
});
afterAll(() => erp.stop());
beforeEach(() => {
  erp.notes.length = 0;
});

const LINE = { inventoryId: '100001', quantity: 2, purchaseOrderSource: 'dropShip' };

/** How a command is sent, over the least that it needs. */
const COMMANDS: Readonly<Record<string, (path: readonly string[], value: unknown) => Promise<Answer>>> = {
  NewSalesOrderCommand: (path, value) => {
    const line = path[0] === 'orderLines' ? { orderLines: [LINE] } : {};
    const party =
      path[1] === 'address' || path[1] === 'contact' ? { [path[0] ?? '']: { address: { countryId: 'NO' } } } : {};
    const base = { type: 'QT', customer: { id: orders.customer }, ...line, ...party };
    return orders.call('POST', ORDERS, bodyWith(base, path, value));
  },
  PatchSalesOrderCommand: (path, value) => orders.write('PATCH', order, '', bodyWith({}, path, value)),
  AddSalesOrderLinesCommand: (path, value) =>
    orders.call('POST', `${order}/lines`, bodyWith({ lines: [LINE] }, path, value)),
  PatchSalesOrderLinesCommand: (path, value) =>
    orders.write(
      'PATCH',
      order,
      '/lines',
      bodyWith({ lines: [{ lineId: 1, purchaseOrderSource: 'dropShip' }] }, path, value),
    ),
};

/** Values that mean something; everything else takes any value of its kind. */
const VALUES: Readonly<Record<string, unknown>> = {
  branchId: '1',
  cashAccountId: '1500',
  countryId: 'NO',
  currencyId: 'NOK',
  hasManualDiscount: true,
  hasManualPrice: true,
  inventoryId: '100002',
  lineId: 1,
  locationId: 'Main',
  operation: 'Issue',
  overshipThreshold: 120,
  postPeriod: '112026',
  preferredWarehouseId: 'BUTIKK',
  purchaseOrderSource: 'dropShip',
  rule: 'ShipComplete',
  salesAccountId: '3000',
  shippingRule: 'CancelRemainder',
  sortOrder: 1,
  status: 'Hold',
  supplierId: '50001',
  type: 'SO',
  warehouseId: 'BUTIKK',
  warehouseLocationId: 'INN1',
};

/** Properties that name something that no company of the sandbox has, or not so alone: refused with a code of the contract. */
const REFUSED: Readonly<Record<string, string>> = {
  ownerId: '0003',
  projectId: '1904',
  salesPersonId: '1902',
  orderId: '0004',
  reasonCode: '1807',
  projectTaskId: '1908',
  discountCode: '1105',
};

const names: Readonly<Record<string, (erp: ErpStack) => unknown>> = {
  id: () => orders.customer,
  gln: () => undefined,
  termsId: () => erp.data.companies[0]?.creditTerms[0]?.id,
  taxZoneId: () => erp.data.companies[0]?.vatZones[0]?.id,
  taxCategoryId: () => erp.data.companies[0]?.vatCodes[0]?.id,
  unitOfMeasure: () => {
    const [company] = erp.data.companies;
    return company && erp.data.items.byNumber(company, '100001')?.salesUnit;
  },
  paymentMethodId: () => erp.data.companies[0]?.paymentMethods[0]?.id,
};

function valueOf({ path, kind, maxLength }: Property): unknown {
  const name = path.at(-1) ?? '';
  const named = names[name]?.(erp);
  if (named !== undefined) return named;
  if (name in VALUES) return VALUES[name];
  if (kind === 'string') return 'x'.repeat(Math.min(maxLength ?? 5, 2));
  if (kind === 'boolean') return true;
  if (kind === 'integer') return 3;
  if (kind === 'number') return 1.25;
  return kind === 'date-time' ? '2026-12-01T10:30:00' : { segment: '1' };
}

const problem = z.object({
  errors: z.record(z.string(), z.array(z.string())),
  details: z.array(
    z.object({ code: z.string(), message: z.string(), parameters: z.looseObject({ property: z.string() }) }),
  ),
});

function problemOf(answer: Answer): z.infer<typeof problem> {
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(contractDifferences(answer.json(), 'SalesOrderValidationProblemDetails')).toEqual([]);
  return problem.parse(answer.json());
}

const cases = Object.keys(COMMANDS).flatMap((command) =>
  propertiesOf(command).map((property): [string, string, Property] => [command, nameOf(property.path), property]),
);

describe('Every property of the contract', () => {
  test('is there', () => {
    expect(cases.length).toBeGreaterThan(150);
  });

  const send = (command: string, path: readonly string[], value: unknown) =>
    COMMANDS[command]?.(path, value) ?? Promise.reject(new Error(`${command} cannot be sent`));

  test.each(cases)('is accepted, or refused with its code: %s %s', async (command, name, property) => {
    if (name === 'customer.gln') return expectGln();
    const answer = await send(command, property.path, valueOf(property));
    const code = REFUSED[property.path.at(-1) ?? ''];
    if (code === undefined) {
      expect([answer.status, answer.text]).toEqual([command === 'NewSalesOrderCommand' ? 201 : 202, '']);
    } else {
      expect(problemOf(answer).details.map((one) => [one.code, one.parameters.property])).toEqual([[code, name]]);
    }
    expect(erp.notes.filter((note) => note.includes('is not a field'))).toEqual([]);
  });

  /** An order by the customer's GLN: any customer who has one and may order. */
  async function expectGln(): Promise<void> {
    const [company] = erp.data.companies;
    const found = company && erp.data.customers.all(company).find((one) => one.gln !== null && one.status === 'Active');
    const answer = await orders.call('POST', ORDERS, { type: 'SO', customer: { gln: found?.gln } });
    expect(answer.status).toBe(201);
  }

  test.each(cases)('is refused when it is of another kind: %s %s', async (command, name, property) => {
    const wrong = property.kind === 'string' || property.kind.startsWith('map') ? 12 : 'not of this kind';
    const body = problemOf(await send(command, property.path, wrong));
    expect(Object.keys(body.errors)).toEqual([`$.${name}`]);
    expect(erp.notes.join(' ')).toContain(name);
  });

  test.each(cases.filter(([, , { maxLength }]) => maxLength !== undefined))(
    'keeps to its length: %s %s',
    async (command, name, { path, maxLength = 0 }) => {
      const body = problemOf(await send(command, path, 'x'.repeat(maxLength + 1)));
      expect(body.details).toMatchObject([{ code: '0002', parameters: { property: name, maxLength } }]);
    },
  );

  test.each(cases.filter(([, , { range }]) => range !== undefined))(
    'keeps to its range: %s %s',
    async (command, name, { path, range: [min, max] = [0, 0] }) => {
      for (const value of [min - 1, max + 1]) {
        const body = problemOf(await send(command, path, value));
        expect(body.details).toMatchObject([{ code: '0100', parameters: { property: name } }]);
      }
    },
  );

  test.each(cases.filter(([, , { isRequired }]) => isRequired))(
    'is missed where it is required: %s %s',
    async (command, name, { path }) => {
      const body = problemOf(await send(command, path, null));
      expect(body.details).toMatchObject([{ code: '0001', parameters: { property: name } }]);
    },
  );
});

test('A field that the contract has not is dropped, and the log names it and the one that was meant', async () => {
  const line = { inventoryId: '100001', quantiti: 3, uom: 'STK' };
  const path = await orders.create({ orderLines: [line], Description: 'x' });
  expect(erp.notes).toEqual([
    'orderLines[0].quantiti is not a field of this body and was dropped; did you mean quantity?',
    'orderLines[0].uom is not a field of this body and was dropped',
    'Description is not a field of this body and was dropped; did you mean description?',
  ]);
  expect(await orders.read(path)).toMatchObject({ description: null, orderQty: 0 });
});

test('The codes of refusals are those of the contract', () => {
  const known = Object.entries(ORDER_CODES).map(
    ([name, code]) => `${code}-${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  );
  expect(known.filter((code) => !contractCodes.has(code))).toEqual([]);
});
