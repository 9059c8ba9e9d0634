import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, authorizeUrl, aVerifier, OLA, signIn, tokensOf } from '../connect/connectStack.ts';
import { vniHeaders, vniTokenOf } from '../vni/vniStack.ts';
import { enterControls, type ControlBrowser } from './controlBrowser.ts';
import { controlCall } from './controlCall.ts';

let sandbox: Sandbox;
let browser: ControlBrowser;

beforeAll(async () => {
  sandbox = await aSandbox({ vni: true });
});
beforeEach(async () => {
  sandbox.reset();
  browser = await enterControls(sandbox);
});
afterAll(() => sandbox.stop());

const state = async () => (await controlCall(sandbox, 'GET', 'state')).body;
const userinfo = async () => {
  const { access_token: token } = await tokensOf(sandbox, { username: OLA });
  return (await fetch(new URL('/connect/userinfo', sandbox.url), { headers: { authorization: `Bearer ${token}` } }))
    .status;
};

describe('Overview', () => {
  test('shows people, companies with their numbers, applications and grants, and no secret', async () => {
    const { html } = await browser.open('/sandbox');
    for (const words of [OLA, 'Nordfjord Gruppen', '2000101', 'isv_sandbox_service', 'vismanet_erp_service_api:read'])
      expect(html).toContain(words);
    expect(html).not.toMatch(/sandbox-web-secret|passwordHash/);
    expect(html).not.toContain(sandbox.adminToken);
  });

  test('warns while something is broken on purpose', async () => {
    sandbox.setFault({ name: 'userinfo_500' });
    expect((await browser.open('/sandbox')).html).toContain('1 fault is on');
  });

  test('leads to a sign-in that Visma begins', async () => {
    const { html } = await browser.open('/sandbox');
    expect(html).toContain(`http://localhost:3000/initiate-login?iss=${encodeURIComponent(sandbox.url)}`);
  });

  test('gives and takes the role of VNI', async () => {
    const page = await browser.open('/sandbox');
    const done = await browser.submit(page, `role of ${OLA}`, { tenants: '11111111-1111-4111-8111-111111111102' });
    expect(done.html).toContain('The role was changed.');
    const { vni } = await state();
    expect(JSON.stringify(vni)).toContain(`"${OLA}","tenantIds":["11111111-1111-4111-8111-111111111102"]`);
  });

  test('resets after a question', async () => {
    sandbox.setFault({ name: 'userinfo_500' });
    const done = await browser.submit(await browser.open('/sandbox/reset'), 'Reset everything');
    expect(done.html).toContain('Everything is back to the seeds.');
    expect((await state()).faults).toEqual([]);
  });
});

describe('Faults', () => {
  test('are set once unless told, and taken back one by one or all', async () => {
    const page = await browser.open('/sandbox/faults');
    const done = await browser.submit(page, 'fault-form', { name: 'userinfo_500', times: '1', application: '' });
    expect(done.html).toContain('The fault is on.');
    expect([await userinfo(), await userinfo()]).toEqual([500, 200]);
    await browser.submit(page, 'fault-form', { name: 'userinfo_500', times: '', application: 'isv_sandbox_web' });
    expect((await state()).faults).toMatchObject([{ timesLeft: null, application: 'isv_sandbox_web' }]);
    const active = await browser.open('/sandbox/faults');
    const id = /name="id" value="([^"]+)"/.exec(active.html)?.[1] ?? '';
    expect((await browser.submit(active, 'name="id"', { id })).html).toContain('The fault was taken back.');
    sandbox.setFault({ name: 'jwks_500' });
    await browser.submit(await browser.open('/sandbox/faults'), 'Take back all');
    expect((await state()).faults).toEqual([]);
  });

  test('say at the field what is wrong, and keep what was typed', async () => {
    const page = await browser.open('/sandbox/faults');
    const again = await browser.submit(page, 'fault-form', { name: 'userinfo_500', times: 'often' });
    expect([again.status, again.html]).toEqual([400, expect.stringContaining('Use a whole number from 1')]);
    expect(again.html).toContain('value="often"');
    const none = await browser.submit(page, 'fault-form', { name: 'nonsense', times: '1' });
    expect([none.status, none.html]).toEqual([400, expect.stringContaining('Choose a fault')]);
  });

  test('are found by words', async () => {
    const { html } = await browser.open('/sandbox/faults?q=erp+429');
    expect(html).toContain('value="erp_throttled"');
    expect(html).not.toContain('value="userinfo_500"');
    expect((await browser.open('/sandbox/faults?q=xyzzy')).html).toContain('No fault has these words.');
  });
});

