import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Sandbox } from '../../src/start.ts';
import { useBrowser } from '../../../../test/support/browser.ts';
import { OPPOSITE_LOOKS, pageProblems } from '../../../../test/support/pageProblems.ts';
import { openAs } from '../systems/browserSignIn.ts';
import { aSandbox, aVerifier, authorizeUrl, CALLBACK, KARI, OLA } from './connectStack.ts';

const { newPage } = useBrowser();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox({ vni: true });
});
afterAll(() => sandbox.stop());

/** The path of a sign-in at Connect. */
function signInPath(parameters: Record<string, string> = {}): string {
  return authorizeUrl(sandbox, aVerifier().challenge, parameters).slice(sandbox.url.length);
}

/** The path of a sign-in at the VNI of old. */
function vniPath(): string {
  const { clientId } = sandbox.webApplication;
  const query = { response_type: 'code', client_id: clientId, redirect_uri: CALLBACK, scope: 'financialstasks' };
  return `/API/resources/oauth/authorize?${new URLSearchParams({ ...query, state: 's' }).toString()}`;
}

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

const identify = (username: string, password: string) => async (page: Page) => {
  await page.getByLabel('E-mail address').fill(username);
  await page.getByLabel('Password').fill(password);
  await press(page, 'Sign in');
};

/** Pages with their path, and what is done there before they are looked at. */
type Pages = readonly [name: string, path: string, act?: (page: Page) => Promise<unknown>][];

async function look(page: Page, pages: Pages): Promise<void> {
  for (const [name, path, act] of pages) {
    const problems = await pageProblems(page, `${sandbox.url}${path}`, act, OPPOSITE_LOOKS);
    expect({ name, problems }).toEqual({ name, problems: [] });
  }
}

test('every page of Visma Connect can be read by everybody, those of failures too', async () => {
  await look(await newPage(), [
    ['the start', '/'],
    ['a page that does not exist', '/no-such-page'],
    ['sign-in', signInPath()],
    ['a wrong password', signInPath(), identify(KARI, 'wrong')],
    ['an error that stays here', signInPath({ redirect_uri: `${CALLBACK}/` })],
    ['nobody to sign out', '/connect/endsession'],
    ['the companies', signInPath(), identify(KARI, 'sandbox')],
    ['consent', signInPath(), identify(OLA, 'sandbox')],
    ['the consent of VNI', vniPath(), identify(OLA, 'sandbox')],
  ]);
}, 120_000);

test('so can one’s own consents, the question before a sign-out, and the page after it', async () => {
  const page = await newPage();
  await openAs(page, 'dev@isv.example', `${sandbox.url}/portal`);
  await look(page, [
    ['own consents', '/consents', (own) => own.getByText('Withdraw').first().click()],
    ['the question', '/connect/endsession'],
    ['the page after it', '/connect/endsession', (own) => press(own, 'Sign out')],
  ]);
});
