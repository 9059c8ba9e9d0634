import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { seededPersonId } from '../../src/world/seed.ts';
import { aSandbox, EVA, exchange, GRUPPEN, HANDEL, KARI, OLA, SERVICE, signIn } from '../connect/connectStack.ts';
import type { Page } from '../connect/httpBrowser.ts';
import { control, visitAs, textOf, type Visitor } from '../systems/systemStack.ts';

const [KARI_ID, OLA_ID, EVA_ID] = [1, 2, 3].map(seededPersonId);
const API_USER = 'api_user';
const ADMINISTRATOR = 'customer_administrator';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

function openPerson(personId = '', username = KARI): Promise<Visitor> {
  return visitAs(sandbox, username, `/admin/${GRUPPEN}/people/${personId}`);
}

/** Opens the person and saves exactly these roles in a tenant. */
async function giveRoles(personId: string | undefined, tenantId: string, role: readonly string[]): Promise<Page> {
  const { browser, page } = await openPerson(personId);
  return browser.submit(page, `roles-${tenantId}`, { role });
}

async function removeFrom({ browser }: Visitor, personId: string | undefined, tenantId: string): Promise<Page> {
  const path = `/admin/${GRUPPEN}/people/${String(personId)}/in/${tenantId}/remove`;
  return browser.submit(await browser.visit(`${sandbox.url}${path}`), 'remove-form');
}

/** What the token endpoint answers when the person signs in: `signed in`, or its error. */
async function signInAs(username: string): Promise<unknown> {
  const { status, body } = await exchange(sandbox, await signIn(sandbox, { username }));
  return status === 200 ? 'signed in' : body.error;
}

describe('A role given in Visma Admin', () => {
  test('works at once: Eva signs in when she is API User', async () => {
    const before = await signInAs(EVA);
    const page = await giveRoles(EVA_ID, HANDEL, [API_USER]);
    expect(textOf(page)).toContain('The roles of Eva Berg are saved. Changes are in force.');
    expect([before, await signInAs(EVA)]).toEqual(['invalid_tenant', 'signed in']);
  });

  test('works after the delay of role changes, and is shown as pending until then', async () => {
    await control(sandbox, 'PUT', 'settings', { roleDelaySeconds: 900 });
    const page = await giveRoles(EVA_ID, HANDEL, [API_USER]);
    expect(textOf(page)).toMatch(/API User takes effect at \d+ \w+ \d{4}, \d\d:\d\d UTC/);
    const before = await signInAs(EVA);
    sandbox.advanceClock(900);
    expect([before, await signInAs(EVA)]).toEqual(['invalid_tenant', 'signed in']);
  });

  test('opens the App Store', async () => {
    const { browser, page } = await visitAs(sandbox, OLA, '/store');
    await giveRoles(OLA_ID, HANDEL, [API_USER, 'integration_administrator']);
    expect([page.status, (await browser.visit(`${sandbox.url}/store`)).status]).toEqual([403, 200]);
  });

  test('opens Visma Admin for that company only', async () => {
    await giveRoles(OLA_ID, HANDEL, [ADMINISTRATOR]);
    const { page } = await visitAs(sandbox, OLA, '/admin');
    const elsewhere = await visitAs(sandbox, OLA, `/admin/${GRUPPEN}/companies/${SERVICE}`);
    expect([page.status, elsewhere.page.status]).toEqual([200, 404]);
    expect(textOf(page)).not.toContain('Nordfjord Service AS');
  });
});

describe('A role taken in Visma Admin', () => {
  test('is gone at once: Ola cannot sign in any more', async () => {
    await giveRoles(OLA_ID, HANDEL, []);
    expect(await signInAs(OLA)).toBe('invalid_tenant');
  });

  test('works until the delay of role changes is over', async () => {
    await control(sandbox, 'PUT', 'settings', { roleDelaySeconds: 900 });
    const page = await giveRoles(OLA_ID, HANDEL, []);
    expect(textOf(page)).toMatch(/API User was taken, and works until .* UTC/);
    const before = await signInAs(OLA);
    sandbox.advanceClock(900);
    expect([before, await signInAs(OLA)]).toEqual(['signed in', 'invalid_tenant']);
  });
});

