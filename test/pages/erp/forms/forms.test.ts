import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CHANGE_SCOPES } from '../../../../src/connections/scopes.ts';
import type { FaultName } from '../../../../packages/sandbox/src/faults.ts';
import { controlCall } from '../../../../packages/sandbox/test/control/controlCall.ts';
import { fieldsIn } from '../../../support/formFields.ts';
import { NORWEGIAN, notNorwegian } from '../../../support/norwegian.ts';
import { HANDEL, OLA, SERVICE, signIn, startStack, type Stack } from '../../../support/startStack.ts';
import { openWebBrowser, textOf, type WebBrowser, type WebPage } from '../../../support/webBrowser.ts';

let stack: Stack;
let kari: WebBrowser;
beforeAll(async () => {
  stack = await startStack();
}, 60_000);
afterAll(() => stack.stop());

const ITEMS = `/companies/${HANDEL}/inventory`;
const CUSTOMERS = `/companies/${HANDEL}/customers`;
const FORM = 'thing-form';

/** With the permission to change things. */
async function signInToChange(path: string, plan: Parameters<typeof signIn>[1] = {}) {
  const query = new URLSearchParams({ return_to: path, scope: CHANGE_SCOPES.join(' ') });
  return signIn(stack, { path: `/login?${query.toString()}`, ...plan });
}

const open = (path: string, browser = kari) => browser.open(new URL(path, stack.app.url).href);

/** Sends a form as it stands, but for these fields. */
const send = (page: WebPage, fields: Record<string, string> = {}, browser = kari, marker = FORM) =>
  browser.submit(page, marker, { ...fieldsIn(page, marker), ...fields });

/** Names and numbers that no other test has. */
let serial = 0;
let number: string;
let name: string;
beforeAll(async () => {
  kari = (await signInToChange(ITEMS)).browser;
});
beforeEach(() => {
  serial += 1;
  number = `NY/${serial}`;
  name = `Fjellhytta ${serial} AS`;
});

async function newItem(fields: Record<string, string> = {}): Promise<WebPage> {
  const page = await open(`${ITEMS}/new`);
  return send(page, { number, description: 'Ny skrue', item_class: 'FESTE', ...fields });
}

async function newCustomer(fields: Record<string, string> = {}): Promise<WebPage> {
  return send(await open(`${CUSTOMERS}/new`), { name, city: 'Oslo', ...fields });
}

const countOf = async (customerName: string) => {
  const { html } = await open(`${CUSTOMERS}?name=${encodeURIComponent(customerName)}`);
  return html.match(/data-testid="customers-row"/g)?.length ?? 0;
};

describe('a new item', () => {
  test('is made, and its page says so', async () => {
    const page = await newItem({ price: '1 249,50', note: 'to be "kept"\nover & <over>', weight: '0.8' });
    expect(page.url).toBe(`${stack.app.url}${ITEMS}/${encodeURIComponent(number)}?saved=new`);
    const text = textOf(page.html);
    expect(text).toContain('Saved. This is how Visma.net ERP has it now.');
    expect(text).toMatch(/1,249\.50.*to be "kept" over & <over>/);
  });

  test.each(['.', '..'])('numbered %s is not sent: no address could name it', async (dots) => {
    const page = await newItem({ number: dots });
    expect(page.status).toBe(422);
    expect(page.html).toContain('Number cannot be dots alone.');
  });

  test('with a number that has two readings is not sent: both are said', async () => {
    const page = await newItem({ price: '1,249' });
    expect(page.status).toBe(422);
    expect(page.html).toContain('Default price can be read as 1249 or as 1.249: write it in one of these ways.');
    expect(fieldsIn(page, FORM)).toMatchObject({ price: '1,249' });
  });

  test('with mistakes is not sent: each is said at its field and above, and nothing typed is lost', async () => {
    const page = await newItem({ number: '', price: 'cheap', origin: 'Norway', note: 'a\nb' });
    expect(page.status).toBe(422);
    expect(page.html).toContain('<a href="#field-number">Number cannot be left empty.</a>');
    expect(page.html).toContain('<a href="#field-price">Price must be a number'.replace('Price', 'Default price'));
    expect(page.html).toMatch(/id="field-origin"[^>]*aria-describedby="field-origin-error" aria-invalid="true"/);
    expect(fieldsIn(page, FORM)).toMatchObject({
      description: 'Ny skrue',
      item_class: 'FESTE',
      price: 'cheap',
      origin: 'Norway',
      note: 'a\nb',
    });
    const corrected = await send(page, { number, price: '1', origin: 'no' });
    expect(textOf(corrected.html)).toContain('Country of origin NO');
  });

  test('that the ERP refuses says so in its words at the field, and can be corrected', async () => {
    await newItem();
    const page = await newItem({ price: '2' });
    expect([page.status, page.errorCode]).toEqual([422, 'erp_rejected']);
    expect(page.html).toMatch(/id="field-number-error">.*already exists/);
    expect(fieldsIn(page, FORM)).toMatchObject({ number, price: '2.00' });
    expect((await send(page, { number: `${number}b` })).url).toContain('?saved=new');
  });

  test('can be called as one of our own pages', async () => {
    const page = await newItem({ number: 'new' });
    expect(page.url).toContain('/inventory/%6Eew?saved=new');
    expect(page.heading).toBe('new');
    expect((await send(await open(`${ITEMS}/%6Eew/edit`), { description: 'x' })).url).toContain('saved=changed');
  });

  test('shows what can be chosen in the company', async () => {
    const { html } = await open(`${ITEMS}/new`);
    expect(html).toMatch(/<select id="field-item_class"[^]*<option value="FESTE">[^<]*\(FESTE\)<\/option>/);
    expect(html).toMatch(/<select id="field-warehouse"/);
  });
});

