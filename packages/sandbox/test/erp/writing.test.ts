import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { differences } from './erpModel.ts';
import { aToken, SERVICE, startErpStack, type CallOptions, type ErpStack } from './erpStack.ts';

let erp: ErpStack;
beforeAll(async () => void (erp = await startErpStack(60)));
afterAll(() => erp.stop());
beforeEach(() => erp.restore());

const v = <T>(value: T): { value: T } => ({ value });
const loose = z.looseObject({});
const refusalSchema = z.looseObject({
  ExceptionType: z.string().optional(),
  ExceptionMessage: z.string().optional(),
  message: z.string().optional(),
});

const get = async (path: string) => loose.parse((await erp.call(path)).json());
const write = (method: string, path: string, body: unknown, options: CallOptions = {}) =>
  erp.call(path, { ...options, method, body });
const refusalOf = async (method: string, path: string, body: unknown) => {
  const answer = await write(method, path, body);
  const refusal = refusalSchema.parse(answer.json());
  return { status: answer.status, form: refusal.ExceptionType, text: refusal.ExceptionMessage ?? refusal.message };
};

const NEW_ITEM = {
  inventoryNumber: v('NY/1 Å'),
  itemClass: v('FESTE'),
  description: v('Ny skrue'),
  defaultPrice: v(12.5),
  attributeLines: [{ attributeId: v('MATERIALE'), attributeValue: v('A4') }],
  crossReferences: [{ operation: 'Insert', alternateType: v('Barcode'), alternateID: v('7099999999999') }],
  supplierDetails: [{ operation: 'Insert', supplierID: v('50001'), default: v(true) }],
};

describe('creating an item', () => {
  test('answers 201 with Location and nothing else, and the item is there, and found', async () => {
    const created = await write('POST', '/v1/inventory', NEW_ITEM);
    expect([created.status, created.text]).toEqual([201, '']);
    const location = created.headers.get('location') ?? '';
    expect(location).toBe(`${erp.url}/v1/inventory/NY%2F1%20%C3%85`);
    const item = await get(new URL(location).pathname);
    expect(differences(item, 'InventoryDto')).toEqual([]);
    expect(item).toMatchObject({
      description: 'Ny skrue',
      status: 'Active',
      type: 'FinishedGoodItem',
      defaultPrice: 12.5,
      attributes: [{ id: 'MATERIALE', value: 'A4' }],
      crossReferences: [{ alternateType: 'Barcode', alternateID: '7099999999999' }],
      supplierDetails: [{ supplierId: '50001', default: true }],
      lastModifiedDateTime: '2026-11-24T10:15:00',
    });
    for (const query of ['description=ny%20skrue', 'alternateID=7099999999999', 'inventoryNumber=ny%2F1']) {
      const rows = z
        .array(z.looseObject({ metadata: z.looseObject({ totalCount: z.number() }) }))
        .parse((await erp.call(`/v1/inventory?${query}`)).json());
      expect(rows.map((row) => row.metadata.totalCount)).toEqual([1]);
    }
  });

  test('the same number again is refused, in another letter case too', async () => {
    await write('POST', '/v1/inventory', NEW_ITEM);
    expect(await refusalOf('POST', '/v1/inventory', { ...NEW_ITEM, inventoryNumber: v('ny/1 å') })).toEqual({
      status: 400,
      form: 'IPPException',
      text: "'inventoryNumber' 'ny/1 å' already exists.",
    });
  });

  test.each([
    ['no number', { inventoryNumber: undefined }, "'inventoryNumber' cannot be empty."],
    ['no class', { itemClass: v(null) }, "'itemClass' cannot be empty."],
    ['an unknown class', { itemClass: v('NONE') }, "'itemClass' 'NONE' cannot be found in the system."],
    ['an unknown VAT code', { vatCode: v('99') }, "'vatCode' '99' cannot be found in the system."],
    ['an unknown account', { salesAccount: v('1') }, "'salesAccount' '1' cannot be found in the system."],
    ['a long description', { description: v('x'.repeat(256)) }, "'description' is too long: at most 255 characters."],
    ['a negative price', { defaultPrice: v(-1) }, "'defaultPrice' must not be below 0."],
    [
      'a foreign attribute',
      { attributeLines: [{ attributeId: v('X') }] },
      "'attributeLines.attributeId' 'X' cannot be found in the system.",
    ],
    [
      'an unknown supplier',
      { supplierDetails: [{ supplierID: v('1') }] },
      "'supplierDetails.supplierID' '1' cannot be found in the system.",
    ],
    [
      'two equal references',
      { crossReferences: [...NEW_ITEM.crossReferences, ...NEW_ITEM.crossReferences] },
      "'crossReferences' has Barcode 7099999999999 already.",
    ],
  ])('%s is refused, and nothing is written', async (_case, part, text) => {
    expect(await refusalOf('POST', '/v1/inventory', { ...NEW_ITEM, ...part })).toEqual({
      status: 400,
      form: 'IPPException',
      text,
    });
    expect((await erp.call('/v1/inventory/NY%2F1%20%C3%85')).status).toBe(404);
  });

  test('a status that nobody can set is refused with the list of those that one can', async () => {
    const { status, text } = await refusalOf('POST', '/v1/inventory', { ...NEW_ITEM, status: v('Unknown') });
    expect([status, text]).toEqual([400, expect.stringContaining("'status' must be one of Active, NoSales")]);
  });

  test('a bare scalar is refused, and the request log says what was meant', async () => {
    expect((await refusalOf('POST', '/v1/inventory', { ...NEW_ITEM, description: 'bare' })).status).toBe(400);
    expect(erp.notes).toContain('description must be wrapped: {"value": …}');
  });

  test('what is not JSON is refused', async () => {
    expect((await write('POST', '/v1/inventory', '{"a":')).status).toBe(400);
    const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expect((await write('POST', '/v1/inventory', 'a=1', form)).status).toBe(415);
  });
});

