import { beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { AppError, type ErrorCode } from '../../../src/errors.ts';
import { ENGLISH } from '../../../src/languages/languages.ts';
import { ERROR_TABLE } from '../../../src/web/errors/errorTable.ts';
import { SCREENS, useBrowser } from '../../support/browser.ts';
import { aSignedInPerson, pageApp } from '../../support/pageApp.ts';
import { pageProblems, problemsAsItStands, TEMPLATE_LOOKS } from '../../support/pageProblems.ts';
import { serve } from '../../support/serve.ts';

const { newPage } = useBrowser();
const CODES = Object.keys(ERROR_TABLE) as ErrorCode[];
const code = z.custom<ErrorCode>((value) => typeof value === 'string' && Object.hasOwn(ERROR_TABLE, value));

let url: string;
beforeAll(async () => {
  const app = pageApp(
    (server) =>
      server.get('/companies/:tenant/:code', (req) => {
        throw new AppError(code.parse(req.params.code), {
          reason: 'a reason in our words',
          providerError: 'their_code',
          providerDescription: 'a very long description, '.repeat(12) + 'with_one_word_that_does_not_end_'.repeat(6),
          retryAfterSeconds: 90,
        });
      }),
    { signedIn: aSignedInPerson(), sandboxUrl: 'http://127.0.0.1:4400', protocolView: true },
  );
  ({ url } = await serve(app));
});

test('the pages of all refusals are accessible, light and dark, and fit a phone', async () => {
  const page = await newPage();
  expect(await pageProblems(page, `${url}/companies/t1/unexpected`)).toEqual([]);
  for (const name of CODES) {
    await page.evaluate(showInstead(`/companies/t1/${name}`));
    expect(await page.getByTestId('error-code').textContent()).toBe(name);
    expect({ name, problems: await problemsAsItStands(page, TEMPLATE_LOOKS) }).toEqual({ name, problems: [] });
  }
}, 240_000);

/** Puts another page's content into the open one, which is much faster than opening it; the frame is the same. */
function showInstead(path: string): string {
  return `fetch('${path}', { headers: { Accept: 'text/html' } })
    .then((answer) => answer.text())
    .then((html) => new DOMParser().parseFromString(html, 'text/html').querySelector('main'))
    .then((main) => document.querySelector('main').replaceWith(main))`;
}

test('the keyboard leads past the navigation to the content, and to the menu of companies', async () => {
  const page = await newPage({ viewport: SCREENS.phone });
  await page.goto(`${url}/companies/t1/not_found`);
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe(ENGLISH.speak(ERROR_TABLE.not_found.primary.label));

  await page.getByTestId('company-switcher').locator('summary').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Nordfjord Service AS' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('link', { name: 'Nordfjord Service AS' }).isVisible()).toBe(false);
});

test('the open menu of companies is accessible and fits too', async () => {
  const page = await newPage();
  const open = () => page.getByTestId('company-switcher').locator('summary').click();
  expect(await pageProblems(page, `${url}/companies/t1/not_found`, open)).toEqual([]);
});

test('without script everything is there, and times are in UTC', async () => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(`${url}/companies/t1/not_found`);
  expect(await page.locator('time').textContent()).toBe('24 Nov 2026, 20:43 UTC');
  await page.getByTestId('company-switcher').locator('summary').click();
  expect(await page.getByRole('link', { name: 'Nordfjord Service AS' }).getAttribute('href')).toBe('/companies/t2');
});

test('with script, times are in the reader’s time zone', async () => {
  const page = await newPage({ timezoneId: 'Europe/Oslo' });
  await page.goto(`${url}/companies/t1/not_found`);
  expect(await page.locator('time').textContent()).toBe('24 Nov 2026, 21:43');
});
