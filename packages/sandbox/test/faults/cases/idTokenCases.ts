import { expect } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JWK, type JWTPayload } from 'jose';
import { z } from 'zod';
import { SKEW_SECONDS, type FaultBench } from '../faultBench.ts';
import type { FaultCase, FaultCases } from './breakCases.ts';

const answerSchema = z.object({ access_token: z.string(), id_token: z.string() });
const jwksSchema = z.object({ keys: z.array(z.custom<JWK>((key) => typeof key === 'object')) });

async function tokens(bench: FaultBench) {
  return answerSchema.parse((await bench.codeCall()).json);
}

const claims =
  (look: (claims: JWTPayload) => void): FaultCase =>
  async (bench) =>
    look(decodeJwt((await tokens(bench)).id_token));

const missing = (name: string): FaultCase => claims((payload) => expect(payload).not.toHaveProperty(name));

async function keysOf(bench: FaultBench) {
  return jwksSchema.parse((await bench.get('/.well-known/openid-configuration/jwks')).json);
}

const HOUR = 3600;
const now = (): number => Math.floor(Date.now() / 1000);

/** iat of access and ID token, seconds from now. */
async function skew(bench: FaultBench): Promise<number[]> {
  const { access_token: accessToken, id_token: idToken } = await tokens(bench);
  return [accessToken, idToken].map((token) => (decodeJwt(token).iat ?? 0) - now());
}

/** What each fault of ID tokens, keys and clock does. */
export const ID_TOKEN_CASES: FaultCases = {
  id_token_wrong_iss: claims(({ iss }) => expect(iss).toBe('https://other.example')),
  id_token_wrong_aud: claims(({ aud }) => expect(aud).toBe('isv_another_application')),
  id_token_several_aud: claims(({ aud, azp }) => {
    expect([aud, azp]).toEqual([['isv_sandbox_web', 'isv_another_application'], undefined]);
  }),
  id_token_wrong_azp: claims(({ azp }) => expect(azp).toBe('isv_another_application')),
  id_token_wrong_nonce: claims(({ nonce }) => expect(nonce).toBe('another-nonce')),
  id_token_missing_nonce: missing('nonce'),
  id_token_missing_iss: missing('iss'),
  id_token_missing_sub: missing('sub'),
  id_token_missing_iat: missing('iat'),
  id_token_missing_exp: missing('exp'),
  id_token_missing_aud: missing('aud'),
  id_token_missing_sid: missing('sid'),
  id_token_expired: claims(({ exp }) => expect(exp).toBeLessThan(now() - HOUR + 60)),
  id_token_from_the_future: claims(({ iat }) => expect(iat).toBeGreaterThan(now() + HOUR - 60)),
  id_token_wrong_at_hash: async (bench) => {
    const [faulty, honest] = [await tokens(bench), await tokens(bench)];
    const { at_hash: hash } = decodeJwt(faulty.id_token);
    expect(hash).toHaveLength(String(decodeJwt(honest.id_token).at_hash).length);
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(faulty.access_token));
    expect(hash).not.toBe(Buffer.from(digest).subarray(0, 16).toString('base64url'));
  },
  id_token_alg_none: async (bench) => {
    const [header = '', , signature] = (await tokens(bench)).id_token.split('.');
    expect([JSON.parse(atob(header)), signature]).toEqual([{ alg: 'none' }, '']);
  },
  id_token_wrong_alg: async (bench) => {
    const { id_token: token } = await tokens(bench);
    expect(decodeProtectedHeader(token).alg).toBe('RS512');
    const keys = (await keysOf(bench)).keys.map((key) => ({ ...key, alg: 'RS512' }));
    await expect(jwtVerify(token, createLocalJWKSet({ keys }))).resolves.toBeDefined();
  },
  id_token_wrong_signature: async (bench) => {
    const { id_token: token } = await tokens(bench);
    const keys = createLocalJWKSet(await keysOf(bench));
    await expect(jwtVerify(token, keys)).rejects.toThrow('signature');
  },
  id_token_unknown_kid: async (bench) => {
    const { kid } = decodeProtectedHeader((await tokens(bench)).id_token);
    expect(kid).toHaveLength(36);
    expect((await keysOf(bench)).keys.map((key) => key.kid)).not.toContain(kid);
  },
  id_token_without_kid: async (bench) => {
    const [header, { keys }] = [decodeProtectedHeader((await tokens(bench)).id_token), await keysOf(bench)];
    expect([header.kid, keys.length]).toEqual([undefined, 1]);
  },
  id_token_without_kid_several_keys: async (bench) => {
    const [header, { keys }] = [decodeProtectedHeader((await tokens(bench)).id_token), await keysOf(bench)];
    expect([header.kid, keys.length]).toEqual([undefined, 2]);
  },
  id_token_not_a_jwt: async (bench) => {
    expect((await tokens(bench)).id_token).toBe('this-is-no-jwt');
  },
  keys_rotated: async (bench) => {
    const before = (await keysOf(bench)).keys.map(({ kid }) => kid);
    const { id_token: token } = await tokens(bench);
    expect(before).not.toContain(decodeProtectedHeader(token).kid);
    const keys = createLocalJWKSet(await keysOf(bench));
    await expect(jwtVerify(token, keys)).resolves.toBeDefined();
  },
  clock_skew_ahead: async (bench) => {
    for (const seconds of await skew(bench)) expect(Math.abs(seconds - SKEW_SECONDS)).toBeLessThan(10);
  },
  clock_skew_behind: async (bench) => {
    for (const seconds of await skew(bench)) expect(Math.abs(seconds + SKEW_SECONDS)).toBeLessThan(10);
  },
};