describe('changing an item', () => {
  test('answers 204 and nothing else; what is left out stays, what is null is emptied', async () => {
    const before = await get('/v1/inventory/100001');
    const answer = await write('PUT', '/v1/inventory/100001', {
      description: v('Annet navn'),
      body: v(null),
      status: v('Inactive'),
    });
    expect([answer.status, answer.text, answer.headers.get('etag')]).toEqual([204, '', null]);
    const after = await get('/v1/inventory/100001');
    expect(after).toEqual({
      ...before,
      description: 'Annet navn',
      body: null,
      status: 'Inactive',
      lastModifiedDateTime: '2026-11-24T10:15:00',
      timestamp: expect.not.stringMatching(String(before.timestamp)),
      crossReferences: expect.anything(),
    });
  });

  test('two changes in the same moment have different times, so that "changed since" sees both', async () => {
    for (const name of ['A', 'B']) await write('PUT', '/v1/inventory/100001', { description: v(name) });
    expect(await get('/v1/inventory/100001')).toMatchObject({
      description: 'B',
      lastModifiedDateTime: '2026-11-24T10:15:00.001',
    });
    const since = 'lastModifiedDateTime=2026-11-24T10:15:00&lastModifiedDateTimeCondition=%3E';
    expect((await erp.call(`/v1/inventory?${since}`)).json()).toHaveLength(1);
  });

  test('rows are inserted, updated and deleted, and only where that makes sense', async () => {
    await write('POST', '/v1/inventory', NEW_ITEM);
    const path = '/v1/inventory/NY%2F1%20%C3%85';
    const row = { alternateType: v('Barcode'), alternateID: v('7099999999999') };
    const put = (operation: string, extra = {}) =>
      write('PUT', path, { crossReferences: [{ operation, ...row, ...extra }] });
    expect((await put('Insert')).status).toBe(400);
    expect((await put('Update', { description: v('Eske') })).status).toBe(204);
    expect(await get(path)).toMatchObject({ crossReferences: [{ description: 'Eske' }] });
    expect((await put('Delete')).status).toBe(204);
    expect(await get(path)).toMatchObject({ crossReferences: [] });
    expect((await put('Delete')).status).toBe(400);
    expect((await erp.call('/v1/inventory?alternateID=7099999999999')).json()).toEqual([]);
  });

  test('a new usual supplier takes the place of the old one', async () => {
    await write('POST', '/v1/inventory', NEW_ITEM);
    const path = '/v1/inventory/NY%2F1%20%C3%85';
    await write('PUT', path, { supplierDetails: [{ operation: 'Insert', supplierID: v('50002'), default: v(true) }] });
    expect(await get(path)).toMatchObject({
      supplierDetails: [
        { supplierId: '50001', default: false },
        { supplierId: '50002', default: true },
      ],
    });
  });

  test('works by internal id, not across companies, and not for what is not there', async () => {
    const { inventoryId } = z.looseObject({ inventoryId: z.number() }).parse(await get('/v1/inventory/100001'));
    const path = `/v1/inventory/internal/${inventoryId}`;
    expect((await write('PUT', path, { description: v('X') })).status).toBe(204);
    expect((await write('PUT', path, { description: v('Y') }, { token: aToken({ tenant_id: SERVICE }) })).status).toBe(
      404,
    );
    expect((await write('PUT', '/v1/inventory/0', {})).status).toBe(404);
    expect(await get('/v1/inventory/100001')).toMatchObject({ description: 'X' });
  });

  test('needs the scope for it', async () => {
    const token = aToken({ scope: ['vismanet_erp_interactive_api:read', 'vismanet_erp_interactive_api:create'] });
    expect((await write('PUT', '/v1/inventory/100001', {}, { token })).status).toBe(403);
  });

  test('a reset brings the seed back', async () => {
    const before = await get('/v1/inventory/100001');
    await write('PUT', '/v1/inventory/100001', { description: v('X') });
    erp.data.reset();
    expect(await get('/v1/inventory/100001')).toEqual(before);
  });
});

