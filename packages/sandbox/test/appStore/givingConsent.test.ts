import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { useBrowser } from '../../../../test/support/browser.ts';
import { aSandbox, KARI, SERVICE } from '../connect/connectStack.ts';
import { openAs } from '../systems/browserSignIn.ts';
import { askServiceToken } from '../systems/systemStack.ts';
import { CODE, NIGHTLY, registerNightly } from './storeStack.ts';

const { newPage, newContext } = useBrowser();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(async () => {
  sandbox.reset();
  await registerNightly(sandbox);
});
afterAll(() => sandbox.stop());

describe('The guide’s steps to give consent to an application', () => {
  // With script they are part of the vendor's journey.
  test('lead from the sign-in to inventory without script', async () => {
    const page = await newPage({ javaScriptEnabled: false });

    // 1. Log in to the App Store.
    await openAs(page, KARI, `${sandbox.url}/store`);

    // 2. The tab My apps; another company is chosen in the context selector in the top right corner.
    const context = page.locator('header details');
    await expect(page.getByRole('heading', { level: 1 }).innerText()).resolves.toBe('My apps');
    await context.locator('summary').click();
    await context.getByRole('button', { name: 'Nordfjord Service AS' }).click();
    await expect(page.getByTestId('current-company').innerText()).resolves.toBe('Nordfjord Service AS');
    await expect(page.getByRole('heading', { level: 1 }).innerText()).resolves.toBe('My apps');

    // 3. Press Use invitation code.
    await page.getByRole('button', { name: 'Use invitation code' }).click();

    // 4. In the pop-up, enter the invitation code and press Find.
    const popUp = page.getByRole('dialog', { name: 'Use invitation code' });
    await popUp.getByLabel('Invitation code').fill(CODE);
    await popUp.getByRole('button', { name: 'Find' }).click();

    // 5. The consent page: the application, and each API with its permissions.
    await expect(page.getByRole('heading', { level: 1 }).innerText()).resolves.toBe('Integrate with Nightly Orders');
    for (const api of ['Visma.net ERP API (service)', 'Visma.net ERP Sales Order API'])
      await expect(page.getByRole('group', { name: api }).getByRole('switch').count()).resolves.toBe(1);

    // 6. Activate each of the permissions, and press Integrate.
    for (const permission of await page.getByRole('switch').all()) await permission.check();
    await page.getByRole('button', { name: 'Integrate' }).click();

    // 7. The confirmation: press Accept.
    await expect(page.getByRole('heading', { level: 1 }).innerText()).resolves.toBe('Confirm the integration');
    await page.getByRole('button', { name: 'Accept' }).click();

    // 8. The application has been granted the access; its permissions can be changed here.
    await expect(page.getByRole('status').first().innerText()).resolves.toBe(
      'Nightly Orders has been granted access to Nordfjord Service AS.',
    );
    await expect(page.getByRole('button', { name: 'Save permissions' }).isVisible()).resolves.toBe(true);

    // 9. The Tenant ID is found in the menu in the top right corner; with it the application gets to the data.
    await context.locator('summary').click();
    const tenantId = await context.locator('dt', { hasText: 'Tenant ID' }).locator('+ dd code').innerText();
    const { body } = await askServiceToken(sandbox, { application: NIGHTLY, tenantId });
    const headers = { authorization: `Bearer ${String(body.access_token)}` };
    const inventory = await fetch(`${sandbox.url}/v1/inventory?pageNumber=1&pageSize=10`, { headers });
    expect([tenantId, inventory.status]).toEqual([SERVICE, 200]);
  });
});

describe('By keyboard', () => {
  test('the pop-up takes the focus, gives it back on Escape, and Enter finds the application', async () => {
    const page = await newPage();
    await openAs(page, KARI, `${sandbox.url}/store`);
    const opener = page.getByRole('button', { name: 'Use invitation code' });
    await opener.press('Enter');
    const focused = () => page.evaluate<string>('document.activeElement.id || document.activeElement.innerText');
    const inPopUp = await focused();
    await page.keyboard.press('Escape');
    const after = await focused();
    await opener.press('Enter');
    await page.keyboard.type(CODE.toLowerCase());
    await page.keyboard.press('Enter');
    await page.waitForURL('**/invitations/*');
    expect([inPopUp, after]).toEqual(['field-code', 'Use invitation code']);
  });

  test('permissions are switched with the space bar', async () => {
    const page = await newPage();
    await openAs(page, KARI, `${sandbox.url}/store/${SERVICE}/invitations/${CODE}`);
    for (const permission of await page.getByRole('switch').all()) await permission.press('Space');
    await page.getByRole('button', { name: 'Integrate' }).press('Enter');
    await page.getByRole('button', { name: 'Accept' }).press('Enter');
    await page.getByText('has been granted access').waitFor();
  });
});

test('the Tenant ID is copied with a button, which says that it did', async () => {
  const context = await newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await openAs(page, KARI, `${sandbox.url}/store/${SERVICE}/my-apps`);
  await page.locator('header summary').click();
  await page.getByRole('button', { name: 'Copy Tenant ID' }).click();
  await page.getByText('Copied').waitFor();
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(SERVICE);
});
