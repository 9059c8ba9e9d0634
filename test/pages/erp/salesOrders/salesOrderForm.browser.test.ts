import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SCREENS, useBrowser } from '../../../support/browser.ts';
import { problemsAsItStands } from '../../../support/pageProblems.ts';
import { serve } from '../../../support/serve.ts';
import { waitFor } from '../../../support/waitFor.ts';
import { startOrderApp, type OrderApp } from './orderApp.ts';

const { newPage } = useBrowser();

let orders: OrderApp;
let url: string;
beforeAll(async () => {
  orders = await startOrderApp();
  ({ url } = await serve(orders.app));
});
afterAll(() => orders.stop());

const LIST = '/companies/t1/sales-orders';

test('one makes an order with two lines by the keyboard, on a phone, without a script, and corrects a refused line', async () => {
  const page = await newPage({ viewport: SCREENS.phone, javaScriptEnabled: false });
  await page.goto(url + LIST);
  await page.getByRole('link', { name: 'New order' }).press('Enter');
  await page.getByLabel('Customer number').fill('10001');
  await page.getByLabel('Item').fill('A');
  await page.getByLabel('Quantity').fill('2');
  await page.getByRole('button', { name: 'Add a line' }).press('Enter');
  const second = page.getByTestId('form-row').nth(1);
  await second.getByLabel('Item').fill('NONE');
  await second.getByLabel('Quantity').fill('1');
  // Enter in a field sends the form; it does not press the first button, which takes a line away.
  await second.getByLabel('Quantity').press('Enter');
  await page
    .getByTestId('error-summary')
    .getByRole('link', { name: /The item NONE does not exist/ })
    .press('Enter');
  await page.getByTestId('form-row').nth(1).getByLabel('Item').fill('B');
  await page.getByRole('button', { name: 'Create the order' }).last().press('Enter');
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  expect(orders.fake.book.find('SO', '000124')?.lines).toHaveLength(2);
});

test('a refused form, and one shown in another language, is not left by a slip', async () => {
  const page = await newPage();
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page.goto(`${url}${LIST}/new`);
  await page.getByLabel('Description').first().fill('Half');
  await page.getByRole('button', { name: 'Norsk' }).click();
  await page.getByRole('button', { name: 'Opprett ordren' }).last().click();
  await page.getByTestId('error-summary').waitFor();
  expect(asked).toEqual([]);
  await page.getByRole('link', { name: 'Avbryt' }).click();
  await waitFor(() => asked.length > 0);
  expect(asked).toEqual(['beforeunload']);
  expect(await page.getByLabel('Beskrivelse').first().inputValue()).toBe('Half');
});

test('the form is fit for everybody: on a phone, on a screen, with mistakes, and in a conflict', async () => {
  const page = await newPage();
  await page.goto(`${url}${LIST}/new`);
  await page.getByRole('button', { name: 'Create the order' }).last().click();
  await page.getByTestId('error-summary').waitFor();
  expect(await problemsAsItStands(page)).toEqual([]);
  await page.goto(`${url}${LIST}/SO/000123/edit`);
  expect(await problemsAsItStands(page)).toEqual([]);
  orders.fake.book.change({ description: 'Theirs' });
  await page.getByLabel('Description').first().fill('Mine');
  await page.getByRole('button', { name: 'Save the changes' }).last().click();
  await page.getByTestId('version-choice').first().waitFor();
  expect(await problemsAsItStands(page)).toEqual([]);
}, 120_000);
