import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startFakeSalesOrders, type FakeSalesOrders } from '../../packages/client/test/fakeSalesOrders.ts';
import { startSandbox, type Sandbox } from '../../packages/sandbox/src/start.ts';
import { HANDEL } from '../support/startStack.ts';
import { aFolder, configuredFor, runService, type Run } from './runService.ts';

// Tokens come from the sandbox; orders from an API of the real shapes that is not it.
let sandbox: Sandbox;
let fake: FakeSalesOrders;
let cwd: string;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, items: 1 });
  fake = await startFakeSalesOrders();
});
afterAll(async () => {
  await fake.stop();
  await sandbox.stop();
});
beforeEach(() => {
  fake.sent.length = 0;
  fake.book.reset();
  cwd = aFolder();
});

function run(argv: readonly string[], file?: unknown): Promise<Run> {
  if (file !== undefined)
    writeFileSync(join(cwd, 'f.json'), typeof file === 'string' || Buffer.isBuffer(file) ? file : JSON.stringify(file));
  const env = { ...configuredFor(sandbox.url), VISMA_SALES_ORDER_URL: fake.url, VISMA_TENANT_ID: HANDEL };
  return runService(['sales-orders', ...argv, ...(file === undefined ? [] : ['--file', 'f.json']), '-q'], { cwd, env });
}

const LINES = '/api/v3/SalesOrders/SO/000123/lines';

describe('sales-orders', () => {
  test('create makes an order and says its number', async () => {
    const order = { type: 'SO', customer: { id: '10001' }, orderLines: [{ inventoryId: 'A', quantity: 2 }] };
    expect(await run(['create'], order)).toEqual({ code: 0, out: 'SO 000124\n', err: '' });
    expect(fake.sent).toMatchObject([{ method: 'POST', path: '/api/v3/SalesOrders', body: order }]);
    const { out } = await run(['create', '--format', 'json'], order);
    expect(JSON.parse(out)).toEqual({ type: 'SO', orderId: '000125' });
  });

  test('update changes the version that is there now, or the one that is named', async () => {
    expect(await run(['update', 'SO', '000123'], { description: 'Ny' })).toMatchObject({ code: 0, out: 'SO 000123\n' });
    expect(await run(['update', 'SO', '000123', '--if-match', '"v-7"'], { description: 'x' })).toMatchObject({
      code: 5,
      err: expect.stringContaining('Somebody else changed the object meanwhile'),
    });
    expect(fake.sent.map(({ method, ifMatch }) => [method, ifMatch])).toEqual([
      ['PATCH', '"v-7"'],
      ['PATCH', '"v-7"'],
    ]);
  });

  test('add-lines, update-lines and delete-lines change the lines', async () => {
    expect((await run(['add-lines', 'SO', '000123'], [{ inventoryId: 'B', quantity: 1 }])).code).toBe(0);
    expect((await run(['update-lines', 'SO', '000123'], [{ lineId: 2, quantity: 5 }])).code).toBe(0);
    expect((await run(['delete-lines', 'SO', '000123', '--lines', '1, 2'])).code).toBe(0);
    expect(fake.sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `POST ${LINES}`,
      `PATCH ${LINES}`,
      `DELETE ${LINES}?ids=1%2C2`,
    ]);
  });

  test('delete deletes it', async () => {
    expect(await run(['delete', 'SO', '000123'])).toEqual({ code: 0, out: 'SO 000123\n', err: '' });
    expect(fake.book.find('SO', '000123')).toBeUndefined();
  });

  test('says of a refused write each field with the words and the code of the API', async () => {
    const order = { type: 'SO', customer: { id: '10001' }, orderLines: [{ inventoryId: 'NONE' }] };
    const { code, err } = await run(['create'], order);
    expect(code).toBe(5);
    expect(err).toContain('  orderLines[0].inventoryId: The item NONE does not exist. (1804)\n');
  });

  test('reads a file with a byte order mark', async () => {
    const order = { type: 'SO', customer: { id: '10001' }, orderLines: [{ inventoryId: 'A', quantity: 2 }] };
    expect(await run(['create'], `\uFEFF${JSON.stringify(order)}`)).toMatchObject({ code: 0 });
  });

  test.each([
    ['a field that the API has not', { type: 'SO', customer: {}, uom: 'STK' }, 'uom'],
    ['a text that is too long', { type: 'SO', customer: { order: 'x'.repeat(41) } }, 'customer.order: '],
    ['a field that is missing', { customer: {} }, 'type: '],
    ['wrapped values', { type: { value: 'SO' }, customer: {} }, 'type: '],
    ['no JSON', '{"type"', 'f.json is no JSON.'],
    ['another encoding', Buffer.from('{"description":"café"}', 'latin1'), 'f.json is not in UTF-8.'],
  ])('sends no file with %s', async (_case, file, words) => {
    const { code, err } = await run(['create'], file);
    expect([code, fake.sent]).toEqual([2, []]);
    expect(err).toContain(words);
  });

  test.each([
    [['create'], 'sales-orders create wants --file with JSON.'],
    [['create', 'SO'], 'sales-orders create wants nothing but a --file.'],
    [['update', 'SO', '--file', 'f.json'], 'sales-orders update wants the type and the order number.'],
    [['delete-lines', 'SO', '1', '--lines', 'all'], 'sales-orders delete-lines wants --lines with up to 1000 line ids'],
    [['toString', 'SO', '1'], 'Say what to do with sales-orders: list, get, export, create, update, delete, add-lines'],
    [['cancel', 'SO', '1'], 'Say what to do with sales-orders: list, get, export, create, update, delete, add-lines'],
    [['delete', 'SO', '1', '--all-tenants'], 'delete has no --all-tenants.'],
    [['update', 'SO', '1', '--file', 'none.json'], 'none.json'],
  ])('%j is wrong usage', async (argv, words) => {
    expect(await run(argv)).toMatchObject({ code: 2, err: expect.stringContaining(words) });
  });
});
