import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { aToken, startErpStack, type ErpStack } from '../erp/erpStack.ts';
import { contractDifferences, missingFields } from './contract.ts';
import { orderCalls, ORDERS, writer, type OrderCalls } from './orderWriting.ts';

let erp: ErpStack;
let orders: OrderCalls;
beforeAll(async () => {
  erp = await startErpStack(60);
  orders = await orderCalls(erp);
});
afterAll(() => erp.stop());

const linesSchema = z.object({ value: z.array(z.looseObject({ lineId: z.number(), extendedPrice: z.number() })) });
const linesOf = async (path: string) => linesSchema.parse((await orders.call('GET', `${path}/lines`)).json()).value;
const codes = (text: string) =>
  z
    .object({ details: z.array(z.object({ code: z.string() })) })
    .parse(JSON.parse(text))
    .details.map(({ code }) => code);

/** An order of the seeds in this status. */
async function seeded(status: string): Promise<string> {
  const rows = z.object({ value: z.array(z.object({ type: z.string(), orderId: z.string() })) });
  const [row] = rows.parse((await orders.call('GET', `${ORDERS}?status=${status}`)).json()).value;
  return `${ORDERS}/${row?.type ?? ''}/${row?.orderId ?? ''}`;
}

describe('A new order', () => {
  test('is answered with 201, an empty body and its address, and is there', async () => {
    const answer = await orders.call('POST', ORDERS, { type: 'SO', customer: { id: orders.customer } });
    expect([answer.status, answer.text]).toEqual([201, '']);
    const location = answer.headers.get('location') ?? '';
    expect(location).toMatch(new RegExp(`^${erp.url}${ORDERS}/SO/\\d+$`));
    const order = await orders.read(new URL(location).pathname);
    expect(contractDifferences(order, 'SalesOrderDto')).toEqual([]);
    expect(order).toMatchObject({ status: { description: 'Open', hold: false }, customer: { id: orders.customer } });
    expect((await orders.call('GET', `${ORDERS}?orderBy=created desc&pageSize=1`)).text).toContain(location);
  });

  test('is whose it is: null for a service', async () => {
    const byService = aToken({
      scope: ['visma.net.erp.salesorder:read', 'visma.net.erp.salesorder:write'],
      sub: undefined,
    });
    const body = { type: 'SO', customer: { id: orders.customer } };
    const answer = await erp.call(ORDERS, { method: 'POST', token: byService, body });
    const path = new URL(answer.headers.get('location') ?? '').pathname;
    expect(await orders.read(path)).toMatchObject({ createdBy: null });
    expect(await orders.read(await orders.create())).toMatchObject({ createdBy: 'kari' });
  });

  test('adds up to the cent', async () => {
    const path = await orders.create({
      orderLines: [
        { inventoryId: '100001', quantity: 0.1, unitPrice: 0.35 },
        { inventoryId: '100001', quantity: 3, unitPrice: 33.335, discountPercent: 10 },
        { inventoryId: '100002', quantity: 7, unitPrice: 1.005, discountAmount: 0.03 },
      ],
      freight: { premiumAmount: 12.5, cost: 8 },
    });
    const lines = await linesOf(path);
    expect(lines.map(({ extendedPrice }) => extendedPrice)).toEqual([0.04, 90.01, 7.01]);
    expect(await orders.read(path)).toMatchObject({
      orderQty: 10.1,
      totals: { taxableTotal: 109.56, taxTotal: 27.39, orderTotal: 136.95, freightTotal: 12.5, freightCost: 8 },
    });
    const [tax] = z.array(z.looseObject({})).parse((await orders.call('GET', `${path}/tax`)).json());
    expect(tax).toMatchObject({ taxableAmount: 109.56, taxAmount: 27.39 });
  });

  test('keeps everything that is written', async () => {
    const path = await orders.create({
      type: 'QT',
      status: 'Hold',
      description: 'Jakt',
      note: 'Ring først',
      date: '2026-11-02',
      requestOn: '2026-11-20T08:00:00+01:00',
      customer: { id: orders.customer, order: 'PO-1', refNo: 'Ane', contactId: 7 },
      billing: {
        address: { countryId: 'NO', city: 'Bodø', line1: 'Storgata 1' },
        contact: { name: 'Ane', email: 'a@b.example' },
      },
      shipping: {
        rule: 'ShipComplete',
        priority: 5,
        shipViaId: 'POST',
        preferredWarehouseId: 'BUTIKK',
        insurance: true,
      },
      financialInformation: { postPeriod: '112026', invoiceSeparately: true },
      paymentSettings: { paymentReference: 'KID' },
      print: { noteOnExternalDocuments: true },
      orderLines: [
        {
          inventoryId: '100001',
          quantity: 2,
          description: 'Eget navn',
          note: 'N',
          externalLink: 'https://x.example/1',
          warehouseLocationId: 'INN1',
          purchaseOrderSource: 'dropShip',
          supplierId: '50001',
          subaccount: { '1': '000' },
          undershipThreshold: 80,
        },
      ],
    });
    expect(await orders.read(path)).toMatchObject({
      type: 'QT',
      status: { description: 'Hold', hold: true },
      description: 'Jakt',
      note: 'Ring først',
      date: '2026-11-02T00:00:00.000Z',
      requestOn: '2026-11-20T07:00:00.000Z',
      customer: { order: 'PO-1', refNo: 'Ane', contactId: 7 },
      billing: {
        address: { city: 'Bodø', line1: 'Storgata 1', postalCode: null, country: { id: 'NO' }, overridesDefault: true },
        contact: { name: 'Ane', email: 'a@b.example', phone1: null, overridesDefault: true },
      },
      shipping: {
        rule: 'ShipComplete',
        priority: 5,
        shipVia: { id: 'POST' },
        preferredWarehouse: { id: 'BUTIKK' },
        insurance: true,
        address: { overridesDefault: false },
      },
      financialInformation: { postPeriod: '112026', invoiceSeparately: true },
      paymentSettings: { paymentReference: 'KID' },
      print: { descriptionOnInvoice: true, noteOnExternalDocuments: true },
    });
    const [line] = await linesOf(path);
    expect(contractDifferences(line, 'SalesOrderLineDto')).toEqual([]);
    expect(line).toMatchObject({
      inventory: { id: '100001', description: expect.not.stringMatching('Eget navn') },
      description: 'Eget navn',
      note: 'N',
      externalLink: 'https://x.example/1',
      warehouseId: 'BUTIKK',
      warehouseLocation: { id: 'INN1' },
      purchaseOrderSource: 'dropShip',
      supplier: { id: '50001' },
      subaccount: { '1': '000' },
      undershipThreshold: 80,
      hasManualPrice: false,
    });
  });

  test.each([
    [{ customer: { id: '0' } }, ['1400']],
    [{ type: 'XX' }, ['0003']],
    [{ status: 'Shipping' }, ['0003']],
    [{ currencyId: 'SEK' }, ['1408']],
    [{ billing: { address: { city: 'Oslo' } } }, ['0001']],
    [{ financialInformation: { postPeriod: '202611' } }, ['1600']],
    [{ orderLines: [{ inventoryId: '0' }, { inventoryId: '100001', unitOfMeasure: 'KASSE7' }] }, ['1804', '1808']],
    [{ orderLines: [{ inventoryId: '100001', quantity: -1 }] }, ['1809']],
    [{ orderLines: [{ inventoryId: '100001', operation: 'Receipt' }] }, ['1800']],
    [{ orderLines: [{ inventoryId: '100001', warehouseLocationId: 'INN1' }] }, ['1704']],
    [{ orderLines: [{ inventoryId: '100001', quantity: 1, unitPrice: 5, discountAmount: 6 }] }, ['1101']],
  ])('is refused with the codes of what is wrong: %j %j', async (change, expected) => {
    const count = async () =>
      z.looseObject({ totalCount: z.number() }).parse((await orders.call('GET', ORDERS)).json());
    const { totalCount: before } = await count();
    const answer = await orders.call('POST', ORDERS, { type: 'SO', customer: { id: orders.customer }, ...change });
    expect([answer.status, codes(answer.text)]).toEqual([400, expected]);
    expect((await count()).totalCount).toBe(before);
  });

  test('of a customer who may not order is refused', async () => {
    const [company] = erp.data.companies;
    const onHold = company && erp.data.customers.all(company).find(({ status }) => status === 'OnHold');
    const answer = await orders.call('POST', ORDERS, { type: 'SO', customer: { id: onHold?.number } });
    expect(codes(answer.text)).toEqual(['1407']);
  });

  test('needs JSON, and the right to write', async () => {
    expect(
      (await erp.call(ORDERS, { method: 'POST', token: writer, headers: { 'content-type': 'text/plain' }, body: 'x' }))
        .status,
    ).toBe(415);
    expect((await erp.call(ORDERS, { method: 'POST', token: writer, body: '{' })).status).toBe(400);
    const reader = aToken({ scope: ['visma.net.erp.salesorder:read'] });
    expect((await erp.call(ORDERS, { method: 'POST', token: reader, body: {} })).status).toBe(403);
  });

  test.each(['text/json', 'application/vnd.api+json'])('may come as %s', async (type) => {
    const body = { type: 'SO', customer: { id: orders.customer } };
    expect((await orders.call('POST', ORDERS, body, { 'content-type': type })).status).toBe(201);
  });
});

