import { expect, test } from '@jest/globals';
import { withCompanyToken } from '../../src/connections/withCompanyToken.ts';
import { ErpError } from 'visma-net-client/errors';
import type { TokenSet } from '../../src/oidc/tokenSet.ts';
import { aCompany, aSignedInPerson } from '../support/pageApp.ts';

const NOW = 1_800_000_000;

function aTokenSet(accessToken: string, obtainedAt: number): TokenSet {
  const times = { obtainedAt, expiresAt: obtainedAt + 3600, lifetimeSeconds: 3600 };
  return { accessToken, idToken: 'id', refreshToken: 'refresh', scopes: [], ...times };
}

/** Calls an API that refuses the given tokens with 401, with a token that is `age` seconds old. */
async function callWith({ age, refuses }: { age: number; refuses: readonly string[] }) {
  const used: string[] = [];
  let refreshes = 0;
  const freshTokens = {
    get: () => Promise.resolve(aTokenSet('old', NOW - age)),
    replace: () => {
      refreshes += 1;
      return Promise.resolve(aTokenSet('new', NOW));
    },
  };
  const answer: unknown = await withCompanyToken(
    { freshTokens, now: () => NOW * 1000 },
    {
      signedIn: aSignedInPerson({ companies: { t1: aCompany('t1', 'A') } }),
      tenantId: 't1',
      call: (accessToken) => {
        used.push(accessToken);
        return refuses.includes(accessToken)
          ? Promise.reject(new ErpError('erp_unauthorised'))
          : Promise.resolve('rows');
      },
    },
  ).catch((error: unknown) => (error instanceof ErpError ? error.code : 'another error'));
  return { answer, used, refreshes };
}

test('a fresh token that the API refuses is not refreshed: the company is not allowed', async () => {
  const outcome = await callWith({ age: 59, refuses: ['old'] });
  expect(outcome).toEqual({ answer: 'company_not_allowed', used: ['old'], refreshes: 0 });
});

test('an older token that the API refuses is refreshed once, and the call made again', async () => {
  const outcome = await callWith({ age: 60, refuses: ['old'] });
  expect(outcome).toEqual({ answer: 'rows', used: ['old', 'new'], refreshes: 1 });
});

test('whose new token is refused too is not allowed either', async () => {
  const outcome = await callWith({ age: 60, refuses: ['old', 'new'] });
  expect(outcome).toEqual({ answer: 'company_not_allowed', used: ['old', 'new'], refreshes: 1 });
});