describe('in Norwegian', () => {
  const inNorwegian = { headers: { 'Accept-Language': NORWEGIAN } };
  const openIt = (path: string) => kari.open(new URL(path, stack.app.url).href, inNorwegian);

  test.each([
    ['the form of items', `${ITEMS}/new`, 'Ny vare', 'inventory'],
    ['the form of customers', `${CUSTOMERS}/new`, 'Ny kunde', 'customers'],
    ['a customer', `${CUSTOMERS}/10001`, 'Kunde 10001', 'customers'],
    ['an item', `${ITEMS}/100001`, '100001', 'inventory'],
  ])('%s is shown, with nothing left in English', async (_what, path, heading, file) => {
    const page = await openIt(path);
    expect([page.status, page.heading]).toEqual([200, heading]);
    expect(notNorwegian(page.html, file, 'forms', 'records', 'codes')).toEqual([]);
  });

  test('what was typed is taken, refused and saved as a Norwegian writes it', async () => {
    const page = await openIt(`${ITEMS}/new`);
    const typed = { ...fieldsIn(page, FORM), number, description: 'Ny skrue', item_class: 'FESTE', price: '1.249' };
    const refused = await kari.submit(page, FORM, { ...typed, origin: 'Norge' }, inNorwegian);
    expect(refused.status).toBe(422);
    expect(notNorwegian(refused.html, 'inventory', 'forms')).toEqual([]);
    expect(textOf(refused.html)).toContain('Opprinnelsesland må være to bokstaver, for eksempel NO.');
    const saved = await kari.submit(refused, FORM, { ...fieldsIn(refused, FORM), price: '1.249,50', origin: 'no' });
    expect(textOf(saved.html)).toContain('Default price 1,249.50');
  });
});

describe('a form that is sent twice', () => {
  test('makes one customer, when both come at the same time, and both answers lead to it', async () => {
    const page = await open(`${CUSTOMERS}/new`);
    const [one, other] = await Promise.all([send(page, { name }), send(page, { name })]);
    expect(one.url).toContain('?saved=new');
    expect(other.url).toBe(one.url);
    expect(await countOf(name)).toBe(1);
  });

  test('makes one customer, when it is sent again later, from another session too', async () => {
    const page = await open(`${CUSTOMERS}/new`);
    const first = await send(page, { name });
    expect((await send(page, { name })).url).toBe(first.url);
    const elsewhere = (await signInToChange(CUSTOMERS)).browser;
    const token = /name="_csrf" value="([^"]*)"/.exec((await open(`${CUSTOMERS}/new`, elsewhere)).html)?.[1] ?? '';
    expect((await send(page, { name, _csrf: token }, elsewhere)).url).toBe(first.url);
    expect(await countOf(name)).toBe(1);
  });

  test('says that nobody knows, when the answer of the ERP was lost, and does not send it again by itself', async () => {
    const page = await open(`${CUSTOMERS}/new`);
    stack.sandbox.setFault({ name: 'erp_reset', times: 1 });
    const lost = await send(page, { name });
    expect([lost.status, lost.errorCode]).toEqual([503, 'erp_unavailable']);
    expect(lost.html).toContain(`<a href="${CUSTOMERS}">Look in the list</a>`);
    const again = await send(page, { name });
    expect(again.html).toContain('Nobody knows whether the customer was saved');
    expect(await countOf(name)).toBe(0);
    expect((await send(lost)).url).toContain('?saved=new');
    expect(await countOf(name)).toBe(1);
  });
});

