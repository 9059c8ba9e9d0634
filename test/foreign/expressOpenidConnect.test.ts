import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../packages/sandbox/src/start.ts';
import { control } from '../../packages/sandbox/test/systems/systemStack.ts';
import { HANDEL, KARI, signIn } from '../support/startStack.ts';
import type { WebBrowser } from '../support/webBrowser.ts';

const CLIENT = 'isv_auth0_library';
const SECRET = 'auth0-library-secret';
const READ = 'vismanet_erp_interactive_api:read';

let sandbox: Sandbox;
let program: ChildProcess;
let app: { readonly url: string };

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, items: 20 });
  const file = fileURLToPath(new URL('expressOpenidConnectApp.js', import.meta.url));
  const scope = `openid profile email offline_access ${READ}`;
  const env = { ...process.env, SANDBOX_URL: sandbox.url, CLIENT_ID: CLIENT, CLIENT_SECRET: SECRET, SCOPE: scope };
  const started = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  program = started;
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: started.stdout }).once('line', resolve);
    started.once('exit', (code) => reject(new Error(`the application ended at its start: ${String(code)}`)));
  });
  app = { url };
  await control(sandbox, 'PUT', `applications/${CLIENT}`, {
    name: 'Auth0’s library',
    type: 'web',
    offlineAccess: true,
    secrets: [SECRET],
    scopes: [READ],
    redirectUris: [`${url}/callback`],
    postLogoutRedirectUris: [`${url}/bye`],
    backChannelLogoutUris: [`${url}/backchannel-logout`],
  });
});
afterAll(async () => {
  program.kill();
  if (program.exitCode === null) await once(program, 'exit');
  await sandbox.stop();
});

const jsonOf = (html: string): unknown => JSON.parse(html);

/** Whether the application knows the browser, or sends it to the sign-in. */
async function isKnown(browser: WebBrowser): Promise<boolean> {
  const page = await browser.open(`${app.url}/inventory`);
  return new URL(page.url).origin === app.url;
}

test('express-openid-connect signs a person in, and its token opens the inventory of the chosen company', async () => {
  const { page } = await signIn({ app }, { path: '/inventory', tenantId: HANDEL });
  expect(jsonOf(page.html)).toEqual({ email: KARI, status: 200, items: 3 });
});

test('its refresh token brings a new access token, and the next one does too', async () => {
  const { browser } = await signIn({ app }, { path: '/inventory' });
  const answers = [await browser.open(`${app.url}/refresh`), await browser.open(`${app.url}/refresh`)];
  expect(answers.map(({ html }) => jsonOf(html))).toEqual([{ isNew: true }, { isNew: true }]);
});

test('it signs out at Visma Connect too, and comes back', async () => {
  const { browser } = await signIn({ app }, { path: '/inventory' });
  const page = await browser.open(`${app.url}/logout`);
  expect([page.url, page.html]).toEqual([`${app.url}/bye`, 'Bye']);
  expect((await browser.open(`${app.url}/inventory`)).html).toContain('data-testid="login-form"');
});

test('it hears by the back channel that its session has ended', async () => {
  const { browser } = await signIn({ app }, { path: '/inventory' });
  const before = await isKnown(browser);
  await control(sandbox, 'POST', 'logout', { username: KARI });
  expect([before, await isKnown(browser)]).toEqual([true, false]);
});
