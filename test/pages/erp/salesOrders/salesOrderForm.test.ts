import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request, { type Response } from 'supertest';
import { textOf } from '../../../support/webBrowser.ts';
import { fieldsOf, startOrderApp, type Fields, type OrderApp } from './orderApp.ts';

let orders: OrderApp;
beforeAll(async () => void (orders = await startOrderApp()));
afterAll(() => orders.stop());

const LIST = '/companies/t1/sales-orders';
const ORDER = '/api/v3/SalesOrders/SO/000123';
beforeEach(() => {
  orders.fake.book.reset();
  orders.fake.book.change(
    {
      status: { description: 'Open', hold: false, cancelled: false },
      description: 'Før',
      note: 'Note',
      date: '2026-11-01T00:00:00Z',
      requestOn: null,
      customer: { id: '10001', order: 'PO-1', refNo: 'R-1' },
      shipping: { scheduledDate: null, preferredWarehouse: null, shipVia: null },
    },
    [aLine(1, 'A'), aLine(2, 'B')],
  );
  orders.fake.sent.length = 0;
});

function aLine(lineId: number, item: string) {
  return {
    lineId,
    inventory: { id: item, description: null, baseUnit: 'STK' },
    quantity: lineId,
    unitOfMeasure: 'STK',
    unitPrice: 10,
    discountPercent: 0,
    description: `Item ${item}`,
  };
}

const open = (path: string) => request(orders.app).get(LIST + path);
const send = (path: string, page: Pick<Response, 'text'>, changes: Fields = {}) =>
  request(orders.app)
    .post(LIST + path)
    .type('form')
    .send({ ...fieldsOf(page), ...changes });
const EDIT = '/SO/000123/edit';

describe('a new order', () => {
  const TYPED = { customer: '10001', row_n1_item: 'A', row_n1_quantity: '2' };

  test('is offered by the list, and begins with one line', async () => {
    expect((await open('').expect(200)).text).toContain(`href="${LIST}/new"`);
    const page = await open('/new').expect(200);
    expect(fieldsOf(page)).toMatchObject({ type: 'SO', rows: 'n1', row_n1_item: '' });
  });

  test('is made with its lines, and its page says so', async () => {
    const page = await open('/new');
    const saved = await send('/new', page, {
      ...TYPED,
      first_status: 'Hold',
      wanted_on: '2026-12-24',
      customer_ref: 'PO-7',
      row_n1_price: '9,50',
      warehouse: '1',
    }).expect(303);
    expect(saved.headers.location).toBe(`${LIST}/SO/000124?saved=new`);
    expect(orders.fake.sent.map(({ body }) => body)).toEqual([
      {
        type: 'SO',
        status: 'Hold',
        requestOn: '2026-12-24T00:00:00',
        customer: { id: '10001', refNo: 'PO-7' },
        shipping: { preferredWarehouseId: '1' },
        orderLines: [{ inventoryId: 'A', quantity: 2, unitPrice: 9.5 }],
      },
    ]);
    const { text } = await request(orders.app)
      .get(saved.headers.location ?? '')
      .expect(200);
    expect(textOf(text)).toContain('Saved. This is how Visma.net ERP has it now.');
  });

  test('gets a line more, and loses one, without a script and without being sent', async () => {
    const two = await send('/new', await open('/new'), { ...TYPED, way: 'add-row' }).expect(200);
    expect(fieldsOf(two)).toMatchObject({ rows: 'n1,n2', row_n1_item: 'A', row_n2_item: '' });
    const one = await send('/new', two, { row_n2_item: 'B', way: 'remove-row-n1' }).expect(200);
    expect(fieldsOf(one)).toMatchObject({ rows: 'n2', row_n2_item: 'B', customer: '10001' });
    expect(fieldsOf(one)).not.toHaveProperty('row_n1_item');
    expect(orders.fake.sent).toEqual([]);
  });

  test('leaves lines out into which nothing was typed', async () => {
    const two = await send('/new', await open('/new'), { ...TYPED, way: 'add-row' });
    await send('/new', two).expect(303);
    expect(orders.fake.sent[0]?.body).toMatchObject({ orderLines: [{ inventoryId: 'A', quantity: 2 }] });
  });

  test('with mistakes is not sent: each is said at its line and above', async () => {
    const page = await send('/new', await open('/new'), { row_n1_quantity: 'many', wanted_on: 'soon' }).expect(422);
    for (const field of ['customer', 'row_n1_item', 'row_n1_quantity', 'wanted_on']) {
      expect(page.text).toContain(`<a href="#field-${field}">`);
      expect(page.text).toContain(`id="field-${field}-error"`);
    }
    expect(orders.fake.sent).toEqual([]);
  });

  test('that the API refuses says so at the line, in its words and with its code', async () => {
    const two = await send('/new', await open('/new'), { ...TYPED, way: 'add-row' });
    const page = await send('/new', two, { row_n2_item: 'NONE', row_n2_quantity: '1' }).expect(422);
    expect(page.text).toMatch(/id="field-row_n2_item-error">.*The item NONE does not exist\. \(1804\)/);
    expect(fieldsOf(page)).toMatchObject({ customer: '10001', row_n1_item: 'A', row_n2_item: 'NONE' });
    await send('/new', page, { row_n2_item: 'B' }).expect(303);
  });

  test('for a customer that is not there says so at the customer', async () => {
    const page = await send('/new', await open('/new'), { ...TYPED, customer: 'NONE' }).expect(422);
    expect(page.text).toMatch(/id="field-customer-error">.*The customer NONE does not exist\. \(1400\)/);
  });

  test('counts once', async () => {
    const page = await open('/new');
    const [one, other] = [await send('/new', page, TYPED), await send('/new', page, TYPED)];
    expect(other.headers.location).toBe(one.headers.location);
    expect(orders.fake.sent).toHaveLength(1);
  });
});