describe('Clock and keys', () => {
  test('the clock goes on and back to now', async () => {
    const page = await browser.open('/sandbox/time');
    const moved = await browser.submit(page, 'minutes', { minutes: '90' });
    expect(moved.html).toContain('1 h 30 min ahead of this machine');
    expect((await state()).clockOffsetSeconds).toBe(5400);
    await browser.submit(moved, 'Back to now');
    expect((await state()).clockOffsetSeconds).toBe(0);
  });

  test.each(['soon', '99999999'])('the clock is not moved by %s', async (minutes) => {
    const answer = await browser.submit(await browser.open('/sandbox/time'), 'minutes', { minutes });
    expect([answer.status, answer.html]).toEqual([400, expect.stringContaining('id="error-minutes"')]);
  });

  test('keys go in steps', async () => {
    let page = await browser.open('/sandbox/time');
    for (const step of ['publish', 'sign', 'retire']) page = await browser.submit(page, 'name="step"', { step });
    expect(page.html).toContain('Keys that sign nothing any more are gone.');
    expect((await state()).keys).toEqual([{ kid: expect.any(String), state: 'signing' }]);
  });
});

describe('Requests', () => {
  test('show verdict and nearest miss, can be narrowed, and read as JSON', async () => {
    const url = authorizeUrl(sandbox, aVerifier().challenge, { redirect_uri: 'http://localhost:3000/callback/' });
    await fetch(url, { redirect: 'manual' });
    const { html } = await browser.open('/sandbox/requests');
    expect(html).toContain('Refused with invalid_request');
    expect(html).toContain('It differs from a registered one by a trailing slash');
    const narrowed = await browser.open('/sandbox/requests?status=5xx');
    expect(narrowed.html).toContain('No request yet that fits.');
    const json = await browser.open('/sandbox/requests.json?application=isv_sandbox_web');
    expect(JSON.parse(json.html)).toMatchObject({ requests: [{ path: '/connect/authorize' }] });
  });

  test('each has a page; one that is gone says so', async () => {
    await fetch(new URL('/v1/inventory', sandbox.url));
    const list = await browser.open('/sandbox/requests');
    const href = /href="(\/sandbox\/requests\/\d+)"/.exec(list.html)?.[1] ?? '';
    expect((await browser.open(href)).html).toContain('GET /v1/inventory');
    const gone = await browser.open('/sandbox/requests/999999');
    expect([gone.status, gone.html]).toEqual([404, expect.stringContaining('the last thousand requests')]);
  });

  test('text from outside is shown as text', async () => {
    await fetch(new URL('/v1/%3Cscript%3Ealert(1)%3C/script%3E?a=%3Cimg%20src=x%3E', sandbox.url));
    expect((await browser.open('/sandbox/requests')).html).not.toMatch(/<script>alert|<img src=x>/);
  });
});

describe('Sessions', () => {
  test('can be ended, and the page tells what the applications answered', async () => {
    await controlCall(sandbox, 'PUT', 'applications/isv_sandbox_web', {
      backChannelLogoutUris: ['http://127.0.0.1:9/'],
    });
    await signIn(sandbox, { username: OLA });
    const page = await browser.open('/sandbox/sessions');
    expect(page.html).toContain(OLA);
    const sid = /name="sid" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    const done = await browser.submit(page, 'name="sid"', { sid });
    expect(done.html).toContain('The session has ended.');
    expect(done.html).toContain('no answer');
    expect(done.html).toContain('Nobody is signed in.');
  });
});

describe('Settings', () => {
  test('are saved by the form, and go back to their defaults', async () => {
    const page = await browser.open('/sandbox/settings');
    const fields = {
      roleDelaySeconds: '900',
      offerCustomerTenants: 'true',
      accessTokenAudience: '["a"]',
      redirectStatus: '303',
      erpEmptyFields: 'absent',
    };
    const saved = await browser.submit(page, 'settings-form', fields);
    expect(saved.html).toContain('The settings are in force.');
    const changed = {
      roleDelaySeconds: 900,
      offerCustomerTenants: true,
      accessTokenAudience: ['a'],
      redirectStatus: 303,
      erpEmptyFields: 'absent',
    };
    expect((await state()).settings).toMatchObject(changed);
    expect(saved.html.match(/>changed</g)).toHaveLength(5);
    await browser.submit(saved, 'All back to the defaults');
    expect((await state()).settings).toMatchObject({ roleDelaySeconds: 0, accessTokenAudience: null });
  });

  test('say at the field what is wrong, and change nothing', async () => {
    const page = await browser.open('/sandbox/settings');
    const again = await browser.submit(page, 'settings-form', { roleDelaySeconds: '-1', codeSeconds: '7' });
    expect([again.status, again.html]).toEqual([400, expect.stringContaining('id="error-roleDelaySeconds"')]);
    expect((await state()).settings).toMatchObject({ codeSeconds: 300 });
  });
});