describe('a change', () => {
  test('of a customer is saved where it was made, and nowhere else', async () => {
    const customer = await newCustomer({ email: 'post@fjell.example', email_invoices: 'yes', credit_limit: '5000' });
    const edit = await open(`${new URL(customer.url).pathname}/edit`);
    expect(fieldsIn(edit, FORM)).toMatchObject({ name, city: 'Oslo', credit_limit: '5,000.00', email_invoices: 'yes' });
    const saved = await send(edit, { city: '', phone: '+47 22 33 44 55' });
    const text = textOf(saved.html);
    expect(text).toContain('+47 22 33 44 55');
    expect(text).toContain('post@fjell.example');
    expect(text).toContain('Invoices by e-mail Yes');
    expect(text).not.toContain('Oslo');
  });

  test('of nothing is not sent', async () => {
    const item = await newItem();
    const edit = await open(`${new URL(item.url).pathname}/edit`);
    expect(textOf((await send(edit)).html)).toContain('You changed nothing, so nothing was sent.');
  });

  test('that empties what the ERP never empties is refused before it is sent', async () => {
    const item = await newItem();
    const page = await send(await open(`${new URL(item.url).pathname}/edit`), { vat_code: '' });
    expect(page.status).toBe(422);
    expect(page.html).toContain('VAT code cannot be left empty.');
  });

  test('that empties a number makes it nothing', async () => {
    const item = await newItem({ price: '83.62', weight: '2' });
    const path = `${new URL(item.url).pathname}/edit`;
    const page = await open(path);
    expect(page.html).toMatch(/id="field-price-hint">[^<]*Emptied, it becomes 0\./);
    expect(page.html).toMatch(/id="field-weight-hint">Emptied, it becomes 0\./);
    expect((await send(page, { price: '', weight: '' })).url).toContain('?saved=changed');
    expect(fieldsIn(await open(path), FORM)).toMatchObject({ price: '0.00', weight: '0' });
  });

  test('of something that is not there leads back to the list', async () => {
    expect(await open(`${ITEMS}/none/edit`)).toMatchObject({ status: 404, errorCode: 'erp_not_found' });
  });
});

describe.each([
  ['a customer', 'name', async () => newCustomer({ phone: '1' }), 'phone'],
  ['an item', 'description', async () => newItem({ note: '1' }), 'note'],
] as const)('when somebody else changed %s meanwhile', (_what, mineAndTheirs, make, theirsOnly) => {
  /** Two tabs open the form; the other one saves first. */
  async function meet() {
    const path = `${new URL((await make()).url).pathname}/edit`;
    const [mine, theirs] = [await open(path), await open(path)];
    await send(theirs, { [mineAndTheirs]: `theirs ${serial}`, [theirsOnly]: '2' });
    return send(mine, { [mineAndTheirs]: `mine ${serial}` });
  }

  test('nothing is overwritten: both versions are shown, one’s own chosen where one changed it oneself', async () => {
    const page = await meet();
    expect([page.status, page.errorCode]).toEqual([409, 'erp_conflict']);
    expect(page.html.match(/data-testid="version-choice"/g)).toHaveLength(2);
    expect(textOf(page.html)).toMatch(new RegExp(`There now theirs ${serial} Yours mine ${serial}`));
    expect(fieldsIn(page, 'conflict-form')).toEqual({ [mineAndTheirs]: `mine ${serial}`, [theirsOnly]: '2' });
  });

  test('what is chosen is saved', async () => {
    const saved = await send(await meet(), {}, kari, 'conflict-form');
    expect(saved.url).toContain('?saved=changed');
    const again = fieldsIn(await open(`${new URL(saved.url).pathname}/edit`), FORM);
    expect(again).toMatchObject({ [mineAndTheirs]: `mine ${serial}`, [theirsOnly]: '2' });
  });

  test('it can be changed further first', async () => {
    const form = await send(await meet(), { way: 'edit' }, kari, 'conflict-form');
    expect(fieldsIn(form, FORM)).toMatchObject({ [mineAndTheirs]: `mine ${serial}`, [theirsOnly]: '2' });
    expect((await send(form, { [mineAndTheirs]: `both ${serial}` })).url).toContain('?saved=changed');
  });
});

