import type { Sandbox } from '../../src/start.ts';
import { openHttpBrowser, type HttpBrowser, type Page } from '../connect/httpBrowser.ts';

export interface ControlBrowser extends HttpBrowser {
  readonly open: (path: string) => Promise<Page>;
}

/** A browser that has given the admin token. */
export async function enterControls(sandbox: Sandbox): Promise<ControlBrowser> {
  const browser = openHttpBrowser(sandbox.url);
  const open = (path: string): Promise<Page> => browser.visit(`${sandbox.url}${path}`);
  await browser.submit(await open('/sandbox'), 'control-login', { admin_token: sandbox.adminToken });
  return { ...browser, open };
}
