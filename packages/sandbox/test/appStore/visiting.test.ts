import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, EVA, GRUPPEN, HANDEL, KARI, OLA, SERVICE, SYDHAV } from '../connect/connectStack.ts';
import { control, visitAs, textOf } from '../systems/systemStack.ts';
import { CODE, grantByCode, NIGHTLY, registerNightly, visitStore } from './storeStack.ts';

const LIISA = 'liisa@sydhav.example';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

describe('Who may use the App Store', () => {
  test.each([
    [KARI, 'Nordfjord Handel AS', HANDEL],
    [LIISA, 'Sydhav Oy', SYDHAV],
  ])('%s, Integration Administrator, comes to My apps of a company', async (username, company, tenantId) => {
    const { page } = await visitAs(sandbox, username, '/store');
    expect(page.url).toBe(`${sandbox.url}/store/${tenantId}/my-apps`);
    expect(page.html).toContain(`data-testid="current-company">${company}<`);
  });

  test.each([OLA, EVA])('%s is told which role is missing and who gives it', async (username) => {
    const { page } = await visitAs(sandbox, username, '/store');
    expect(page.status).toBe(403);
    expect(textOf(page)).toMatch(
      /you need the role Integration Administrator . You are signed in as \S+, who does not/,
    );
    expect(textOf(page)).toMatch(/Nordfjord Handel AS Company .*Kari Nordfjord \(kari@nordfjord\.example\)/);
  });

  test('somebody without a company is told so', async () => {
    const { page } = await visitAs(sandbox, 'dev@isv.example', '/store');
    expect([page.status, textOf(page)]).toEqual([403, expect.stringContaining('You belong to no company.')]);
  });

  test('where nobody can give the role, the control API is named', async () => {
    await control(sandbox, 'PUT', `people/${LIISA}`, { roles: { [SYDHAV]: ['api_user'] } });
    const { page } = await visitAs(sandbox, LIISA, '/store');
    expect(textOf(page)).toContain(`PUT /sandbox/api/people/${LIISA}`);
  });

  test('a role that does not work yet is shown with the time from which it does', async () => {
    await control(sandbox, 'PUT', 'settings', { roleDelaySeconds: 900 });
    await control(sandbox, 'PUT', `people/${OLA}`, { roles: { [HANDEL]: ['integration_administrator'] } });
    const { browser, page } = await visitAs(sandbox, OLA, '/store');
    expect(textOf(page)).toMatch(/You have been given the role here. It takes effect at .* UTC/);
    sandbox.advanceClock(900);
    expect((await browser.visit(`${sandbox.url}/store`)).status).toBe(200);
  });

  test.each([SYDHAV, 'no-such-tenant'])('%s, not a company of the person, is not opened', async (tenantId) => {
    const { page } = await visitStore(sandbox, KARI, tenantId);
    expect([page.status, textOf(page)]).toEqual([404, expect.stringContaining('not one of your companies')]);
    expect(page.html).not.toContain('Sydhav');
  });
});

describe('The company switcher', () => {
  test('shows companies and customers plainly, with their tenant ids', async () => {
    const { page } = await visitStore(sandbox, KARI, HANDEL);
    const words = textOf(page);
    expect(words).toContain(`Nordfjord Service AS Company, tenant ID ${SERVICE}`);
    expect(words).toContain(`Nordfjord Gruppen Customer, tenant ID ${GRUPPEN}`);
    expect(words).toContain(`Tenant ID ${HANDEL} Copy`);
  });

  test('leads to My apps of the company that is chosen', async () => {
    const { browser, page } = await visitStore(sandbox, KARI, HANDEL, 'apps');
    const other = await browser.submit(page, 'company-switcher', { tenant_id: SERVICE });
    expect(other.url).toBe(`${sandbox.url}/store/${SERVICE}/my-apps`);
  });

  test('leads nowhere with a company of somebody else', async () => {
    const { browser, page } = await visitStore(sandbox, KARI, HANDEL);
    expect((await browser.submit(page, 'company-switcher', { tenant_id: SYDHAV })).status).toBe(404);
  });
});

describe('My apps', () => {
  test('of a company that granted nothing says what to do', async () => {
    const { page } = await visitStore(sandbox, LIISA, SYDHAV);
    expect(textOf(page)).toContain('No application has access to Sydhav Oy yet. Use an invitation code');
  });

  test('keeps withdrawn applications apart, with a way to grant them again', async () => {
    const { browser, page } = await visitStore(sandbox, KARI, HANDEL, 'my-apps/isv_sandbox_service/withdraw');
    const list = await browser.submit(page, 'withdraw-form');
    expect(textOf(list)).toMatch(/Withdrawn Sandbox Service since \d/);
    const app = await browser.visit(`${sandbox.url}/store/${HANDEL}/my-apps/isv_sandbox_service`);
    expect(app.html).toContain(`href="/store/${HANDEL}/apps/isv_sandbox_service/integrate"`);
    expect(app.html).not.toContain('permissions-form');
  });

  test('of an application the company never granted is a page that says so', async () => {
    const { page } = await visitStore(sandbox, KARI, HANDEL, 'my-apps/isv_sandbox_web');
    expect([page.status, textOf(page)]).toEqual([404, expect.stringContaining('not among your apps')]);
  });
});

