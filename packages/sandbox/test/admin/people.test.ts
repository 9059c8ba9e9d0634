import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { seededPersonId } from '../../src/world/seed.ts';
import { aSandbox, EVA, GRUPPEN, HANDEL, KARI, OLA, SERVICE, SYDHAV, tokensOf } from '../connect/connectStack.ts';
import type { Fields, Page } from '../connect/httpBrowser.ts';
import { control, visitAs, textOf } from '../systems/systemStack.ts';

const LIISA = 'liisa@sydhav.example';
const PER = 'per@nordfjord.example';
const ADMIN = `/admin/${GRUPPEN}`;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

describe('Who may use Visma Admin', () => {
  test('customer administrators come to the people of their customer', async () => {
    const { page } = await visitAs(sandbox, KARI, '/admin');
    expect([page.url, page.status]).toEqual([`${sandbox.url}${ADMIN}/people`, 200]);
    expect(textOf(page)).toMatch(/Eva Berg eva@nordfjord\.example Nordfjord Handel AS no role/);
    expect(textOf(page)).toMatch(/Ola Hansen ola@nordfjord\.example Nordfjord Handel AS API User/);
    expect(page.html).not.toContain('sydhav');
  });

  test.each([OLA, EVA])('%s is told which role is missing and who gives it', async (username) => {
    const { page } = await visitAs(sandbox, username, '/admin');
    expect([page.status, textOf(page)]).toEqual([
      403,
      expect.stringMatching(/you need the role Customer administrator .*Kari Nordfjord \(kari@nordfjord\.example\)/),
    ]);
  });

  test('where nobody is a customer administrator, the control API is named', async () => {
    const { page } = await visitAs(sandbox, LIISA, '/admin');
    expect([page.status, textOf(page)]).toEqual([403, expect.stringContaining(`PUT /sandbox/api/people/${LIISA}`)]);
  });

  test.each([
    [`/admin/${SYDHAV}/people`, 'You do not administer that customer'],
    [`${ADMIN}/people/${seededPersonId(4)}`, 'There is no such person here'],
    [`${ADMIN}/companies/${SYDHAV}`, 'That is not one of your companies'],
    [`${ADMIN}/people/${seededPersonId(2)}/in/${SYDHAV}/remove`, 'There is no such person here'],
  ])('%s, of another customer, is not opened', async (path, words) => {
    const { page } = await visitAs(sandbox, KARI, path);
    expect([page.status, textOf(page)]).toEqual([404, expect.stringContaining(words)]);
  });

  test('several customers are switched between', async () => {
    await control(sandbox, 'PUT', `people/${KARI}`, { roles: { [SYDHAV]: ['customer_administrator'] } });
    const { browser, page } = await visitAs(sandbox, KARI, `${ADMIN}/people`);
    const other = await browser.submit(page, 'company-switcher', {
      customer_id: '22222222-2222-4222-8222-222222222200',
    });
    expect(textOf(other)).toMatch(/Liisa Virtanen .*Sydhav Oy API User, Integration Administrator/);
  });
});

