import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spyOn } from 'jest-mock';
import type { JWTPayload } from 'jose';
import { isRefusal, type ErrorCode } from '../../src/errors.ts';
import type { Logger } from '../../src/log.ts';
import { silentLogger } from '../../src/log.ts';
import { finishSignIn, type SignInResult } from '../../src/oidc/exchange.ts';
import { createLogoutTokenVerifier } from '../../src/oidc/logoutToken.ts';
import { createProvider, type Provider } from '../../src/oidc/provider.ts';
import { refreshTokens } from '../../src/oidc/refresh.ts';
import { planSignIn } from '../../src/oidc/signIn.ts';
import { CLIENT, sign, startHostileProvider, type HostileProvider } from '../support/hostileProvider.ts';

const MINUTE_MS = 60_000;
const BROKEN = { status: 503, body: '' };

let hostile: HostileProvider;
let provider: Provider;
/** What our clock and Connect's say beyond the machine's. */
let passedMs: number;
let ourErrorMs: number;
let warnings: object[];
let clock: { readonly mockRestore: () => void };

beforeEach(async () => {
  passedMs = 0;
  ourErrorMs = 0;
  warnings = [];
  // jose and openid-client read the system's clock.
  clock = spyOn(Date, 'now').mockImplementation(() => performance.timeOrigin + performance.now() + passedMs);
  hostile = await startHostileProvider();
  const logger: Logger = Object.assign(silentLogger(), { warn: (facts: object) => void warnings.push(facts) });
  provider = createProvider({
    issuer: hostile.url,
    ...CLIENT,
    redirectUri: 'https://app.example/callback',
    logger,
    now: () => Date.now() + ourErrorMs,
    trustedAudiences: [],
  });
});

afterEach(async () => {
  clock.mockRestore();
  await provider.close();
  await hostile.stop();
});

async function signIn(): Promise<SignInResult> {
  const { configuration } = await provider.discover();
  const request = { scopes: ['openid'], returnTo: '/', purpose: 'sign_in', nowMs: provider.now() } as const;
  const { url, state, attempt } = await planSignIn(configuration(), { ...request, redirectUri: provider.redirectUri });
  const parameters = new URL(hostile.authorize(url)).searchParams;
  return finishSignIn(provider, { parameters, state, attempt });
}

async function codeOf(result: Promise<unknown>): Promise<ErrorCode | 'accepted'> {
  return result.then(
    () => 'accepted' as const,
    (error: unknown) => {
      if (isRefusal(error)) return error.code;
      throw error;
    },
  );
}

const timesAsked = (what: string) => hostile.calls.filter((call) => call.endsWith(what)).length;
const metadataReads = () => timesAsked('openid-configuration');

describe('The metadata', () => {
  test('are read anew after an hour, beside the sign-in that notices', async () => {
    await signIn();
    passedMs = 59 * MINUTE_MS;
    await signIn();
    expect(metadataReads()).toBe(1);
    passedMs = 61 * MINUTE_MS;
    await signIn();
    expect(metadataReads()).toBe(2);
  });

  test('that cannot be read anew stay, and are not asked for at every sign-in', async () => {
    await signIn();
    hostile.script = { metadata: BROKEN };
    passedMs = 61 * MINUTE_MS;
    for (let i = 0; i < 4; i += 1) await signIn();
    expect(metadataReads()).toBe(2);
    expect(warnings.filter((facts) => 'event' in facts && facts.event === 'metadata_not_renewed')).toHaveLength(1);
    expect(provider.reachable()).toBe('no');
    passedMs += 2 * MINUTE_MS;
    hostile.script = {};
    await signIn();
    await signIn();
    expect(metadataReads()).toBe(3);
    expect(provider.reachable()).toBe('yes');
  });

  test.each(['token_endpoint', 'jwks_uri'])('are read anew when nothing is at %s any more', async (name) => {
    hostile.script = { metadata: (honest) => ({ ...honest, [name]: `${hostile.url}/moved-away` }) };
    await provider.discover();
    passedMs = MINUTE_MS;
    hostile.script = {};
    expect(await codeOf(signIn())).not.toBe('accepted');
    expect(await codeOf(signIn())).toBe('accepted');
    expect(metadataReads()).toBe(2);
  });

  test.each([301, 302, 400, 401, 403, 404, 410])(
    'that are answered with %d will not come by waiting: the configuration is wrong',
    async (status) => {
      hostile.script = { metadata: { status, headers: { Location: '/elsewhere' }, body: '' } };
      const error: unknown = await provider.discover().catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        code: 'client_misconfigured',
        details: { reason: `the metadata’s address answered with ${status}` },
      });
    },
  );

  test.each([408, 425, 429, 500, 503])('that are answered with %d may come later', async (status) => {
    hostile.script = { metadata: { status, body: '' } };
    expect(await codeOf(provider.discover())).toBe('connect_unreachable');
  });
});

