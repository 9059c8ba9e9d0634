import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, authorizeUrl, aVerifier, OLA, post, SCOPE, signIn, tokensOf } from '../connect/connectStack.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const record = z.looseObject({
  id: z.number(),
  path: z.string(),
  status: z.number(),
  clientId: z.string().nullable(),
  verdict: z.string(),
  notes: z.array(z.string()),
  checked: z.array(z.string()),
});

async function requests(query = '') {
  const response = await fetch(new URL(`/sandbox/api/requests${query}`, sandbox.url), {
    headers: { authorization: `Bearer ${sandbox.adminToken}` },
  });
  return z.object({ requests: z.array(record) }).parse(await response.json()).requests;
}

const inventory = (token: string, header = 'authorization') =>
  fetch(new URL('/v1/inventory?pageSize=1', sandbox.url), { headers: { [header]: `Bearer ${token}` } });

describe('The request log', () => {
  test('tells what was asked and answered, and holds no secret', async () => {
    const visit = await signIn(sandbox);
    const code = visit.response.get('code') ?? '';
    await post(sandbox, '/connect/token', {
      grant_type: 'authorization_code',
      client_secret: 'a-wrong-secret',
      code,
      code_verifier: visit.verifier,
    });
    await inventory('a-token', 'authentication');
    const [call, exchange] = await requests();
    expect(call).toMatchObject({
      system: 'Visma.net ERP API',
      status: 401,
      headers: { authentication: 'Bearer (cut)' },
      notes: ['The header must be called Authorization, not Authentication'],
      verdict: 'Refused with 401',
    });
    expect(exchange).toMatchObject({
      path: '/connect/token',
      clientId: 'isv_sandbox_web',
      error: 'invalid_client',
      notes: ['The secret is wrong'],
      verdict: 'Refused with invalid_client',
      form: { code: '(cut)', client_secret: '(cut)', code_verifier: '(cut)', grant_type: 'authorization_code' },
    });
    const text = JSON.stringify(await requests());
    for (const secret of [code, 'a-wrong-secret', visit.verifier, 'a-token', 'the-state', 'the-nonce'])
      expect(text).not.toContain(secret);
  });

  test('tells what a request was held against, and the nearest miss', async () => {
    const url = authorizeUrl(sandbox, aVerifier().challenge, { redirect_uri: 'http://localhost:3000/callback/' });
    await fetch(url, { redirect: 'manual' });
    const [{ checked, notes, verdict } = {}] = await requests();
    expect(checked).toContainEqual(expect.stringMatching(/^redirect_uri against http:\/\/localhost:3000\/callback, /));
    expect(notes?.join()).toContain('It differs from a registered one by a trailing slash');
    expect(verdict).toBe('Refused with invalid_request');
  });

  test('knows whose call to the ERP it was, and what the token allows', async () => {
    await inventory((await tokensOf(sandbox, { username: OLA })).access_token);
    const [call] = await requests();
    expect(call).toMatchObject({ clientId: 'isv_sandbox_web', verdict: 'Accepted' });
    expect(call?.checked).toContain('Its company: Nordfjord Handel AS');
  });

  test('counts the notes of a body that is wrong in more places than anybody reads', async () => {
    const { access_token: token } = await tokensOf(sandbox, {
      username: OLA,
      scope: `${SCOPE} vismanet_erp_interactive_api:create`,
    });
    await fetch(new URL('/v1/customer', sandbox.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`wrong${at}`, 1]))),
    });
    const notes = (await requests())[0]?.notes ?? [];
    expect(notes).toHaveLength(101);
    expect(notes[0]).toContain('wrong0 is not a field');
    expect(notes.at(-1)).toBe('150 more notes were left out');
  });

  test('says which fault struck', async () => {
    sandbox.setFault({ name: 'token_endpoint_html', times: 1 });
    await post(sandbox, '/connect/token', { grant_type: 'authorization_code' }).catch(() => undefined);
    expect((await requests())[0]?.verdict).toBe('Broken on purpose: token_endpoint_html');
  });

  test('is narrowed by system, application and status', async () => {
    await inventory((await tokensOf(sandbox, { username: OLA })).access_token);
    await inventory('nonsense');
    const found = async (query: string) => (await requests(query)).map(({ path, status }) => `${path} ${status}`);
    expect(await found('?system=Visma.net+ERP+API&status=4xx')).toEqual(['/v1/inventory 401']);
    expect(await found('?application=isv_sandbox_web&status=200&limit=2')).toEqual([
      '/v1/inventory 200',
      '/connect/token 200',
    ]);
    expect(await found('?status=none')).toEqual([]);
  });
});
