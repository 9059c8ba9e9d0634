import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { useBrowser } from '../../../../test/support/browser.ts';
import { OPPOSITE_LOOKS, pageProblems } from '../../../../test/support/pageProblems.ts';
import { aSandbox, authorizeUrl, aVerifier, OLA, signIn } from '../connect/connectStack.ts';
import { vniHeaders, vniTokenOf } from '../vni/vniStack.ts';
import { controlCall } from './controlCall.ts';

const { newPage } = useBrowser();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox({ vni: true });
});
afterAll(() => sandbox.stop());

/** Leaves something to see on every page. */
async function use(): Promise<void> {
  sandbox.reset();
  const headers = vniHeaders(await vniTokenOf(sandbox, OLA));
  await fetch(new URL('/API/controller/api/v1/inventory?numberToRead=5', sandbox.url), { headers });
  await signIn(sandbox, { username: OLA });
  const parameters = { redirect_uri: 'http://localhost:3000/callback/' };
  await fetch(authorizeUrl(sandbox, aVerifier().challenge, parameters), { redirect: 'manual' });
  sandbox.setFault({ name: 'authorize_unmet_authentication_requirements', times: 3, application: 'isv_sandbox_web' });
  await controlCall(sandbox, 'PUT', 'snapshots/before');
}

/** Pages, with what is pressed on them before they are looked at. */
const PAGES: readonly [string, string, readonly string[]][] = [
  ['the overview', '', ['main summary']],
  ['the faults', '/faults', []],
  ['a search for faults that finds none', '/faults?q=xyzzy', []],
  ['the requests, one opened', '/requests', ['.requests summary']],
  ['no requests', '/requests?status=5xx', []],
  ['a request', '/requests', ['.requests summary', '.requests a']],
  ['a request that is gone', '/requests/999999', []],
  ['clock and keys', '/time', []],
  ['a clock that was not moved', '/time', ['main [data-testid="clock-form"] button']],
  ['the sessions', '/sessions', []],
  ['the settings', '/settings', []],
  ['the snapshots', '/snapshots', []],
  ['a snapshot without a name', '/snapshots', ['[data-testid="snapshot-form"] button']],
  ['the migration report', '/migration', []],
  ['the question before a reset', '/reset', []],
];

test('every control page can be read by everybody', async () => {
  await use();
  const page = await newPage();
  expect(await pageProblems(page, `${sandbox.url}/sandbox`, undefined, OPPOSITE_LOOKS)).toEqual([]);
  await page.fill('#admin_token', sandbox.adminToken);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${sandbox.url}/sandbox`);
  for (const [name, path, presses] of PAGES) {
    const press = async () => {
      for (const selector of presses) await page.locator(selector).first().click();
    };
    const problems = await pageProblems(page, `${sandbox.url}/sandbox${path}`, press, OPPOSITE_LOOKS);
    expect({ name, problems }).toEqual({ name, problems: [] });
  }
}, 120_000);

test('new requests appear on top by themselves, wait while paused, and only those that were asked for', async () => {
  sandbox.reset();
  const page = await newPage();
  await page.goto(sandbox.controlUrl);
  await page.goto(`${sandbox.url}/sandbox/requests?system=Visma.net+ERP+API`);
  await page.getByText('Live: new requests appear on top.').waitFor();
  await fetch(new URL('/.well-known/openid-configuration', sandbox.url));
  await fetch(new URL('/v1/inventory', sandbox.url));
  await page.locator('.requests .what').first().waitFor();
  expect(await page.locator('.requests .what').allTextContents()).toEqual(['GET /v1/inventory']);
  await page.getByRole('button', { name: 'Pause' }).click();
  await fetch(new URL('/v1/customer', sandbox.url));
  await page.getByText('Paused, 1 waiting.').waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  const first = page.locator('.requests .what').first();
  await expect(first.textContent()).resolves.toBe('GET /v1/customer');
});

test('a fault is set, seen in the overview and taken back with the keyboard and the mouse', async () => {
  sandbox.reset();
  const page = await newPage();
  await page.goto(`${sandbox.url}/sandbox/faults?q=jwks_empty`);
  await page.fill('#admin_token', sandbox.adminToken);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'jwks_empty' }).press('Enter');
  await page.getByText('The fault is on.').waitFor();
  await page.getByRole('link', { name: 'Sandbox controls' }).click();
  await page.getByRole('link', { name: 'Look at the faults' }).click();
  await page.getByRole('button', { name: 'Take back jwks_empty' }).click();
  await page.getByText('Nothing is broken on purpose.').waitFor();
});
