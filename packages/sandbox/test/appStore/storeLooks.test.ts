import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { useBrowser } from '../../../../test/support/browser.ts';
import { OPPOSITE_LOOKS, pageProblems, problemsAsItStands } from '../../../../test/support/pageProblems.ts';
import { aSandbox, EVA, GRUPPEN, HANDEL, KARI } from '../connect/connectStack.ts';
import { openAs } from '../systems/browserSignIn.ts';
import { CODE, NIGHTLY, ORDERS, READ, registerNightly } from './storeStack.ts';

const { newPage } = useBrowser();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
  await registerNightly(sandbox, { appStore: { listed: true }, scopes: [READ, ORDERS] });
});
afterAll(() => sandbox.stop());

const CONFIRM = new URLSearchParams([
  ['scope', READ],
  ['scope', ORDERS],
]).toString();

/** Pages, with what is pressed on them before they are looked at. */
const PAGES: readonly [string, string, readonly string[]][] = [
  ['My apps', `${HANDEL}/my-apps`, []],
  ['My apps of a customer, with the company menu open', `${GRUPPEN}/my-apps`, ['header summary']],
  ['the pop-up for an invitation code', `${HANDEL}/my-apps`, ['[popovertarget]']],
  ['an application', `${HANDEL}/my-apps/isv_sandbox_service`, []],
  ['the withdrawal', `${HANDEL}/my-apps/isv_sandbox_service/withdraw`, []],
  ['an invitation code that is missing', `${HANDEL}/invitation-code`, ['main button']],
  ['all apps', `${HANDEL}/apps`, []],
  ['a public app', `${HANDEL}/apps/${NIGHTLY.clientId}`, []],
  ['the consent page', `${HANDEL}/invitations/${CODE}`, []],
  ['the consent page with permissions missing', `${HANDEL}/invitations/${CODE}`, ['main form button']],
  ['the confirmation', `${HANDEL}/invitations/${CODE}/confirm?${CONFIRM}`, []],
  ['a search that finds nothing', `${HANDEL}/apps?q=nothing+of+that+kind`, []],
  ['a public app that does not exist', `${HANDEL}/apps/isv_none`, []],
  ['a company of somebody else', 'no-such-tenant/my-apps', []],
];

test('every page of the App Store can be read by everybody', async () => {
  const page = await newPage();
  await openAs(page, KARI, `${sandbox.url}/store`);
  for (const [name, path, presses] of PAGES) {
    const press = async () => {
      for (const selector of presses) await page.locator(selector).first().click();
    };
    const problems = await pageProblems(page, `${sandbox.url}/store/${path}`, press, OPPOSITE_LOOKS);
    expect({ name, problems }).toEqual({ name, problems: [] });
  }
}, 120_000);

test('so can the page about a missing role', async () => {
  const page = await newPage();
  await openAs(page, EVA, `${sandbox.url}/store`);
  expect(await problemsAsItStands(page, OPPOSITE_LOOKS)).toEqual([]);
});
