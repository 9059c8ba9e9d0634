import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, HANDEL } from '../connect/connectStack.ts';
import { askServiceToken } from '../systems/systemStack.ts';
import { aDeveloper, aSecret, register, textOf, type Developer } from './portalStack.ts';

let sandbox: Sandbox;
let dev: Developer;

const CLIENT = 'isv_sandbox_service';

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(async () => {
  sandbox.reset();
  dev = await aDeveloper(sandbox);
});
afterAll(() => sandbox.stop());

async function status(clientSecret: string): Promise<unknown> {
  const { status, body } = await askServiceToken(sandbox, {
    tenantId: HANDEL,
    application: { clientId: CLIENT, clientSecret },
  });
  return status === 200 ? 'token' : body.error;
}

test('a secret is shown once, right after it was made, together with the client ID', async () => {
  const page = await dev.send(`/applications/${CLIENT}/credentials`, 'secret-form', { description: 'Night job' });
  const secret = /data-testid="new-client-secret"><code>([^<]*)</.exec(page.html)?.[1] ?? '';
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(textOf(page)).toContain(`Client ID ${CLIENT}`);
  expect(page.headers.get('cache-control')).toBe('no-store');
  const list = await dev.open(`/applications/${CLIENT}/credentials`);
  expect(list.html).not.toContain(secret);
  expect(textOf(list)).toContain(`…${secret.slice(-4)} Night job`);
});

test('several secrets work at a time, until one is revoked', async () => {
  const [first, second] = [await aSecret(dev, CLIENT), await aSecret(dev, CLIENT)];
  expect([await status(first), await status(second), await status('sandbox-service-secret')]).toEqual([
    'token',
    'token',
    'token',
  ]);
  const page = await dev.open(`/applications/${CLIENT}/credentials`);
  const form =
    page.html.match(/<form[\s\S]*?<\/form>/g)?.find((one) => one.includes(`Revoke …${first.slice(-4)}`)) ?? '';
  const after = await dev.browser.submit(page, /action="([^"]*)"/.exec(form)?.[1] ?? 'no form');
  expect(textOf(after)).toContain('The secret was revoked.');
  expect([await status(first), await status(second)]).toEqual(['invalid_client', 'token']);
});

test('no secret is kept in clear', async () => {
  const secret = await aSecret(dev, CLIENT);
  const response = await fetch(`${sandbox.url}/sandbox/api/state`, {
    headers: { authorization: `Bearer ${sandbox.adminToken}` },
  });
  expect(await response.text()).not.toContain(secret);
});

test('a secret of another application cannot be revoked from here', async () => {
  const page = await dev.open(`/applications/${CLIENT}/credentials`);
  await register(dev, 'web');
  const html = page.html.replaceAll(`/applications/${CLIENT}/credentials/`, '/applications/isv_my_web/credentials/');
  await dev.browser.submit({ ...page, html }, '/revoke');
  expect(await status('sandbox-service-secret')).toBe('token');
});
