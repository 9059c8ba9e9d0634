import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/start.ts';
import { aSandbox, KARI } from '../connectStack.ts';
import { openHttpBrowser } from '../httpBrowser.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
afterAll(() => sandbox.stop());

function portalUrl(state: string): string {
  const query = new URLSearchParams({
    client_id: 'visma_developer_portal',
    redirect_uri: `${sandbox.url}/connect/first-party`,
    response_type: 'code',
    scope: 'openid',
    state,
  });
  return `${sandbox.url}/connect/authorize?${query.toString()}`;
}

test('Visma’s own systems ask for neither company nor consent, and lead back to their page', async () => {
  const browser = openHttpBrowser(sandbox.url);
  const page = await browser.visit(portalUrl('/nowhere?tab=1'));
  expect(page.html).toContain('Developer Portal');
  const end = await browser.submit(page, 'login-form', { username: KARI, password: 'sandbox' });
  expect([end.url, end.status]).toEqual([`${sandbox.url}/nowhere?tab=1`, 404]);
});

test.each(['//evil.example/', 'https://evil.example/', '/\\evil.example'])('%s does not lead away', async (state) => {
  const browser = openHttpBrowser(sandbox.url);
  const page = await browser.visit(portalUrl(state));
  const end = await browser.submit(page, 'login-form', { username: KARI, password: 'sandbox' });
  expect([end.url, end.location]).toEqual([`${sandbox.url}/`, undefined]);
});
