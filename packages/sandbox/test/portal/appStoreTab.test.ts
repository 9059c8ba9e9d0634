import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, HANDEL, KARI } from '../connect/connectStack.ts';
import { grantByCode, visitStore } from '../appStore/storeStack.ts';
import { control } from '../systems/systemStack.ts';
import { aDeveloper, errorsOf, fieldsFor, register, textOf, type Developer } from './portalStack.ts';

let sandbox: Sandbox;
let dev: Developer;

const TAB = '/applications/isv_sandbox_service/app-store';

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(async () => {
  sandbox.reset();
  dev = await aDeveloper(sandbox);
});
afterAll(() => sandbox.stop());

async function aCode(change = {}): Promise<string> {
  const page = await dev.send(TAB, 'code-form', { description: 'For Nordfjord', days: '5', uses: '1', ...change });
  return /data-testid="invitation-code">([^<]*)/.exec(page.html)?.[1] ?? '';
}

describe('An invitation code', () => {
  test('is made with a description, and is Active for the days it was given', async () => {
    expect(await aCode({ days: '2' })).toMatch(/^[A-Z0-9-]{19}$/);
    expect(textOf(await dev.open(TAB))).toMatch(/For Nordfjord Active/);
    sandbox.advanceClock(2 * 86_400);
    dev = await aDeveloper(sandbox);
    expect(textOf(await dev.open(TAB))).toMatch(/For Nordfjord Expired/);
  });

  test('begins with the validity and the uses of the settings', async () => {
    await control(sandbox, 'PUT', 'settings', { invitationCodeDays: null, invitationCodeUses: 7 });
    const { html } = await dev.open(TAB);
    expect(html).toMatch(/name="days" type="text" value=""/);
    expect(html).toMatch(/name="uses" type="text" value="7"/);
    await aCode({ days: '', uses: '' });
    expect(textOf(await dev.open(TAB))).toContain('Never');
  });

  test('that is revoked says so', async () => {
    const code = await aCode();
    expect(textOf(await dev.send(TAB, `${code}/revoke`))).toMatch(/The invitation code was revoked\..*Revoked/);
  });

  test('tells by whom it was used, and the tenant stands among the customers', async () => {
    await register(dev, 'service');
    await control(sandbox, 'PUT', 'applications/isv_my_service', { scopes: ['vismanet_erp_service_api:read'] });
    const page = await dev.send('/applications/isv_my_service/app-store', 'code-form', {
      description: 'For Nordfjord',
      days: '5',
      uses: '1',
    });
    const code = /data-testid="invitation-code">([^<]*)/.exec(page.html)?.[1] ?? '';
    const scope = 'vismanet_erp_service_api:read';
    await grantByCode(await visitStore(sandbox, KARI, HANDEL), [scope], code);
    expect(textOf(await dev.open('/applications/isv_my_service/app-store'))).toMatch(
      /Used .*Nordfjord Handel AS: kari@nordfjord\.example/,
    );
    expect(textOf(await dev.open('/applications/isv_my_service/customers'))).toMatch(
      new RegExp(`Nordfjord Handel AS Granted .* Company Tenant ID ${HANDEL} .*Scopes ${scope}`),
    );
  });

  test.each([
    [{ description: '' }, { description: 'Say whom the code is for' }],
    [{ days: '0' }, { days: 'Give 1 to 365 days, or nothing' }],
    [{ uses: 'many' }, { uses: 'Give 1 to 1000, or nothing' }],
  ])('%j is refused at the field', async (change, errors) => {
    const page = await dev.send(TAB, 'code-form', { description: 'x', days: '1', uses: '1', ...change });
    expect([page.status, errorsOf(page)]).toEqual([400, errors]);
  });

  test('of another application cannot be revoked from here', async () => {
    const code = await aCode();
    const page = await dev.open(TAB);
    await register(dev, 'web');
    const html = page.html.replaceAll('/isv_sandbox_service/app-store/', '/isv_my_web/app-store/');
    await dev.browser.submit({ ...page, html }, `${code}/revoke`);
    expect(textOf(await dev.open(TAB))).toMatch(/For Nordfjord Active/);
  });

  test('is not made for a draft', async () => {
    await dev.send('/applications/new/service', 'application-form', fieldsFor('service'));
    const page = await dev.send('/applications/isv_my_service/app-store', 'code-form', { description: 'x' });
    expect(errorsOf(page)).toEqual({ description: 'The application is a draft: create it first' });
  });
});

describe('The public listing', () => {
  const LISTING = { listed: 'on', shortDescription: 'Shows stock', websiteUri: 'https://isv.example' };

  test('needs privacy policy, terms, website and a text', async () => {
    const page = await dev.send(TAB, 'listing-form', { listed: 'on' });
    expect(errorsOf(page)).toEqual({
      listed: 'First give a privacy policy URI and a terms of service URI on the tab Details',
      shortDescription: 'Give the text that customers read',
      websiteUri: 'Give the address of your website',
    });
  });

  test('shows the application in the App Store, until it is taken off', async () => {
    const legal = { privacyPolicyUri: 'https://isv.example/privacy', termsUri: 'https://isv.example/terms' };
    await register(dev, 'service', legal);
    const tab = '/applications/isv_my_service/app-store';
    await dev.send(tab, 'listing-form', LISTING);
    const shown = async () => textOf((await visitStore(sandbox, KARI, HANDEL, 'apps')).page);
    expect(await shown()).toContain('My service');
    await dev.send(tab, 'listing-form', { ...LISTING, listed: '' });
    expect(await shown()).not.toContain('My service');
  });

  test('takes a text of 255 characters at most', async () => {
    const page = await dev.send(TAB, 'listing-form', { shortDescription: 'x'.repeat(256) });
    expect(errorsOf(page)).toEqual({ shortDescription: 'Use at most 255 characters' });
  });
});