describe('A patch of an order', () => {
  test('asks for If-Match: 428 without, 412 when it is stale, 202 with the ETag or the bare version', async () => {
    const path = await orders.create();
    const { version } = await orders.read(path);
    const patch = (description: string, match?: string) =>
      orders.call('PATCH', path, { description }, match === undefined ? {} : { 'if-match': match });
    expect((await patch('a')).status).toBe(428);
    const answer = await patch('b', version);
    expect([answer.status, answer.text]).toEqual([202, '']);
    expect((await patch('c', version)).status).toBe(412);
    const etag = (await orders.call('GET', path)).headers.get('etag') ?? '';
    expect((await patch('d', etag)).status).toBe(202);
    expect(await orders.read(path)).toMatchObject({ description: 'd' });
  });

  test('leaves alone what it leaves out, and moves version and time on', async () => {
    const path = await orders.create({
      description: 'x',
      note: 'n',
      orderLines: [{ inventoryId: '100001', quantity: 1 }],
    });
    const before = await orders.read(path);
    await orders.write('PATCH', path, '', { note: 'm' });
    const after = await orders.read(path);
    const { version: _, lastModified: __, note: ___, ...rest } = before;
    expect(after).toMatchObject(rest);
    expect(after).toMatchObject({ note: 'm' });
    expect(after.version).not.toBe(before.version);
    expect(String(after.lastModified) > String(before.lastModified)).toBe(true);
  });

  test('changes the customer’s address only with overridesDefault, and gives it back', async () => {
    const path = await orders.create();
    const before = await orders.read(path);
    await orders.write('PATCH', path, '', { billing: { address: { city: 'Alta' } } });
    expect(erp.notes.join(' ')).toContain('overridesDefault must be true');
    expect(await orders.read(path)).toMatchObject({ billing: before.billing });
    await orders.write('PATCH', path, '', { billing: { address: { city: 'Alta', overridesDefault: true } } });
    expect(await orders.read(path)).toMatchObject({ billing: { address: { city: 'Alta', overridesDefault: true } } });
    await orders.write('PATCH', path, '', { billing: { address: { overridesDefault: false } } });
    expect(await orders.read(path)).toMatchObject({ billing: before.billing });
  });

  test('cancels it; then nothing can be changed but the note', async () => {
    const path = await orders.create();
    for (const status of ['Hold', 'Open', 'BackOrder', 'Cancelled']) {
      expect((await orders.write('PATCH', path, '', { status })).status).toBe(202);
      expect((await orders.read(path)).status.description).toBe(status);
    }
    expect((await orders.write('PATCH', path, '', { description: 'x' })).status).toBe(405);
    expect((await orders.write('PATCH', path, '', { status: 'Open' })).status).toBe(405);
    expect((await orders.write('PATCH', path, '', { note: 'x' })).status).toBe(202);
    expect((await orders.call('POST', `${path}/lines`, { lines: [{ inventoryId: '100001' }] })).status).toBe(405);
  });

  test('is applied whole or not at all', async () => {
    const path = await orders.create({ description: 'x' });
    const answer = await orders.write('PATCH', path, '', { description: 'y', branchId: '99' });
    expect([answer.status, codes(answer.text)]).toEqual([400, ['0003']]);
    expect(await orders.read(path)).toMatchObject({ description: 'x' });
  });

  test('of an order that is not there is 404', async () => {
    expect((await orders.call('PATCH', `${ORDERS}/SO/1`, {}, { 'if-match': '*' })).status).toBe(404);
  });
});