describe('a change of an order', () => {
  test('is offered by its page', async () => {
    expect((await open('/SO/000123').expect(200)).text).toContain(`href="${LIST}/SO/000123/edit"`);
  });

  test('shows what is there', async () => {
    expect(fieldsOf(await open(EDIT).expect(200))).toMatchObject({
      status: 'Open',
      date: '2026-11-01',
      description: 'Før',
      customer_order: 'PO-1',
      rows: '1,2',
      row_2_item: 'B',
      row_2_quantity: '2',
      row_2_price: '10.00',
    });
  });

  test('sends what was changed and nothing else, each part by its own call on the version before it', async () => {
    const page = await send(EDIT, await open(EDIT), { way: 'add-row' });
    const saved = await send(EDIT, page, {
      description: 'Etter',
      note: '',
      status: 'Hold',
      row_1_quantity: '5',
      row_1_price: '',
      row_n1_item: 'C',
      row_n1_quantity: '1',
    }).expect(303);
    expect(saved.headers.location).toBe(`${LIST}/SO/000123?saved=changed`);
    expect(orders.fake.sent).toEqual([
      { method: 'PATCH', path: ORDER, ifMatch: '"v-8"', body: { description: 'Etter', note: '' } },
      {
        method: 'PATCH',
        path: `${ORDER}/lines`,
        ifMatch: '"v-9"',
        body: { lines: [{ lineId: 1, quantity: 5, unitPrice: null }] },
      },
      {
        method: 'POST',
        path: `${ORDER}/lines`,
        ifMatch: undefined,
        body: { lines: [{ inventoryId: 'C', quantity: 1 }] },
      },
      { method: 'PATCH', path: ORDER, ifMatch: '"v-11"', body: { status: 'Hold' } },
    ]);
  });

  test('takes lines away', async () => {
    const page = await send(EDIT, await open(EDIT), { way: 'remove-row-2' });
    await send(EDIT, page).expect(303);
    expect(orders.fake.sent).toMatchObject([{ method: 'DELETE', path: `${ORDER}/lines?ids=2` }]);
  });

  test('of nothing is not sent', async () => {
    const { headers } = await send(EDIT, await open(EDIT)).expect(303);
    expect(headers.location).toBe(`${LIST}/SO/000123?saved=nothing`);
    expect(orders.fake.sent).toEqual([]);
  });

  test('that is refused at a line says so there', async () => {
    const page = await send(EDIT, await open(EDIT), { row_2_quantity: '9001' }).expect(422);
    expect(page.text).toMatch(/id="field-row_2_quantity-error">.*That many are not sold\. \(0100\)/);
    await send(EDIT, page, { row_2_quantity: '90' }).expect(303);
  });

  test('of which a part was saved says so, and the rest can be corrected', async () => {
    const typed = { description: 'Etter', row_2_quantity: '9001' };
    const page = await send(EDIT, await open(EDIT), typed).expect(422);
    expect(textOf(page.text)).toContain('A part was saved, the rest was not');
    orders.fake.sent.length = 0;
    await send(EDIT, page, { row_2_quantity: '3' }).expect(303);
    expect(orders.fake.sent.map(({ body }) => body)).toEqual([{ lines: [{ lineId: 2, quantity: 3 }] }]);
  });

  test('of which a part was saved leaves what came meanwhile as it is', async () => {
    const page = await open(EDIT);
    orders.fake.answerNext((sent) => {
      const answer = orders.fake.book.write(sent);
      orders.fake.book.change({ note: 'Deres' }, [aLine(1, 'A'), aLine(2, 'B'), aLine(3, 'D')]);
      return answer;
    });
    const part = await send(EDIT, page, { description: 'Etter', row_2_quantity: '9001' }).expect(422);
    expect(fieldsOf(part)).toMatchObject({ rows: '1,2,3', row_3_item: 'D', row_2_quantity: '9001', note: 'Deres' });
    await send(EDIT, part, { row_2_quantity: '3' }).expect(303);
    expect(orders.fake.sent.map(({ method }) => method)).toEqual(['PATCH', 'PATCH', 'PATCH']);
    expect(orders.fake.book.find('SO', '000123')?.lines).toHaveLength(3);
  });

  test('whose later answer was lost says that nobody knows, and shows what is there', async () => {
    const page = await send(EDIT, await open(EDIT), { way: 'add-row' });
    const typed = { description: 'Etter', row_n1_item: 'C', row_n1_quantity: '1' };
    orders.fake.answerNext((sent) => orders.fake.book.write(sent));
    orders.fake.answerNext((sent) => {
      orders.fake.book.write(sent);
      return { status: 502, body: 'Bad Gateway' };
    });
    const lost = await send(EDIT, page, typed).expect(503);
    expect(textOf(lost.text)).toContain('Nobody knows whether the order was saved');
    expect(fieldsOf(lost)).toMatchObject({ rows: '1,2,3,n1', row_3_item: 'C', row_n1_item: 'C' });
  });

  test('that the state of the order forbids says why', async () => {
    const page = await open(EDIT);
    orders.fake.answerNext({ status: 405, body: { title: 'Method Not Allowed', status: 405, detail: null } });
    const refused = await send(EDIT, page, { description: 'x' }).expect(422);
    expect(textOf(refused.text)).toContain('Nothing was saved.');
  });
});