describe('Adding a person', () => {
  const GOOD: Fields = {
    username: PER,
    givenName: 'Per',
    familyName: 'Dahl',
    password: 'sandbox',
    tenants: [HANDEL],
  };

  async function add(some: Fields = {}): Promise<Page> {
    const { browser, page } = await visitAs(sandbox, KARI, `${ADMIN}/new-person`);
    return browser.submit(page, 'person-form', { ...GOOD, ...some });
  }

  test('makes an account that signs in once it has a role', async () => {
    const { browser, page } = await visitAs(sandbox, KARI, `${ADMIN}/new-person`);
    const added = await browser.submit(page, 'person-form', GOOD);
    expect(textOf(added)).toContain('Per Dahl was added. Give the roles they need below.');
    await browser.submit(added, `roles-${HANDEL}`, { role: ['api_user'] });
    expect((await tokensOf(sandbox, { username: PER })).token_type).toBe('Bearer');
  });

  test('suggests the password of the sandbox', async () => {
    const { page } = await visitAs(sandbox, KARI, `${ADMIN}/new-person`);
    expect(page.html).toMatch(/name="password" type="text" value="sandbox"/);
  });

  test('who has an account elsewhere gives them the companies and nothing else', async () => {
    const page = await add({ username: LIISA.toUpperCase(), password: 'another', tenants: [HANDEL, SERVICE] });
    expect(textOf(page)).toContain('Liisa Virtanen had an account at Visma Connect already');
    expect((await visitAs(sandbox, LIISA, '/store')).page.status).toBe(200);
  });

  test.each<[string, Fields, string, string]>([
    ['without an address', { username: ' ' }, 'username', 'Enter the e-mail address'],
    ['with half an address', { username: 'per@' }, 'username', 'such as name@company.example'],
    ['who is here already', { username: OLA }, 'username', 'This person is here already'],
    ['without a name', { givenName: '' }, 'givenName', 'Enter the given name.'],
    ['without a password', { password: '' }, 'password', 'Enter a password'],
    ['without a company', { tenants: [] }, 'tenants', 'Choose at least one.'],
    ['with a company of somebody else only', { tenants: [SYDHAV] }, 'tenants', 'Choose at least one.'],
  ])('%s is refused at the field, and nothing typed is lost', async (_what, some, field, words) => {
    const page = await add(some);
    expect(page.status).toBe(400);
    expect(page.html).toContain(`id="error-${field}">`);
    expect(textOf(page)).toContain(words);
    expect(page.html).toContain('value="Dahl"');
    expect((await visitAs(sandbox, KARI, `${ADMIN}/people`)).page.html).not.toContain('Dahl');
  });
});

describe('A company', () => {
  test('shows its tenant id under Edit, Configuration', async () => {
    const { browser, page } = await visitAs(sandbox, KARI, `${ADMIN}/companies/${HANDEL}`);
    expect(page.html).toContain(`href="${ADMIN}/companies/${HANDEL}/edit"`);
    const edit = await browser.visit(`${sandbox.url}${ADMIN}/companies/${HANDEL}/edit`);
    expect(edit.html).toContain(`href="${ADMIN}/companies/${HANDEL}/edit/configuration"`);
    const configuration = await browser.visit(`${sandbox.url}${ADMIN}/companies/${HANDEL}/edit/configuration`);
    expect(textOf(configuration)).toMatch(
      new RegExp(`Tenant ID ${HANDEL} Copy Kind Company Customer Nordfjord Gruppen`),
    );
  });

  test('that is the customer says that the ERP does not take its tenant id', async () => {
    const { page } = await visitAs(sandbox, KARI, `${ADMIN}/companies/${GRUPPEN}/edit/configuration`);
    expect(textOf(page)).toContain('the Visma.net ERP API answers 401');
  });

  test('gets another name, which people see when they choose a company', async () => {
    const { browser, page } = await visitAs(sandbox, KARI, `${ADMIN}/companies/${HANDEL}/edit`);
    const saved = await browser.submit(page, 'company-form', { name: 'Nordfjord Nye AS', organisationNumber: '9' });
    expect(textOf(saved)).toContain('The company is saved.');
    const { page: store } = await visitAs(sandbox, KARI, `/store/${HANDEL}/my-apps`);
    expect(store.html).toContain('data-testid="current-company">Nordfjord Nye AS<');
  });

  test('without a name is refused at the field', async () => {
    const { browser, page } = await visitAs(sandbox, KARI, `${ADMIN}/companies/${HANDEL}/edit`);
    const refused = await browser.submit(page, 'company-form', { name: '', organisationNumber: '987' });
    expect([refused.status, refused.html]).toEqual([400, expect.stringContaining('id="error-name">')]);
    expect(refused.html).toContain('value="987"');
  });
});
