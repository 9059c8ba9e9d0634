import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../packages/sandbox/src/start.ts';
import { control } from '../../packages/sandbox/test/systems/systemStack.ts';
import { useBrowser } from '../support/browser.ts';
import { freePort } from '../support/freePort.ts';
import { startApache, type ApacheServer } from './apacheServer.ts';
import { describeWithApache } from './describeWithApache.ts';
import { signInAtConnect } from '../journeys/vendorSteps.ts';

const CLIENT = 'isv_apache';
const SECRET = 'apache-secret';
const OLA = 'ola@nordfjord.example';

const MODULES = [
  'mpm_event',
  'authn_core',
  'authz_core',
  'authz_user',
  'auth_openidc',
  'proxy',
  'proxy_http',
  'headers',
];

/** Apache as the front door of the ERP API: who is signed in gets through, with the token of their company. */
const configuration = (sandboxUrl: string, origin: string) => `
  OIDCProviderMetadataURL ${sandboxUrl}/.well-known/openid-configuration
  OIDCClientID ${CLIENT}
  OIDCClientSecret ${SECRET}
  OIDCRedirectURI ${origin}/redirect
  OIDCCryptoPassphrase a-passphrase-for-tests-only
  OIDCScope "openid profile email vismanet_erp_interactive_api:read"
  OIDCPKCEMethod S256
  OIDCRemoteUserClaim email
  OIDCProviderBackChannelLogoutSupported On
  <Location />
    AuthType openid-connect
    Require valid-user
    RequestHeader set Authorization "Bearer %{OIDC_access_token}e"
    ProxyPass ${sandboxUrl}/
  </Location>
`;

describeWithApache('Apache with mod_auth_openidc', () => {
  const browser = useBrowser();
  let sandbox: Sandbox;
  let apache: ApacheServer;
  let origin: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, items: 20 });
    const port = await freePort();
    origin = `http://localhost:${port}`;
    await control(sandbox, 'PUT', `applications/${CLIENT}`, {
      name: 'Apache',
      type: 'web',
      secrets: [SECRET],
      scopes: ['vismanet_erp_interactive_api:read'],
      redirectUris: [`${origin}/redirect`],
      postLogoutRedirectUris: [`${origin}/v1/inventory?pageSize=1`],
      frontChannelLogoutUris: [`${origin}/redirect?logout=get`],
    });
    apache = await startApache(port, MODULES, configuration(sandbox.url, origin));
  });
  afterAll(async () => {
    await apache.stop();
    await sandbox.stop();
  });

  /** Somebody who asks Apache for inventory, and gets it after the sign-in. */
  async function signedIn(): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(`${origin}/v1/inventory?pageSize=5`);
    await signInAtConnect(page, OLA);
    await page.waitForLoadState();
    if (await page.getByTestId('consent-form').isVisible()) await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(`${origin}/v1/inventory?pageSize=5`);
    return page;
  }

  /** Where Apache sends the browser now: on to the page, or to the sign-in. */
  async function whereInventoryIs(page: Page): Promise<string> {
    await page.goto(`${origin}/v1/inventory?pageSize=1`);
    return new URL(page.url()).origin;
  }

  test('signs a person in, and its token opens the inventory of the company', async () => {
    const page = await signedIn();
    expect(await page.innerText('body')).toContain('"inventoryNumber"');
  });

  test('signs out at Visma Connect too', async () => {
    const page = await signedIn();
    const back = encodeURIComponent(`${origin}/v1/inventory?pageSize=1`);
    await page.goto(`${origin}/redirect?logout=${back}`);
    await page.getByTestId('login-form').waitFor();
    expect(new URL(page.url()).origin).toBe(sandbox.url);
  });

  test('hears by the front channel that its session has ended', async () => {
    const page = await signedIn();
    await page.goto(`${sandbox.url}/connect/endsession`);
    const notice = page.waitForResponse(/redirect\?logout=get/);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await notice;
    expect(await whereInventoryIs(page)).toBe(sandbox.url);
  });

  test('hears by the back channel that its session has ended', async () => {
    const backChannelLogoutUris = [`${origin}/redirect?logout=backchannel`];
    await control(sandbox, 'PUT', `applications/${CLIENT}`, { backChannelLogoutUris, frontChannelLogoutUris: [] });
    const page = await signedIn();
    expect(await whereInventoryIs(page)).toBe(origin);
    await control(sandbox, 'POST', 'logout', { username: OLA });
    expect(await whereInventoryIs(page)).toBe(sandbox.url);
  });
});