describe('without the permission', () => {
  let reader: WebBrowser;
  beforeAll(async () => {
    reader = (await signIn(stack, { username: OLA })).browser;
  });

  test('there is no button, and the address offers the permission and comes back', async () => {
    expect((await open(ITEMS, reader)).html).not.toContain('New item');
    const page = await open(`${ITEMS}/new`, reader);
    expect([page.status, page.errorCode]).toEqual([403, 'step_up_required']);
    const href = /class="button" href="([^"]*)">Turn on editing/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { page: form } = await signIn(stack, { username: OLA, path: href, browser: reader });
    expect(new URL(form.url).pathname).toBe(`${ITEMS}/new`);
    expect(form.heading).toBe('New item');
  });

  test('a form that is sent all the same is kept until the permission is there', async () => {
    const browser = openWebBrowser();
    await signInToChange(ITEMS, { username: OLA, browser });
    const page = await open(`${ITEMS}/new`, browser);
    // The next sign-in asks for reading only.
    await signIn(stack, { username: OLA, browser });
    const refused = await send(page, { number, description: 'typed' }, browser);
    expect(refused.errorCode).toBe('step_up_required');
    const href =
      /class="button" href="([^"]*)">Turn on editing/.exec(refused.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { page: form } = await signIn(stack, { username: OLA, path: href, browser });
    expect(fieldsIn(form, FORM)).toMatchObject({ number, description: 'typed' });
  });
});

describe('when the session has ended in the middle of a form', () => {
  /** Types, loses the session, sends, and signs in again as somebody. */
  async function typeAndLose(username?: string) {
    const { browser, page } = await signInToChange(`${CUSTOMERS}/new`);
    const token = browser.cookiesOf('localhost');
    expect(token.size).toBeGreaterThan(0);
    await browser.submit(await open('/logout', browser), 'action="/logout"');
    const sent = await send(page, { name, note: 'x', city: 'Ås & "Oslo"' }, browser);
    return signIn(stack, { ...(username && { username }), browser, path: new URL(sent.way[1] ?? '').href });
  }

  test('what was typed stands in the form after the sign-in, and has not been sent', async () => {
    const { page, browser } = await typeAndLose();
    expect(page.heading).toBe('New customer');
    expect(page.html).toContain('This has not been saved yet');
    expect(fieldsIn(page, FORM)).toMatchObject({ name, city: 'Ås & "Oslo"' });
    expect(await countOf(name)).toBe(0);
    expect((await send(page, {}, browser)).url).toContain('?saved=new');
    expect(await countOf(name)).toBe(1);
    expect((await open(new URL(page.url).pathname + new URL(page.url).search, browser)).html).toContain(
      'What you typed before is no longer there',
    );
  });

  test('nobody else gets it', async () => {
    const { page } = await typeAndLose(OLA);
    expect(page.html).not.toContain(name);
    expect(page.html).toContain('What you typed before is no longer there');
  });

  test('not for another company either', async () => {
    const { page, browser } = await typeAndLose();
    await signInToChange('/', { tenantId: SERVICE, browser });
    const draft = new URL(page.url).search;
    const other = await open(`/companies/${SERVICE}/customers/new${draft}`, browser);
    expect(other.html).not.toContain(name);
  });

  test('it can be thrown away', async () => {
    const { page, browser } = await typeAndLose();
    expect(new URL((await send(page, { way: 'discard' }, browser)).url).pathname).toBe(CUSTOMERS);
    expect((await open(page.url.slice(stack.app.url.length), browser)).html).not.toContain(name);
  });

  test('it is gone after a day', async () => {
    const { page } = await typeAndLose();
    stack.clock.advance(25 * 3600);
    const { page: later } = await signInToChange(page.url.slice(stack.app.url.length));
    expect(later.html).not.toContain(name);
    kari = (await signInToChange(ITEMS)).browser;
  });

  test('another tab has signed in again: the form comes back, unsent', async () => {
    const { browser, page } = await signInToChange(`${CUSTOMERS}/new`);
    await browser.submit(await open('/logout', browser), 'action="/logout"');
    await signInToChange(CUSTOMERS, { browser });
    const back = await send(page, { name }, browser);
    expect(back.html).toContain('This has not been saved yet');
    expect(fieldsIn(back, FORM)).toMatchObject({ name });
    expect(await countOf(name)).toBe(0);
  });

  test('a form that is not ours is refused as ever', async () => {
    const { browser, page } = await signInToChange(`${CUSTOMERS}/new`);
    const forged = await send(page, { name, _form: 'v1.forged', _csrf: 'wrong' }, browser);
    expect(forged.errorCode).toBe('csrf');
  });
});

