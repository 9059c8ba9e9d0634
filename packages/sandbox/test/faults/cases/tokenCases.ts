import { expect } from '@jest/globals';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { ALL_BREAKS } from '../../../src/protocol/breakAnswer.ts';
import { TOKEN_ERRORS } from '../../../src/connect/faults/tokenFaults.ts';
import { GRUPPEN, OLA, tokensOf, type Tokens } from '../../connect/connectStack.ts';
import type { FaultBench, RawAnswer } from '../faultBench.ts';
import { breakCases, type FaultCase, type FaultCases } from './breakCases.ts';

type Look = (answer: RawAnswer) => void;

const codeCall =
  (look: Look): FaultCase =>
  async (bench) =>
    look(await bench.codeCall());

const refreshCall =
  (look: Look): FaultCase =>
  async (bench) =>
    look(await bench.refreshCall());

const refusedWith =
  (error: string): Look =>
  ({ status, json }) =>
    expect([status, json]).toEqual([400, { error }]);

/** A refresh that is refused, and so is the next with the same token. */
const refusedForGood: FaultCase = async (bench) => {
  const { refresh_token: token } = await signedIn(bench);
  refusedWith('invalid_grant')(await bench.refreshCall(token));
  refusedWith('invalid_grant')(await bench.refreshCall(token));
};

const signedIn = ({ sandbox }: FaultBench): Promise<Tokens> => tokensOf(sandbox, { username: OLA });

const without =
  (name: string): Look =>
  ({ status, json }) => {
    expect(status).toBe(200);
    expect(json).not.toHaveProperty(name);
  };

const answerSchema = z.object({ access_token: z.string(), id_token: z.string() });
const accessClaims = ({ json }: RawAnswer) => decodeJwt(answerSchema.parse(json).access_token);
const idClaims = ({ json }: RawAnswer) => decodeJwt(answerSchema.parse(json).id_token);

const errorCases: FaultCases = Object.fromEntries(
  TOKEN_ERRORS.map((error) => [`token_endpoint_${error}`, codeCall(refusedWith(error))]),
);

/** What each fault of the token endpoint and of its answers does. */
export const TOKEN_CASES: FaultCases = {
  ...breakCases('token_endpoint', ALL_BREAKS, (bench, patience) => bench.codeCall(patience)),
  ...errorCases,
  token_endpoint_401: codeCall(({ status, headers }) => {
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Basic realm="connect"']);
  }),
  token_endpoint_429: codeCall(({ status, headers }) =>
    expect([status, headers.get('retry-after')]).toEqual([429, '30']),
  ),
  token_endpoint_redirect: codeCall(({ status, headers }) => {
    expect([status, headers.get('location')]).toEqual([307, 'http://other.example/connect/token']);
  }),
  role_missing: codeCall(refusedWith('invalid_tenant')),
  grant_withdrawn: async (bench) => refusedWith('invalid_tenant')(await bench.serviceCall()),
  refresh_invalid_grant: async (bench) => {
    const { refresh_token: token } = await signedIn(bench);
    refusedWith('invalid_grant')(await bench.refreshCall(token));
    expect((await bench.refreshCall(token)).status).toBe(200);
  },
  refresh_expired: refusedForGood,
  refresh_revoked: refusedForGood,
  refresh_replayed: async (bench) => {
    const { refresh_token: token, access_token: accessToken } = await signedIn(bench);
    refusedWith('invalid_grant')(await bench.refreshCall(token));
    expect((await bench.get('/connect/userinfo', accessToken)).status).toBe(401);
  },
  consent_withdrawn: async (bench) => {
    await refusedForGood(bench);
    const asked = await bench.signIn({ parameters: { prompt: 'none' } });
    expect(asked.response.get('error')).toBe('login_required');
  },
  refresh_500: refreshCall(({ status, json }) => expect([status, json]).toEqual([500, { error: 'server_error' }])),
  refresh_lost_answer: async (bench) => {
    const { refresh_token: token } = await signedIn(bench);
    expect((await bench.refreshCall(token)).outcome).toBe('cut');
    refusedWith('invalid_grant')(await bench.refreshCall(token));
  },
  refresh_without_refresh_token: refreshCall(without('refresh_token')),
  refresh_wrong_sub: refreshCall((answer) => expect(idClaims(answer).sub).toBe('99999999-9999-4999-8999-999999999999')),
  refresh_wrong_iss: refreshCall((answer) => expect(idClaims(answer).iss).toBe('https://other.example')),
  token_type_not_bearer: codeCall(({ json }) => expect(json).toMatchObject({ token_type: 'DPoP' })),
  token_without_access_token: codeCall(without('access_token')),
  token_without_id_token: codeCall(without('id_token')),
  token_without_refresh_token: codeCall(without('refresh_token')),
  token_without_expires_in: codeCall(without('expires_in')),
  token_expires_in_text: codeCall(({ json }) => expect(json).toMatchObject({ expires_in: '3600' })),
  token_narrower_scope: codeCall(({ json }) => expect(json).toMatchObject({ scope: 'openid' })),
  access_token_expired: codeCall((answer) => {
    const { iat = 0, exp = 0 } = accessClaims(answer);
    expect(exp).toBeLessThan(iat);
  }),
  access_token_without_tenant: codeCall((answer) => expect(accessClaims(answer)).not.toHaveProperty('tenant_id')),
  access_token_customer_tenant: async (bench) => {
    const { access_token: token } = answerSchema.parse((await bench.codeCall()).json);
    expect(decodeJwt(token).tenant_id).toBe(GRUPPEN);
    expect((await bench.get('/v1/inventory', token)).status).toBe(401);
  },
  access_token_opaque: async (bench) => {
    const { access_token: token } = answerSchema.parse((await bench.codeCall()).json);
    expect(token).toMatch(/^opaque-/);
    expect((await bench.get('/v1/inventory', token)).status).toBe(401);
  },
};