describe.each(['Completed', 'Invoiced', 'Cancelled', 'Voided'])('an order that is %s', (description) => {
  const ENDED = `${description}: Visma.net ERP changes nothing of this order any more but its note.`;
  beforeEach(() => {
    orders.fake.book.change({ status: { description } }, [aLine(1, 'A')]);
  });

  test('offers its note to be changed, and says why nothing else', async () => {
    const { text } = await open('/SO/000123').expect(200);
    expect(text).toContain(`href="${LIST}/SO/000123/edit">Edit the note</a>`);
    expect(text).not.toContain('>Edit</a>');
    expect(textOf(text)).toContain(ENDED);
  });

  test('says so in its form too, where the note is changed', async () => {
    const page = await open(EDIT).expect(200);
    expect(textOf(page.text)).toContain(ENDED);
    expect(Object.keys(fieldsOf(page)).sort()).toEqual(['_csrf', '_form', 'note']);
    expect(page.text).not.toMatch(/Add a line|class="hint"/);
    await send(EDIT, page, { note: 'Betalt' }).expect(303);
    expect(orders.fake.sent.map(({ body }) => body)).toEqual([{ note: 'Betalt' }]);
  });

  test('takes nothing else from its form, and shows nothing else when it comes back', async () => {
    const page = await open(EDIT);
    const refused = await send(EDIT, page, { note: 'x'.repeat(2049), description: 'Etter', rows: 'n1' }).expect(422);
    expect(Object.keys(fieldsOf(refused)).sort()).toEqual(['_csrf', '_form', 'note']);
    await send(EDIT, refused, { note: 'Kort', description: 'Etter', rows: 'n1', row_n1_item: 'A' }).expect(303);
    expect(orders.fake.sent.map(({ body }) => body)).toEqual([{ note: 'Kort' }]);
  });

  test('shows the note alone in a conflict', async () => {
    const page = await open(EDIT);
    orders.fake.book.change({ note: 'Deres' }, [aLine(2, 'B')]);
    const conflict = await send(EDIT, page, { note: 'Mitt' }).expect(409);
    expect(Object.keys(fieldsOf(conflict)).sort()).toEqual(['_csrf', '_form', 'note']);
    expect(textOf(conflict.text)).toContain('There now Deres Yours Mitt');
    await send(EDIT, conflict).expect(303);
    expect(orders.fake.sent.at(-1)?.body).toEqual({ note: 'Mitt' });
  });
});

