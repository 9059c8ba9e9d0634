import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { startSandbox, type Sandbox } from '../../../src/sandbox/start.ts';
import { useBrowser } from '../../support/browser.ts';
import { aVerifier } from '../connect/connectStack.ts';

const browser = useBrowser();
let sandbox: Sandbox;
let application: { server: Server; redirectUri: string };

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, items: 20 });
});
beforeEach(async () => {
  sandbox.reset();
  application = await anApplication();
});
afterEach(() => void application.server.close());
afterAll(() => sandbox.stop());

/** The vendor's own program: it only has to be there when the browser comes back. */
async function anApplication(): Promise<typeof application> {
  const server = createServer((_request, response) => response.end('Welcome back'));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = z.object({ port: z.number() }).parse(server.address());
  return { server, redirectUri: `http://localhost:${address.port}/callback` };
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(username);
  await page.getByLabel('Password').fill('sandbox');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const button = (page: Page, name: string) => page.getByRole('button', { name }).first();

/** Steps 1 to 5: from nothing to the start page. */
async function onboard(page: Page): Promise<void> {
  // 1. Log in to the Developer Portal.
  await page.goto(`${sandbox.url}/portal`);
  await signIn(page, 'new@isv.example');
  // 2, 3. No team yet: first accept that the portal can access the profile.
  await page.getByRole('heading', { name: 'May the Developer Portal read your profile?' }).waitFor();
  await button(page, 'Accept').click();
  // 4. Register the company; the organisation number must be unique.
  await page.getByLabel('Company name').fill('Fjordware AS');
  await page.getByLabel('Organisation number').fill('999888777');
  await button(page, 'Register company').click();
  await page.getByText('is already registered').first().waitFor();
  expect(await page.getByLabel('Company name').inputValue()).toBe('Fjordware AS');
  await page.getByLabel('Organisation number').fill('987654321');
  await button(page, 'Register company').click();
  // 5. The start page, and the components in the main menu.
  await page.getByRole('heading', { name: 'Welcome to the Developer Portal' }).waitFor();
  const menu = await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link').allInnerTexts();
  expect(menu).toEqual(['APIs', 'My Applications', 'My Team', 'Documentation', 'Debugger']);
}

/** Steps 6 and 7. */
async function addApplication(page: Page, type: string): Promise<void> {
  await page.getByRole('link', { name: 'My Applications' }).first().click();
  await page.getByText('Your team has no application yet.').waitFor();
  await page.getByRole('link', { name: 'Add application' }).click();
  await page.getByRole('main').getByRole('link', { name: type, exact: true }).click();
}

/** "To save the application, press Save as draft and then Create." */
async function saveAndCreate(page: Page): Promise<void> {
  await button(page, 'Save as draft').click();
  await page.getByText('Saved as draft.').waitFor();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText('The application is created.').waitFor();
}

const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'The application' }).getByRole('link', { name });

/** Step 13: the secret, which is visible this one time. */
async function generateSecret(page: Page): Promise<string> {
  await tab(page, 'Credentials').click();
  await button(page, 'Generate secret').click();
  const secret = await page.getByTestId('new-client-secret').locator('code').innerText();
  await page.getByRole('link', { name: 'I have stored them' }).click();
  expect(await page.getByText(secret).count()).toBe(0);
  return secret;
}

/** Step 14: API, scopes, summary with description, Confirm; Pending. */
async function requestIntegration(page: Page, api: string, scopes: readonly string[]): Promise<void> {
  await tab(page, 'Integrations').click();
  await page.getByRole('link', { name: 'New integration' }).click();
  await page.getByRole('radio', { name: api }).check();
  await button(page, 'Next').click();
  for (const scope of scopes) await page.getByRole('checkbox', { name: scope }).check();
  await button(page, 'Next').click();
  await page.getByLabel('Description').fill('Shows the stock of the company.');
  await button(page, 'Confirm integration').click();
  await page.getByText('Until they approve it the integration is Pending.').waitFor();
}

async function approve(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'you can play their part' }).first().click();
  await button(page, 'Approve').click();
  await page.getByText('The integration is Approved.').waitFor();
}

async function inventoryStatus(accessToken: string): Promise<number> {
  const headers = { authorization: `Bearer ${accessToken}` };
  return (await fetch(`${sandbox.url}/v1/inventory?pageNumber=1&pageSize=1`, { headers })).status;
}

async function askToken(fields: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(`${sandbox.url}/connect/token`, { method: 'POST', body: new URLSearchParams(fields) });
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}

