import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  HANDEL,
  OLA,
  SERVICE,
  signIn,
  signInScripted,
  startHostileStack,
  startStack,
  type SignedInBrowser,
  type Stack,
} from '../../support/startStack.ts';
import { englishLeft } from '../../support/englishLeft.ts';
import { openWebBrowser, textOf, type WebBrowser } from '../../support/webBrowser.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { settings: { salesOrderRateLimitPerHour: 200 } } });
}, 60_000);
afterAll(() => stack.stop());

const open = (browser: WebBrowser, path: string) => browser.open(new URL(path, stack.app.url).href);

describe('the page of companies', () => {
  let kari: SignedInBrowser;
  beforeEach(async () => {
    kari = await signIn(stack);
    await signIn(stack, { browser: kari.browser, tenantId: SERVICE });
  });

  test('shows both companies, each with how its access stands', async () => {
    const { html } = await open(kari.browser, '/companies');
    expect(html.match(/data-testid="company"/g)).toHaveLength(2);
    expect(html).toContain(HANDEL);
    expect(html).toContain(SERVICE);
    expect(html).toMatch(/>Active<[^]*Renewed by itself when needed/);
    expect(html).not.toContain('data-testid="other-chosen"');
  });

  test('lists the person’s other companies by name, each with the way to connect it', async () => {
    const { browser } = await signIn(stack);
    const { html } = await open(browser, '/companies');
    expect(html).toMatch(/data-testid="other-companies"[^]*Nordfjord Service AS – <a href="\/login\?[^"]*connect=1/);
  });

  test('disconnects one company: its pages ask for a sign-in, those of the other go on', async () => {
    const page = await open(kari.browser, '/companies');
    const after = await kari.browser.submit(page, `/companies/${SERVICE}/disconnect`);
    expect(after.html).toContain('The company is disconnected');
    expect(after.html.match(/data-testid="company"/g)).toHaveLength(1);
    expect(await open(kari.browser, `/companies/${SERVICE}/inventory`)).toMatchObject({
      status: 403,
      errorCode: 'company_not_connected',
    });
    expect((await open(kari.browser, `/companies/${HANDEL}/inventory`)).status).toBe(200);
    expect((await open(kari.browser, '/inventory')).url).toContain(HANDEL);
  });

  test('gives the tokens of a disconnected company back to Visma Connect, and those of no other', async () => {
    const hostile = await startHostileStack();
    const { provider, app } = hostile;
    const browser = openWebBrowser();
    const at = (path: string) => new URL(path, app.url).href;
    for (const tenantId of ['t1', 't2']) {
      provider.tenantId = tenantId;
      await signInScripted(hostile, browser, `/login?return_to=/companies&tenant=${tenantId}`);
    }
    const [, refreshToken] = provider.issued;
    await browser.submit(await browser.open(at('/companies')), '/companies/t1/disconnect');
    expect(provider.revoked).toEqual([refreshToken]);
    hostile.clock.advance(2 * 3600);
    expect((await browser.open(at('/companies/t2/inventory'))).status).toBe(200);
    await hostile.stop();
  });

  test('says how to connect one when the last is gone', async () => {
    for (const tenantId of [SERVICE, HANDEL]) {
      const page = await open(kari.browser, '/companies');
      await kari.browser.submit(page, `/companies/${tenantId}/disconnect`);
    }
    const { html, url } = await open(kari.browser, '/inventory');
    expect(new URL(url).pathname).toBe('/companies');
    expect(html).toContain('No company is connected');
    expect((await open(kari.browser, '/account')).html).toContain('No company is connected');
  });

  test('a disconnection sent twice, or for a company that was never there, does no harm', async () => {
    const page = await open(kari.browser, '/companies');
    await kari.browser.submit(page, `/companies/${SERVICE}/disconnect`);
    expect((await kari.browser.submit(page, `/companies/${SERVICE}/disconnect`)).status).toBe(200);
  });

  test('a disconnection without the token of the form is refused', async () => {
    const page = await open(kari.browser, '/companies');
    const refused = await kari.browser.submit(page, `/companies/${SERVICE}/disconnect`, { _csrf: 'wrong' });
    expect(refused).toMatchObject({ status: 403, errorCode: 'csrf' });
    expect((await open(kari.browser, `/companies/${SERVICE}/inventory`)).status).toBe(200);
  });

  test('explains when another company was chosen than asked for, by name where it is known', async () => {
    const known = await open(kari.browser, `/companies?asked=${HANDEL}`);
    expect(known.html).toMatch(/You asked for <strong>Nordfjord Handel AS<\/strong>, but [^]*Nordfjord Service AS/);
    const unknown = await open(kari.browser, '/companies?asked=%3Cb%3Estrange');
    expect(unknown.html).toContain('<strong>&lt;b&gt;strange</strong>');
    expect(unknown.html).toContain('/login?tenant=%3Cb%3Estrange');
  });

  test('tells when the access of a company has run out', async () => {
    const page = await open(kari.browser, '/companies');
    expect(page.html).not.toContain('Renewed when you open a page');
    stack.clock.advance(3700);
    expect((await open(kari.browser, '/companies')).html).toContain('Renewed when you open a page of this company');
  });
});