describe('Snapshots', () => {
  test('are saved, put back and deleted', async () => {
    sandbox.setFault({ name: 'jwks_500' });
    const saved = await browser.submit(await browser.open('/sandbox/snapshots'), 'snapshot-form', {
      name: 'my snapshot',
    });
    expect(saved.html).toContain('The snapshot is saved.');
    sandbox.reset();
    const restored = await browser.submit(saved, 'Put everything back', { name: 'my snapshot' });
    expect(restored.html).toContain('Everything is as it was in the snapshot.');
    expect((await state()).faults).toMatchObject([{ name: 'jwks_500' }]);
    expect((await browser.submit(restored, 'Delete', { name: 'my snapshot' })).html).toContain('None yet.');
    const gone = await browser.submit(restored, 'Put everything back', { name: 'my snapshot' });
    expect([gone.status, gone.html]).toEqual([400, expect.stringContaining('there is no such snapshot')]);
  });

  test('need a name', async () => {
    const again = await browser.submit(await browser.open('/sandbox/snapshots'), 'snapshot-form', { name: ';' });
    expect([again.status, again.html]).toEqual([400, expect.stringContaining('id="error-name"')]);
  });
});

describe('Migration', () => {
  const oldCall = async () => {
    const headers = { ...vniHeaders(await vniTokenOf(sandbox, OLA)), 'user-agent': 'old-code/1' };
    await fetch(new URL('/API/controller/api/v1/inventory?numberToRead=5', sandbox.url), { headers });
  };

  test('shows each item with its request and its new form, as a page and as JSON', async () => {
    const empty = await browser.open('/sandbox/migration');
    expect(empty.html).toContain('Nothing was seen yet.');
    expect(empty.html).toContain('ended on 30 April 2025');
    await oldCall();
    const { html } = await browser.open('/sandbox/migration?userAgent=old-code/1');
    expect(html).toMatch(/id="paging-parameters" data-state="to change"/);
    expect(html).toContain('GET https://api.finance.visma.net/v1/inventory?pageNumber=1&amp;pageSize=5');
    const json = await browser.open('/sandbox/migration.json?userAgent=old-code/1');
    expect(JSON.parse(json.html)).toMatchObject({
      selection: { userAgent: 'old-code/1' },
      userAgents: expect.arrayContaining(['old-code/1']),
    });
  });

  test('items can be ticked off by hand, until the old form comes again', async () => {
    await oldCall();
    const page = await browser.open('/sandbox/migration');
    const ticked = await browser.submit(page, 'value="ipp-company-id"', { item: 'ipp-company-id' });
    expect(ticked.html).toContain('Ticked off, until the old form is seen again.');
    expect(ticked.html).toMatch(/id="ipp-company-id" data-state="done"/);
    await oldCall();
    expect((await browser.open('/sandbox/migration')).html).toMatch(/id="ipp-company-id" data-state="to change"/);
  });

  test('can be begun anew', async () => {
    await oldCall();
    const cleared = await browser.submit(await browser.open('/sandbox/migration'), 'Forget what was seen');
    expect(cleared.html).toContain('Everything that was seen is forgotten.');
  });
});

test('the live list brings a request that came after its page and before its stream', async () => {
  const { html } = await browser.open('/sandbox/requests?system=Visma.net+ERP+API');
  await fetch(new URL('/.well-known/openid-configuration', sandbox.url));
  await fetch(new URL('/v1/inventory', sandbox.url));
  const address = /data-live="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const headers = { cookie: [...browser.cookies.values()].map(({ name, value }) => `${name}=${value}`).join('; ') };
  const leaving = new AbortController();
  const { body } = await fetch(new URL(address, sandbox.url), { headers, signal: leaving.signal });
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = body?.getReader();
  const first = await reader?.read();
  leaving.abort();
  const text = new TextDecoder().decode(first?.value);
  expect(text).toContain('GET /v1/inventory');
  expect(text).not.toContain('openid-configuration');
});