describe('when the access token has run out and there is no new one', () => {
  afterAll(async () => {
    kari = (await signInToChange(ITEMS)).browser;
  });

  /** Sends a form an hour later, while Connect or the role is broken, and follows the way to what was typed. */
  async function sendLater(fault: FaultName, typed: Record<string, string>): Promise<WebPage> {
    const { browser, page } = await signInToChange(`${CUSTOMERS}/new`);
    stack.clock.advance(3700);
    stack.sandbox.setFault({ name: fault });
    const refused = await send(page, typed, browser);
    await controlCall(stack.sandbox, 'DELETE', 'faults');
    expect(refused.errorCode).toBeDefined();
    const href = /href="([^"]*draft[^"]*)"/.exec(refused.html)?.[1]?.replaceAll('&amp;', '&') ?? 'none';
    const login = href.startsWith('/login') ? href : `/login?${new URLSearchParams({ return_to: href }).toString()}`;
    const scoped = `${login}&${new URLSearchParams({ scope: CHANGE_SCOPES.join(' ') }).toString()}`;
    return (await signIn(stack, { path: scoped, browser })).page;
  }

  test.each<FaultName>([
    ...(['role_missing', 'token_endpoint_html', 'token_endpoint_not_json', 'token_endpoint_invalid_tenant'] as const),
    ...([
      'token_endpoint_invalid_client',
      'token_endpoint_unauthorized_client',
      'token_endpoint_invalid_scope',
    ] as const),
    ...(['token_endpoint_invalid_request', 'refresh_wrong_sub', 'refresh_500', 'refresh_invalid_grant'] as const),
  ])('%s: what was typed is kept, and the page of the refusal leads to it', async (fault) => {
    expect(fieldsIn(await sendLater(fault, { name, city: 'Ås' }), FORM)).toMatchObject({ name, city: 'Ås' });
  });

  test('so it is when there is a mistake in it', async () => {
    const form = await sendLater('role_missing', { name, email: 'none' });
    expect(fieldsIn(form, FORM)).toMatchObject({ name, email: 'none' });
  });
});

test('throttling leaves the form as it is, and says when to come back', async () => {
  const page = await open(`${CUSTOMERS}/new`);
  stack.sandbox.setFault({ name: 'erp_throttled', times: 1 });
  const refused = await send(page, { name });
  expect([refused.status, refused.errorCode]).toEqual([429, 'erp_throttled']);
  expect(refused.html).toContain('You can try again in');
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(fieldsIn(refused, FORM)).toMatchObject({ name });
  expect((await send(refused)).url).toContain('?saved=new');
});

test('a form that was opened too long ago comes back to be looked through', async () => {
  const page = await open(`${CUSTOMERS}/new`);
  stack.clock.advance(8 * 86_400);
  kari = (await signInToChange(CUSTOMERS)).browser;
  const token = /name="_csrf" value="([^"]*)"/.exec((await open(`${CUSTOMERS}/new`)).html)?.[1] ?? '';
  const back = await send(page, { name, _csrf: token });
  expect(back.status).toBe(422);
  expect(back.html).toContain('This form was opened too long ago');
  expect((await send(back)).url).toContain('?saved=new');
});