test('what an empty field of a new order means is not said of one that is there', async () => {
  const hint = 'Left empty, today.';
  expect(textOf((await open('/new')).text)).toContain(hint);
  expect(textOf((await open(EDIT)).text)).not.toContain(hint);
});

test('an order that goes on offers all changes', async () => {
  const { text } = await open('/SO/000123').expect(200);
  expect(text).toContain('>Edit</a>');
  expect(text).not.toContain('changes nothing of this order');
});

describe('when somebody else changed the order meanwhile', () => {
  test('nothing is overwritten: both versions are shown, of lines too, and what is chosen is saved', async () => {
    const page = await open(EDIT);
    orders.fake.book.change({ description: 'Deres' }, [{ ...aLine(1, 'A'), quantity: 7 }, aLine(2, 'B')]);
    const conflict = await send(EDIT, page, { description: 'Mitt', row_1_quantity: '5' }).expect(409);
    expect(orders.fake.sent.filter(({ method }) => method !== 'PATCH')).toEqual([]);
    const words = textOf(conflict.text);
    expect(words).toContain('There now Deres Yours Mitt');
    expect(words).toMatch(/Line 1: Quantity.*There now 7 Yours 5/);
    orders.fake.sent.length = 0;
    await send(EDIT, conflict, { description: 'Deres' }).expect(303);
    expect(orders.fake.sent.map(({ body }) => body)).toEqual([{ lines: [{ lineId: 1, quantity: 5 }] }]);
  });

  test('a line that they removed is named, with what was typed there', async () => {
    const page = await open(EDIT);
    orders.fake.book.change({}, [aLine(2, 'B')]);
    const conflict = await send(EDIT, page, { row_1_quantity: '9' }).expect(409);
    const words = textOf(conflict.text);
    expect(words).toContain('Somebody else removed line 1. What you typed there goes with it: Quantity 9.');
    expect(words).not.toContain('is not lost');
  });

  test('a line that was removed here and changed there is named before it goes', async () => {
    const page = await send(EDIT, await open(EDIT), { way: 'remove-row-1' });
    orders.fake.book.change({}, [{ ...aLine(1, 'A'), quantity: 50 }, aLine(2, 'B')]);
    const words = textOf((await send(EDIT, page).expect(409)).text);
    expect(words).toContain('You removed line 1, which somebody else changed: Quantity 50. Saving removes it.');
  });

  test('lines that came meanwhile stay, and those of both that were added or taken away count', async () => {
    const more = await send(EDIT, await open(EDIT), { way: 'add-row' });
    const page = await send(EDIT, more, { row_n1_item: 'C', row_n1_quantity: '1', way: 'remove-row-2' });
    orders.fake.book.change({}, [aLine(1, 'A'), aLine(2, 'B'), aLine(3, 'D')]);
    const conflict = await send(EDIT, page).expect(409);
    expect(fieldsOf(conflict)).toMatchObject({ rows: '1,3,n1', row_n1_item: 'C' });
    await send(EDIT, conflict).expect(303);
    expect(orders.fake.sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `DELETE ${ORDER}/lines?ids=2`,
      `POST ${ORDER}/lines`,
    ]);
    expect(orders.fake.book.find('SO', '000123')?.lines.map(({ inventory }) => inventory)).toMatchObject([
      { id: 'A' },
      { id: 'D' },
      { id: 'C' },
    ]);
  });
});

test('an order that is not there leads back to the list', async () => {
  await open('/SO/999999/edit').expect(404);
});
