import { server } from './startBrowser.js';

/** Jest's `globalTeardown`. */
export default async function stopBrowser() {
  await server.close();
}
