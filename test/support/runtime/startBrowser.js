import { register } from 'node:module';

register('./loader.js', import.meta.url);

/** One Chromium for all test files of a run; each test has a context of its own in it. Jest's `globalSetup`. */
export let server;

export default async function startBrowser() {
  const { launchBrowserServer } = await import('../chromium.ts');
  server = await launchBrowserServer();
  process.env.TEST_BROWSER_URL = server.wsEndpoint();
}
