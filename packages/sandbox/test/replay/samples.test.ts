import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, basic, HANDEL, KARI } from '../connect/connectStack.ts';
import { openHttpBrowser, type HttpBrowser } from '../connect/httpBrowser.ts';
import { controlCall } from '../control/controlCall.ts';

/*
 * Visma's own samples, by the requests that they send, with nothing but the hosts replaced: the two demo applications of the
 * guide, and "Sign in with Visma Connect". None of them uses PKCE: their applications are registered without it.
 */
const CALLBACK = 'http://localhost:3000/callback';
const READ = 'vismanet_erp_interactive_api:read';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await aSandbox();
  await controlCall(sandbox, 'PUT', `applications/${sandbox.webApplication.clientId}`, { pkce: false });
});
afterAll(() => sandbox.stop());

const tokens = z.object({ access_token: z.string(), token_type: z.literal('Bearer'), id_token: z.string().optional() });

/** Kari comes back with a code, whatever pages come before. */
async function codeFrom(browser: HttpBrowser, authorizeUrl: string): Promise<string> {
  let page = await browser.visit(authorizeUrl);
  page = await browser.submit(page, 'login-form', { username: KARI, password: 'sandbox' });
  if (page.html.includes('tenant-picker')) page = await browser.submit(page, 'tenant-picker', { tenant_id: HANDEL });
  if (page.html.includes('consent-form')) page = await browser.submit(page, 'consent-form', { decision: 'accept' });
  const { searchParams } = new URL(page.location ?? 'none:');
  expect(searchParams.get('state')).toBe('a-state');
  return searchParams.get('code') ?? '';
}

async function get(path: string, token: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(new URL(path, sandbox.url), { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: await answer.json() };
}

describe('the interactive demo', () => {
  test('signs in by addresses and a body that it glues together, and reads the inventory', async () => {
    const { clientId, clientSecret } = sandbox.webApplication;
    const browser = openHttpBrowser(sandbox.url);
    const code = await codeFrom(
      browser,
      `${sandbox.url}/connect/authorize?response_type=code&client_id=${clientId}&redirect_uri=${CALLBACK}` +
        `&scope=${READ}&state=a-state`,
    );
    const answer = await fetch(`${sandbox.url}/connect/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body:
        `grant_type=authorization_code&code=${code}&redirect_uri=${CALLBACK}` +
        `&client_id=${clientId}&client_secret=${clientSecret}`,
    });
    expect(answer.status).toBe(200);
    const { access_token: token } = tokens.parse(await answer.json());
    for (const path of ['/v1/inventory', '/API/controller/api/v1/inventory']) {
      expect(await get(path, token)).toMatchObject({ status: 200, body: expect.arrayContaining([expect.anything()]) });
    }
  });
});

describe('the service demo', () => {
  async function tokenOfService(): Promise<string> {
    const answer = await fetch(`${sandbox.url}/connect/token`, {
      method: 'POST',
      headers: { authorization: basic(sandbox.serviceApplication) },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'vismanet_erp_service_api:read',
        tenant_id: HANDEL,
      }),
    });
    expect(answer.status).toBe(200);
    return tokens.parse(await answer.json()).access_token;
  }

  test('gets its token; its path is none of the real API, and the request log says which one is', async () => {
    const token = await tokenOfService();
    expect((await get('/API/service/controller/api/v1/inventory/', token)).status).toBe(404);
    const { body } = await controlCall(sandbox, 'GET', 'requests');
    expect(JSON.stringify(body)).toContain('Use /v1 of api.finance.visma.net.');
    expect((await get('/v1/inventory/', token)).status).toBe(200);
  });
});

describe('the sample of signing in', () => {
  test('finds the picture that it shows, and an address to sign out at', async () => {
    const { clientId, clientSecret } = sandbox.webApplication;
    const browser = openHttpBrowser(sandbox.url);
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: CALLBACK,
      scope: 'openid email profile',
      state: 'a-state',
      nonce: 'a-nonce',
    });
    const code = await codeFrom(browser, `${sandbox.url}/connect/authorize?${query.toString()}`);
    const answer = await fetch(`${sandbox.url}/connect/token`, {
      method: 'POST',
      headers: { authorization: basic({ clientId, clientSecret }) },
      body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK }),
    });
    const { access_token: token, id_token: idToken } = tokens.parse(await answer.json());
    expect(idToken).toBeDefined();
    const { body } = await get('/connect/userinfo', token);
    expect(body).toMatchObject({ email: KARI, name: expect.any(String), picture: expect.stringMatching(/^http/) });
    const page = await browser.visit(`${sandbox.url}/logout`);
    expect(page).toMatchObject({ status: 200, html: expect.stringContaining('Sign out') });
  });
});