describe('customers', () => {
  const created = async (body: unknown) => {
    const answer = await write('POST', '/v1/customer', body);
    expect([answer.status, answer.text]).toEqual([201, '']);
    return new URL(answer.headers.get('location') ?? '').pathname;
  };

  test('get their number from the series, and their nested parts from wrapped bodies', async () => {
    const path = await created({
      name: v('Nytt Verft AS'),
      mainAddress: v({ addressLine1: v('Kaia 1'), city: v('Florø'), countryId: v('NO') }),
      mainContact: v({ email: v('post@nyttverft.example') }),
      creditLimit: v(5000),
    });
    expect(path).toBe('/v1/customer/10151');
    const customer = await get(path);
    expect(differences(customer, 'CustomerDto')).toEqual([]);
    expect(customer).toMatchObject({
      number: '10151',
      name: 'Nytt Verft AS',
      creditLimit: 5000,
      mainAddress: { addressLine1: 'Kaia 1', city: 'Florø', country: { id: 'NO', name: 'Norge' } },
      mainContact: { email: 'post@nyttverft.example', name: 'Nytt Verft AS' },
    });
  });

  test('keep a number of their own only when told to', async () => {
    expect(await created({ name: v('A'), number: v('EGEN1') })).toBe('/v1/customer/10151');
    expect(await created({ name: v('B'), number: v('EGEN1'), overrideNumberSeries: v(true) })).toBe(
      '/v1/customer/EGEN1',
    );
    const again = await refusalOf('POST', '/v1/customer', {
      name: v('C'),
      number: v('egen1'),
      overrideNumberSeries: v(true),
    });
    expect(again.text).toBe("'number' 'egen1' already exists.");
  });

  test.each([
    ['no name', {}, "'name' cannot be empty."],
    [
      'an unknown class',
      { name: v('A'), customerClassId: v('X') },
      "'customerClassId' 'X' cannot be found in the system.",
    ],
    [
      'an unknown country',
      { name: v('A'), mainAddress: v({ countryId: v('XX') }) },
      "'mainAddress.countryId' 'XX' cannot be found in the system.",
    ],
    [
      'a long city',
      { name: v('A'), mainAddress: v({ city: v('x'.repeat(51)) }) },
      "'mainAddress.city' is too long: at most 50 characters.",
    ],
    [
      'an unknown parent',
      { name: v('A'), parentRecordNumber: v('0') },
      "'parentRecordNumber' '0' cannot be found in the system.",
    ],
  ])('%s is refused', async (_case, body, text) => {
    expect(await refusalOf('POST', '/v1/customer', body)).toMatchObject({ status: 400, text });
  });

  test('a change with the right ETag goes through, with an old one it is 412, without one it wins', async () => {
    const tagOf = async () => (await erp.call('/v1/customer/10001')).headers.get('etag') ?? '';
    const put = (name: string, tag?: string) =>
      write('PUT', '/v1/customer/10001', { name: v(name) }, tag === undefined ? {} : { headers: { 'if-match': tag } });
    const first = await tagOf();
    expect((await put('En', first)).status).toBe(204);
    expect(await tagOf()).not.toBe(first);
    expect((await put('To', first)).status).toBe(412);
    expect(await get('/v1/customer/10001')).toMatchObject({ name: 'En' });
    expect((await put('Tre')).status).toBe(204);
    expect((await put('Fire', '*')).status).toBe(204);
    expect(await get('/v1/customer/10001')).toMatchObject({ name: 'Fire', timeStamp: (await tagOf()).slice(1, -1) });
  });

  test('an invoice shows its customer’s new name', async () => {
    const invoice = z.looseObject({
      customer: z.object({ number: z.string(), name: z.string() }),
      referenceNumber: z.string(),
    });
    const [first] = z.array(invoice).parse((await erp.call('/v1/customerinvoice?pageSize=1')).json());
    await write('PUT', `/v1/customer/${first?.customer.number ?? ''}`, { name: v('Omdøpt AS') });
    expect(await get(`/v1/customerinvoice/${first?.referenceNumber ?? ''}`)).toMatchObject({
      customer: { name: 'Omdøpt AS' },
    });
  });
});

