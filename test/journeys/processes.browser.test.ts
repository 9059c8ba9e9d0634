import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WEB_APPLICATION } from '../../packages/sandbox/src/world/seed.ts';
import { startSandbox, type Sandbox } from '../../packages/sandbox/src/start.ts';
import { useBrowser } from '../support/browser.ts';
import { freePort } from '../support/freePort.ts';
import { startProcesses, type Processes } from '../support/processes.ts';
import { HANDEL, OLA } from '../support/startStack.ts';

const browser = useBrowser();
let sandbox: Sandbox;
let app: Processes;

beforeAll(async () => {
  const port = await freePort();
  // The app is there first: the sandbox registers its address.
  const issuer = `http://127.0.0.1:${port}`;
  app = await startProcesses({ count: 2, issuer, storeUrl: 'sqlite:app.db', client: WEB_APPLICATION });
  sandbox = await startSandbox({ port, appUrls: [app.url], items: 10 });
}, 60_000);
afterAll(async () => {
  await app.stop();
  await sandbox.stop();
});

test('a front-channel logout ends the session in the tabs of both processes', async () => {
  const context = await browser.newContext();
  const [first, second, connect] = [await context.newPage(), await context.newPage(), await context.newPage()];
  await first.goto(new URL('/login', app.url).href);
  await first.getByLabel('E-mail address').fill(OLA);
  await first.getByLabel('Password').fill('sandbox');
  await first.getByRole('button', { name: 'Sign in' }).click();
  await first.getByRole('button', { name: 'Allow' }).click();
  await first.getByTestId('signed-in-user').first().waitFor();

  // Cookies know no ports: at the balancer's host, each process can be asked by itself.
  for (const [index, tab] of [first, second].entries()) {
    const process = new URL(`/companies/${HANDEL}/inventory`, app.urlOf(index));
    process.hostname = 'localhost';
    await tab.goto(process.href);
    expect(await tab.getByTestId('inventory-row').count()).toBe(10);
  }
  const notice = connect.waitForResponse(/\/frontchannel-logout\?/);
  await connect.goto(new URL('/connect/endsession', sandbox.url).href);
  await connect.getByRole('button', { name: 'Sign out' }).click();
  expect((await notice).status()).toBe(200);
  for (const tab of [first, second]) {
    await tab.reload();
    await tab.getByLabel('E-mail address').waitFor();
    expect(new URL(tab.url()).origin).toBe(sandbox.url);
  }
}, 90_000);
