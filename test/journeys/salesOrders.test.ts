import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CHANGE_SCOPES } from '../../src/connections/scopes.ts';
import { fieldsIn } from '../support/formFields.ts';
import { HANDEL, signIn, startStack, type Stack } from '../support/startStack.ts';
import { textOf, type WebBrowser, type WebPage } from '../support/webBrowser.ts';

const LIST = `/companies/${HANDEL}/sales-orders`;
const FORM = 'thing-form';

let stack: Stack;
let kari: WebBrowser;
beforeAll(async () => {
  stack = await startStack();
  const query = new URLSearchParams({ return_to: LIST, scope: CHANGE_SCOPES.join(' ') });
  kari = (await signIn(stack, { path: `/login?${query.toString()}` })).browser;
}, 60_000);
afterAll(() => stack.stop());

const open = (path: string) => kari.open(new URL(path, stack.app.url).href);
const send = (page: WebPage, fields: Record<string, string> = {}, marker = FORM) =>
  kari.submit(page, marker, { ...fieldsIn(page, marker), ...fields });

/** The first link of a list, and what it is called. */
async function firstOf(slug: string): Promise<string> {
  const { html } = await open(`/companies/${HANDEL}/${slug}?status=Active`);
  return new RegExp(`href="/companies/${HANDEL}/${slug}/(?!new")([^"/?]+)"`).exec(html)?.[1] ?? 'none';
}

test('an order is made with its lines, changed in two tabs, and nobody’s change is lost', async () => {
  const [customer, item] = [await firstOf('customers'), decodeURIComponent(await firstOf('inventory'))];
  const blank = await open(`${LIST}/new`);
  const made = await send(blank, { customer, customer_ref: 'PO-7', row_n1_item: item, row_n1_quantity: '2' });
  expect(made.url).toMatch(/\/sales-orders\/SO\/[^/]+\?saved=new$/);
  expect(textOf(made.html)).toContain('PO-7');
  const path = new URL(made.url).pathname;

  const [mine, theirs] = [await open(`${path}/edit`), await open(`${path}/edit`)];
  expect(fieldsIn(mine, FORM)).toMatchObject({ row_1_item: item, row_1_quantity: '2', customer_ref: 'PO-7' });
  expect((await send(theirs, { description: 'theirs' })).url).toContain('?saved=changed');
  const conflict = await send(mine, { description: 'mine', row_1_quantity: '3' });
  expect([conflict.status, conflict.errorCode]).toEqual([409, 'erp_conflict']);
  expect(textOf(conflict.html)).toContain('There now theirs Yours mine');
  const saved = await send(conflict, {}, 'conflict-form');
  expect(saved.url).toContain('?saved=changed');
  expect(fieldsIn(await open(`${path}/edit`), FORM)).toMatchObject({ description: 'mine', row_1_quantity: '3' });
});

test('a line for an item that is not there is refused at that line', async () => {
  const customer = await firstOf('customers');
  const page = await send(await open(`${LIST}/new`), { customer, row_n1_item: 'NO SUCH ITEM', row_n1_quantity: '1' });
  expect([page.status, page.errorCode]).toEqual([422, 'erp_rejected']);
  expect(page.html).toMatch(/id="field-row_n1_item-error">.*\(180[34]\)/);
});

test('an order is cancelled, and then cannot be changed', async () => {
  const customer = await firstOf('customers');
  const item = decodeURIComponent(await firstOf('inventory'));
  const made = await send(await open(`${LIST}/new`), { customer, row_n1_item: item, row_n1_quantity: '1' });
  const edit = `${new URL(made.url).pathname}/edit`;
  const before = await open(edit);
  expect((await send(await open(edit), { status: 'Cancelled' })).url).toContain('?saved=changed');
  const ended = await open(edit);
  expect(fieldsIn(ended, FORM)).toHaveProperty('note');
  expect(fieldsIn(ended, FORM)).not.toHaveProperty('description');
  expect((await send(ended, { description: 'too late' })).url).toContain('?saved=nothing');
  const conflict = await send(before, { description: 'too late' });
  expect([conflict.status, conflict.errorCode]).toEqual([409, 'erp_conflict']);
  const refused = await send(conflict, {}, 'conflict-form');
  expect([refused.status, refused.errorCode]).toEqual([422, 'erp_rejected']);
  expect((await open(new URL(made.url).pathname)).html).not.toContain('too late');
});