describe('deleting', () => {
  const row = z.looseObject({ referenceNumber: z.string(), metadata: z.object({ totalCount: z.number() }).loose() });
  const all = async (status: string) =>
    z.array(row).parse((await erp.call(`/v1/customerinvoice?status=${status}`)).json());

  test.each(['Hold', 'Balanced'])('an invoice that is %s is gone, and there is one less', async (status) => {
    const before = await all(status);
    const path = `/v1/customerinvoice/${before[0]?.referenceNumber ?? ''}`;
    const answer = await erp.call(path, { method: 'DELETE' });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await erp.call(path)).status).toBe(404);
    expect((await erp.call(path, { method: 'DELETE' })).status).toBe(404);
    expect(await all(status)).toHaveLength(before.length - 1);
  });

  test.each(['Open', 'Closed', 'Voided'])('an invoice that is %s stays', async (status) => {
    const [first] = await all(status);
    const path = `/v1/customerinvoice/${first?.referenceNumber ?? ''}`;
    const { status: refused, form, text } = await refusalOf('DELETE', path, undefined);
    expect([refused, form, text]).toEqual([
      400,
      'IPPException',
      `A document with the status ${status} cannot be deleted.`,
    ]);
    expect((await erp.call(path)).status).toBe(200);
  });

  test.each(['/v1/inventory/100001', '/v1/customer/10001', '/v1/supplier/50001'])(
    '%s is not something the API can do',
    async (path) => {
      expect((await erp.call(path, { method: 'DELETE' })).status).toBe(404);
      expect((await erp.call(path)).status).toBe(200);
    },
  );
});

