import { createServer, get, type IncomingMessage } from 'node:http';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { toCustomer, type Customer } from 'visma-net-client/resources/customers/customer';
import type { CustomerQuery } from 'visma-net-client/resources/customers/query';
import type { Page } from 'visma-net-client/resources/page';
import { ErpError } from 'visma-net-client/errors';
import { customersPage, type CustomersPageDeps } from '../../../../src/pages/erp/customers/customersPage.ts';
import { aSignedInPerson, pageApp } from '../../../support/pageApp.ts';
import { decoded, rawAnswer } from '../../../support/rawAnswer.ts';
import { waitFor } from '../../../support/waitFor.ts';

const CSV = '/companies/t1/customers/export.csv';
const NDJSON = '/companies/t1/customers/export.ndjson';

function aCustomer(number: number): Customer {
  return toCustomer({ number: String(number), name: `Kunde ${number} Æ`, creditLimit: -number });
}

type List = CustomersPageDeps['customers']['list'];

/** A list of so many customers, page by page as the ERP gives it. */
function pagesOf(total: number, calls: CustomerQuery[] = []): List {
  return (_context, { pageNumber = 1, pageSize = 100, ...query } = {}) => {
    calls.push({ pageNumber, pageSize, ...query });
    const before = (pageNumber - 1) * pageSize;
    const rows = Array.from({ length: Math.min(pageSize, total - before) }, (_, index) =>
      aCustomer(before + index + 1),
    );
    return Promise.resolve(pageWith(rows, { pageNumber, pageSize, total }));
  };
}

function pageWith(
  rows: readonly Customer[],
  { pageNumber, pageSize, total }: { pageNumber: number; pageSize: number; total: number },
): Page<Customer> {
  const isLast = pageNumber * pageSize >= total;
  return { rows, totalCount: total, pageNumber, pageSize, isLast, quota: undefined };
}

function appWith(list: List) {
  const deps: CustomersPageDeps = {
    customers: { list, listAddress: () => new URL('https://erp.test') },
    withCompanyToken: (_req, tenantId, call) => call({ accessToken: `token-of-${tenantId}`, correlationId: 'c' }),
  };
  return pageApp((app) => app.use(customersPage(deps)), { signedIn: aSignedInPerson() });
}

describe('the whole list', () => {
  test('is a CSV file with every row once, as a spreadsheet reads it', async () => {
    const answer = await request(appWith(pagesOf(2345)))
      .get(CSV)
      .expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="customers Nordfjord Handel AS.csv"');
    const rows = parse<Record<string, string>>(answer.text, { bom: true, columns: true });
    expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 2345 }, (_, index) => index + 1));
    expect(rows[41]).toMatchObject({ number: '42', name: 'Kunde 42 Æ', creditLimit: '-42', city: '' });
  });

  test('is NDJSON with all that the ERP said of every row', async () => {
    const answer = await request(appWith(pagesOf(1001)))
      .get(NDJSON)
      .buffer()
      .expect(200);
    expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    const lines = answer.text.trimEnd().split('\n');
    expect(lines).toHaveLength(1001);
    expect(JSON.parse(lines[1000] ?? '')).toMatchObject({ number: '1001', creditLimit: -1001 });
  });

  test('of nothing is the line of names, or an empty file', async () => {
    const app = appWith(pagesOf(0));
    expect((await request(app).get(CSV).expect(200)).text).toMatch(/^\uFEFFnumber,name,.*\r\n$/);
    expect((await request(app).get(NDJSON).buffer().expect(200)).text).toBe('');
  });

  test('is of what the filters say', async () => {
    const calls: CustomerQuery[] = [];
    await request(appWith(pagesOf(1, calls)))
      .get(`${CSV}?status=OnHold&name=x`)
      .expect(200);
    expect(calls).toEqual([expect.objectContaining({ status: 'OnHold', name: 'x', pageNumber: 1 })]);
  });

  test('that is refused at once is answered by a page', async () => {
    const app = appWith(() => Promise.reject(new ErpError('erp_throttled', { retryAfterSeconds: 30 })));
    const answer = await request(app)
      .get(CSV)
      .set('Accept', 'text/html')
      .expect(429, /erp_throttled/);
    expect(answer.headers['content-disposition']).toBeUndefined();
    expect(answer.headers['content-type']).toContain('text/html');
  });

  test('with a filter that makes no sense is refused', () =>
    request(appWith(pagesOf(1)))
      .get(`${CSV}?status=x`)
      .expect(400));

  test('is not sent to who asks for its headers only', async () => {
    const calls: CustomerQuery[] = [];
    const answer = await request(appWith(pagesOf(100_000, calls)))
      .head(CSV)
      .expect(200);
    expect(answer.headers['content-disposition']).toContain('customers Nordfjord Handel AS.csv');
    expect(calls.length).toBeLessThanOrEqual(2);
  });
});

