import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ALL_BREAKS } from '../../src/protocol/breakAnswer.ts';
import { REVOCATION_BREAKS } from '../../src/connect/faults/connectFaults.ts';
import { FAULTS } from '../../src/faults.ts';
import { OLA, tokensOf } from '../connect/connectStack.ts';
import { AUTHORIZE_CASES } from './cases/authorizeCases.ts';
import { breakCases, type FaultCases } from './cases/breakCases.ts';
import { ERP_CASES } from './cases/erpCases.ts';
import { ID_TOKEN_CASES } from './cases/idTokenCases.ts';
import { LOGOUT_CASES } from './cases/logoutCases.ts';
import { TOKEN_CASES } from './cases/tokenCases.ts';
import { DELAY_MS, openFaultBench, raw, type FaultBench, type RawAnswer } from './faultBench.ts';

let bench: FaultBench;

beforeAll(async () => {
  bench = await openFaultBench();
});
beforeEach(async () => {
  await bench.control('DELETE', 'faults');
  // Faults of keys add some; with one key each case begins alike.
  for (const step of ['sign', 'retire']) await bench.control('POST', 'keys', { step });
});
afterAll(() => bench.stop());

const METADATA = '/.well-known/openid-configuration';
const WEB = { client_id: 'isv_sandbox_web', client_secret: 'sandbox-web-secret' };

async function userinfo({ sandbox, get }: FaultBench, patience?: AbortSignal): Promise<RawAnswer> {
  const { access_token: token } = await tokensOf(sandbox, { username: OLA });
  return get('/connect/userinfo', token, patience);
}

const post =
  (path: string) =>
  ({ sandbox }: FaultBench, patience?: AbortSignal): Promise<RawAnswer> => {
    const body = new URLSearchParams({ ...WEB, token: 'any' });
    return raw(new URL(path, sandbox.url), { method: 'POST', body }, patience);
  };

const CASES: FaultCases = {
  ...AUTHORIZE_CASES,
  ...TOKEN_CASES,
  ...ID_TOKEN_CASES,
  ...LOGOUT_CASES,
  ...ERP_CASES,
  ...breakCases('userinfo', ALL_BREAKS, userinfo),
  userinfo_401: async () => expect((await userinfo(bench)).status).toBe(401),
  userinfo_wrong_sub: async () =>
    expect((await userinfo(bench)).json).toMatchObject({ sub: '99999999-9999-4999-8999-999999999999' }),
  userinfo_missing_sub: async () => {
    const { status, json } = await userinfo(bench);
    expect([status, json]).toEqual([200, expect.not.objectContaining({ sub: expect.anything() })]);
  },
  ...breakCases('discovery', ALL_BREAKS, ({ get }, patience) => get(METADATA, '', patience)),
  discovery_wrong_issuer: async ({ get }) =>
    expect((await get(METADATA)).json).toMatchObject({ issuer: 'https://other.example' }),
  discovery_without_endpoints: async ({ get, sandbox }) =>
    expect((await get(METADATA)).json).toEqual({ issuer: sandbox.url }),
  ...breakCases('jwks', ALL_BREAKS, ({ get }, patience) => get(`${METADATA}/jwks`, '', patience)),
  jwks_empty: async ({ get }) => expect((await get(`${METADATA}/jwks`)).json).toEqual({ keys: [] }),
  ...breakCases('revocation', REVOCATION_BREAKS, post('/connect/revocation')),
  introspection_500: async () => expect((await post('/connect/introspect')(bench)).status).toBe(500),
};

describe('Every fault, once', () => {
  test('has a case', () => {
    expect(Object.keys(CASES).sort()).toEqual(FAULTS.map(({ name }) => name).sort());
  });

  test.each(FAULTS)('$name: $description', async ({ name }) => {
    bench.sandbox.setFault({ name, times: 1 });
    await CASES[name]?.(bench);
    expect(await bench.control('GET', 'faults')).toMatchObject({ active: [] });
  });
});

describe('A slow answer', () => {
  test('takes no fault that is ordered while it waits', async () => {
    bench.sandbox.setFault({ name: 'token_endpoint_slow', times: 1 });
    const slow = bench.codeCall();
    await bench.allFaultsTaken();
    bench.sandbox.setFault({ name: 'token_endpoint_500', times: 1 });
    expect([(await slow).status, (await bench.codeCall()).status]).toEqual([200, 500]);
  });

  test('is not worked on any more when its caller has gone', async () => {
    await bench.control('PUT', 'settings', { faultDelayMs: 3000 });
    bench.sandbox.setFault({ name: 'token_endpoint_slow', times: 1 });
    const patience = new AbortController();
    const slow = bench.codeCall(patience.signal);
    await bench.allFaultsTaken();
    patience.abort();
    expect((await slow).outcome).toBe('hangs');
    bench.sandbox.setFault({ name: 'token_type_not_bearer', times: 1 });
    expect((await bench.codeCall()).json).toMatchObject({ token_type: 'DPoP' });
    await bench.control('PUT', 'settings', { faultDelayMs: DELAY_MS });
  });
});