test('steps 1 to 16 for a Web application, which then signs a person in and reads the inventory', async () => {
  const page = await browser.newPage();
  await onboard(page);
  await addApplication(page, 'Web');
  // 8, 10. The form of a Web application.
  await page.getByLabel('Name', { exact: true }).fill('Stock Watch');
  await page.getByLabel('Client ID').fill('isv_stock_watch');
  await page.getByLabel('Description').fill('Shows the stock of a company.');
  await page.getByLabel('Test application').check();
  await page.getByLabel('Access token lifetime').fill('30');
  await page.getByLabel('Offline Access').check();
  const { origin } = new URL(application.redirectUri);
  await page.getByLabel('Initiate login URI').fill(`${origin}/initiate-login`);
  await page.getByLabel('Front-channel logout URI').fill(`${origin}/frontchannel-logout`);
  await page.getByLabel('Redirect URIs', { exact: false }).first().fill(application.redirectUri);
  await page.getByLabel('Post logout redirect URIs').fill(`${origin}/signed-out`);
  await page.getByLabel('Privacy policy URI').fill('https://fjordware.example/privacy');
  await page.getByLabel('Terms of service URI').fill('https://fjordware.example/terms');
  await saveAndCreate(page);
  // 11. Application Policy.
  await tab(page, 'Application Policy').click();
  await page.getByLabel('E-mail domains').fill('nordfjord.example');
  await button(page, 'Save').click();
  await page.getByText('Saved.').waitFor();
  // 12. Branding.
  await tab(page, 'Branding').click();
  await page.getByRole('checkbox', { name: 'Latvian' }).uncheck();
  await button(page, 'Save').click();
  await page.getByText('Saved.').waitFor();
  // 13, 14. Credentials and integrations, to the ERP API and to the Sales Order API.
  const clientSecret = await generateSecret(page);
  await requestIntegration(page, 'Visma.net ERP API (interactive)', [':read', ':update']);
  await approve(page);
  await page.getByRole('link', { name: 'My Applications' }).first().click();
  await page.getByRole('link', { name: 'Stock Watch' }).click();
  await requestIntegration(page, 'Visma.net ERP Sales Order API', [':read']);
  await approve(page);
  // 15. The portal is the place to manage the application.
  await page.getByRole('link', { name: 'My Applications' }).first().click();
  await page.getByRole('link', { name: 'Stock Watch' }).click();
  await tab(page, 'Integrations').click();
  expect(await page.getByTestId('integration-status').allInnerTexts()).toEqual(['Approved', 'Approved']);
  // 16. Publish it to the App Store.
  await tab(page, 'App Store').click();
  await page.getByLabel('Short description').fill('Shows the stock of your company.');
  await page.getByLabel('Developer website').fill('https://fjordware.example');
  await page.getByLabel('Show in the App Store').check();
  await button(page, 'Save listing').click();
  await page.getByText('Saved.').waitFor();

  const customer = await browser.newPage();
  const { verifier, challenge } = aVerifier();
  const query = new URLSearchParams({
    ...{ client_id: 'isv_stock_watch', redirect_uri: application.redirectUri, response_type: 'code', state: 'a-state' },
    scope: 'openid offline_access vismanet_erp_interactive_api:read visma.net.erp.salesorder:read',
    ...{ code_challenge: challenge, code_challenge_method: 'S256' },
  });
  await customer.goto(`${sandbox.url}/connect/authorize?${query.toString()}`);
  await signIn(customer, 'ola@nordfjord.example');
  await customer.getByText('Stock Watch').first().waitFor();
  await button(customer, 'Allow').click();
  await customer.getByText('Welcome back').waitFor();
  const code = new URL(customer.url()).searchParams.get('code') ?? '';
  const token = await askToken({
    ...{ grant_type: 'authorization_code', client_id: 'isv_stock_watch', client_secret: clientSecret, code },
    ...{ redirect_uri: application.redirectUri, code_verifier: verifier },
  });
  expect(await inventoryStatus(token)).toBe(200);
}, 120_000);

test('steps 1 to 16 for a Service application, which a customer grants by invitation code', async () => {
  const page = await browser.newPage();
  await onboard(page);
  await addApplication(page, 'Service');
  // 8, 9. Few values are needed; the only grant type is Client Credentials.
  await page.getByText('Service applications use the Client Credentials grant').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Night Job');
  await page.getByLabel('Client ID').fill('isv_night_job');
  await page.getByLabel('Description').fill('Copies stock at night.');
  await saveAndCreate(page);
  const clientSecret = await generateSecret(page);
  await requestIntegration(page, 'Visma.net ERP API (service)', [':read']);
  await approve(page);
  // 16. An invitation code in place of a public listing.
  await page.getByRole('link', { name: 'My Applications' }).first().click();
  await page.getByRole('link', { name: 'Night Job' }).click();
  await tab(page, 'App Store').click();
  await page.getByLabel('Description').first().fill('For Nordfjord Handel AS');
  await button(page, 'Create invitation code').click();
  const code = await page.getByTestId('invitation-code').innerText();

  // Giving consent to an application in App Store.
  const customer = await browser.newPage();
  await customer.goto(`${sandbox.url}/store`);
  await signIn(customer, 'kari@nordfjord.example');
  await customer.getByTestId('company-switcher').waitFor({ state: 'attached' });
  await customer.getByText('Company').first().click();
  await button(customer, 'Nordfjord Handel AS').click();
  await button(customer, 'Use invitation code').click();
  await customer.getByRole('textbox', { name: 'Invitation code' }).fill(code);
  await button(customer, 'Find').click();
  await customer.getByRole('switch', { name: 'Read data' }).check();
  await button(customer, 'Integrate').click();
  await button(customer, 'Accept').click();
  await customer.getByText('has been granted access').first().waitFor();
  // The Tenant ID, which the publisher finds under Customers.
  await tab(page, 'Customers').click();
  const tenantId = await page.getByTestId('tenant-id').locator('code').innerText();

  const token = await askToken({
    ...{ grant_type: 'client_credentials', client_id: 'isv_night_job', client_secret: clientSecret },
    ...{ scope: 'vismanet_erp_service_api:read', tenant_id: tenantId },
  });
  expect(await inventoryStatus(token)).toBe(200);
}, 120_000);