describe('An invitation code', () => {
  beforeEach(() =>
    registerNightly(sandbox, {
      invitationCodes: [
        { code: CODE, maxUses: 1 },
        { code: 'SHORT', daysToLive: 5 },
        { code: 'GONE', revoked: true },
      ],
    }),
  );

  async function problemOf(code: string, username = KARI, tenantId = HANDEL): Promise<[number, string, string]> {
    const { browser, page } = await visitStore(sandbox, username, tenantId);
    const answer = await browser.submit(page, 'invitation-form', { code });
    const words = /id="error-code">([^<]*)</.exec(answer.html)?.[1] ?? '';
    return [answer.status, words, /name="code" type="text" value="([^"]*)"/.exec(answer.html)?.[1] ?? ''];
  }

  test.each([
    ['  ', 'Enter the invitation code', ''],
    ['GONE', 'The publisher has revoked this invitation code.', 'GONE'],
    ['NO-SUCH-CODE', 'There is no such invitation code.', 'NO-SUCH-CODE'],
  ])('“%s” is refused in words at the field', async (code, words, kept) => {
    expect(await problemOf(code)).toEqual([400, expect.stringContaining(words), expect.stringContaining(kept)]);
  });

  test('that expired is told with its day', async () => {
    sandbox.advanceClock(5 * 86_400);
    expect(await problemOf('SHORT')).toEqual([400, expect.stringMatching(/expired on \d+ \w+ \d{4}\./), 'SHORT']);
  });

  test('that another company has used up is told', async () => {
    await grantByCode(await visitStore(sandbox, KARI, HANDEL));
    expect(await problemOf(CODE, LIISA, SYDHAV)).toEqual([
      400,
      expect.stringContaining('is used up: it was good for one company.'),
      CODE,
    ]);
  });

  test('whose application is gone is told', async () => {
    await control(sandbox, 'PUT', `applications/${NIGHTLY.clientId}`, { status: 'draft' });
    expect(await problemOf(CODE)).toEqual([400, expect.stringContaining('is not there any more'), CODE]);
  });

  test('that stops working on the way is told there too', async () => {
    const { browser, page } = await visitStore(sandbox, LIISA, SYDHAV);
    const consent = await browser.submit(page, 'invitation-form', { code: CODE });
    await grantByCode(await visitStore(sandbox, KARI, HANDEL));
    const refused = await browser.submit(consent, 'integrate-form');
    expect([refused.status, textOf(refused)]).toEqual([400, expect.stringContaining('is used up')]);
  });

  test('is found however it is typed, and shows the application with publisher, links, warning and permissions', async () => {
    const { browser, page } = await visitStore(sandbox, KARI, HANDEL);
    const consent = await browser.submit(page, 'invitation-form', { code: ' good code 23456789 ' });
    const words = textOf(consent);
    expect(words).toContain('Integrate with Nightly Orders N by ISV Example AS Copies orders at night.');
    expect(words).toMatch(/not certified by Visma.*companies that use it: 0/);
    expect(words).toMatch(/Visma\.net ERP API \(service\) Read data.*Visma\.net ERP Sales Order API Read sales orders/);
    expect(consent.html).toContain('href="https://isv.example/privacy"');
    expect(consent.html).toContain('href="https://isv.example/terms"');
  });
});

describe('Public applications', () => {
  test('are none at first, and the page says how one becomes public', async () => {
    const { page } = await visitStore(sandbox, KARI, HANDEL, 'apps');
    expect(textOf(page)).toContain('No application is public yet.');
  });

  test('are found by words in any order, and by nobody who looks for others', async () => {
    await registerNightly(sandbox, { appStore: { listed: true, shortDescription: 'Every night.' } });
    const { browser } = await visitStore(sandbox, KARI, HANDEL, 'apps');
    const search = async (q: string) =>
      textOf(await browser.visit(`${sandbox.url}/store/${HANDEL}/apps?q=${encodeURIComponent(q)}`));
    expect(await search('night ISV')).toContain('1 application found for “night ISV”. Show all N Nightly Orders');
    expect(await search('ledger')).toContain('0 applications found for “ledger”.');
  });

  test('are granted without a code', async () => {
    await registerNightly(sandbox, { appStore: { listed: true } });
    const { browser, page } = await visitStore(sandbox, KARI, HANDEL, `apps/${NIGHTLY.clientId}`);
    expect(page.html).toContain(`href="/store/${HANDEL}/apps/${NIGHTLY.clientId}/integrate"`);
    const consent = await browser.visit(`${sandbox.url}/store/${HANDEL}/apps/${NIGHTLY.clientId}/integrate`);
    expect(consent.html).toContain('integrate-form');
  });

  test.each([`apps/${NIGHTLY.clientId}`, `apps/${NIGHTLY.clientId}/integrate`])(
    'do not hold %s, which its publisher did not make public',
    async (path) => {
      await registerNightly(sandbox);
      expect((await visitStore(sandbox, KARI, HANDEL, path)).page.status).toBe(404);
    },
  );

  test('that people only sign in to have nothing to grant, and say so', async () => {
    await control(sandbox, 'PUT', 'applications/isv_sandbox_web', { appStore: { listed: true } });
    const { page } = await visitStore(sandbox, KARI, HANDEL, 'apps/isv_sandbox_web');
    expect(textOf(page)).toContain('People give their own consent when they sign in to it.');
    expect(page.html).not.toContain('/integrate"');
  });

  test('of the type Marketing are presented only', async () => {
    await control(sandbox, 'PUT', 'applications/isv_poster', { type: 'marketing', appStore: { listed: true } });
    const { page } = await visitStore(sandbox, KARI, HANDEL, 'apps/isv_poster');
    expect(textOf(page)).toContain('there is nothing to integrate with');
  });

  test('show no address that is not a web address', async () => {
    await registerNightly(sandbox, {
      appStore: { listed: true },
      privacyPolicyUri: 'javascript:alert(1)',
      icon: 'https://elsewhere.example/icon.png',
    });
    const { page } = await visitStore(sandbox, KARI, HANDEL, `apps/${NIGHTLY.clientId}`);
    expect(page.html).not.toMatch(/javascript:|elsewhere\.example/);
  });
});
