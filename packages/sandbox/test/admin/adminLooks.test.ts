import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { seededPersonId } from '../../src/world/seed.ts';
import { useBrowser } from '../../../../test/support/browser.ts';
import { OPPOSITE_LOOKS, pageProblems, problemsAsItStands } from '../../../../test/support/pageProblems.ts';
import { aSandbox, EVA, GRUPPEN, HANDEL, KARI } from '../connect/connectStack.ts';
import { openAs } from '../systems/browserSignIn.ts';
import { control } from '../systems/systemStack.ts';

const { newPage } = useBrowser();
let sandbox: Sandbox;

const [KARI_ID = '', EVA_ID = ''] = [1, 3].map(seededPersonId);

beforeAll(async () => {
  sandbox = await aSandbox({ settings: { roleDelaySeconds: 900 } });
  await control(sandbox, 'PUT', `people/${EVA}`, { roles: { [HANDEL]: ['integration_administrator'] } });
});
afterAll(() => sandbox.stop());

/** Pages, with what is pressed on them before they are looked at. */
const PAGES: readonly [string, string, readonly string[]][] = [
  ['people', 'people', []],
  ['the customer menu', 'people', ['header summary']],
  ['adding a person, with everything missing', 'new-person', ['main form button']],
  ['a person with roles on their way', `people/${EVA_ID}`, []],
  [
    'a refused change',
    `people/${KARI_ID}`,
    [`#customer_administrator-${GRUPPEN}`, `[data-testid="roles-${GRUPPEN}"] button`],
  ],
  ['removing a person', `people/${EVA_ID}/in/${HANDEL}/remove`, []],
  ['companies', 'companies', []],
  ['a company', `companies/${HANDEL}`, []],
  ['editing a company', `companies/${HANDEL}/edit`, []],
  ['its configuration', `companies/${HANDEL}/edit/configuration`, []],
  ['the configuration of the customer', `companies/${GRUPPEN}/edit/configuration`, []],
  ['a person of somebody else', 'people/nobody', []],
];

test('every page of Visma Admin can be read by everybody', async () => {
  const page = await newPage();
  await openAs(page, KARI, `${sandbox.url}/admin`);
  for (const [name, path, presses] of PAGES) {
    const press = async () => {
      for (const selector of presses) await page.locator(selector).first().click();
    };
    const problems = await pageProblems(page, `${sandbox.url}/admin/${GRUPPEN}/${path}`, press, OPPOSITE_LOOKS);
    expect({ name, problems }).toEqual({ name, problems: [] });
  }
}, 120_000);

test('so can the page about a missing role', async () => {
  const page = await newPage();
  await openAs(page, EVA, `${sandbox.url}/admin`);
  expect(await problemsAsItStands(page, OPPOSITE_LOOKS)).toEqual([]);
});

test('roles are given by keyboard, and the page says what came of it', async () => {
  const page = await newPage();
  await openAs(page, KARI, `${sandbox.url}/admin/${GRUPPEN}/people/${EVA_ID}`);
  const roles = page.getByRole('group', { name: 'Roles in Nordfjord Handel AS' });
  await roles.getByRole('switch', { name: 'API User' }).press('Space');
  await page.getByRole('button', { name: 'Save roles' }).first().press('Enter');
  const notice = await page.getByRole('status').first().innerText();
  expect(notice).toMatch(/^The roles of Eva Berg are saved\. Changes made now take effect at .* UTC\.$/);
  expect(await roles.getByRole('switch', { name: 'API User' }).isChecked()).toBe(true);
});
