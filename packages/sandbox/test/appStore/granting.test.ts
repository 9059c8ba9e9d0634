import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, GRUPPEN, HANDEL, KARI, post, SERVICE } from '../connect/connectStack.ts';
import { askServiceToken, control, visitAs, textOf } from '../systems/systemStack.ts';
import { CODE, CREATE, grantByCode, NIGHTLY, ORDERS, READ, registerNightly, visitStore } from './storeStack.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(async () => {
  sandbox.reset();
  await registerNightly(sandbox);
});
afterAll(() => sandbox.stop());

function token(scope?: string, tenantId = HANDEL) {
  return askServiceToken(sandbox, { application: NIGHTLY, tenantId, ...(scope === undefined ? {} : { scope }) });
}

async function erpStatus(accessToken: unknown): Promise<number> {
  const headers = { authorization: `Bearer ${String(accessToken)}` };
  return (await fetch(`${sandbox.url}/v1/inventory?pageSize=1`, { headers })).status;
}

describe('An application granted in the App Store', () => {
  test('gets tokens for that company at once, with the granted permissions, and for no other', async () => {
    const before = await token();
    const page = await grantByCode(await visitStore(sandbox, KARI, HANDEL));
    expect(textOf(page)).toContain('Nightly Orders has been granted access to Nordfjord Handel AS.');
    const [after, other] = [await token(), await token(READ, SERVICE)];
    expect([before.body.error, after.body.scope, other.body.error]).toEqual([
      'invalid_tenant',
      `${ORDERS} ${READ}`,
      'invalid_tenant',
    ]);
    expect(await erpStatus(after.body.access_token)).toBe(200);
  });

  test('stands in My apps with its permissions, when and by whom', async () => {
    const kari = await visitStore(sandbox, KARI, HANDEL);
    const page = await grantByCode(kari);
    const list = await kari.browser.visit(`${sandbox.url}/store/${HANDEL}/my-apps`);
    expect(textOf(list)).toMatch(/Nightly Orders by ISV Example AS .*Read sales orders of your company Granted \d/);
    expect(textOf(page)).toMatch(/Granted \d+ \w+ \d{4}, \d\d:\d\d UTC, by Kari Nordfjord/);
  });

  test('gets nothing more once the access is withdrawn, until it is granted again', async () => {
    const { browser, page } = await visitStore(sandbox, KARI, HANDEL, 'my-apps/isv_sandbox_service/withdraw');
    const live = await askServiceToken(sandbox, { tenantId: HANDEL });
    const list = await browser.submit(page, 'withdraw-form');
    expect(textOf(list)).toContain('Sandbox Service has no access to Nordfjord Handel AS any more.');
    expect((await askServiceToken(sandbox, { tenantId: HANDEL })).body.error).toBe('invalid_tenant');
    expect(await erpStatus(live.body.access_token)).toBe(200);

    const again = await browser.visit(`${sandbox.url}/store/${HANDEL}/apps/isv_sandbox_service/integrate`);
    const erp = ['read', 'create', 'update', 'delete'].map((one) => `vismanet_erp_service_api:${one}`);
    const scope = [...erp, ORDERS, 'visma.net.erp.salesorder:write'];
    await browser.submit(await browser.submit(again, 'integrate-form', { scope }), 'accept-form', { scope });
    expect((await askServiceToken(sandbox, { tenantId: HANDEL })).status).toBe(200);
  });

  test('loses live tokens with the withdrawal when the setting says so', async () => {
    await control(sandbox, 'PUT', 'settings', { withdrawalEndsTokens: true });
    const live = await askServiceToken(sandbox, { tenantId: HANDEL });
    const { browser, page } = await visitStore(sandbox, KARI, HANDEL, 'my-apps/isv_sandbox_service/withdraw');
    expect(textOf(page)).toContain('Tokens it still holds end at once.');
    await browser.submit(page, 'withdraw-form');
    expect(await erpStatus(live.body.access_token)).toBe(401);
  });

  test('gets only the permissions that stay on when they are changed', async () => {
    const kari = await visitStore(sandbox, KARI, HANDEL);
    const page = await kari.browser.submit(await grantByCode(kari), 'permissions-form', { scope: [READ] });
    expect(textOf(page)).toContain('The permissions of Nightly Orders are changed.');
    const [all, granted, refused] = [await token(), await token(READ), await token(`${READ} ${ORDERS}`)];
    expect([all.body.scope, granted.status, refused.body.error]).toEqual([READ, 200, 'invalid_scope']);
  });

  test('loses live tokens with more permissions than it has left when the setting says so', async () => {
    await control(sandbox, 'PUT', 'settings', { withdrawalEndsTokens: true });
    const kari = await visitStore(sandbox, KARI, HANDEL);
    const page = await grantByCode(kari);
    const [wide, narrow] = [await token(), await token(READ)];
    await kari.browser.submit(page, 'permissions-form', { scope: [READ] });
    expect([await erpStatus(wide.body.access_token), await erpStatus(narrow.body.access_token)]).toEqual([401, 200]);
    const headers = { authorization: `Basic ${btoa(`${NIGHTLY.clientId}:${NIGHTLY.clientSecret}`)}` };
    const known = await post(sandbox, '/connect/introspect', { token: String(wide.body.access_token) }, headers);
    expect(known.body).toEqual({ active: false });
  });

  test('cannot be left without any permission: that would be a withdrawal', async () => {
    const { browser, page } = await visitStore(sandbox, KARI, HANDEL, 'my-apps/isv_sandbox_service');
    const refused = await browser.submit(page, 'permissions-form');
    expect([refused.status, textOf(refused)]).toEqual([400, expect.stringContaining('Activate at least one')]);
  });
});

