import { expect } from '@jest/globals';
import { AUTHORIZE_BREAKS, KEPT_ERRORS, RETURNED_ERRORS } from '../../../src/connect/faults/authorizeFaults.ts';
import { aVerifier, authorizeUrl, exchange, HANDEL, KARI, SERVICE } from '../../connect/connectStack.ts';
import { decodeJwt } from 'jose';
import { raw, type FaultBench } from '../faultBench.ts';
import { breakCases, type FaultCase, type FaultCases } from './breakCases.ts';

/** The parameters of the response after a sign-in. */
function responseTo(look: (response: URLSearchParams, bench: FaultBench) => void): FaultCase {
  return async (bench) => look((await bench.signIn()).response, bench);
}

function errorCases(errors: readonly string[]): FaultCases {
  const cases = errors.map((error): [string, FaultCase] => [
    `authorize_${error}`,
    responseTo((response, { sandbox }) => {
      expect([response.get('error'), response.get('code')]).toEqual([error, null]);
      expect([response.get('state'), response.get('iss')]).toEqual(['the-state', sandbox.url]);
    }),
  ]);
  return Object.fromEntries(cases);
}

const all = (name: string, expected: readonly unknown[]): FaultCase =>
  responseTo((response) => expect(response.getAll(name)).toEqual(expected));

/** What each fault of the authorization endpoint does. */
export const AUTHORIZE_CASES: FaultCases = {
  ...errorCases(RETURNED_ERRORS),
  ...errorCases(KEPT_ERRORS),
  ...breakCases('authorize', AUTHORIZE_BREAKS, ({ sandbox }, patience) =>
    raw(new URL(authorizeUrl(sandbox, aVerifier().challenge)), { redirect: 'manual' }, patience),
  ),
  authorize_error_page: async (bench) => {
    const { page } = await bench.signIn();
    expect([page.status, page.url]).toEqual([400, expect.stringContaining('/error?errorId=')]);
  },
  authorize_wrong_iss: all('iss', ['https://other.example']),
  authorize_missing_iss: all('iss', []),
  authorize_repeated_iss: responseTo((response) => expect(response.getAll('iss')).toHaveLength(2)),
  authorize_wrong_state: all('state', ['another-state']),
  authorize_missing_state: all('state', []),
  authorize_repeated_state: all('state', ['the-state', 'another-state']),
  authorize_no_code: responseTo((response) => {
    expect([response.has('code'), response.has('error'), response.get('state')]).toEqual([false, false, 'the-state']);
  }),
  authorize_wrong_code: async (bench) => {
    const answer = await exchange(bench.sandbox, await bench.signIn());
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
  },
  authorize_repeated_code: all('code', [expect.any(String), 'another-code']),
  authorize_code_and_error: responseTo((response) => {
    expect([response.has('code'), response.get('error')]).toEqual([true, 'access_denied']);
  }),
  authorize_huge_parameters: responseTo((response) => {
    expect([response.get('code'), response.get('nobody_asked_for')].map((one) => one?.length)).toEqual([6000, 6000]);
  }),
  authorize_other_company: async (bench) => {
    const visit = await bench.signIn({ username: KARI, tenantId: HANDEL });
    const { body } = await exchange(bench.sandbox, visit);
    expect(decodeJwt(String(body.access_token)).tenant_id).toBe(SERVICE);
  },
};