describe('Signing keys', () => {
  test('that were good are used for an hour while their address is down', async () => {
    await signIn();
    hostile.script = { keys: BROKEN };
    passedMs = 11 * MINUTE_MS;
    expect(await codeOf(signIn())).toBe('accepted');
    passedMs = 61 * MINUTE_MS;
    expect(await codeOf(signIn())).toBe('connect_unreachable');
  });

  test('are not believed to be all while their address is down: another key is no verdict', async () => {
    await signIn();
    await hostile.rotateKeys();
    hostile.script = { keys: BROKEN };
    passedMs = 11 * MINUTE_MS;
    expect(await codeOf(signIn())).toBe('connect_unreachable');
  });

  test('do for notices too', async () => {
    const verify = createLogoutTokenVerifier(provider);
    await verify(await hostile.logoutToken());
    hostile.script = { keys: BROKEN };
    passedMs = 11 * MINUTE_MS;
    const notice = await hostile.logoutToken({ iat: seconds(), exp: seconds() + 100 });
    expect(await verify(notice)).toMatchObject({ sub: 'kari' });
  });

  test('without names are looked up once when they were rotated', async () => {
    const nameless = (claims: JWTPayload) => sign(claims, hostile.key(), { kid: undefined });
    const script = { sign: nameless, keys: ({ keys }: { keys: object[] }) => ({ keys: keys.map(withoutKid) }) };
    hostile.script = script;
    const retired = hostile.key();
    await signIn();
    await hostile.rotateKeys();
    expect(await codeOf(signIn())).toBe('accepted');
    expect(timesAsked('/jwks')).toBe(2);
    // Wrong signatures ask for keys at most once a minute.
    hostile.script = { ...script, sign: (claims) => sign(claims, retired, { kid: undefined }) };
    for (let i = 0; i < 3; i += 1) expect(await codeOf(signIn())).toBe('id_token_invalid');
    expect(timesAsked('/jwks')).toBe(2);
  });

  function withoutKid(key: object): object {
    return Object.fromEntries(Object.entries(key).filter(([name]) => name !== 'kid'));
  }
});

describe('A clock that is wrong for a moment', () => {
  test.each([62, -62])('by %d minutes costs nobody their tokens', async (minutes) => {
    const { tokens } = await signIn();
    ourErrorMs = minutes * MINUTE_MS;
    const refreshed = await refreshTokens(provider, tokens);
    expect(refreshed.refreshToken).not.toBe(tokens.refreshToken);
    ourErrorMs = 0;
    expect(await codeOf(refreshTokens(provider, refreshed))).toBe('accepted');
  });

  test('is said, once, and so is that it is right again', async () => {
    await signIn();
    expect(warnings).toEqual([]);
    expect(provider.clockOffSeconds()).toBeUndefined();
    ourErrorMs = -90_000;
    expect(await codeOf(signIn())).toBe('id_token_invalid');
    expect(warnings).toMatchObject([{ event: 'clock_off' }]);
    expect(Math.abs((provider.clockOffSeconds() ?? 0) + 90)).toBeLessThan(3);
    ourErrorMs = 0;
    expect(await codeOf(signIn())).toBe('accepted');
    expect(warnings).toHaveLength(1);
  });

  test.each([
    [55, 'accepted'],
    [-55, 'accepted'],
    [-75, 'id_token_invalid'],
  ])('may be off by a minute: %d seconds are %s', async (seconds, code) => {
    ourErrorMs = seconds * 1000;
    expect(await codeOf(signIn())).toBe(code);
  });
});

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
