import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { startSandbox, type Sandbox } from '../../src/start.ts';
import { useBrowser } from '../../../../test/support/browser.ts';
import { aVerifier } from '../connect/connectStack.ts';
import { aDeveloper, approveAll, integrate, INTERACTIVE, register } from './portalStack.ts';

const browser = useBrowser();
let sandbox: Sandbox;
let server: Server;
let origin: string;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, items: 20 });
  server = createServer((_req, res) => res.end('A single-page application'));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  origin = `http://localhost:${z.object({ port: z.number() }).parse(server.address()).port}`;
});
afterAll(async () => {
  server.close();
  await sandbox.stop();
});

const CLIENT = 'isv_my_spa';

/** What the script of the application does once the browser has come back: all of it across origins. */
const FINISH_SIGN_IN = `async ({ sandbox, form }) => {
  const metadata = await (await fetch(sandbox + '/.well-known/openid-configuration')).json();
  const body = new URLSearchParams(form);
  const tokens = await (await fetch(metadata.token_endpoint, { method: 'POST', body })).json();
  const headers = { authorization: 'Bearer ' + tokens.access_token };
  const person = await (await fetch(metadata.userinfo_endpoint, { headers })).json();
  return [Object.keys(tokens).sort(), person.sub];
}`;

test('a single-page application from the portal signs a person in, with nothing but its script', async () => {
  const developer = await aDeveloper(sandbox);
  const redirectUri = `${origin}/callback`;
  await register(developer, 'spa', { redirectUris: redirectUri });
  await integrate(developer, CLIENT, INTERACTIVE, [`${INTERACTIVE}:read`]);
  await approveAll(developer);

  const page = await browser.newPage();
  const { verifier, challenge } = aVerifier();
  const query = new URLSearchParams({
    client_id: CLIENT,
    redirect_uri: redirectUri,
    response_type: 'code',
    state: 'a-state',
    scope: `openid ${INTERACTIVE}:read`,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  await page.goto(`${sandbox.url}/connect/authorize?${query.toString()}`);
  await page.getByLabel('E-mail address').fill('ola@nordfjord.example');
  await page.getByLabel('Password').fill('sandbox');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('A single-page application').waitFor();

  const code = new URL(page.url()).searchParams.get('code') ?? '';
  const form = {
    grant_type: 'authorization_code',
    client_id: CLIENT,
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  };
  const given = JSON.stringify({ sandbox: sandbox.url, form });
  const outcome = await page.evaluate<unknown>(`(${FINISH_SIGN_IN})(${given})`);
  expect(outcome).toEqual([
    ['access_token', 'expires_in', 'id_token', 'scope', 'token_type'],
    '33333333-3333-4333-8333-333333333302',
  ]);
});
