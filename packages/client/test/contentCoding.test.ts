import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHttpFetch } from '../src/connect/httpFetch.ts';
import { createTransport, type Transport } from '../src/transport/transport.ts';
import { startHostileServer, type HostileServer, type Respond } from './hostileServer.ts';
import { refusalOf } from './refusalOf.ts';

const CONTEXT = { accessToken: 'the-token', correlationId: 'the-correlation-id' };
const MOST_BYTES = 100_000;

let server: HostileServer;
let transport: Transport;
const http = createHttpFetch({ timeoutMs: 5000, now: () => 0 });

beforeAll(async () => {
  server = await startHostileServer();
  transport = createTransport({ origins: [server.url], userAgent: 'test', maxAnswerBytes: MOST_BYTES });
});
afterAll(async () => {
  await Promise.all([transport.close(), http.close()]);
  await server.stop();
});
beforeEach(() => {
  server.answers.length = 0;
  server.requests.length = 0;
});

function coded(coding: string, body: Uint8Array, status = 200): Respond {
  return (_request, response) => void response.writeHead(status, { 'content-encoding': coding }).end(body);
}

const ask = () =>
  transport.send(CONTEXT, { name: 'things.list', method: 'GET', url: new URL('/v1/things', server.url) });

const CODINGS: [string, (text: string) => Uint8Array][] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZIP', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['identity', (text) => Buffer.from(text)],
];

describe.each(CODINGS)('an answer in %s', (coding, code) => {
  test('of an API is read, a refusal too', async () => {
    server.answers.push(coded(coding, code('["æøå"]')), coded(coding, code('{"message":"nei"}'), 400));
    expect((await ask()).text).toBe('["æøå"]');
    expect((await refusalOf(ask())).details.providerDescription).toBe('nei');
  });

  test('of Visma Connect is read', async () => {
    server.answers.push(coded(coding, code('{"a":"ø"}')));
    expect(await (await http.fetch(server.url, {})).json()).toEqual({ a: 'ø' });
  });
});

test('both say what they understand', async () => {
  server.answers.push(coded('gzip', gzipSync('[]')));
  await ask();
  await http.fetch(server.url, {});
  expect(server.requests.map(({ headers }) => headers['accept-encoding'])).toEqual(['gzip, br', 'gzip, br']);
});

test('an answer without content may name a coding', async () => {
  server.answers.push(coded('gzip', Buffer.alloc(0), 204));
  expect(await ask()).toMatchObject({ status: 204, text: '' });
});

test.each([
  ['has too much content', 'gzip', gzipSync('x'.repeat(MOST_BYTES + 1)), 'things.list: no answer (too_large)'],
  ['was cut', 'gzip', gzipSync('[1,2,3]').subarray(0, 20), 'things.list: no answer (not_http)'],
  ['is not what it says', 'br', Buffer.from('[1,2,3]'), 'things.list: no answer (not_http)'],
  ['is in a coding that nobody asked for', 'zstd', Buffer.from('[1]'), 'things.list: no answer (not_http)'],
])('an answer that %s makes no sense', async (_case, coding, body, message) => {
  server.answers.push(coded(coding, body));
  expect(await refusalOf(ask())).toMatchObject({ code: 'erp_nonsense', message });
});

test('an answer of as much as is allowed is read', async () => {
  server.answers.push(coded('gzip', gzipSync('x'.repeat(MOST_BYTES))));
  expect((await ask()).text).toHaveLength(MOST_BYTES);
});

test('an answer of Visma Connect of megabytes, in a few kilobytes, is not read', async () => {
  server.answers.push(coded('gzip', gzipSync(Buffer.alloc(5_000_000))));
  await expect(http.fetch(server.url, {})).rejects.toThrow('too_large');
});
