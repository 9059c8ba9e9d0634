import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, basic, HANDEL, KARI, tokensOf } from '../connect/connectStack.ts';
import { controlCall } from '../control/controlCall.ts';
import { vniHeaders, vniTokenOf } from '../vni/vniStack.ts';

/*
 * Requests as public integrations in Go, Python, PHP and Java send them: their addresses, parameters, headers and bodies,
 * with nothing but the host replaced.
 */
const ERP = ['read', 'create', 'update', 'delete'].map((operation) => `vismanet_erp_service_api:${operation}`);
const ORDERS = ['visma.net.erp.salesorder:read', 'visma.net.erp.salesorder:write'];
const SERVICE = 'isv_sandbox_service';

let sandbox: Sandbox;
/** A service's token, as the Python code gets it. */
let serviceToken = '';
beforeAll(async () => {
  sandbox = await aSandbox({ vni: true, items: 60 });
  await controlCall(sandbox, 'PUT', `applications/${SERVICE}`, { scopes: [...ERP, ...ORDERS] });
  await controlCall(sandbox, 'PUT', `grants/${SERVICE}~${HANDEL}`, { scopes: [...ERP, ...ORDERS] });
  serviceToken = await tokenAsPython([...ERP, ...ORDERS].join(' '));
});
afterAll(() => sandbox.stop());

const tokenSchema = z.object({
  access_token: z.string(),
  expires_in: z.literal(3600),
  token_type: z.literal('Bearer'),
});

/** requests-oauthlib: credentials by Basic, the company as a form field. */
async function tokenAsPython(scope: string): Promise<string> {
  const answer = await fetch(new URL('/connect/token', sandbox.url), {
    method: 'POST',
    headers: {
      'user-agent': 'python-requests/2.28.1',
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      authorization: basic(sandbox.serviceApplication),
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope, tenant_id: HANDEL }).toString(),
  });
  return tokenSchema.parse(await answer.json()).access_token;
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly token?: string;
}

async function send(method: string, path: string, { headers = {}, body, token = serviceToken }: Sent = {}) {
  const answer = await fetch(new URL(path, sandbox.url), {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text };
}

const anything = z.looseObject({});
const rowsOf = <T>(text: string, schema: z.ZodType<T>): T[] => z.array(schema).parse(JSON.parse(text));
const rows = (text: string) => rowsOf(text, anything);
const notes = async () => JSON.stringify((await controlCall(sandbox, 'GET', 'requests?limit=1')).body);

describe('Python: the official demos', () => {
  test('the service demo’s path was found nowhere else: 404 with the successor', async () => {
    const answer = await send('GET', '/API/service/controller/api/v1/inventory/');
    expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('/v1')]);
  });

  test('the interactive demo reads items at the old host', async () => {
    const { access_token: token } = await tokensOf(sandbox, { username: KARI });
    const headers = { 'user-agent': 'python-requests/2.28.1', accept: '*/*', 'accept-encoding': 'gzip, deflate' };
    const answer = await send('GET', '/API/controller/api/v1/inventory', { token, headers });
    expect([answer.status, rows(answer.text).length]).toEqual([200, 60]);
    expect(await notes()).toContain('This is the old host');
  });
});

