import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import type { Provider } from 'oidc-provider';
import { startSandbox, type Sandbox } from '../../packages/sandbox/src/start.ts';
import type { WebApp } from '../../src/webApp.ts';
import { freePort } from '../support/freePort.ts';
import { startConfigured } from '../support/startConfigured.ts';
import { openWebBrowser, type WebBrowser, type WebPage } from '../support/webBrowser.ts';

const CLIENT = { clientId: 'an-app', clientSecret: 'a-client-secret-of-some-length' };

let app: WebApp;
let server: Server;
let issuer: string;
/** Only its ERP API. */
let sandbox: Sandbox;

beforeAll(async () => {
  // What it says of a configuration that is for trying out only.
  for (const level of ['warn', 'info'] as const) jest.spyOn(console, level).mockReturnValue(undefined);
  const [ownPort, port] = [await freePort(), await freePort()];
  issuer = `http://127.0.0.1:${ownPort}`;
  server = (await aProvider(`http://localhost:${port}`)).listen(ownPort, '127.0.0.1');
  sandbox = await startSandbox({ port: 0, items: 20 });
  app = await startConfigured({ port, issuer, ...CLIENT, env: { VISMA_ERP_URL: sandbox.url } });
});
afterAll(async () => {
  await app.stop();
  await sandbox.stop();
  server.closeAllConnections();
  server.close();
});

/** oidc-provider with next to no configuration: it knows neither companies nor the scopes of Visma's APIs. */
async function aProvider(appUrl: string): Promise<Provider> {
  const { Provider } = await import('oidc-provider');
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [`${appUrl}/callback`],
        post_logout_redirect_uris: [`${appUrl}/signed-out`],
        backchannel_logout_uri: `${appUrl}/backchannel-logout`,
        backchannel_logout_session_required: true,
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    cookies: { keys: ['a-cookie-key'] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' }] },
    features: { backchannelLogout: { enabled: true }, revocation: { enabled: true } },
    // By itself it calls nobody on loopback.
    fetch: (url, { dispatcher: _refusesLoopback, ...options } = {}) => fetch(url, options),
    claims: { profile: ['name'], email: ['email'] },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: 'Ada Lovelace', email: 'ada@elsewhere.example' }),
    }),
  });
}

const at = (path: string) => `${app.url}${path}`;

async function signIn(browser: WebBrowser, path = '/account'): Promise<WebPage> {
  const login = await browser.open(at(`/login?return_to=${path}`));
  const consent = await browser.submit(login, 'name="login"', { login: 'ada', password: 'any' });
  return browser.submit(consent, 'value="consent"');
}

describe('Plain oidc-provider as provider', () => {
  test('signs a person in, without a company to choose', async () => {
    const page = await signIn(openWebBrowser());
    expect([page.status, page.url]).toEqual([200, at('/account')]);
    expect(page.html).toContain('Ada Lovelace');
  });

  test('whoever does not consent comes back to a page that says so', async () => {
    const browser = openWebBrowser();
    const login = await browser.open(at('/login?return_to=/account'));
    const consent = await browser.submit(login, 'name="login"', { login: 'ada', password: 'any' });
    const page = await browser.open(`${consent.url}/abort`);
    expect([page.status, page.errorCode]).toEqual([403, 'access_denied']);
  });

  test('the ERP API answers 401 to its tokens: a page says so, and nobody goes round in circles', async () => {
    const page = await signIn(openWebBrowser(), '/companies/default/inventory');
    expect([page.status, page.errorCode]).toEqual([403, 'company_not_allowed']);
  });

  test('signs out there too, and comes back', async () => {
    const browser = openWebBrowser();
    const question = await browser.submit(await signIn(browser), 'action="/logout"');
    const signedOut = await browser.submit(question, 'logout', { logout: 'yes' });
    expect([new URL(question.url).origin, signedOut.url.split('?')[0]]).toEqual([issuer, at('/signed-out')]);
  });

  test('whoever signs out there is signed out here: the back channel says so', async () => {
    const browser = openWebBrowser();
    await signIn(browser);
    await browser.submit(await browser.open(`${issuer}/session/end`), 'logout', { logout: 'yes' });
    const page = await browser.open(at('/account'), { follow: () => false });
    expect(page.headers.get('location')).toBe('/login?return_to=%2Faccount');
  });
});
