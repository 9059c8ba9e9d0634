import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../src/start.ts';
import { useBrowser } from '../../../../test/support/browser.ts';
import { OPPOSITE_LOOKS, pageProblems } from '../../../../test/support/pageProblems.ts';
import { openAs } from '../systems/browserSignIn.ts';

const browser = useBrowser();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, items: 20 });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const WEB = '/applications/isv_sandbox_web';
const SERVICE = '/applications/isv_sandbox_service';
const ERP = 'vismanet_erp_interactive_api';

/** A page of the portal, and what is done there before it is looked at. */
interface Look {
  readonly path: string;
  readonly act?: (page: Page) => Promise<void>;
}

const press = (name: string) => (page: Page) => page.getByRole('button', { name }).first().click();

const LOOKS: readonly Look[] = [
  { path: '' },
  { path: '/welcome' },
  { path: '/welcome', act: press('Decline') },
  { path: '/onboarding' },
  { path: '/onboarding', act: press('Register company') },
  { path: '/team' },
  { path: '/team', act: press('Add member') },
  { path: '/team', act: (page) => page.getByText('Remove', { exact: false }).first().click() },
  { path: '/apis' },
  { path: '/documentation' },
  { path: '/debugger' },
  { path: '/debugger?errorId=unknown' },
  { path: '/applications' },
  { path: '/applications/new' },
  { path: '/applications/new/web' },
  { path: '/applications/new/web', act: press('Save as draft') },
  { path: '/applications/new/native' },
  { path: '/applications/new/spa' },
  { path: '/applications/new/service' },
  { path: '/applications/new/marketing' },
  { path: '/applications/isv_none' },
  { path: WEB },
  { path: `${WEB}/icon`, act: press('Change icon') },
  { path: `${WEB}/credentials` },
  { path: `${WEB}/credentials`, act: press('Generate secret') },
  { path: `${WEB}/integrations/new` },
  { path: `${WEB}/integrations/new/scopes` },
  { path: `${WEB}/integrations/new/scopes?api=${ERP}` },
  { path: `${WEB}/integrations/new/summary?api=${ERP}&scope=${ERP}:read` },
  { path: `${WEB}/integrations/new/summary?api=${ERP}&scope=${ERP}:read`, act: confirmIntegration },
  { path: '/approvals' },
  { path: '/approvals', act: press('Reject') },
  { path: `${WEB}/integrations` },
  {
    path: `${WEB}/policy`,
    act: (page) =>
      page
        .getByText(/^Countries/)
        .first()
        .click(),
  },
  { path: `${WEB}/branding` },
  { path: `${SERVICE}/app-store`, act: makeCode },
  { path: `${WEB}/app-store`, act: press('Create invitation code') },
  { path: `${SERVICE}/customers` },
  { path: `${WEB}/customers` },
];

async function confirmIntegration(page: Page): Promise<void> {
  await page.getByLabel('Description').fill('Shows stock');
  await page.getByRole('button', { name: 'Confirm integration' }).click();
}

async function makeCode(page: Page): Promise<void> {
  await page.getByLabel('Description').first().fill('For Nordfjord');
  await page.getByRole('button', { name: 'Create invitation code' }).click();
}

const signIn = (page: Page) => openAs(page, 'dev@isv.example', `${sandbox.url}/portal`);

/** A failed sign-in, explained. */
async function aFailure(page: Page): Promise<Look> {
  const query =
    'client_id=isv_sandbox_web&response_type=code&scope=openid&redirect_uri=http://localhost:3000/callback/';
  await page.goto(`${sandbox.url}/connect/authorize?${query}`);
  return { path: `/debugger?errorId=${new URL(page.url()).searchParams.get('errorId') ?? ''}` };
}

test('no page has an accessibility problem, is wider than the window, or loads what its policy forbids', async () => {
  const page = await browser.newPage();
  await signIn(page);
  const found: Record<string, readonly string[]> = {};
  for (const { path, act } of [...LOOKS, await aFailure(page)]) {
    const problems = await pageProblems(page, `${sandbox.url}/portal${path}`, act, OPPOSITE_LOOKS);
    if (problems.length > 0) found[page.url()] = problems;
  }
  expect(found).toEqual({});
}, 300_000);

test('the keyboard reaches the contents past the menu', async () => {
  const page = await browser.newPage();
  await signIn(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('main');
});

test('an application can be registered by keyboard alone, and errors lead to their field', async () => {
  const page = await browser.newPage();
  await signIn(page);
  await page.goto(`${sandbox.url}/portal/applications/new`);
  await page.getByRole('link', { name: 'Service' }).press('Enter');
  await page.getByLabel('Name', { exact: false }).first().focus();
  await page.keyboard.type('Night job');
  await page.keyboard.press('Tab');
  await page.keyboard.type('night_job');
  await page.keyboard.press('Enter');
  const error = page.getByRole('alert').getByRole('link', { name: 'The client ID must start with isv_' });
  await error.press('Enter');
  expect(await page.evaluate<string>('document.activeElement.name')).toBe('clientId');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('isv_night_job');
  await page.keyboard.press('Enter');
  await page.getByText('Saved as draft.').waitFor();
  expect(await page.getByLabel('Name', { exact: false }).first().inputValue()).toBe('Night job');
});

test('the seeded application can be saved as it stands', async () => {
  const page = await browser.newPage();
  await signIn(page);
  await page.goto(`${sandbox.url}/portal${WEB}`);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
});

test('the pages work without script', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await signIn(page);
  await page.goto(`${sandbox.url}/portal/applications/isv_sandbox_service/credentials`);
  await page.getByRole('button', { name: 'Generate secret' }).click();
  expect(await page.getByTestId('new-client-secret').locator('code').innerText()).toMatch(/^[\w-]{43}$/);
  expect(await page.getByRole('button', { name: /Copy/ }).count()).toBe(0);
});