describe.each([
  ['the old host', '/API/controller/api'],
  ['the new host', ''],
])('Go, at %s', (_host, prefix) => {
  const go = {
    'user-agent': 'Go-http-client/1.1',
    accept: 'application/json',
    'content-type': 'application/json; charset=utf-8',
  };
  const call = (method: string, path: string, body?: unknown) =>
    send(method, `${prefix}${path}`, { headers: go, ...(body === undefined ? {} : { body }) });

  test('customers: get, put, post', async () => {
    const one = await call('GET', '/v1/customer/10001');
    expect([one.status, one.headers.get('etag')]).toEqual([200, expect.any(String)]);
    // Fields that are not set are sent as empty objects.
    const body = {
      name: { value: 'Ny Kunde AS' },
      corporateId: {},
      mainAddress: { value: { city: { value: 'Bergen' } } },
    };
    expect(await call('PUT', '/v1/customer/10001', body)).toMatchObject({ status: 204, text: '' });
    const created = await call('POST', '/v1/customer', body);
    expect([created.status, created.text, created.headers.get('location')]).toEqual([
      201,
      '',
      expect.stringMatching(/\/v1\/customer\/\d+$/),
    ]);
  });

  test('invoices: list, one, and the creation that is not emulated', async () => {
    const list = await call('GET', '/v1/customerinvoice?pageNumber=1&pageSize=2&status=Open');
    const [first] = rowsOf(list.text, z.looseObject({ referenceNumber: z.string() }));
    expect((await call('GET', `/v1/customerinvoice/${first?.referenceNumber ?? ''}`)).status).toBe(200);
    const created = await call('POST', '/v2/customerinvoice', { customerNumber: { value: '10001' } });
    expect([created.status, JSON.parse(created.text)]).toEqual([
      501,
      { message: expect.stringContaining('POST /v2/customerinvoice') },
    ]);
  });

  test.each(['/v1/journaltransaction', '/v1/customerinvoices'])('%s is not in the real API', async (path) => {
    expect((await call('GET', path)).status).toBe(404);
    expect(await notes()).toMatch(/did you mean \/v[12]\//);
  });

  test.each([
    'GET /v2/journaltransaction?pageNumber=1&pageSize=100&lastModifiedDateTime=2026-01-01',
    'GET /v1/generalLedgerTransactions?fromPeriod=202601&toPeriod=202612',
    'GET /v1/financialPeriod',
    'POST /v2/customerCreditNote',
  ])('%s is known and answered with 501', async (request) => {
    const [method = '', path = ''] = request.split(' ');
    expect((await call(method, path, method === 'POST' ? {} : undefined)).status).toBe(501);
  });
});

describe('PHP: a kit generated from the description, and a live integration', () => {
  const php = { 'user-agent': 'GuzzleHttp/7', accept: 'application/json' };

  test('sends the dead parameters beside the living ones', async () => {
    const query = 'numberToRead=5&skipRecords=10&pageNumber=1&pageSize=3&greaterThanValue=x';
    const answer = await send('GET', `/v1/customer?${query}`, { headers: php });
    expect([answer.status, rows(answer.text).length]).toEqual([200, 3]);
    expect(await notes()).toContain('numberToRead is dead');
  });

  test('takes a sales order through its life: made, read, its status patched alone with the bare version', async () => {
    const order = {
      type: 'SO',
      customer: { id: await activeCustomer() },
      orderLines: [{ inventoryId: '100001', quantity: 2 }],
    };
    const created = await send('POST', '/api/v3/SalesOrders', { headers: php, body: order });
    expect(created.status).toBe(201);
    const path = new URL(created.headers.get('location') ?? '').pathname;
    const { version } = z.looseObject({ version: z.string() }).parse(JSON.parse((await send('GET', path)).text));
    const headers = { ...php, 'if-match': version };
    expect((await send('PATCH', path, { headers, body: { status: 'Hold' } })).status).toBe(202);
    expect((await send('PATCH', path, { headers, body: { note: 'x' } })).status).toBe(412);
    const again = (await send('GET', path)).headers.get('etag') ?? '';
    expect((await send('PATCH', path, { headers: { ...php, 'if-match': again }, body: { note: 'x' } })).status).toBe(
      202,
    );
  });

  test('follows nextPage’s query as it stands', async () => {
    let query: string | null = '?pageSize=60&expand=billing,shipping&orderBy=lastModified%20desc';
    const seen: unknown[] = [];
    while (query !== null) {
      const page = z
        .object({ value: z.array(z.looseObject({})), nextPage: z.string().nullable() })
        .parse(JSON.parse((await send('GET', `/api/v3/SalesOrders${query}`, { headers: php })).text));
      seen.push(...page.value);
      query = page.nextPage === null ? null : new URL(page.nextPage).search;
    }
    expect(seen.length).toBeGreaterThanOrEqual(150);
  });
});

async function activeCustomer(): Promise<string> {
  const { text } = await send('GET', '/v1/customer?status=Active&pageNumber=1&pageSize=1');
  return rowsOf(text, z.looseObject({ number: z.string() }))[0]?.number ?? '';
}

describe('Java: VNI code, and a client generated from the Sales Order description', () => {
  test('the company comes in a header beside a VNI token', async () => {
    const token = await vniTokenOf(sandbox, KARI);
    const headers = { ...vniHeaders(token), 'user-agent': 'Swagger-Codegen/1.0.0/java', accept: 'application/json' };
    const answer = await send('GET', '/API/controller/api/v1/customer?numberToRead=2&skipRecords=0', { headers });
    expect([answer.status, rows(answer.text).length > 2]).toEqual([200, true]);
    const without = await send('GET', '/API/controller/api/v1/customer', {
      headers: { ...headers, 'ipp-company-id': '' },
    });
    expect([without.status, without.text]).toEqual([
      400,
      expect.stringContaining('"ExceptionMessageID":"12002_12002_'),
    ]);
  });

  test('the company’s header beside a Connect token is ignored', async () => {
    const headers = { 'ipp-company-id': '2000102', 'ipp-application-type': 'Visma.net Financials' };
    expect((await send('GET', '/API/controller/api/v1/inventory/100001', { headers })).status).toBe(200);
    expect(await notes()).toContain('ipp-company-id is ignored');
  });

  test('sections are asked for by repeating expand', async () => {
    const headers = { 'user-agent': 'OpenAPI-Generator/1.0.0/java', accept: 'text/plain, application/json, text/json' };
    const answer = await send('GET', '/api/v3/SalesOrders/SO/500001?expand=Customer&expand=Payment', { headers });
    const other = await send('GET', '/api/v3/SalesOrders/QT/500001?expand=Customer&expand=Payment', { headers });
    const found = [answer, other].find(({ status }) => status === 200)?.text ?? '';
    expect(JSON.parse(found)).toMatchObject({
      customer: { id: expect.any(String) },
      paymentSettings: expect.anything(),
    });
  });
});
