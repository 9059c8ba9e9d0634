import type { Page } from 'playwright-core';

/** What a vendor's developer does in the Developer Portal, and a customer's administrator in App Store and Visma Admin. */

export const button = (page: Page, name: string) => page.getByRole('button', { name }).first();

const heading = (page: Page, name: string) => page.getByRole('heading', { name }).first();

export async function signInAtConnect(page: Page, username: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(username);
  await page.getByLabel('Password').fill('sandbox');
  await button(page, 'Sign in').click();
}

/** Steps 1 to 5: from nothing to the start page. */
export async function onboard(page: Page, sandboxUrl: string): Promise<void> {
  // 1. Log in to the Developer Portal.
  await page.goto(`${sandboxUrl}/portal`);
  await signInAtConnect(page, 'new@isv.example');
  // 2, 3. No team yet: first accept that the portal can access the profile.
  await heading(page, 'May the Developer Portal read your profile?').waitFor();
  await button(page, 'Accept').click();
  // 4. Register the company; the organisation number must be unique.
  await page.getByLabel('Company name').fill('Fjordware AS');
  await page.getByLabel('Organisation number').fill('999888777');
  await button(page, 'Register company').click();
  await page.getByText('is already registered').first().waitFor();
  await page.getByLabel('Organisation number').fill('987654321');
  await button(page, 'Register company').click();
  // 5. The start page.
  await heading(page, 'Welcome to the Developer Portal').waitFor();
}

/** The components in the main menu. */
export function mainMenu(page: Page): Promise<string[]> {
  return page.getByRole('navigation', { name: 'Main menu' }).getByRole('link').allInnerTexts();
}

/** Steps 6 and 7. */
export async function addApplication(page: Page, type: string): Promise<void> {
  await page.getByRole('link', { name: 'My Applications' }).first().click();
  await page.getByText('Your team has no application yet.').waitFor();
  await page.getByRole('link', { name: 'Add application' }).click();
  await page.getByRole('main').getByRole('link', { name: type, exact: true }).click();
}

/** "To save the application, press Save as draft and then Create." */
export async function saveAndCreate(page: Page): Promise<void> {
  await button(page, 'Save as draft').click();
  await page.getByText('Saved as draft.').waitFor();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText('The application is created.').waitFor();
}

export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'The application' }).getByRole('link', { name }).click();
  await page.waitForLoadState();
}

/** Step 13: the secret, which is visible this one time. */
export async function generateSecret(page: Page): Promise<string> {
  await openTab(page, 'Credentials');
  await button(page, 'Generate secret').click();
  const secret = await page.getByTestId('new-client-secret').locator('code').innerText();
  await page.getByRole('link', { name: 'I have stored them' }).click();
  await heading(page, 'Secrets').waitFor();
  if ((await page.content()).includes(secret)) throw new Error('the secret is shown a second time');
  return secret;
}

/** Step 14: API, scopes, summary with description, Confirm; Pending. */
export async function requestIntegration(page: Page, api: string, scopes: readonly string[]): Promise<void> {
  await openTab(page, 'Integrations');
  await page.getByRole('link', { name: 'New integration' }).click();
  await page.getByRole('radio', { name: api }).check();
  await button(page, 'Next').click();
  for (const scope of scopes) await page.getByRole('checkbox', { name: scope }).check();
  await button(page, 'Next').click();
  await page.getByLabel('Description').fill('Shows the stock of the company.');
  await button(page, 'Confirm integration').click();
  await page.getByText('Until they approve it the integration is Pending.').waitFor();
}

/** The Visma team approves it; then back to the application. */
export async function approve(page: Page, application: string): Promise<void> {
  await page.getByRole('link', { name: 'you can play their part' }).first().click();
  await button(page, 'Approve').click();
  await page.getByText('The integration is Approved.').waitFor();
  await page.getByRole('link', { name: 'My Applications' }).first().click();
  await page.getByRole('link', { name: application }).click();
}

export async function integrationStatuses(page: Page): Promise<string[]> {
  await openTab(page, 'Integrations');
  return page.getByTestId('integration-status').allInnerTexts();
}

/** Step 16 for everybody: a public listing. */
export async function publish(page: Page): Promise<void> {
  await openTab(page, 'App Store');
  await page.getByLabel('Short description').fill('Shows the stock of your company.');
  await page.getByLabel('Developer website').fill('https://fjordware.example');
  await page.getByLabel('Show in the App Store').check();
  await button(page, 'Save listing').click();
  await page.getByText('Saved.').waitFor();
}

/** Step 16 for one customer: an invitation code. */
export async function createInvitationCode(page: Page): Promise<string> {
  await openTab(page, 'App Store');
  await page.getByLabel('Description').first().fill('For Nordfjord Handel AS');
  await button(page, 'Create invitation code').click();
  return page.getByTestId('invitation-code').innerText();
}

/** Giving consent, steps 1 and 2: the App Store as the administrator of a customer, in the right company. */
export async function openStore(page: Page, sandboxUrl: string, company: string): Promise<void> {
  await page.goto(`${sandboxUrl}/store`);
  await signInAtConnect(page, 'kari@nordfjord.example');
  await page.locator('header details summary').click();
  await page.locator('header details').getByRole('button', { name: company }).click();
  await page.getByTestId('current-company').filter({ hasText: company }).waitFor();
}

/** Giving consent, steps 6 to 8: activate each permission, Integrate, Accept. */
export async function integrate(page: Page): Promise<void> {
  await heading(page, 'Integrate with').waitFor();
  await page.waitForLoadState();
  for (const permission of await page.getByRole('switch').all()) await permission.check();
  await button(page, 'Integrate').click();
  await heading(page, 'Confirm the integration').waitFor();
  await button(page, 'Accept').click();
  await page.getByText('has been granted access').first().waitFor();
}

/** Giving consent, step 9: the Tenant ID stands in the menu in the top right corner. */
export async function readTenantId(page: Page): Promise<string> {
  await page.locator('header details summary').click();
  return page.locator('header details dt', { hasText: 'Tenant ID' }).locator('+ dd code').innerText();
}

/** Gives a person the API User role in a company, in Visma Admin, as the administrator who is signed in. */
export async function giveApiUserRole(page: Page, sandboxUrl: string, person: string, company: string): Promise<void> {
  await page.goto(`${sandboxUrl}/admin`);
  await page.getByRole('link', { name: person }).click();
  const roles = page.locator('form', { has: page.getByRole('group', { name: `Roles in ${company}` }) });
  await roles.getByRole('switch', { name: 'API User' }).check();
  await roles.getByRole('button', { name: 'Save roles' }).click();
  await page.getByText('Changes are in force.').waitFor();
}
