import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ErpError } from '../src/errors.ts';
import type { CallContext, RecordedCall } from '../src/transport/callContext.ts';
import type { ApiCall } from '../src/transport/apiCall.ts';
import { createTransport, type Transport, type TransportOptions } from '../src/transport/transport.ts';
import { answer, hang, reset, startHostileServer, type HostileServer, type Respond } from './hostileServer.ts';
import { refusalOf } from './refusalOf.ts';

let server: HostileServer;
let transport: Transport;
/** Milliseconds that were waited for before a retry. */
let waits: number[];

const CONTEXT: CallContext = { accessToken: 'the-token', correlationId: 'the-correlation-id' };
const SHORT = { callMs: 1500 };

beforeAll(async () => {
  server = await startHostileServer();
  transport = aTransport();
});
afterAll(async () => {
  await transport.close();
  await server.stop();
});
beforeEach(() => {
  server.answers.length = 0;
  server.requests.length = 0;
  waits = [];
});

function aTransport(options: Partial<TransportOptions> = {}): Transport {
  const wait = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
  return createTransport({ origins: [server.url], userAgent: 'acme-sync/2.1', now: () => 0, wait, ...options });
}

async function withTransport<T>(options: Partial<TransportOptions>, act: (one: Transport) => Promise<T>): Promise<T> {
  const one = aTransport(options);
  try {
    return await act(one);
  } finally {
    await one.close();
  }
}

function aCall(part: Partial<ApiCall> = {}): ApiCall {
  return { name: 'things.list', method: 'GET', url: new URL('/v1/things?a=b', server.url), ...part };
}

function answers(...them: Respond[]): void {
  server.answers.push(...them);
}

const refused = (part?: Partial<ApiCall>): Promise<ErpError> => refusalOf(transport.send(CONTEXT, aCall(part)));

describe('a call', () => {
  test('carries token, Accept, User-Agent and correlation id, and neither company nor application type', async () => {
    answers(answer(200, []));
    await transport.send(CONTEXT, aCall());
    const [{ headers, url } = { headers: {}, url: '' }] = server.requests;
    expect(url).toBe('/v1/things?a=b');
    expect(headers).toMatchObject({
      accept: 'application/json',
      authorization: 'Bearer the-token',
      'user-agent': 'acme-sync/2.1',
      'x-correlation-id': 'the-correlation-id',
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('ipp-'))).toEqual([]);
  });

  test('hands back status, headers, text and quota', async () => {
    const quota = { 'X-RateLimit-Limit': '500', 'X-RateLimit-Remaining': '499', 'X-RateLimit-Reset': '60' };
    answers(answer(200, 'æøå', { ...quota, 'X-RateLimit-Policy': '4-fixed-window', ETag: '"1"' }));
    expect(await transport.send(CONTEXT, aCall())).toMatchObject({
      status: 200,
      text: 'æøå',
      headers: { etag: '"1"' },
      quota: { api: 'erp', limit: 500, remaining: 499, resetSeconds: 60, policy: '4-fixed-window' },
    });
  });

  test('has no quota when the API says nothing, or nothing that can be read', async () => {
    answers(answer(200, [], { 'X-RateLimit-Limit': 'many' }));
    expect((await transport.send(CONTEXT, aCall())).quota).toBeUndefined();
  });

  test('writes send JSON', async () => {
    answers(answer(204));
    await transport.send(CONTEXT, aCall({ method: 'PUT', body: { description: { value: 'ø' } } }));
    expect(server.requests).toMatchObject([
      { method: 'PUT', body: '{"description":{"value":"ø"}}', headers: { 'content-type': 'application/json' } },
    ]);
  });

  test('goes to the API’s own origin only, so that the token goes nowhere else', async () => {
    const url = new URL('http://elsewhere.example/v1/things');
    await expect(transport.send(CONTEXT, aCall({ url }))).rejects.toThrow('not at an address of the API');
  });

  test('twenty calls use one connection, at most two', async () => {
    answers(answer(200, []));
    await withTransport({}, async (fresh) => {
      const before = server.connections();
      for (let i = 0; i < 20; i += 1) await fresh.send(CONTEXT, aCall());
      expect(server.connections() - before).toBeLessThanOrEqual(2);
    });
  });

  test('calls at the same time share a limited number of connections', async () => {
    answers(answer(200, []));
    await withTransport({ maxConnections: 3 }, async (fresh) => {
      const before = server.connections();
      await Promise.all(Array.from({ length: 20 }, () => fresh.send(CONTEXT, aCall())));
      expect(server.connections() - before).toBeLessThanOrEqual(3);
    });
  });
});

