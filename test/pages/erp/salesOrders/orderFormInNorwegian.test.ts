import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request, { type Response } from 'supertest';
import { NORWEGIAN, notNorwegian } from '../../../support/norwegian.ts';
import { textOf } from '../../../support/webBrowser.ts';
import { fieldsOf, startOrderApp, type Fields, type OrderApp } from './orderApp.ts';

let orders: OrderApp;
beforeAll(async () => void (orders = await startOrderApp()));
afterAll(() => orders.stop());
beforeEach(() => {
  orders.fake.book.reset();
  orders.fake.sent.length = 0;
  orders.fake.book.change({ status: { description: 'Open' }, description: 'Før' }, [LINE]);
});

const LINE = { lineId: 1, inventory: { id: 'A', baseUnit: 'STK' }, quantity: 1249, unitPrice: 1249.5 };
const LIST = '/companies/t1/sales-orders';
const EDIT = '/SO/000123/edit';
const TYPED = { customer: '10001', row_n1_item: 'A', row_n1_quantity: '2' };

const open = (path: string, languages = NORWEGIAN) =>
  request(orders.app)
    .get(LIST + path)
    .set('Accept-Language', languages);
const send = (path: string, page: Pick<Response, 'text'>, changes: Fields = {}, languages = NORWEGIAN) =>
  request(orders.app)
    .post(LIST + path)
    .set('Accept-Language', languages)
    .type('form')
    .send({ ...fieldsOf(page), ...changes });

const isNorwegian = ({ text }: Pick<Response, 'text'>) => {
  expect(notNorwegian(text, 'forms', 'salesOrders')).toEqual([]);
};

describe('a form in Norwegian', () => {
  test('is all in Norwegian, the new one and that of a change', async () => {
    const [fresh, edit] = [await open('/new').expect(200), await open(EDIT).expect(200)];
    isNorwegian(fresh);
    isNorwegian(edit);
    expect(textOf(fresh.text)).toMatch(/Ny ordre.*Kundenummer.*Linje 1.*Opprett ordren/);
    expect(textOf(edit.text)).toContain('Rediger ordre SO 000123');
  });

  test('names each mistake in Norwegian, in the title too', async () => {
    const page = await send('/new', await open('/new'), { row_n1_quantity: 'mange', row_n1_price: '1.249' }).expect(
      422,
    );
    isNorwegian(page);
    const words = textOf(page.text);
    expect(page.text).toContain('<title>Feil: Ny ordre');
    expect(words).toContain('4 ting må rettes');
    expect(words).toContain('Antall må være et tall, for eksempel 1 249,50.');
    expect(words).toContain('Pris kan leses som 1 249 eller som 1,249: skriv det på en av disse måtene.');
    expect(fieldsOf(page)).toMatchObject({ row_n1_price: '1.249' });
  });

  test('leaves the words of the ERP as they are, and says whose they are', async () => {
    const typed = { ...TYPED, row_n1_item: 'NONE' };
    const page = await send('/new', await open('/new'), typed).expect(422);
    isNorwegian(page);
    expect(page.text).toContain('Visma.net ERP: <q>The item NONE does not exist. (1804)</q>');
    expect(textOf(page.text)).toContain('Ingenting ble lagret. Rett det opp og lagre på nytt.');
  });

  test('shows a conflict in Norwegian, and what is chosen there is saved', async () => {
    const page = await open(EDIT);
    orders.fake.book.change({ description: 'Deres' }, [{ ...LINE, quantity: 7, unitPrice: 8.125 }]);
    const conflict = await send(EDIT, page, { description: 'Mitt', row_1_price: '9,125' }).expect(409);
    isNorwegian(conflict);
    expect(textOf(conflict.text)).toContain('Noen andre har endret denne ordren i mellomtiden');
    expect(textOf(conflict.text)).toMatch(/Linje 1: Pris.*Står der nå 8,125 Ditt 9,125/);
    orders.fake.sent.length = 0;
    await send(EDIT, conflict, { description: 'Deres' }).expect(303);
    expect(orders.fake.sent.map(({ body }) => body)).toEqual([{ lines: [{ lineId: 1, unitPrice: 9.125 }] }]);
  });

  test('names a line that somebody removed', async () => {
    const page = await open(EDIT);
    orders.fake.book.change({}, []);
    const conflict = await send(EDIT, page, { row_1_quantity: '1250,5' }).expect(409);
    isNorwegian(conflict);
    expect(textOf(conflict.text)).toContain('Det du skrev der, forsvinner med den: Antall 1 250,5.');
  });
});

