import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aSandbox } from '../connect/connectStack.ts';
import type { Sandbox } from '../../src/start.ts';
import { control } from '../systems/systemStack.ts';
import {
  aDeveloper,
  approveAll,
  aReadyWeb,
  errorsOf,
  integrate,
  INTERACTIVE,
  register,
  signInTo,
  textOf,
  type Developer,
} from './portalStack.ts';

let sandbox: Sandbox;
let dev: Developer;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(async () => {
  sandbox.reset();
  dev = await aDeveloper(sandbox);
});
afterAll(() => sandbox.stop());

async function aReady(type: 'native' | 'spa', redirectUris: string, change = {}): Promise<string> {
  await register(dev, type, { redirectUris, ...change });
  const clientId = `isv_my_${type}`;
  await integrate(dev, clientId, INTERACTIVE, [`${INTERACTIVE}:read`]);
  await approveAll(dev);
  return clientId;
}

describe('Registered in the portal, then used at Connect', () => {
  test('Web: code and secret bring tokens for the ERP; without the secret none', async () => {
    const { clientId, clientSecret } = await aReadyWeb(dev);
    const visit = await signInTo(sandbox, { clientId });
    expect((await visit.exchange()).body.error).toBe('invalid_client');
    const { body } = await visit.exchange(clientSecret);
    const headers = { authorization: `Bearer ${String(body.access_token)}` };
    expect((await fetch(`${sandbox.url}/v1/inventory?pageSize=1`, { headers })).status).toBe(200);
  });

  test('Native: a scheme of its own, no secret, and a refresh token if Offline Access is on', async () => {
    const redirectUri = 'com.example.app:/callback';
    const clientId = await aReady('native', redirectUri, { offlineAccess: 'on' });
    const scope = `openid offline_access ${INTERACTIVE}:read`;
    const { body } = await (await signInTo(sandbox, { clientId, redirectUri, scope })).exchange();
    expect(body).toMatchObject({ access_token: expect.any(String), refresh_token: expect.any(String) });
  });

  test('SPA: the token endpoint answers a browser from its own origin, and none from elsewhere', async () => {
    const redirectUri = 'https://spa.example/callback';
    const clientId = await aReady('spa', redirectUri);
    const visit = await signInTo(sandbox, { clientId, redirectUri });
    const answer = await visit.exchange(undefined, { origin: 'https://spa.example' });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, 'https://spa.example']);
    const other = await visit.exchange(undefined, { origin: 'https://evil.example' });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.body).not.toHaveProperty('refresh_token');
  });

  test('SPA: a browser may ask beforehand, at every endpoint it needs', async () => {
    await aReady('spa', 'https://spa.example/callback');
    for (const path of ['/connect/token', '/connect/userinfo', '/connect/revocation']) {
      const headers = { origin: 'https://spa.example', 'access-control-request-method': 'POST' };
      const response = await fetch(`${sandbox.url}${path}`, { method: 'OPTIONS', headers });
      expect([path, response.status, response.headers.get('access-control-allow-origin')]).toEqual([
        path,
        204,
        'https://spa.example',
      ]);
    }
  });

  test('SPA: a draft’s origin is not let in', async () => {
    await dev.send('/applications/new/spa', 'application-form', {
      name: 'Draft',
      clientId: 'isv_draft',
      redirectUris: 'https://draft.example/cb',
    });
    const headers = { origin: 'https://draft.example' };
    const response = await fetch(`${sandbox.url}/connect/token`, { method: 'OPTIONS', headers });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('Redirect URIs', () => {
  test('http on loopback is the sandbox’s own allowance, and can be taken away', async () => {
    const redirectUris = 'http://localhost:5000/callback';
    const fields = { name: 'Local', clientId: 'isv_local', redirectUris };
    const words = textOf(await dev.open('/applications/new/web'));
    expect(words).toContain('this sandbox also takes http on localhost and 127.0.0.1');
    await control(sandbox, 'PUT', 'settings', { loopbackAddresses: false });
    const refused = await dev.send('/applications/new/web', 'application-form', fields);
    expect(errorsOf(refused)).toEqual({ redirectUris: `${redirectUris} must begin with https://` });
    await control(sandbox, 'PUT', 'settings', { loopbackAddresses: true });
    const taken = await dev.browser.submit(refused, 'application-form', fields);
    expect(textOf(taken)).toContain('Saved as draft.');
  });

  test('Offline Access of Native applications can be taken away: documents disagree', async () => {
    expect((await dev.open('/applications/new/native')).html).toContain('name="offlineAccess"');
    await control(sandbox, 'PUT', 'settings', { nativeOfflineAccess: false });
    expect((await dev.open('/applications/new/native')).html).not.toContain('name="offlineAccess"');
  });
});
