import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { aToken, GRUPPEN, SERVICE, startErpStack, type ErpStack } from './erpStack.ts';

let erp: ErpStack;
beforeAll(async () => void (erp = await startErpStack(50)));
afterAll(() => erp.stop());
afterEach(() => erp.restore());

const SERVICE_READ = ['vismanet_erp_service_api:read'];

describe('who may call', () => {
  test.each([
    ['no token', '', {}, undefined],
    [
      'the guide’s Authentication header',
      '',
      { authentication: `Bearer ${aToken()}` },
      'The header must be called Authorization, not Authentication',
    ],
    ['another scheme', '', { authorization: 'Basic abc' }, 'Authorization must be "Bearer <access token>"'],
    ['a forged token', 'forged', {}, 'The access token is not one of this issuer'],
    ['an expired token', aToken({ exp: 1000 }), {}, 'The access token has expired'],
    [
      'a customer tenant',
      aToken({ tenant_id: GRUPPEN }),
      {},
      'The token is for a customer tenant; use the company’s tenant id',
    ],
    ['no tenant', aToken({ tenant_id: undefined }), {}, 'The token names no known company'],
    ['an unknown tenant', aToken({ tenant_id: 'x' }), {}, 'The token names no known company'],
  ])('%s is answered with 401, and the request log knows why', async (_case, token, headers, note) => {
    const answer = await erp.call('/v1/inventory', { token, headers });
    expect(answer.status).toBe(401);
    expect(answer.json()).toEqual({ statusCode: 401, message: expect.any(String) });
    expect(erp.notes).toEqual(note === undefined ? [] : [note]);
  });

  test.each([
    ['an interactive token without the scope', aToken({ scope: ['openid'] })],
    ['an interactive token with the service scope', aToken({ scope: SERVICE_READ })],
    ['a service token with the interactive scope', aToken({ sub: undefined })],
  ])('%s is answered with 403', async (_case, token) => {
    expect((await erp.call('/v1/inventory', { token })).status).toBe(403);
  });

  test('a service token with the service scope reads, and does not create', async () => {
    const token = aToken({ sub: undefined, scope: SERVICE_READ, client_id: 'isv_sandbox_service' });
    expect((await erp.call('/v1/inventory?pageSize=1', { token })).status).toBe(200);
    expect((await erp.call('/v1/inventory', { token, method: 'POST', body: {} })).status).toBe(403);
  });

  test('refusals have no body by setting', async () => {
    erp.settings.erpRefusalBody = 'empty';
    expect((await erp.call('/v1/inventory', { token: '' })).text).toBe('');
  });

  test('ipp-company-id changes nothing', async () => {
    const answer = await erp.call('/v1/inventory?pageSize=1', { headers: { 'ipp-company-id': '4711' } });
    expect(answer.status).toBe(200);
    expect(erp.notes).toEqual(['ipp-company-id is ignored: the company comes from the token']);
  });
});

describe('what is not there', () => {
  test('an unknown path and a method that the API has not got', async () => {
    expect((await erp.call('/v1/nonsense')).status).toBe(404);
    expect((await erp.call('/v1/inventory/100001', { method: 'DELETE' })).status).toBe(404);
    expect(erp.notes).toContain('The real API has no DELETE at this address, it has GET, PUT');
    erp.settings.erpUnknownMethodStatus = 405;
    expect((await erp.call('/v1/inventory/100001', { method: 'DELETE' })).status).toBe(405);
  });

  test('the old host serves the same data and says that it is old', async () => {
    const path = '/inventory?pageSize=3';
    const [old, current] = await Promise.all([erp.call(`/API/controller/api/v1${path}`), erp.call(`/v1${path}`)]);
    expect(old.json()).toEqual(current.json());
    expect(erp.notes).toContain('This is the old host; use the paths of api.finance.visma.net');
  });
});

describe('the quota', () => {
  const quotaOf = (answer: { headers: Headers }): (string | null)[] =>
    ['limit', 'remaining', 'reset', 'policy'].map((name) => answer.headers.get(`x-ratelimit-${name}`));

  test('every answer carries it, refusals too, and an id of its own', async () => {
    const answer = await erp.call('/v1/inventory?pageSize=1');
    expect(quotaOf(answer)).toEqual(['15000', '14999', '2700', '4-fixed-window']);
    const refused = await erp.call('/v1/inventory', { token: '' });
    expect(quotaOf(refused)).toEqual(['15000', '15000', '2700', '4-fixed-window']);
    const ids = [answer, refused].map(({ headers }) => headers.get('ipp-request-id'));
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('one call too many is 429 with Retry-After; the next hour begins anew', async () => {
    erp.settings.erpRateLimitPerHour = 2;
    for (const remaining of ['1', '0']) {
      expect(quotaOf(await erp.call('/v1/inventory?pageSize=1'))[1]).toBe(remaining);
    }
    const refused = await erp.call('/v1/inventory');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('2700');
    erp.clock.nowMs += 2_700_000;
    expect((await erp.call('/v1/inventory?pageSize=1')).status).toBe(200);
    erp.clock.nowMs -= 2_700_000;
  });

  test('it is counted per company and client', async () => {
    erp.settings.erpRateLimitPerHour = 1;
    const others = [aToken(), aToken({ tenant_id: SERVICE }), aToken({ client_id: 'isv_other' })];
    for (const token of others) expect((await erp.call('/v1/inventory?pageSize=1', { token })).status).toBe(200);
    expect((await erp.call('/v1/inventory')).status).toBe(429);
  });

  test('the old host counts per application, 500 an hour', async () => {
    erp.settings.erpLegacyRateLimitPerHour = 1;
    const old = '/API/controller/api/v1/inventory?pageSize=1';
    expect(quotaOf(await erp.call(old))).toEqual(['1', '0', '2700', '6-fixed-window']);
    expect((await erp.call(old, { token: aToken({ tenant_id: SERVICE }) })).status).toBe(429);
    expect((await erp.call('/v1/inventory?pageSize=1')).status).toBe(200);
  });
});

describe('faults', () => {
  test.each([
    ['erp_unavailable', 503],
    ['erp_throttled', 429],
    ['erp_unauthorised', 401],
    ['erp_forbidden', 403],
  ] as const)('%s answers %i once', async (fault, status) => {
    erp.faults.push(fault);
    expect((await erp.call('/v1/inventory?pageSize=1')).status).toBe(status);
    expect((await erp.call('/v1/inventory?pageSize=1')).status).toBe(200);
  });

  test('nonsense, null and bare rows come with 200', async () => {
    erp.faults.push('erp_nonsense');
    expect((await erp.call('/v1/inventory')).headers.get('content-type')).toMatch(/^text\/html/);
    erp.faults.push('erp_null');
    expect((await erp.call('/v1/inventory')).text).toBe('null');
    erp.faults.push('erp_bare_rows');
    const [row] = [(await erp.call('/v1/inventory?pageSize=1')).json()].flat();
    expect(row).toMatchObject({ crossReferences: null, warehouseDetails: null });
    expect(row).not.toHaveProperty('metadata');
  });

  test('a cut connection and one that hangs', async () => {
    erp.faults.push('erp_reset');
    await expect(erp.call('/v1/inventory')).rejects.toThrow('fetch failed');
    erp.faults.push('erp_hangs');
    const hanging = fetch(new URL('/v1/inventory', erp.url), { signal: AbortSignal.timeout(200) });
    await expect(hanging).rejects.toThrow();
  });
});