describe('a second try', () => {
  test('follows a connection that was cut, for a read', async () => {
    answers(reset, answer(200, []));
    expect((await transport.send(CONTEXT, aCall())).status).toBe(200);
    expect([server.requests.length, waits]).toEqual([2, []]);
  });

  test.each([
    ['of a known length', { 'content-length': '1000' }],
    ['in chunks', {}],
  ])('follows an answer %s that was cut in the middle', async (_case, headers) => {
    const cut: Respond = (request, response) => {
      response.writeHead(200, headers).write('[{"a":');
      setImmediate(() => request.socket.destroy());
    };
    answers(cut, answer(200, []));
    expect((await transport.send(CONTEXT, aCall())).text).toBe('[]');
  });

  test('follows a 503, after as long as it asks for', async () => {
    answers(answer(503, '', { 'Retry-After': '1' }), answer(200, []));
    expect((await transport.send(CONTEXT, aCall())).status).toBe(200);
    expect(waits).toEqual([1000]);
  });

  test('takes Retry-After as a date too', async () => {
    answers(answer(503, '', { 'Retry-After': new Date(2000).toUTCString() }), answer(200, []));
    await transport.send(CONTEXT, aCall());
    expect(waits).toEqual([2000]);
  });

  test('follows a 503 that asks for nothing, soon', async () => {
    answers(answer(503), answer(200, []));
    await transport.send(CONTEXT, aCall());
    expect(waits).toEqual([200]);
  });

  test('does not wait for a minute: the error says when', async () => {
    answers(answer(503, '', { 'Retry-After': '60' }));
    expect(await refused()).toMatchObject({ code: 'erp_unavailable', details: { retryAfterSeconds: 60, status: 503 } });
    expect([server.requests.length, waits]).toEqual([1, []]);
  });

  test('comes once only', async () => {
    answers(answer(503, '', { 'Retry-After': '0' }));
    expect((await refused()).code).toBe('erp_unavailable');
    expect(server.requests).toHaveLength(2);
    server.requests.length = 0;
    server.answers.length = 0;
    answers(reset);
    expect((await refused()).code).toBe('erp_unavailable');
    expect(server.requests).toHaveLength(2);
  });

  test('does not start when the time of the call would be over', async () => {
    answers(answer(503, '', { 'Retry-After': '2' }));
    await withTransport({ timeouts: SHORT }, async (hasty) => {
      expect((await refusalOf(hasty.send(CONTEXT, aCall()))).code).toBe('erp_unavailable');
    });
    expect(server.requests).toHaveLength(1);
  });

  test.each(['POST', 'PUT', 'DELETE'] as const)('never follows a %s', async (method) => {
    for (const bad of [reset, answer(503, '', { 'Retry-After': '0' })]) {
      server.requests.length = 0;
      server.answers.length = 0;
      answers(bad, answer(204));
      expect((await refused({ method, body: {} })).code).toBe('erp_unavailable');
      expect(server.requests).toHaveLength(1);
    }
  });

  test.each([500, 502, 504, 429])('does not follow a %d', async (status) => {
    answers(answer(status));
    await refused();
    expect(server.requests).toHaveLength(1);
  });
});

describe('no answer', () => {
  test('a call that hangs ends with its time', async () => {
    answers(hang);
    await withTransport({ timeouts: SHORT }, async (hasty) => {
      expect(await refusalOf(hasty.send(CONTEXT, aCall()))).toMatchObject({
        code: 'erp_unavailable',
        message: 'things.list: no answer (timeout)',
      });
    });
    expect(server.requests).toHaveLength(1);
  });

  test('so does an answer that stops in the middle', async () => {
    answers((_request, response) => void response.writeHead(200, { 'content-length': '10' }).write('[1,'));
    await withTransport({ timeouts: SHORT }, async (hasty) => {
      expect((await refusalOf(hasty.send(CONTEXT, aCall()))).message).toBe('things.list: no answer (timeout)');
    });
  });

  test.each([
    ['nobody listens', 'http://127.0.0.1:1'],
    ['there is no such host', 'http://erp.invalid'],
  ])('%s: the ERP is unavailable', async (_case, origin) => {
    await withTransport({ origins: [origin] }, async (lost) => {
      const error = await refusalOf(lost.send(CONTEXT, aCall({ url: new URL('/v1/things', origin) })));
      expect(error.code).toBe('erp_unavailable');
      // A resolver may take longer than connecting may.
      expect(error.message).toMatch(/^things\.list: no answer \((unreachable|timeout)\)$/);
    });
  });

  test('a caller who gives up gets the own reason back, not an error of the ERP', async () => {
    answers(hang);
    const controller = new AbortController();
    const call = transport.send({ ...CONTEXT, signal: controller.signal }, aCall());
    const reason = new Error('the person has gone');
    setImmediate(() => controller.abort(reason));
    await expect(call).rejects.toBe(reason);
    await expect(transport.send({ ...CONTEXT, signal: controller.signal }, aCall())).rejects.toBe(reason);
  });

  test('an answer of 17 MB is nonsense', async () => {
    answers(answer(200, 'x'.repeat(17 * 1024 * 1024)));
    expect(await refused()).toMatchObject({
      code: 'erp_nonsense',
      message: 'things.list: no answer (too_large)',
    });
  });

  test('what is not HTTP is nonsense', async () => {
    answers((request) => void request.socket.end('hello\r\n\r\n'));
    expect((await refused()).code).toBe('erp_nonsense');
  });
});