describe('the account page', () => {
  test('says how many calls each API has left', async () => {
    const { browser } = await signIn(stack);
    for (const section of ['inventory', 'sales-orders']) await open(browser, `/companies/${HANDEL}/${section}`);
    const { html } = await open(browser, '/account');
    expect(textOf(html)).toMatch(/ERP API [\d,]+ of 15,000, anew in/);
    expect(textOf(html)).toMatch(/Sales Order API \d+ of 200, anew in/);
  });

  test('says who one is, with a sentence for each claim, and never a token', async () => {
    const { browser } = await signIn(stack);
    await open(browser, `/companies/${HANDEL}/inventory`);
    const { html } = await open(browser, '/account');
    expect(html).toContain('kari@nordfjord.example');
    expect(html).toContain('Your id at the issuer. It never changes');
    expect(html).toContain('vismanet_erp_interactive_api:read');
    expect(html).not.toMatch(/eyJ[\w-]{10}/);
    expect(html).toMatch(/[\d,]+ of [\d,]+, anew in/);
  });

  test('lists one’s sessions and ends another one of them', async () => {
    const here = await signIn(stack, { username: OLA });
    const there = await signIn(stack, { username: OLA });
    const page = await open(here.browser, '/account');
    expect(page.html).toContain('this session');
    expect(page.html).toContain('Firefox on Linux');
    const [path = ''] = /\/account\/sessions\/[\w-]+\/end/.exec(page.html) ?? [];
    const after = await here.browser.submit(page, path);
    expect(after.html).toContain('One session was ended.');
    const ended = await there.browser.open(new URL('/account', stack.app.url).href, { follow: () => false });
    expect(ended.status).toBe(302);
    expect((await open(here.browser, '/account')).status).toBe(200);
    expect((await here.browser.submit(page, path)).html).toContain('That session had ended already.');
  });

  test('says of each session which device and companies it has, and a part of the address', async () => {
    const behindProxy = await startStack({ env: { TRUST_PROXY_HOPS: '1' } });
    const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } });
    const accountUrl = new URL('/account', behindProxy.app.url).href;
    const here = openWebBrowser(from('203.0.113.77'));
    await signIn(behindProxy, { browser: here });
    await signIn(behindProxy, { browser: here, path: `/login?tenant=${SERVICE}` });
    const phone = {
      'User-Agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140.0 Mobile Safari/604',
    };
    await signIn(behindProxy, {
      browser: openWebBrowser({ headers: { ...phone, 'X-Forwarded-For': '2001:db8:1:2::9' } }),
    });
    const { html } = await here.open(accountUrl);
    const rows = (html.match(/<tr data-testid="session">[^]*?<\/tr>/g) ?? []).map((row) => textOf(row));
    expect(rows.sort()).toEqual([
      expect.stringMatching(/^Chrome on iPhone 2001:db8:1:: .* Nordfjord Handel AS End/),
      expect.stringMatching(
        /^Firefox on Linux 203\.0\.113\.0 .* Nordfjord Handel AS, Nordfjord Service AS this session$/,
      ),
    ]);
    expect(html).not.toContain('203.0.113.77');
    await behindProxy.stop();
  });

  test('ends all others, and leaves this one and those of other people', async () => {
    const kari = await signIn(stack);
    const here = await signIn(stack, { username: OLA });
    const others = [await signIn(stack, { username: OLA }), await signIn(stack, { username: OLA })];
    const page = await open(here.browser, '/account');
    const after = await here.browser.submit(page, 'end-others');
    expect(after.html).toMatch(/\d+ sessions were ended\./);
    expect(after.html.match(/data-testid="session"/g)).toHaveLength(1);
    for (const { browser } of others) {
      const ended = await browser.open(new URL('/account', stack.app.url).href, { follow: () => false });
      expect(ended.status).toBe(302);
    }
    expect((await open(kari.browser, '/account')).status).toBe(200);
  });

  test('another person’s session cannot be ended', async () => {
    const kari = await signIn(stack);
    await signIn(stack);
    const [path = ''] = /\/account\/sessions\/[\w-]+\/end/.exec((await open(kari.browser, '/account')).html) ?? [];
    const ola = await signIn(stack, { username: OLA });
    await signIn(stack, { username: OLA });
    const page = await open(ola.browser, '/account');
    const [own = ''] = /\/account\/sessions\/[\w-]+\/end/.exec(page.html) ?? [];
    const forged = { ...page, html: page.html.replaceAll(own, path) };
    expect((await ola.browser.submit(forged, path)).html).toContain('That session had ended already.');
    expect((await open(kari.browser, '/account')).html).toContain(path);
  });

  test('opened by GET, the addresses of its forms are 405', async () => {
    const { browser } = await signIn(stack);
    for (const path of ['/account/sessions/x/end', '/account/sessions/end-others', `/companies/${HANDEL}/disconnect`]) {
      expect(await open(browser, path)).toMatchObject({ status: 405, errorCode: 'method_not_allowed' });
    }
  });
});

test('both pages are there in Norwegian', async () => {
  const { browser } = await signIn(stack);
  await open(browser, `/companies/${HANDEL}/inventory`);
  for (const path of ['/companies', `/companies?asked=${SERVICE}&disconnected=1`, '/account', '/account?ended=2']) {
    const url = new URL(path, stack.app.url).href;
    const { html } = await browser.open(url, { headers: { 'Accept-Language': 'nb' } });
    expect(html).toContain('<html lang="nb-NO">');
    expect(englishLeft(html)).toEqual([]);
  }
});