test('a compressed file holds the same rows', async () => {
  const app = appWith(pagesOf(2345));
  for (const path of [CSV, NDJSON]) {
    const plain = await rawAnswer(app, path);
    for (const coding of ['gzip', 'br']) {
      const coded = await rawAnswer(app, path, { headers: { 'Accept-Encoding': coding } });
      expect(coded.headers['content-encoding']).toBe(coding);
      expect(decoded(coded)).toBe(plain.body.toString());
      expect(coded.body.length).toBeLessThan(plain.body.length / 5);
    }
  }
});

describe('a client', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function listen(list: List): Promise<number> {
    const server = createServer(appWith(list));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    return address.port;
  }

  async function open(list: List, path = CSV, version = '1.1') {
    const socket = connect(await listen(list), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`GET ${path} HTTP/${version}\r\nHost: app.test\r\nConnection: close\r\n\r\n`);
    return socket;
  }

  test.each(['1.0', '1.1'])('of HTTP/%s sees that the ERP failed in the middle of the file', async (version) => {
    const pages = pagesOf(5000);
    let fail: () => void = () => undefined;
    const failing = new Promise<never>((_resolve, reject) => {
      fail = () => reject(new ErpError('erp_unavailable'));
    });
    const list: List = (context, query) => (query?.pageNumber === 4 ? failing : pages(context, query));
    const socket = await open(list, CSV, version);
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
      if (received.includes('750,Kunde')) fail();
    });
    const [failure] = await Promise.race([
      once(socket, 'close'),
      new Promise<unknown[]>((resolve) => socket.once('error', (error) => resolve([error]))),
    ]);
    expect(failure).toMatchObject({ code: 'ECONNRESET' });
    expect(received).not.toContain('1000,Kunde');
  });

  test.each([
    ['gzip', CSV, createGunzip],
    ['br', NDJSON, createBrotliDecompress],
  ])(
    'that accepts %s has rows while the next are asked for, and sees that they failed',
    async (coding, path, decoder) => {
      const pages = pagesOf(5000);
      let fail: () => void = () => undefined;
      const failing = new Promise<never>((_resolve, reject) => {
        fail = () => reject(new ErpError('erp_unavailable'));
      });
      const list: List = (context, query) => (query?.pageNumber === 4 ? failing : pages(context, query));
      const headers = { 'Accept-Encoding': coding };
      const sent = get({ port: await listen(list), host: '127.0.0.1', path, headers, agent: false });
      sent.on('error', () => undefined);
      const answer = await new Promise<IncomingMessage>((resolve) => sent.once('response', resolve));
      expect(answer.headers['content-encoding']).toBe(coding);
      const broken = once(answer, 'error');
      let received = '';
      answer.pipe(decoder()).on('data', (chunk: Buffer) => {
        received += chunk.toString();
        if (received.includes('Kunde 750 ')) fail();
      });
      expect((await broken)[0]).toMatchObject({ code: 'ECONNRESET' });
      expect(received).not.toContain('Kunde 1000 ');
    },
  );

  test('that reads slowly is waited for: the ERP is not asked for more than it takes', async () => {
    const calls: CustomerQuery[] = [];
    const row = toCustomer({ number: '1', name: 'x'.repeat(40_000) });
    const socket = await open((_context, { pageNumber = 1, pageSize = 100 } = {}) => {
      calls.push({ pageNumber });
      const rows = [{ ...row, number: String(pageNumber) }, ...Array<Customer>(pageSize - 1).fill(row)];
      return Promise.resolve(pageWith(rows, { pageNumber, pageSize, total: 1_000_000 }));
    });
    await once(socket, 'data');
    socket.pause();
    const callsAfter = async (ms: number) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return calls.length;
    };
    // Pages of ten megabytes fill all buffers at once.
    await waitFor(async () => calls.length > 1 && (await callsAfter(200)) === (await callsAfter(200)));
    expect(calls.length).toBeLessThanOrEqual(5);
    socket.resume();
    const before = calls.length;
    await waitFor(() => calls.length > before);
  });

  test('that goes ends the questions to the ERP, the running one too', async () => {
    const calls: CustomerQuery[] = [];
    let isGivenUp = false;
    const pages = pagesOf(1_000_000, calls);
    const socket = await open((context, query) => {
      if ((query?.pageNumber ?? 0) < 3) return pages(context, query);
      return new Promise((_resolve, reject) => {
        context.signal?.addEventListener('abort', () => {
          isGivenUp = true;
          reject(new DOMException('gone', 'AbortError'));
        });
      });
    });
    await once(socket, 'data');
    socket.destroy();
    await waitFor(() => isGivenUp);
    expect(calls).toHaveLength(2);
  });
});
