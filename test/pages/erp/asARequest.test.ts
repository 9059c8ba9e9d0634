import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HANDEL, signIn, startStack, type Stack } from '../../support/startStack.ts';
import type { WebBrowser } from '../../support/webBrowser.ts';

let stack: Stack;
let browser: WebBrowser;
beforeAll(async () => {
  stack = await startStack();
  ({ browser } = await signIn(stack, { tenantId: HANDEL }));
});
afterAll(() => stack.stop());

/** The page's curl commands, as a person would copy them. */
async function curlsAt(path: string): Promise<{ curls: string[]; html: string }> {
  const { html } = await browser.open(new URL(path, stack.app.url).href);
  const curls = html.match(/curl --request GET[^<]*/g) ?? [];
  return { html, curls: curls.map((curl) => curl.replaceAll('&#39;', "'").replaceAll('&amp;', '&')) };
}

test.each([
  ['inventory', '/v1/inventory'],
  ['customers', '/v1/customer'],
  ['suppliers', '/v1/supplier'],
  ['invoices', '/v1/customerinvoice'],
  ['sales-orders', '/api/v3/SalesOrders'],
])('%s: the list and one of its things show the request that fetches the same', async (section, apiPath) => {
  const list = await curlsAt(`/companies/${HANDEL}/${section}`);
  expect(list.curls[0]).toContain(`--url '${stack.sandbox.url}${apiPath}?`);
  const links = [
    ...list.html.matchAll(new RegExp(`href="(/companies/${HANDEL}/${section}/(?!new|export)[^"?]+)"`, 'g')),
  ];
  const one = await curlsAt(links[0]?.[1] ?? 'none');
  expect(one.curls[0]).toContain(`--url '${stack.sandbox.url}${apiPath}/`);
  for (const curl of [...list.curls, ...one.curls]) expect(curl).toContain('Bearer [access_token]');
  expect(list.html + one.html).not.toContain('eyJ');
});