describe('Deleting an order', () => {
  test('asks for If-Match, and takes it away', async () => {
    const path = await orders.create();
    expect((await orders.call('DELETE', path)).status).toBe(428);
    expect((await orders.call('DELETE', path, undefined, { 'if-match': '"0x0"' })).status).toBe(412);
    expect((await orders.write('DELETE', path, '')).status).toBe(202);
    expect((await orders.call('GET', path)).status).toBe(404);
  });

  test('is refused when lines have shipped, or the status forbids it', async () => {
    const shipped = await orders.write('DELETE', await seeded('Completed'), '');
    expect([shipped.status, codes(shipped.text)]).toEqual([400, ['1825']]);
    expect((await orders.write('DELETE', await seeded('Cancelled'), '')).status).toBe(405);
  });
});

describe('Lines', () => {
  const withTwo = () =>
    orders.create({
      orderLines: [
        { inventoryId: '100001', quantity: 1, unitPrice: 10 },
        { inventoryId: '100002', quantity: 2, unitPrice: 20 },
      ],
    });

  test('are added, changed and deleted, and the order adds up each time', async () => {
    const path = await withTwo();
    const total = async () =>
      z.looseObject({ totals: z.looseObject({ taxableTotal: z.number() }) }).parse(await orders.read(path)).totals
        .taxableTotal;
    expect(await total()).toBe(50);
    const added = await orders.call('POST', `${path}/lines`, {
      lines: [{ inventoryId: '100003', quantity: 1, unitPrice: 5 }],
    });
    expect([added.status, added.text, await total()]).toEqual([202, '', 55]);
    const changed = await orders.write('PATCH', path, '/lines', { lines: [{ lineId: 2, quantity: 3 }] });
    expect([changed.status, changed.text, await total()]).toEqual([202, '', 75]);
    expect((await orders.call('PATCH', `${path}/lines`, { lines: [] })).status).toBe(428);
    const deleted = await orders.call('DELETE', `${path}/lines?ids=1,3`);
    expect([deleted.status, deleted.text, await total()]).toEqual([202, '', 60]);
    expect((await linesOf(path)).map(({ lineId }) => lineId)).toEqual([2]);
    expect((await orders.call('GET', `${path}/lines/2`)).json()).toMatchObject({ quantity: 3, openQuantity: 3 });
  });

  test('go where sortOrder says', async () => {
    const path = await withTwo();
    await orders.write('PATCH', path, '/lines', { lines: [{ lineId: 2, sortOrder: 1 }] });
    expect((await linesOf(path)).map(({ lineId, sortOrder }) => [lineId, sortOrder])).toEqual([
      [2, 1],
      [1, 2],
    ]);
  });

  test('go where sortOrder says, several at once, and the others stay in their order', async () => {
    const orderLines = Array.from({ length: 6 }, () => ({ inventoryId: '100001', quantity: 1 }));
    const path = await orders.create({ orderLines });
    const lines = [
      { lineId: 1, sortOrder: 6 },
      { lineId: 5, sortOrder: 2 },
      { lineId: 4, sortOrder: 3 },
    ];
    expect((await orders.write('PATCH', path, '/lines', { lines })).status).toBe(202);
    expect((await linesOf(path)).map(({ lineId }) => lineId)).toEqual([2, 5, 4, 3, 6, 1]);
  });

  test.each([
    [{ lines: [{ lineId: 9 }] }, ['0200']],
    [{ lines: [{ lineId: 1 }, { lineId: 1 }] }, ['1817']],
    [{ lines: [{ lineId: 1 }, { lineId: 2 }, { lineId: 3 }] }, ['1813', '0200']],
    [{ lines: [{ lineId: 1, sortOrder: 3 }] }, ['1815']],
    [
      {
        lines: [
          { lineId: 1, sortOrder: 2 },
          { lineId: 2, sortOrder: 2 },
        ],
      },
      ['1816', '1816'],
    ],
  ])('are refused with the codes of what is wrong: %j %j', async (body, expected) => {
    expect(codes((await orders.write('PATCH', await withTwo(), '/lines', body)).text)).toEqual(expected);
  });

  test.each([
    ['', ['0001']],
    ['?ids=one', ['0003']],
    ['?ids=7', ['0200']],
    [`?ids=${Array.from({ length: 1001 }, (_, place) => place).join(',')}`, ['0100', '0200']],
  ])('are deleted by their ids only: %.20s %j', async (query, expected) => {
    expect(codes((await orders.call('DELETE', `${await withTwo()}/lines${query}`)).text)).toEqual(expected);
  });

  test('that have shipped let little change, and cannot be deleted', async () => {
    const path = await seeded('Shipping');
    const fixed = { externalLink: 'x', salesAccountId: '3000', unitCost: 1, shippingRule: 'ShipComplete' };
    const answer = await orders.write('PATCH', path, '/lines', { lines: [{ lineId: 1, ...fixed }] });
    expect(codes(answer.text)).toEqual(['1811', '1812', '1818', '1819']);
    const other = { quantity: 0.5, unitOfMeasure: 'XYZ', warehouseId: 'NONE' };
    const rewritten = await orders.write('PATCH', path, '/lines', { lines: [{ lineId: 1, ...other }] });
    expect(codes(rewritten.text)).toEqual(expect.arrayContaining(['0005', '0005', '0005']));
    expect((await orders.write('PATCH', path, '/lines', { lines: [{ lineId: 1, note: 'x' }] })).status).toBe(202);
    expect(codes((await orders.call('DELETE', `${path}/lines?ids=1`)).text)).toEqual(['1823']);
    expect((await orders.write('PATCH', await seeded('Invoiced'), '/lines', { lines: [] })).status).toBe(405);
  });
});

