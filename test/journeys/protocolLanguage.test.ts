import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { flatTexts, readTexts } from '../../src/languages/languages.ts';
import { signIn, startStack, type Stack } from '../support/startStack.ts';
import { openWebBrowser, textOf } from '../support/webBrowser.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});

afterAll(() => stack.stop());

const at = (path: string) => new URL(path, stack.app.url).href;

/** English sentences of these pages that Norwegian ones do not say too. */
const norwegian = new Map(flatTexts(readTexts('nb-NO')));
const english = flatTexts(readTexts('en-GB')).filter(
  ([key, text]) => /^(?:protocol|claims)\./.test(key) && text !== norwegian.get(key) && /^[^{<]{12,}$/.test(text),
);

test('Every page of the protocol view is in the reader’s language whole', async () => {
  expect(english.length).toBeGreaterThan(250);
  stack.sandbox.setFault({ name: 'id_token_wrong_nonce', times: 1 });
  const browser = openWebBrowser({ headers: { 'Accept-Language': 'nb-NO,nb;q=0.9' } });
  await signIn(stack, { browser });
  const refused = await browser.open(at('/protocol/visitor'));
  expect(textOf(refused.html)).toContain(
    'Ikke oppfylt: nonce er lik den som ble tatt vare på med forsøket (OpenID Connect Core §3.1.3.7 (11)). Steg',
  );
  await signIn(stack, { browser });
  const overview = await browser.open(at('/protocol'));
  const steps = [...overview.html.matchAll(/<th scope="row"><a href="([^"]+)"/g)].map(([, href = '']) => href);
  expect(steps.length).toBeGreaterThan(8);
  const pages = [refused, overview];
  for (const path of [...steps, '/protocol/tokens', '/protocol/try']) pages.push(await browser.open(at(path)));
  for (const { url, status, html } of pages) {
    expect([url, status]).toEqual([url, 200]);
    expect(html).toContain('<html lang="nb-NO"');
    const said = textOf(html.replace(/<option[^>]*lang="en"[^]*?<\/option>/g, ''));
    expect([url, english.filter(([, text]) => said.includes(text))]).toEqual([url, []]);
    expect(said).not.toMatch(/\b(?:protocol|claims)\.[a-z]\w+\.\w/);
  }
  expect(pages.at(-2)?.heading).toBe('Tokener');
  expect(pages.at(-1)?.heading).toBe('Prøv selv');
  expect(overview.heading).toBe('Protokoll');
});

test('An export is in English whatever the pages are', async () => {
  const browser = openWebBrowser({ headers: { 'Accept-Language': 'nb' } });
  stack.sandbox.setFault({ name: 'id_token_wrong_nonce', times: 1 });
  await signIn(stack, { browser });
  const { html } = await browser.open(at('/protocol/visitor/export.json'));
  expect(html).toContain('"title": "Authorization request"');
  expect(html).toContain('"words": "Failed: nonce equals the one kept with the attempt"');
  expect(html).toContain('"from": "Your browser"');
});