describe('Somebody who is removed from a company', () => {
  test('cannot sign in to it any more, and is not among the people', async () => {
    const page = await removeFrom(await openPerson(OLA_ID), OLA_ID, HANDEL);
    expect(page.url).toContain(`/admin/${GRUPPEN}/people?removed=`);
    expect(textOf(page)).toContain('Ola Hansen belongs to none of your companies any more.');
    expect(page.html).not.toContain(OLA);
    expect(await signInAs(OLA)).toBe('invalid_tenant');
  });

  test('stays among the people while they belong to another company', async () => {
    const kari = await openPerson(OLA_ID);
    await kari.browser.submit(kari.page, `join-${SERVICE}`);
    const page = await removeFrom(kari, OLA_ID, HANDEL);
    expect(textOf(page)).toContain('Ola Hansen was removed from the company.');
    expect(page.html).toContain(`join-${HANDEL}`);
  });

  test('can be added again, without the roles they had', async () => {
    const kari = await openPerson(OLA_ID);
    const other = await kari.browser.submit(kari.page, `join-${SERVICE}`);
    await removeFrom({ ...kari, page: other }, OLA_ID, HANDEL);
    const page = await kari.browser.visit(`${sandbox.url}/admin/${GRUPPEN}/people/${String(OLA_ID)}`);
    await kari.browser.submit(page, `join-${HANDEL}`);
    expect(await signInAs(OLA)).toBe('invalid_tenant');
  });
});

describe('A customer administrator does not lock anybody out', () => {
  test('the last administrator of a customer keeps the role, and the switches stay as they were set', async () => {
    const page = await giveRoles(KARI_ID, GRUPPEN, []);
    expect([page.status, textOf(page)]).toEqual([
      400,
      expect.stringContaining('Nordfjord Gruppen would be left without a customer administrator.'),
    ]);
    expect(page.html).not.toMatch(new RegExp(`id="integration_administrator-${GRUPPEN}"[^>]* checked`));
    expect((await openPerson(KARI_ID)).page.status).toBe(200);
  });

  test('the last administrator of a customer cannot be removed from it', async () => {
    const page = await removeFrom(await openPerson(KARI_ID), KARI_ID, GRUPPEN);
    expect([page.status, textOf(page)]).toEqual([400, expect.stringContaining('would be left without')]);
  });

  test('one’s own last administrator role cannot be given away, the others can', async () => {
    const ola = await openPerson(OLA_ID);
    const joined = await ola.browser.submit(ola.page, `join-${GRUPPEN}`);
    await ola.browser.submit(joined, `roles-${GRUPPEN}`, { role: [ADMINISTRATOR] });
    const others = [await giveRoles(KARI_ID, HANDEL, [API_USER]), await giveRoles(KARI_ID, SERVICE, [API_USER])];
    const last = await giveRoles(KARI_ID, GRUPPEN, []);
    expect(others.map(({ status }) => status)).toEqual([200, 200]);
    expect([last.status, textOf(last)]).toEqual([
      400,
      expect.stringContaining('This is your own last administrator role'),
    ]);
  });

  test('an administrator who cannot sign in does not count', async () => {
    await control(sandbox, 'PUT', `people/${OLA}`, { disabled: true, roles: { [GRUPPEN]: [ADMINISTRATOR] } });
    expect((await giveRoles(KARI_ID, GRUPPEN, [])).status).toBe(400);
  });
});

test('a form without the token of the session changes no role', async () => {
  const { browser, page } = await openPerson(OLA_ID);
  const refused = await browser.submit(page, `roles-${HANDEL}`, { form_token: 'x' });
  expect([refused.status, await signInAs(OLA)]).toEqual([403, 'signed in']);
});
