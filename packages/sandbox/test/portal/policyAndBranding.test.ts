import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, HANDEL, SYDHAV } from '../connect/connectStack.ts';
import { openHttpBrowser, type Fields, type Page } from '../connect/httpBrowser.ts';
import { control } from '../systems/systemStack.ts';
import { aDeveloper, errorsOf, register, signInTo, textOf, type Developer } from './portalStack.ts';

let sandbox: Sandbox;
let dev: Developer;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(async () => {
  sandbox.reset();
  dev = await aDeveloper(sandbox);
  await register(dev, 'web');
});
afterAll(() => sandbox.stop());

function setPolicy(fields: Fields): Promise<Page> {
  return dev.send('/applications/isv_my_web/policy', 'policy-form', { authorization: 'all', ...fields });
}

async function outcome(username: string): Promise<string | null> {
  const { response } = await signInTo(sandbox, { clientId: 'isv_my_web', scope: 'openid', username });
  return response.get('error_description') ?? (response.has('code') ? 'let in' : null);
}

const OLA = 'ola@nordfjord.example';
const LIISA = 'liisa@sydhav.example';
const DENIED = 'Access denied due to application policy. Please contact your administrator';

describe('Application Policy', () => {
  test.each([
    ['e-mail domains', { emailDomains: 'Nordfjord.example\nother.example' }],
    ['countries', { countries: ['NO', 'SE'] }],
    ['the single tenant', { authorization: 'single', tenantId: HANDEL }],
  ])('%s: those who fit are let in, others are told why not', async (_name, fields) => {
    expect(textOf(await setPolicy(fields))).toContain('Saved.');
    expect([await outcome(OLA), await outcome(LIISA)]).toEqual(['let in', DENIED]);
  });

  test('networks go by the address of the browser', async () => {
    await setPolicy({ networks: '203.0.113.0/24' });
    expect(await outcome(OLA)).toBe(DENIED);
    await control(sandbox, 'PUT', 'settings', { callerAddress: '203.0.113.9' });
    expect(await outcome(OLA)).toBe('let in');
  });

  test('is shown as it was saved, and can be taken back', async () => {
    await setPolicy({
      emailDomains: 'a.example',
      networks: '10.0.0.0/8',
      countries: ['FI'],
      authorization: 'single',
      tenantId: SYDHAV,
    });
    const { html } = await dev.open('/applications/isv_my_web/policy');
    expect(html).toContain('a.example</textarea>');
    expect(html).toContain('10.0.0.0/8</textarea>');
    expect(html).toMatch(/value="FI" checked/);
    expect(html).toMatch(/value="single" checked/);
    expect(html).toContain(`value="${SYDHAV}"`);
    await setPolicy({});
    expect(await outcome(OLA)).toBe('let in');
  });

  test.each([
    [{ emailDomains: 'a@b.example' }, { emailDomains: 'a@b.example is not a domain such as isv.example' }],
    [{ networks: '10.0.0.0/33' }, { networks: '10.0.0.0/33 is neither an address nor a range such as 203.0.113.0/24' }],
    [{ countries: ['XX'] }, { countries: 'Choose countries of the list' }],
    [{ authorization: 'single', tenantId: 'nordfjord' }, { tenantId: 'There is no tenant with this ID' }],
    [{ authorization: 'single', tenantId: '' }, { tenantId: 'There is no tenant with this ID' }],
  ])('%j is refused at the field', async (fields, errors) => {
    const page = await setPolicy({ emailDomains: 'kept.example', ...fields });
    expect([page.status, errorsOf(page)]).toEqual([400, errors]);
  });
});

describe('Branding', () => {
  function setBranding(fields: Fields): Promise<Page> {
    return dev.send('/applications/isv_my_web/branding', 'branding-form', fields);
  }

  test('the sign-in page keeps to the languages that are chosen', async () => {
    const language = async () => {
      const query = new URLSearchParams({
        client_id: 'isv_my_web',
        redirect_uri: 'https://app.example/callback',
        scope: 'openid',
        response_type: 'code',
        code_challenge: 'c'.repeat(43),
        code_challenge_method: 'S256',
        ui_locales: 'nb-NO',
      });
      const page = await openHttpBrowser(sandbox.url).visit(`${sandbox.url}/connect/authorize?${query.toString()}`);
      return /<html lang="(\w+)"/.exec(page.html)?.[1];
    };
    await setBranding({ languages: ['en-GB'], analytics: 'on' });
    expect(await language()).toBe('en');
    await setBranding({ languages: ['nb-NO', 'en-GB'], analytics: 'on' });
    expect(await language()).toBe('nb');
  });

  test('the analytics switch is kept', async () => {
    await setBranding({ languages: ['en-GB'] });
    expect((await dev.open('/applications/isv_my_web/branding')).html).not.toMatch(/name="analytics"[^>]*checked/);
  });

  test('one language at least', async () => {
    expect(errorsOf(await setBranding({ analytics: 'on' }))).toEqual({ languages: 'Choose at least one language' });
  });
});
