import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox } from '../connect/connectStack.ts';
import { control } from '../systems/systemStack.ts';
import {
  aDeveloper,
  aNewTeam,
  errorsOf,
  fieldsFor,
  register,
  signInTo,
  textOf,
  type Developer,
} from './portalStack.ts';

let sandbox: Sandbox;
let dev: Developer;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(async () => {
  sandbox.reset();
  dev = await aDeveloper(sandbox);
});
afterAll(() => sandbox.stop());

const OPEN = { scope: 'openid' };

describe('Add application', () => {
  test('offers the five types with their meaning', async () => {
    const words = textOf(await dev.open('/applications/new'));
    for (const label of ['Web', 'Native', 'Single-Page App (SPA)', 'Service', 'Marketing'])
      expect(words).toContain(label);
    expect(words).toContain('machine-to-machine integration without a user interface');
  });

  test('there is no sixth type', async () => {
    expect((await dev.open('/applications/new/desktop')).status).toBe(404);
  });

  test('a draft is not known to Connect; Create makes it known', async () => {
    const fields = fieldsFor('web');
    const draft = await dev.send('/applications/new/web', 'application-form', fields);
    expect(textOf(draft)).toMatch(/Saved as draft\..*Draft/);
    expect((await signInTo(sandbox, { clientId: 'isv_my_web', ...OPEN })).page.html).toContain('unauthorized_client');
    const created = await dev.browser.submit(draft, 'application-form', { ...fields, action: 'create' });
    expect(textOf(created)).toMatch(/The application is created\..*Created/);
    expect((await signInTo(sandbox, { clientId: 'isv_my_web', ...OPEN })).response.get('code')).not.toBeNull();
  });

  test('a draft may lack what Create asks for', async () => {
    const little = { name: 'Little', clientId: 'isv_little', openIdConnect: 'on', pkce: 'on' };
    const draft = await dev.send('/applications/new/web', 'application-form', little);
    expect(draft.status).toBe(200);
    const page = await dev.browser.submit(draft, 'application-form', { ...little, action: 'create' });
    expect(errorsOf(page)).toEqual({
      description: 'Describe your application',
      initiateLoginUris: 'Give the address that initiates the sign-in: OpenID Connect needs it',
      frontChannelLogoutUris: 'Give the address that logs a user out: OpenID Connect needs it',
    });
    expect(textOf(page)).toContain('Draft');
  });

  test('without OpenID Connect the login addresses are not asked for', async () => {
    const change = { openIdConnect: '', initiateLoginUris: '', frontChannelLogoutUris: '' };
    expect(textOf(await register(dev, 'web', change))).toContain('The application is created.');
  });

  test.each([
    ['my_app', 'The client ID must start with isv_'],
    ['isv_', 'Give the client ID a name of its own after isv_'],
    ['isv_my app', 'Use at most 64 letters, digits, dots, dashes and underscores'],
    ['isv_SANDBOX_web', 'This client ID is taken: choose another'],
  ])('the client ID %s is refused: %s', async (clientId, words) => {
    const page = await dev.send('/applications/new/web', 'application-form', fieldsFor('web', { clientId }));
    expect(errorsOf(page)).toEqual({ clientId: words });
  });

  test('a client ID or a name that another team has is taken too', async () => {
    const other = await aNewTeam(sandbox);
    const taken = { clientId: 'isv_sandbox_service', name: 'sandbox WEB' };
    const page = await other.send('/applications/new/service', 'application-form', fieldsFor('service', taken));
    expect(Object.keys(errorsOf(page)).sort()).toEqual(['clientId', 'name']);
  });

  test('nothing that was typed is lost when a field is wrong', async () => {
    const typed = fieldsFor('web', {
      clientId: 'nope',
      tokenMinutes: '61',
      description: 'A <long> story',
      offlineAccess: 'on',
      pkce: '',
      redirectUris: 'https://a.example/cb\nhttp://b.example/cb',
      refreshMode: 'reuse',
      test: 'on',
    });
    const page = await dev.send('/applications/new/web', 'application-form', typed);
    expect([page.status, Object.keys(errorsOf(page)).sort()]).toEqual([
      400,
      ['clientId', 'redirectUris', 'tokenMinutes'],
    ]);
    expect(page.html).toContain('https://a.example/cb\nhttp://b.example/cb</textarea>');
    expect(page.html).toContain('A &lt;long&gt; story</textarea>');
    expect(page.html).toMatch(/name="offlineAccess" type="checkbox" value="on" checked/);
    expect(page.html).not.toMatch(/name="pkce" type="checkbox" value="on" checked/);
    expect(page.html).toMatch(/value="reuse" selected/);
  });

  test('errors stand at their field for screen readers, and above the form as links', async () => {
    const page = await dev.send('/applications/new/web', 'application-form', fieldsFor('web', { tokenMinutes: '0' }));
    expect(page.html).toMatch(
      /id="field-tokenMinutes"[^>]*aria-invalid="true" aria-describedby="help-tokenMinutes error-tokenMinutes"/,
    );
    expect(page.html).toContain('<a href="#field-tokenMinutes">Give 1 to 60 whole minutes</a>');
  });
});

