import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, KARI, OLA, refresh, signIn, tokensOf } from '../connect/connectStack.ts';
import { visitAs, textOf } from '../systems/systemStack.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const WITHDRAW = 'withdraw-isv_sandbox_web';

test('a person reads what they allowed which application, and nobody else’s', async () => {
  await tokensOf(sandbox, { username: KARI });
  const words = textOf((await visitAs(sandbox, KARI, '/consents')).page);
  expect(words).toContain('by ISV Example AS');
  expect(words).toContain('Read data of your company in Visma.net ERP');
  const other = textOf((await visitAs(sandbox, OLA, '/consents')).page);
  expect(other).toContain('You have allowed no application anything.');
});

test('after the withdrawal the application is refused new tokens, and the next sign-in asks again', async () => {
  const { refresh_token: refreshToken } = await tokensOf(sandbox, { username: KARI });
  const { browser, page } = await visitAs(sandbox, KARI, '/consents');
  const after = textOf(await browser.submit(page, WITHDRAW));
  expect(after).toContain('has your consent no more.');
  expect(after).toContain('You have allowed no application anything.');
  expect((await refresh(sandbox, refreshToken)).body.error).toBe('invalid_grant');
  const denied = await signIn(sandbox, { username: KARI, decision: 'deny' });
  expect(denied.response.get('error')).toBe('access_denied');
});

test('a withdrawal from elsewhere is refused', async () => {
  const { refresh_token: refreshToken } = await tokensOf(sandbox, { username: KARI });
  const { browser, page } = await visitAs(sandbox, KARI, '/consents');
  expect((await browser.submit(page, WITHDRAW, { form_token: 'forged' })).status).toBe(403);
  expect((await refresh(sandbox, refreshToken)).status).toBe(200);
});

test('whoever withdraws the Developer Portal’s is asked by it again', async () => {
  const { browser, page } = await visitAs(sandbox, 'dev@isv.example', '/consents');
  await browser.submit(page, 'withdraw-visma_developer_portal');
  const portal = textOf(await browser.visit(`${sandbox.url}/portal`));
  expect(portal).toContain('May the Developer Portal read your profile?');
});