describe('another language', () => {
  const BUTTON = /<button[^>]* form="form" name="way" value="language-nb-NO"/;

  test.each([
    ['', (page: Response) => Promise.resolve(page)],
    ['refused ', (page: Response) => send('/new', page, { row_n1_quantity: 'many' }, 'en').expect(422)],
  ])('shows a %sform again with what was typed, and its numbers as the language writes them', async (_what, before) => {
    const page = await before(await open('/new', 'en'));
    expect(page.text).toMatch(BUTTON);
    expect(page.text).not.toContain('href="/language');
    orders.fake.sent.length = 0;
    const typed = { ...TYPED, description: 'Halvferdig', row_n1_price: '1,249.50', way: 'language-nb-NO' };
    const again = await send('/new', page, typed, 'en').expect(200);
    isNorwegian(again);
    expect(again.get('Set-Cookie')?.join()).toContain('vc_language=nb-NO');
    expect(fieldsOf(again)).toMatchObject({ description: 'Halvferdig', row_n1_price: '1\u00a0249,50' });
    expect(orders.fake.sent).toEqual([]);
    await send('/new', again).expect(303);
    expect(orders.fake.sent[0]?.body).toMatchObject({ description: 'Halvferdig', orderLines: [{ unitPrice: 1249.5 }] });
  });

  test('keeps what was chosen in a conflict', async () => {
    const page = await open(EDIT, 'en');
    orders.fake.book.change({ description: 'Deres' }, [LINE]);
    const conflict = await send(EDIT, page, { description: 'Mitt' }, 'en').expect(409);
    expect(conflict.text).toMatch(BUTTON);
    const again = await send(EDIT, conflict, { way: 'language-nb-NO' }, 'en').expect(200);
    expect(fieldsOf(again)).toMatchObject({ description: 'Mitt' });
  });
});

describe('numbers', () => {
  test('stand in the fields as the language writes them', async () => {
    expect(fieldsOf(await open(EDIT))).toMatchObject({ row_1_quantity: '1\u00a0249', row_1_price: '1\u00a0249,50' });
    expect(fieldsOf(await open(EDIT, 'en'))).toMatchObject({ row_1_quantity: '1249', row_1_price: '1,249.50' });
  });

  test.each([NORWEGIAN, 'en'])('that nobody changed are not sent (%s)', async (languages) => {
    const { headers } = await send(EDIT, await open(EDIT, languages), {}, languages).expect(303);
    expect(headers.location).toBe(`${LIST}/SO/000123?saved=nothing`);
  });

  test.each([
    [NORWEGIAN, '1,125', 1.125],
    [NORWEGIAN, '1.249,50', 1249.5],
    [NORWEGIAN, '0,123456', 0.123456],
    ['en', '1.125', 1.125],
    ['en', '1,249.50', 1249.5],
  ])('are read as the language writes them (%s: %s)', async (languages, price, unitPrice) => {
    await send('/new', await open('/new', languages), { ...TYPED, row_n1_price: price }, languages).expect(303);
    expect(orders.fake.sent[0]?.body).toMatchObject({ orderLines: [{ unitPrice }] });
  });

  test.each([
    ['0,1234567', 'Pris har flere enn 6 desimaler.'],
    ['0,0000001', 'Pris har flere enn 6 desimaler.'],
    ['1 2 3', 'Pris må være et tall, for eksempel 1 249,50.'],
  ])('of which something would be lost are refused (%s)', async (price, problem) => {
    const page = await send('/new', await open('/new'), { ...TYPED, row_n1_price: price }).expect(422);
    expect(textOf(page.text)).toContain(problem);
    expect(orders.fake.sent).toEqual([]);
  });

  test('are read as the form was shown, also when the language was changed before it was sent', async () => {
    const page = await open(EDIT);
    orders.fake.sent.length = 0;
    await send(EDIT, page, { row_1_price: '1,125' }, 'en').expect(303);
    expect(orders.fake.sent.map(({ body }) => body)).toEqual([{ lines: [{ lineId: 1, unitPrice: 1.125 }] }]);
  });
});