describe('Customers of the Sales Order API', () => {
  const page = z.object({
    value: z.array(z.looseObject({ id: z.string(), name: z.string() })),
    totalCount: z.number(),
  });
  const list = async (query: string) => {
    const body = (await orders.call('GET', `/api/v3/Customers${query}`)).json();
    expect(contractDifferences(body, 'CustomerDtoPagedResult')).toEqual([]);
    return page.parse(body);
  };

  test('are a list of the contract’s shape, found by number, name, GLN and tax number', async () => {
    const all = await list('?pageSize=1000');
    expect([all.value.length, (await list('')).value.length]).toEqual([150, 100]);
    expect(missingFields(all.value[0] ?? {}, 'CustomerDto')).toEqual([]);
    const [company] = erp.data.companies;
    const one = company && erp.data.customers.all(company).find(({ gln }) => gln !== null);
    for (const text of [one?.number, one?.name.toUpperCase(), one?.gln, one?.vatRegistrationId]) {
      const { value } = await list(`?filter=${encodeURIComponent(text ?? '')}`);
      expect(value.map(({ id }) => id)).toContain(one?.number);
    }
    expect((await list('?filter=nobody')).totalCount).toBe(0);
  });

  test('have their locations', async () => {
    const answer = await orders.call('GET', `/api/v3/Customers/${orders.customer}/locations`);
    expect(contractDifferences(answer.json(), 'CustomerLocationItemDto[]')).toEqual([]);
    const [location] = z.array(z.looseObject({})).parse(answer.json());
    expect(missingFields(location ?? {}, 'CustomerLocationItemDto')).toEqual([]);
    expect((await orders.call('GET', '/api/v3/Customers/0/locations')).status).toBe(404);
  });
});