describe('New permissions of an application', () => {
  test('wait for the approval of the company and come with no token until then', async () => {
    const kari = await visitStore(sandbox, KARI, HANDEL);
    await grantByCode(kari);
    await registerNightly(sandbox, { scopes: [READ, ORDERS, CREATE], invitationCodes: [] });
    const list = await kari.browser.visit(`${sandbox.url}/store/${HANDEL}/my-apps`);
    const page = await kari.browser.visit(`${sandbox.url}/store/${HANDEL}/my-apps/${NIGHTLY.clientId}`);
    const before = [await token(), await token(CREATE)];
    expect(textOf(list)).toContain('A new permission waits for your approval');
    expect(textOf(page)).toContain('before you activate them below: Create data in Visma.net ERP.');
    expect([before[0]?.body.scope, before[1]?.body.error]).toEqual([`${ORDERS} ${READ}`, 'invalid_scope']);

    const approved = await kari.browser.submit(page, 'permissions-form', { scope: [READ, ORDERS, CREATE] });
    expect(textOf(approved)).not.toContain('wait for your approval');
    expect((await token(CREATE)).status).toBe(200);
  });

  test('no longer wait once the company has seen them and left them off', async () => {
    const kari = await visitStore(sandbox, KARI, HANDEL);
    await grantByCode(kari);
    await registerNightly(sandbox, { scopes: [READ, ORDERS, CREATE], invitationCodes: [] });
    const page = await kari.browser.visit(`${sandbox.url}/store/${HANDEL}/my-apps/${NIGHTLY.clientId}`);
    const left = await kari.browser.submit(page, 'permissions-form', { scope: [READ, ORDERS] });
    expect(textOf(left)).not.toContain('wait for your approval');
    expect((await token(CREATE)).body.error).toBe('invalid_scope');
  });
});

test('the request log tells a permission that was switched off from one that waits for approval', async () => {
  const kari = await visitStore(sandbox, KARI, HANDEL);
  await kari.browser.submit(await grantByCode(kari), 'permissions-form', { scope: [READ] });
  await registerNightly(sandbox, { scopes: [READ, ORDERS, CREATE], invitationCodes: [] });
  await token(`${READ} ${ORDERS} ${CREATE}`);
  const { requests } = z
    .object({ requests: z.array(z.object({ notes: z.array(z.string()) })) })
    .parse(await control(sandbox, 'GET', 'requests?limit=1'));
  expect(requests[0]?.notes).toEqual([
    `${ORDERS}: the tenant has switched it off in the App Store. ` +
      `${CREATE}: new since the tenant’s grant, and waits for its approval in the App Store`,
  ]);
});

