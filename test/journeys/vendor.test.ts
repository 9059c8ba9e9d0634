import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../packages/sandbox/src/start.ts';
import { startService } from '../commands/runService.ts';
import { useBrowser } from '../support/browser.ts';
import { freePort } from '../support/freePort.ts';
import { startConfigured } from '../support/startConfigured.ts';
import { HANDEL } from '../support/startStack.ts';
import * as vendor from './vendorSteps.ts';

const browser = useBrowser();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, items: 20 });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const EVA = 'eva@nordfjord.example';
const COMPANY = 'Nordfjord Handel AS';
const JOURNEY_MS = 120_000;

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Steps 1 to 16 for a Web application whose pages are at `origin`. */
async function registerWebApplication(page: Page, origin: string): Promise<Credentials> {
  await vendor.onboard(page, sandbox.url);
  expect(await vendor.mainMenu(page)).toEqual(['APIs', 'My Applications', 'My Team', 'Documentation', 'Debugger']);
  await vendor.addApplication(page, 'Web');
  // 8, 10. The form of a Web application.
  await page.getByLabel('Name', { exact: true }).fill('Stock Watch');
  await page.getByLabel('Client ID').fill('isv_stock_watch');
  await page.getByLabel('Description').fill('Shows the stock of a company.');
  await page.getByLabel('Test application').check();
  await page.getByLabel('Access token lifetime').fill('30');
  await page.getByLabel('Client Credentials').check();
  await page.getByLabel('Offline Access').check();
  await page.getByLabel('Initiate login URI').fill(`${origin}/initiate-login`);
  await page.getByLabel('Front-channel logout URI').fill(`${origin}/frontchannel-logout`);
  await page.getByLabel('Redirect URIs', { exact: false }).first().fill(`${origin}/callback`);
  await page.getByLabel('Post logout redirect URIs').fill(`${origin}/signed-out`);
  await page.getByLabel('Privacy policy URI').fill('https://fjordware.example/privacy');
  await page.getByLabel('Terms of service URI').fill('https://fjordware.example/terms');
  await vendor.saveAndCreate(page);
  // 11. Application Policy.
  await vendor.openTab(page, 'Application Policy');
  await page.getByLabel('E-mail domains').fill('nordfjord.example');
  await vendor.button(page, 'Save').click();
  await page.getByText('Saved.').waitFor();
  // 12. Branding.
  await vendor.openTab(page, 'Branding');
  await page.getByRole('checkbox', { name: 'Latvian' }).uncheck();
  await vendor.button(page, 'Save').click();
  await page.getByText('Saved.').waitFor();
  const clientSecret = await vendor.generateSecret(page);
  // 14. Integrations, to the ERP API and to the Sales Order API.
  await vendor.requestIntegration(page, 'Visma.net ERP API (interactive)', [':read', ':update']);
  await vendor.approve(page, 'Stock Watch');
  await vendor.requestIntegration(page, 'Visma.net ERP Sales Order API', [':read']);
  await vendor.approve(page, 'Stock Watch');
  // 15. The portal is the place to manage the application.
  expect(await vendor.integrationStatuses(page)).toEqual(['Approved', 'Approved']);
  await vendor.publish(page);
  return { clientId: 'isv_stock_watch', clientSecret };
}

test(
  'a Web application: from an empty portal to inventory on screen',
  async () => {
    const port = await freePort();
    const developer = await browser.newPage();
    const credentials = await registerWebApplication(developer, `http://localhost:${port}`);

    // The customer's administrator grants it the company's data, and gives a person the role API User.
    const administrator = await browser.newPage();
    await vendor.openStore(administrator, sandbox.url, COMPANY);
    await administrator.getByRole('link', { name: 'All apps' }).click();
    await administrator.getByRole('link', { name: 'Stock Watch' }).click();
    await administrator.getByRole('link', { name: 'Integrate with' }).click();
    await vendor.integrate(administrator);
    await vendor.giveApiUserRole(administrator, sandbox.url, 'Eva Berg', COMPANY);
    await vendor.openTab(developer, 'Customers');
    expect(await developer.getByTestId('tenant-id').locator('code').allInnerTexts()).toEqual([HANDEL]);

    // The application with its new credentials, and the person at it.
    const app = await startConfigured({ port, issuer: sandbox.url, ...credentials });
    try {
      const person = await browser.newPage();
      await person.goto(`${app.url}/companies/${HANDEL}/inventory`);
      await vendor.signInAtConnect(person, EVA);
      await person.getByText('Stock Watch').first().waitFor();
      await vendor.button(person, 'Allow').click();
      await person.getByTestId('inventory-table').waitFor();
      expect(person.url()).toBe(`${app.url}/companies/${HANDEL}/inventory`);
      expect(await person.getByTestId('inventory-row').count()).toBeGreaterThan(10);
      expect(await person.getByTestId('current-company').first().innerText()).toContain(COMPANY);
    } finally {
      await app.stop();
    }
  },
  JOURNEY_MS,
);

test(
  'a Service application with an invitation code: from an empty portal to a company’s inventory',
  async () => {
    const developer = await browser.newPage();
    await vendor.onboard(developer, sandbox.url);
    await vendor.addApplication(developer, 'Service');
    // 8, 9. Few values are needed; the only grant type is Client Credentials.
    await developer.getByText('Service applications use the Client Credentials grant').waitFor();
    await developer.getByLabel('Name', { exact: true }).fill('Night Job');
    await developer.getByLabel('Client ID').fill('isv_night_job');
    await developer.getByLabel('Description').fill('Copies stock at night.');
    await vendor.saveAndCreate(developer);
    const clientSecret = await vendor.generateSecret(developer);
    await vendor.requestIntegration(developer, 'Visma.net ERP API (service)', [':read']);
    await vendor.approve(developer, 'Night Job');
    const code = await vendor.createInvitationCode(developer);

    // Giving consent to an application in App Store, steps 1 to 9.
    const administrator = await browser.newPage();
    await vendor.openStore(administrator, sandbox.url, COMPANY);
    await vendor.button(administrator, 'Use invitation code').click();
    await administrator.getByRole('textbox', { name: 'Invitation code' }).fill(code);
    await vendor.button(administrator, 'Find').click();
    await vendor.integrate(administrator);
    const tenantId = await vendor.readTenantId(administrator);

    const answer = await startService(['inventory', 'list', '--format', 'json', '--tenant', tenantId], {
      env: {
        VISMA_CONNECT_URL: sandbox.url,
        VISMA_ERP_URL: sandbox.url,
        VISMA_SALES_ORDER_URL: sandbox.url,
        VISMA_SERVICE_CLIENT_ID: 'isv_night_job',
        VISMA_SERVICE_CLIENT_SECRET: clientSecret,
      },
    }).ended;
    expect([answer.code, answer.err]).toEqual([0, '']);
    expect(JSON.parse(answer.out)).toHaveLength(20);
  },
  JOURNEY_MS,
);