describe('in the background', () => {
  const SUBSCRIBE = { headers: { 'erp-api-background': 'subscription:x=1' } };
  const ticketSchema = z.strictObject({ id: z.string(), stateLocation: z.string() });
  const begin = async (path: string, options: CallOptions = SUBSCRIBE) => {
    const answer = await erp.call(path, options);
    expect(answer.status).toBe(202);
    return ticketSchema.parse(answer.json());
  };

  test('a list is started, finished, and then its content is the list', async () => {
    const { id, stateLocation } = await begin('/v1/inventory?pageSize=3');
    expect(stateLocation).toBe(`${erp.url}/v1/background/${id}`);
    const { pathname } = new URL(stateLocation);
    expect(await get(pathname)).toMatchObject({
      id,
      status: 'Started',
      statusCode: null,
      hasResponseContent: false,
      contentLocation: null,
    });
    expect((await erp.call(`${pathname}/content`)).status).toBe(404);
    erp.clock.nowMs += 1000;
    expect(await get(pathname)).toEqual({
      id,
      status: 'Finished',
      statusCode: 200,
      receivedUtc: '2026-11-24T10:15:00',
      startedUtc: '2026-11-24T10:15:00',
      finishedUtc: '2026-11-24T10:15:01',
      webhookAddress: null,
      errorMessage: null,
      reference: null,
      originalUri: '/v1/inventory?pageSize=3',
      hasResponseContent: true,
      hasRequestContent: false,
      contentLocation: `${stateLocation}/content`,
      responseHeaders: {},
    });
    const content = await erp.call(`${pathname}/content`);
    expect(content.headers.get('content-type')).toMatch(/^application\/json/);
    expect(content.json()).toEqual((await erp.call('/v1/inventory?pageSize=3')).json());
    erp.clock.nowMs += 86_400_000;
    expect((await erp.call(pathname)).status).toBe(410);
    expect((await erp.call(`${pathname}/content`)).status).toBe(410);
    erp.clock.nowMs -= 86_401_000;
  });

  test('nobody else may look, and what was never begun is not found', async () => {
    const { id } = await begin('/v1/inventory?pageSize=1');
    for (const claims of [{ tenant_id: SERVICE }, { sub: 'ola' }, { client_id: 'isv_other' }]) {
      expect((await erp.call(`/v1/background/${id}`, { token: aToken(claims) })).status).toBe(403);
    }
    expect((await erp.call('/v1/background/none')).status).toBe(404);
  });

  test('a write that is refused ends as failed, one that is not leaves its Location', async () => {
    const post = (body: unknown) => begin('/v1/inventory', { ...SUBSCRIBE, method: 'POST', body });
    const [bad, good] = [await post({}), await post(NEW_ITEM)];
    erp.clock.nowMs += 1000;
    expect(await get(`/v1/background/${bad.id}`)).toMatchObject({
      status: 'Failed',
      statusCode: 400,
      hasRequestContent: true,
    });
    expect(await get(`/v1/background/${good.id}`)).toMatchObject({
      status: 'Finished',
      statusCode: 201,
      hasResponseContent: false,
      responseHeaders: { Location: expect.stringContaining('/v1/inventory/NY') },
    });
    expect((await erp.call(`/v1/background/${good.id}/content`)).status).toBe(204);
    erp.clock.nowMs -= 1000;
  });

  test('none queues too, and tells nobody; an address is no longer taken', async () => {
    const header = (value: string) => ({ headers: { 'erp-api-background': value } });
    expect((await erp.call('/v1/inventory?pageSize=1', header('none'))).status).toBe(202);
    expect((await erp.call('/v1/inventory?pageSize=1', header('https://example.com/hook'))).status).toBe(400);
  });
});