describe('Integrating', () => {
  test('needs every permission: each that is off is told at its switch, and the others stay on', async () => {
    const { browser, page } = await visitStore(sandbox, KARI, HANDEL);
    const consent = await browser.submit(page, 'invitation-form', { code: CODE });
    const refused = await browser.submit(consent, 'integrate-form', { scope: [READ] });
    expect(refused.status).toBe(400);
    expect(refused.html).toContain(`<p class="error" id="error-${ORDERS}">`);
    expect(refused.html).not.toContain(`id="error-${READ}"`);
    expect(refused.html).toMatch(new RegExp(`value="${READ}" checked`));
    expect((await token()).body.error).toBe('invalid_tenant');
  });

  test.each([
    ['always', { first: true, later: true }],
    ['later', { first: false, later: true }],
    ['never', { first: false, later: false }],
  ])('with some permissions off is possible as the setting says: %s', async (partialGrants, expected) => {
    await control(sandbox, 'PUT', 'settings', { partialGrants });
    const { browser, page } = await visitStore(sandbox, KARI, HANDEL);
    const consent = await browser.submit(page, 'invitation-form', { code: CODE });
    const first = await browser.submit(consent, 'integrate-form', { scope: [READ] });
    const granted = await browser.visit(`${sandbox.url}/store/${SERVICE}/my-apps/isv_sandbox_service`);
    const later = await browser.submit(granted, 'permissions-form', { scope: [READ] });
    expect({ first: first.status === 200, later: later.status === 200 }).toEqual(expected);
  });

  test('a part, when it is possible, gives tokens with that part', async () => {
    await control(sandbox, 'PUT', 'settings', { partialGrants: 'always' });
    await grantByCode(await visitStore(sandbox, KARI, HANDEL), [READ]);
    expect([(await token()).body.scope, (await token(ORDERS)).body.error]).toEqual([READ, 'invalid_scope']);
  });

  test('with a permission the application does not have is refused, also behind the back of the pages', async () => {
    const { browser, page } = await visitStore(sandbox, KARI, HANDEL);
    const consent = await browser.submit(page, 'invitation-form', { code: CODE });
    const confirm = await browser.submit(consent, 'integrate-form', { scope: [READ, ORDERS] });
    const refused = await browser.submit(confirm, 'accept-form', { scope: [READ, ORDERS, CREATE] });
    expect([refused.status, textOf(refused)]).toEqual([400, expect.stringContaining('have changed meanwhile')]);
    expect((await token()).body.error).toBe('invalid_tenant');
  });

  test('for a customer works, with the warning that the ERP will answer 401', async () => {
    const kari = await visitStore(sandbox, KARI, GRUPPEN);
    const consent = await kari.browser.submit(kari.page, 'invitation-form', { code: CODE });
    expect(textOf(consent)).toContain('Nordfjord Gruppen is a customer, not a company.');
    await grantByCode(kari);
    const answer = await token(READ, GRUPPEN);
    expect([answer.status, await erpStatus(answer.body.access_token)]).toEqual([200, 401]);
  });

  test('for a company brings no such warning', async () => {
    const { page } = await visitStore(sandbox, KARI, HANDEL);
    expect(textOf(page)).not.toContain('is a customer, not a company');
  });

  test('again leads to the application among My apps', async () => {
    const { page } = await visitAs(sandbox, KARI, `/store/${HANDEL}/apps/isv_sandbox_service/integrate`);
    expect(page.url).toBe(`${sandbox.url}/store/${HANDEL}/my-apps/isv_sandbox_service?done=already`);
    expect(textOf(page)).toContain('has access to Nordfjord Handel AS already');
  });

  test('a form without the token of the session changes nothing', async () => {
    const { browser, page } = await visitStore(sandbox, KARI, HANDEL, 'my-apps/isv_sandbox_service/withdraw');
    const refused = await browser.submit(page, 'withdraw-form', { form_token: 'x' });
    expect([refused.status, (await askServiceToken(sandbox, { tenantId: HANDEL })).status]).toEqual([403, 200]);
  });
});
