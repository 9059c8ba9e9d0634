import { expect } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import { exchange } from '../../connect/connectStack.ts';
import type { Page } from '../../connect/httpBrowser.ts';
import type { FaultBench } from '../faultBench.ts';
import type { FaultCase, FaultCases } from './breakCases.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Signs in and out again, and answers what the person then sees. */
async function signOut(bench: FaultBench): Promise<Page> {
  const visit = await bench.signIn();
  const { body } = await exchange(bench.sandbox, visit);
  bench.notices.length = 0;
  const query = new URLSearchParams({
    id_token_hint: String(body.id_token),
    post_logout_redirect_uri: 'http://localhost:3000/signed-out',
    state: 'my-state',
  });
  return visit.browser.visit(`${bench.sandbox.url}/connect/endsession?${query.toString()}`);
}

const page =
  (look: (page: Page) => void): FaultCase =>
  async (bench) =>
    look(await signOut(bench));

/** Where the person is led after the frames. */
const nextOf = ({ html }: Page): string | undefined =>
  /href="([^"]*)" data-go-on-after/.exec(html)?.[1]?.replaceAll('&amp;', '&');

const frame = ({ html }: Page): URL | undefined => {
  const src = /<iframe src="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  return src === undefined ? undefined : new URL(src);
};

const tokenOf = ({ notices }: FaultBench): string => notices[0]?.get('logout_token') ?? '';

const token =
  (look: (claims: JWTPayload, token: string) => void): FaultCase =>
  async (bench) => {
    await signOut(bench);
    look(decodeJwt(tokenOf(bench)), tokenOf(bench));
  };

const has = (names: readonly string[], missing: readonly string[]): FaultCase =>
  token((claims) => {
    for (const name of names) expect(claims).toHaveProperty(name);
    for (const name of missing) expect(claims).not.toHaveProperty(name);
  });

/** What each fault of signing out does. */
export const LOGOUT_CASES: FaultCases = {
  end_session_wrong_state: page((shown) =>
    expect(nextOf(shown)).toBe('http://localhost:3000/signed-out?state=another-state'),
  ),
  end_session_missing_state: page((shown) => expect(nextOf(shown)).toBe('http://localhost:3000/signed-out')),
  end_session_no_return: page((shown) => expect([shown.status, nextOf(shown)]).toEqual([200, undefined])),
  end_session_500: async (bench) => {
    expect((await signOut(bench)).status).toBe(500);
    expect(bench.notices).toEqual([]);
  },
  front_channel_without_sid: page((shown) => expect(frame(shown)?.search).toBe('')),
  front_channel_wrong_iss: page((shown) => expect(frame(shown)?.searchParams.get('iss')).toBe('https://other.example')),
  front_channel_wrong_sid: async (bench) => {
    const shown = await signOut(bench);
    expect(frame(shown)?.searchParams.get('sid')).toHaveLength(36);
    expect(frame(shown)?.searchParams.get('sid')).not.toBe(decodeJwt(tokenOf(bench)).sid);
  },
  front_channel_missing: page((shown) => expect(frame(shown)).toBeUndefined()),
  back_channel_alg_none: token((_claims, given) =>
    expect(JSON.parse(atob(given.split('.')[0] ?? ''))).toEqual({ alg: 'none' }),
  ),
  back_channel_wrong_alg: token((_claims, given) => expect(decodeProtectedHeader(given).alg).toBe('RS512')),
  back_channel_wrong_signature: token((_claims, given) => expect(given.split('.')).toHaveLength(3)),
  back_channel_wrong_typ: token((_claims, given) => expect(decodeProtectedHeader(given).typ).toBe('at+jwt')),
  back_channel_wrong_iss: token(({ iss }) => expect(iss).toBe('https://other.example')),
  back_channel_wrong_aud: token(({ aud }) => expect(aud).toBe('isv_another_application')),
  back_channel_missing_iat: has(['jti', 'exp'], ['iat']),
  back_channel_missing_jti: has(['iat', 'exp'], ['jti']),
  back_channel_expired: token(({ exp = 0 }) => expect(exp).toBeLessThan(Date.now() / 1000 - 3500)),
  back_channel_no_event: has(['sid'], ['events']),
  back_channel_wrong_event: token(({ events }) => expect(events).not.toHaveProperty([EVENT])),
  back_channel_nonce: has(['nonce', 'events'], []),
  back_channel_without_sid: has(['sub'], ['sid']),
  back_channel_without_sub: has(['sid'], ['sub']),
  back_channel_without_sub_and_sid: has(['events'], ['sub', 'sid']),
  back_channel_unknown_sid: has(['sid'], ['sub']),
  back_channel_unknown_claims: has(['sub', 'sid', 'nobody_knows'], []),
  back_channel_unknown_form_field: async (bench) => {
    await signOut(bench);
    expect([...(bench.notices[0]?.keys() ?? [])]).toEqual(['logout_token', 'nobody_knows']);
  },
  back_channel_replayed: async (bench) => {
    await signOut(bench);
    const [first, second] = bench.notices.map((notice) => notice.get('logout_token'));
    expect([bench.notices.length, second]).toEqual([2, first]);
  },
  back_channel_oversized: async (bench) => {
    await signOut(bench);
    expect(bench.notices[0]?.get('padding')).toHaveLength(2_000_000);
  },
  back_channel_not_a_jwt: async (bench) => {
    await signOut(bench);
    expect(tokenOf(bench)).toBe('this-is-no-jwt');
  },
  back_channel_missing: async (bench) => {
    await signOut(bench);
    expect(bench.notices).toEqual([]);
  },
};
