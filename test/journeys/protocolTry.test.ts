import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HANDEL, SERVICE, signIn, startStack, type Stack } from '../support/startStack.ts';
import { textOf, type WebBrowser, type WebPage } from '../support/webBrowser.ts';

let stack: Stack;
let browser: WebBrowser;

beforeAll(async () => {
  stack = await startStack();
});

beforeEach(async () => {
  stack.sandbox.reset();
  ({ browser } = await signIn(stack, { path: '/inventory' }));
});

afterAll(() => stack.stop());

const at = (path: string) => new URL(path, stack.app.url).href;
const press = async (path: string, marker: string, fields = {}) =>
  browser.submit(await browser.open(at(path)), marker, fields);

/** Titles of the newest steps of the first sign-in on the page, with what was answered. */
function stepsOn({ html }: WebPage, count: number): string[] {
  const [, first = ''] = /<table class="steps"[\s\S]*?<tbody>([\s\S]*?)<\/tbody>/.exec(html) ?? [];
  const rows = first.split('</tr>').map((row) => row.split('</td>').map(textOf));
  const told = rows
    .filter((cells) => cells.length > 4)
    .map(([title = '', , , answer = '']) => `${title.replace(/ Done$| Good.*$/, '').replace(/^\d+ /, '')} → ${answer}`);
  return told.slice(-count);
}

describe('The tokens page', () => {
  test('explains header and claims, scopes asked and given, and what a service token has not', async () => {
    const page = await browser.open(at('/protocol/tokens'));
    const text = textOf(page.html);
    expect(page).toMatchObject({ status: 200, heading: 'Tokens' });
    expect(text).toContain('The one company whose data it opens.');
    expect(text).toContain('How it was signed: RS256 is RSA with SHA-256.');
    expect(text).toContain('vismanet_erp_interactive_api:read yes yes yes Reading in Visma.net ERP');
    expect(text).toContain('Claim sub yes no: there is no person');
    expect(text).toContain('There is one, of 43 characters.');
  });

  test('shows what was asked for and not given', async () => {
    stack.sandbox.setFault({ name: 'token_narrower_scope', times: 1 });
    await signIn(stack, { browser });
    expect(textOf((await browser.open(at('/protocol/tokens'))).html)).toMatch(/offline_access yes no/);
  });

  test('lets lifetimes run out with the clock', async () => {
    const leftAt = async () => {
      const { html } = await browser.open(at('/protocol/tokens'));
      return /<progress max="3600" value="(\d+)" aria-labelledby="access-token-life"/.exec(html)?.[1];
    };
    const before = Number(await leftAt());
    expect(before).toBeGreaterThan(3500);
    stack.clock.advance(1800);
    expect(Number(await leftAt())).toBeLessThan(before - 1790);
  });

  test('is about the company that was chosen, and refuses one that is not of the session', async () => {
    await signIn(stack, { browser, tenantId: SERVICE });
    const page = await browser.open(at(`/protocol/tokens?company=${HANDEL}`));
    expect(textOf(page.html)).toContain(`Its id (tenant) ${HANDEL}`);
    const other = await browser.open(at('/protocol/tokens?company=somebody-elses'));
    expect(other.errorCode).toBe('company_not_connected');
  });

  test('asks Visma Connect whether the token is good, and shows the answer as a step', async () => {
    const page = await press('/protocol/tokens', '/protocol/tokens/introspection');
    expect(page.heading).toMatch(/^Step \d+: Introspection$/);
    expect(textOf(page.html)).toContain('active true Whether the token is good now.');
  });

  test('asks userinfo, and shows the answer as a step', async () => {
    const page = await press('/protocol/tokens', '/protocol/tokens/userinfo');
    expect(page.heading).toMatch(/^Step \d+: Userinfo$/);
    expect(textOf(page.html)).toContain('Kari Nordfjord');
  });

  test('shows an introspection that failed as a step too', async () => {
    stack.sandbox.setFault({ name: 'introspection_500', times: 1 });
    const page = await press('/protocol/tokens', '/protocol/tokens/introspection');
    expect(textOf(page.html)).toContain('Introspection: the answer was 500 server_error');
  });
});