describe('What a type does not have is off, whatever is sent', () => {
  const everything = {
    pkce: 'on',
    hybrid: 'on',
    clientCredentials: 'on',
    offlineAccess: 'on',
    openIdConnect: 'on',
    redirectUris: 'https://app.example/callback',
  };

  test.each([
    ['native', { pkce: true, clientCredentials: false, offlineAccess: true, hybrid: false, openIdConnect: true }],
    ['spa', { pkce: true, clientCredentials: false, offlineAccess: false, hybrid: false, openIdConnect: true }],
    ['service', { pkce: false, clientCredentials: true, offlineAccess: false, openIdConnect: false, redirectUris: [] }],
    [
      'marketing',
      { pkce: false, clientCredentials: false, offlineAccess: false, openIdConnect: false, redirectUris: [] },
    ],
  ])('%s', async (type, expected) => {
    await register(dev, type, { ...everything, pkce: '' });
    const response = await fetch(`${sandbox.url}/sandbox/api/state`, {
      headers: { authorization: `Bearer ${sandbox.adminToken}` },
    });
    expect(await response.json()).toMatchObject({
      applications: expect.arrayContaining([expect.objectContaining({ clientId: `isv_my_${type}`, ...expected })]),
    });
  });

  test.each([
    ['web', ['Details', 'Credentials', 'Integrations', 'Application Policy', 'Branding', 'App Store', 'Customers']],
    ['native', ['Details', 'Integrations', 'Application Policy', 'Branding', 'App Store', 'Customers']],
    ['spa', ['Details', 'Integrations', 'Application Policy', 'Branding', 'App Store', 'Customers']],
    ['service', ['Details', 'Credentials', 'Integrations', 'App Store', 'Customers']],
    ['marketing', ['Details', 'App Store']],
  ])('the tabs of %s', async (type, tabs) => {
    const { html } = await register(dev, type);
    const nav = /<nav class="tabs"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
    expect([...nav.matchAll(/<a [^>]*>([^<]*)</g)].map(([, label]) => label)).toEqual(tabs);
  });

  test('tabs that a type has not got cannot be opened by address either', async () => {
    await register(dev, 'spa');
    await register(dev, 'service');
    await register(dev, 'marketing');
    const paths = [
      'spa/credentials',
      'service/policy',
      'service/branding',
      'marketing/integrations',
      'marketing/customers',
    ];
    const pages = await Promise.all(paths.map((path) => dev.open(`/applications/isv_my_${path}`)));
    expect(pages.map(({ status }) => status)).toEqual(paths.map(() => 404));
  });
});