describe('Inventory of the Sales Order API', () => {
  const row = z.looseObject({
    inventoryId: z.string(),
    attributes: z.record(z.string(), z.string()).nullable(),
    availability: z.array(z.looseObject({ warehouseId: z.string(), locations: z.array(z.looseObject({})).nullable() })),
  });
  const list = async (query: string) => {
    const body = (await orders.call('GET', `/api/v3/Inventory${query}`)).json();
    expect(contractDifferences(body, 'InventoryItemAvailabilityDtoPagedResult')).toEqual([]);
    return z.object({ value: z.array(row), totalCount: z.number(), nextPage: z.string().nullable() }).parse(body);
  };

  test('is a list of the contract’s shape, whose sections come with expand', async () => {
    const { value, totalCount } = await list('');
    expect(value).toHaveLength(totalCount);
    expect(value.length).toBeGreaterThan(20);
    expect(missingFields(value[0] ?? {}, 'InventoryItemAvailabilityDto')).toEqual([]);
    expect([value[0]?.attributes, value[0]?.availability[0]?.locations]).toEqual([null, null]);
    const [whole] = (await list('?expand=all&pageSize=1')).value;
    const [stock] = whole?.availability ?? [];
    expect(missingFields(stock ?? {}, 'WarehouseAvailabilityDto')).toEqual([]);
    expect(missingFields(stock?.locations?.[0] ?? {}, 'LocationAvailabilityDto')).toEqual([]);
  });

  test('pages alike with a filter and without', async () => {
    const all = (await list('')).value.map(({ inventoryId }) => inventoryId);
    const second = await list('?pageSize=5&pageIndex=1');
    expect(second.value.map(({ inventoryId }) => inventoryId)).toEqual(all.slice(5, 10));
    expect(second.nextPage).toContain('pageIndex=2');
    const some = await list(`?inventoryId=${all[3] ?? ''}&inventoryId=${all[1] ?? ''}&inventoryId=0`);
    expect(some.value.map(({ inventoryId }) => inventoryId)).toEqual([all[3], all[1]]);
  });

  test('is narrowed by warehouse, time and attributes', async () => {
    const inShop = (await list('?warehouseId=BUTIKK')).value;
    expect(new Set(inShop.flatMap(({ availability }) => availability.map(({ warehouseId }) => warehouseId)))).toEqual(
      new Set(['BUTIKK']),
    );
    expect((await list('?modifiedSince=2030-01-01')).value).toEqual([]);
    const attributed = (await list('?expand=attribute')).value.find((one) => 'FARGE' in (one.attributes ?? {}));
    const filter = `FARGE:${attributed?.attributes?.FARGE ?? ''}`;
    const found = (await list(`?expand=attribute&attributeFilter=${encodeURIComponent(filter)}`)).value;
    expect(new Set(found.map(({ attributes }) => attributes?.FARGE))).toEqual(new Set([attributed?.attributes?.FARGE]));
  });

  test.each([
    ['attributeFilter=FARGE', '5000'],
    ['attributeFilter=NOTHING:1', '5001'],
    ['expand=stock', '0003'],
  ])('refuses %s with %s', async (query, code) => {
    const answer = await orders.call('GET', `/api/v3/Inventory?${query}`);
    expect([answer.status, codes(answer.text)]).toEqual([400, [code]]);
  });
});