describe('Try it', () => {
  test('renews the access token at once', async () => {
    const page = await press('/protocol/try', '/protocol/try/refresh');
    expect(page.url).toBe(at('/protocol?tried=refresh'));
    expect(stepsOn(page, 3)).toEqual([
      expect.stringMatching(/^API call → 200/),
      'Refresh → 200: new access token',
      'Check of the ID token → –',
    ]);
  });

  test('lets the token run out: it is renewed before the ERP is asked', async () => {
    const page = await press('/protocol/try', '/protocol/try/expired');
    expect(stepsOn(page, 3)).toEqual([
      'Refresh → 200: new access token',
      'Check of the ID token → –',
      'API call → 200: data as JSON',
    ]);
  });

  test('breaks the token: the ERP refuses it, it is renewed, the ERP is asked again', async () => {
    const page = await press('/protocol/try', '/protocol/try/refused-token');
    expect(stepsOn(page, 4).map((one) => one.replace(/^.*API call/, 'API call'))).toEqual([
      expect.stringMatching(/^API call.* → 401/),
      'Refresh → 200: new access token',
      'Check of the ID token → –',
      'API call → 200: data as JSON',
    ]);
  });

  test('asks for the password again with prompt=login, and for a company with tenant_hint', async () => {
    const page = await press('/protocol/try', '/protocol/try/sign-in', { prompt: 'login', tenant: SERVICE });
    expect(page.html).toContain('data-testid="login-form"');
    const asked = page.way.find((url) => url.includes('/connect/authorize')) ?? '';
    expect(new URL(asked).searchParams.get('prompt')).toBe('login');
    expect(new URL(asked).searchParams.get('tenant_hint')).toBe(SERVICE);
  });

  test('asks for more rights', async () => {
    const page = await press('/protocol/try', '/protocol/try/step-up');
    expect(textOf(page.html)).toContain('Delete data in Visma.net ERP');
    const back = await browser.submit(page, 'consent-form', { decision: 'accept' });
    expect(back.url).toBe(at('/protocol?tried=step_up'));
    expect(textOf((await browser.open(at('/protocol/tokens'))).html)).toContain(
      'vismanet_erp_interactive_api:delete yes yes',
    );
  });

  test('breaks a sign-in of the sandbox, once, and the error page leads to the failed check', async () => {
    const page = await press('/protocol/try', '/protocol/try/fault', { fault: 'id_token_wrong_signature' });
    expect(page.errorCode).toBe('id_token_invalid');
    expect(page.html).toContain('href="/protocol" data-testid="protocol-link"');
    const { html } = await browser.open(at('/protocol'));
    expect(/data-testid="problem"><p><strong>([^<]*)/.exec(html)?.[1]).toMatch(/^Failed: signature/);
    expect((await signIn(stack, { browser })).page.errorCode).toBeUndefined();
  });

  test('breaks a refresh and a call of the ERP', async () => {
    const refused = await press('/protocol/try', '/protocol/try/fault', { fault: 'erp_forbidden' });
    expect(refused.errorCode).toBe('erp_forbidden');
    const ended = await press('/protocol/try', '/protocol/try/fault', { fault: 'refresh_invalid_grant' });
    expect(ended.errorCode).toBe('sign_in_again');
    const text = textOf((await browser.open(at('/protocol'))).html);
    expect(text).toContain('Refresh: the answer was 400 invalid_grant');
    expect(textOf((await browser.open(at('/protocol/try'))).html)).toContain('It cannot be renewed');
  });

  test('knows no fault that was not offered', async () => {
    expect(await press('/protocol/try', '/protocol/try/fault', { fault: 'erp_oversized' })).toMatchObject({
      status: 400,
    });
  });

  test('needs the form’s token, and a form', async () => {
    const page = await browser.open(at('/protocol/try'));
    for (const name of ['refresh', 'expired', 'refused-token', 'sign-in', 'step-up', 'fault']) {
      const forged = { ...page, html: `<form action="/protocol/try/${name}" method="post"></form>` };
      expect(await browser.submit(forged, name)).toMatchObject({ status: 403, errorCode: 'csrf' });
      expect(await browser.open(at(`/protocol/try/${name}`))).toMatchObject({ status: 405 });
    }
  });
});