describe('a refusal', () => {
  test.each([
    [400, {}, 'erp_rejected'],
    [401, {}, 'erp_unauthorised'],
    [403, {}, 'erp_forbidden'],
    [404, {}, 'erp_not_found'],
    [405, {}, 'erp_rejected'],
    [408, {}, 'erp_unavailable'],
    [409, {}, 'erp_conflict'],
    [410, {}, 'erp_not_found'],
    [412, {}, 'erp_conflict'],
    [422, {}, 'erp_rejected'],
    [429, {}, 'erp_throttled'],
    [500, {}, 'erp_unavailable'],
    [501, {}, 'erp_unavailable'],
    [302, {}, 'erp_nonsense'],
    [400, { ExceptionFaultCode: '12027' }, 'company_not_allowed'],
    [401, { ExceptionFaultCode: 12027 }, 'company_not_allowed'],
    [403, { ExceptionMessageID: '12027_6b1c9f0a' }, 'company_not_allowed'],
    [400, { exceptionFaultCode: '12002' }, 'company_not_allowed'],
    [500, { ExceptionFaultCode: '12027' }, 'erp_unavailable'],
  ])('%d with %j is %s, and says its status', async (status, body, code) => {
    answers(answer(status, body, { location: `${server.url}/elsewhere` }));
    expect(await refused()).toMatchObject({ code, details: { status } });
    expect(server.requests.map(({ url }) => url)).toEqual(['/v1/things?a=b']);
  });

  test('429 says when to come back: Retry-After, else the end of the window', async () => {
    const window = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1800' };
    answers(answer(429, '', { ...window, 'Retry-After': '30' }), answer(429, '', window), answer(429));
    expect((await refused()).details).toMatchObject({ retryAfterSeconds: 30, quota: { remaining: 0 } });
    expect((await refused()).details).toMatchObject({ retryAfterSeconds: 1800 });
    expect((await refused()).details.retryAfterSeconds).toBeUndefined();
  });

  test('its reason holds neither token nor address nor words from outside', async () => {
    answers(answer(400, { message: 'secret words' }));
    expect((await refused()).message).toBe('things.list: answered with 400');
  });
});

describe('recording', () => {
  test('tells of every exchange: what was sent, what came, when and how long', async () => {
    const calls: RecordedCall[] = [];
    answers(reset, answer(200, [1], { 'X-Some': 'thing' }));
    await transport.send({ ...CONTEXT, onCall: (call) => calls.push(call) }, aCall());
    const sent = { name: 'things.list', method: 'GET', url: `${server.url}/v1/things?a=b`, startedAtMs: 0 };
    expect(calls).toMatchObject([
      { ...sent, status: undefined, failure: 'reset', responseBody: '' },
      { ...sent, status: 200, failure: undefined, responseBody: '[1]', responseHeaders: { 'x-some': 'thing' } },
    ]);
    expect(calls[1]?.requestHeaders.authorization).toBe('Bearer the-token');
    expect(calls[1]?.durationMs).toBeGreaterThan(0);
  });

  test('keeps the first 64 KB of a body, whole characters', async () => {
    const calls: RecordedCall[] = [];
    answers(answer(200, `x${'ø'.repeat(100_000)}`));
    await transport.send({ ...CONTEXT, onCall: (call) => calls.push(call) }, aCall());
    expect(calls[0]?.responseBody).toBe(`x${'ø'.repeat(32_767)}`);
  });

  test('tells of what was written', async () => {
    const calls: RecordedCall[] = [];
    answers(answer(409, { message: 'no' }));
    await refusalOf(
      transport.send({ ...CONTEXT, onCall: (call) => calls.push(call) }, aCall({ method: 'POST', body: { a: 1 } })),
    );
    expect(calls).toMatchObject([
      { method: 'POST', requestBody: '{"a":1}', status: 409, responseBody: '{"message":"no"}' },
    ]);
  });
});
