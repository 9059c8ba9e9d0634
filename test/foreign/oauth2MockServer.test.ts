import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Events, OAuth2Server, type MutableResponse, type MutableToken } from 'oauth2-mock-server';
import type { WebApp } from '../../src/webApp.ts';
import { freePort } from '../support/freePort.ts';
import { startConfigured } from '../support/startConfigured.ts';
import { openWebBrowser, type WebPage } from '../support/webBrowser.ts';

let provider: OAuth2Server;
let app: WebApp;

beforeAll(async () => {
  provider = new OAuth2Server();
  await provider.issuer.keys.generate('RS256');
  await provider.start(0, 'localhost');
  const issuer = provider.issuer.url ?? '';
  app = await startConfigured({ port: await freePort(), issuer, clientId: 'any', clientSecret: 'any-secret' });
});
beforeEach(() => void provider.service.removeAllListeners());
afterAll(async () => {
  await app.stop();
  await provider.stop();
});

const at = (path: string) => `${app.url}${path}`;

/** It asks nobody for a password: a sign-in is one chain of redirects. */
async function signIn(): Promise<WebPage> {
  return openWebBrowser().open(at('/login?return_to=/account'));
}

describe('oauth2-mock-server as provider', () => {
  test('signs its one person in, without a company to choose', async () => {
    const page = await signIn();
    expect([page.status, page.url]).toEqual([200, at('/account')]);
    expect(page.html).toContain('johndoe');
  });

  test('signs out there and comes back', async () => {
    const browser = openWebBrowser();
    const page = await browser.open(at('/login?return_to=/account'));
    const signedOut = await browser.submit(page, 'action="/logout"');
    expect(signedOut.way.some((one) => one.startsWith(`${String(provider.issuer.url)}/endsession`))).toBe(true);
    expect([signedOut.heading, new URL(signedOut.url).pathname]).toEqual(['You are signed out', '/signed-out']);
  });

  test('another nonce in its ID token is refused', async () => {
    provider.service.on(Events.BeforeTokenSigning, ({ payload }: MutableToken) => {
      if (payload.nonce !== undefined) payload.nonce = 'another';
    });
    expect((await signIn()).errorCode).toBe('id_token_invalid');
  });

  test('an ID token of another issuer is refused', async () => {
    provider.service.on(Events.BeforeTokenSigning, ({ payload }: MutableToken) => {
      payload.iss = 'https://other.example';
    });
    expect((await signIn()).errorCode).toBe('id_token_invalid');
  });

  test('an answer without an ID token is refused: it says nothing of who signed in', async () => {
    provider.service.on(Events.BeforeResponse, ({ body }: MutableResponse) => {
      if (typeof body === 'object') delete body.id_token;
    });
    expect((await signIn()).errorCode).toBe('token_response_invalid');
  });

  test('userinfo about somebody else is refused', async () => {
    provider.service.on(Events.BeforeUserinfo, ({ body }: MutableResponse) => {
      if (typeof body === 'object') body.sub = 'janedoe';
    });
    expect((await signIn()).errorCode).toBe('userinfo_mismatch');
  });

  test('without userinfo the ID token suffices', async () => {
    provider.service.on(Events.BeforeUserinfo, (response: MutableResponse) => {
      response.statusCode = 404;
    });
    expect((await signIn()).url).toBe(at('/account'));
  });
});