describe('A change on the tab Details', () => {
  test('is in force at Connect at once: a new redirect URI works, a removed one does not', async () => {
    await register(dev, 'web');
    const fields = fieldsFor('web', { redirectUris: 'https://app.example/new', action: 'save' });
    await dev.send('/applications/isv_my_web', 'application-form', fields);
    const ask = (redirectUri: string) => signInTo(sandbox, { clientId: 'isv_my_web', ...OPEN, redirectUri });
    expect((await ask('https://app.example/new')).response.get('code')).not.toBeNull();
    expect((await ask('https://app.example/callback')).page.html).toContain('Invalid redirect_uri');
  });

  test('takes its time when the portal’s delay is set', async () => {
    await register(dev, 'web');
    await control(sandbox, 'PUT', 'settings', { portalDelaySeconds: 90 });
    const fields = fieldsFor('web', { redirectUris: 'https://app.example/new', action: 'save' });
    const page = await dev.send('/applications/isv_my_web', 'application-form', fields);
    expect(textOf(page)).toContain('Changes reach Visma Connect after 90 seconds.');
    const ask = () => signInTo(sandbox, { clientId: 'isv_my_web', ...OPEN, redirectUri: 'https://app.example/new' });
    expect((await ask()).page.html).toContain('Invalid redirect_uri');
    sandbox.advanceClock(90);
    expect((await ask()).response.get('code')).not.toBeNull();
  });

  test('a grant that is off is refused', async () => {
    await register(dev, 'web');
    const offline = await signInTo(sandbox, { clientId: 'isv_my_web', scope: 'openid offline_access' });
    const hybrid = await signInTo(sandbox, {
      clientId: 'isv_my_web',
      ...OPEN,
      parameters: { response_type: 'code id_token' },
    });
    expect(offline.page.html).toContain('Offline Access is off for the application');
    expect(hybrid.page.html).toContain('unauthorized_client');
  });

  test('the icon is shown; what is no image, or too large, is refused at the field', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const send = async (bytes: Buffer) => {
      const { html } = await dev.open('/applications/isv_sandbox_web/icon');
      const body = new FormData();
      body.set('form_token', /name="form_token" value="([^"]*)"/.exec(html)?.[1] ?? '');
      body.set('icon', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'icon.png');
      const cookie = [...dev.browser.cookies.values()].map(({ name, value }) => `${name}=${value}`).join('; ');
      const address = `${sandbox.url}/portal/applications/isv_sandbox_web/icon`;
      const response = await fetch(address, { method: 'POST', body, headers: { cookie } });
      return errorsOf({
        html: await response.text(),
        url: '',
        status: 0,
        headers: response.headers,
        location: undefined,
      });
    };
    expect(await send(Buffer.from('<svg onload="alert(1)"/>'))).toEqual({ icon: 'The file is neither PNG nor JPEG' });
    expect(await send(Buffer.alloc(100_001, png))).toEqual({ icon: 'The file is larger than 100 kB' });
    expect(await send(Buffer.alloc(0))).toEqual({ icon: 'Choose a PNG or JPEG file' });
    expect(await send(png)).toEqual({});
    const icon = await fetch(`${sandbox.url}/portal/icons/isv_sandbox_web`);
    expect([icon.headers.get('content-type'), Buffer.from(await icon.arrayBuffer())]).toEqual(['image/png', png]);
  });
});

describe('An application', () => {
  test('of another team is not there, to read or to change', async () => {
    const other = await aNewTeam(sandbox);
    const tabs = ['', '/credentials', '/integrations', '/policy', '/branding', '/app-store', '/customers', '/icon'];
    const pages = await Promise.all(tabs.map((tab) => other.open(`/applications/isv_sandbox_web${tab}`)));
    expect(pages.map(({ status }) => status)).toEqual(tabs.map(() => 404));
    expect(textOf(pages[0] ?? (await other.open('')))).toContain('Your team has no such application');
  });

  test('cannot be changed by a form of another session', async () => {
    const fields = fieldsFor('web', { form_token: 'x'.repeat(43), action: 'save' });
    const page = await dev.send('/applications/isv_sandbox_web', 'application-form', fields);
    expect([page.status, textOf(page).includes('Nothing was changed.')]).toEqual([403, true]);
    expect(textOf(await dev.open('/applications'))).toContain('Sandbox Web');
  });

  test('that is deleted is gone at Connect, and whoever takes its client ID begins with nothing', async () => {
    await dev.send('/applications/isv_sandbox_service', '/delete');
    const page = await register(dev, 'service', { clientId: 'isv_sandbox_service' });
    expect(textOf(page)).toContain('The application is created.');
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'isv_sandbox_service',
      client_secret: 'sandbox-service-secret',
      tenant_id: '11111111-1111-4111-8111-111111111101',
    });
    const response = await fetch(`${sandbox.url}/connect/token`, { method: 'POST', body });
    expect(await response.json()).toEqual({ error: 'invalid_client' });
    for (const [tab, nothing] of [
      ['credentials', 'There is no secret yet.'],
      ['integrations', 'not integrated to any API yet'],
      ['customers', 'No tenant has granted'],
    ])
      expect(textOf(await dev.open(`/applications/isv_sandbox_service/${tab}`))).toContain(nothing);
  });
});
