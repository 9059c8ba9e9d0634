import { expect, test } from '@jest/globals';
import { axeViolations, consoleErrors, overflowPixels, SCREENS, useBrowser } from './browser.ts';

const { newPage } = useBrowser();

const GOOD = '<!doctype html><html lang="en"><title>Good</title><main><h1>Good</h1></main></html>';

test('a page in order has no violations, and one without them is not what axe calls everything', async () => {
  const page = await newPage();
  await page.setContent(GOOD);
  expect(await axeViolations(page)).toEqual([]);
  await page.setContent('<!doctype html><html><title>Bad</title><main><h1>Bad</h1><img src="data:,"></main></html>');
  const violations = await axeViolations(page);
  expect(violations).toHaveLength(2);
  expect(violations.join('\n')).toMatch(/image-alt \(.+\) at img: /);
  expect(violations.join('\n')).toMatch(/html-has-lang/);
});

test('axe looks through the content security policy that our pages have', async () => {
  const page = await newPage();
  await page.route('http://page.example/', (route) =>
    route.fulfill({
      body: GOOD,
      contentType: 'text/html',
      headers: { 'Content-Security-Policy': "default-src 'none'" },
    }),
  );
  await page.goto('http://page.example/');
  expect(await axeViolations(page)).toEqual([]);
});

test('overflow is measured in pixels', async () => {
  const page = await newPage({ viewport: SCREENS.phone });
  await page.setContent('<div style="width: 400px; margin: 0">wide</div><style>body { margin: 0 }</style>');
  expect(await overflowPixels(page)).toBe(40);
});

test('what a page may not load is told', async () => {
  const page = await newPage();
  await page.route('http://page.example/', (route) =>
    route.fulfill({
      body: '<!doctype html><p style="color: red">x</p>',
      contentType: 'text/html',
      headers: { 'Content-Security-Policy': "default-src 'none'" },
    }),
  );
  const errors = await consoleErrors(page, () => page.goto('http://page.example/'));
  expect(errors.join()).toContain('Content Security Policy');
});
