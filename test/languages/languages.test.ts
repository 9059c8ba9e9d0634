import { describe, expect, test } from '@jest/globals';
import { acceptedLocale, localeOf } from '../../src/languages/chooseLocale.ts';
import { ENGLISH, findLanguage } from '../../src/languages/languages.ts';
import { momentOf, say, type Spoken } from '../../src/languages/spoken.ts';

const norwegian = findLanguage('nb-NO');

describe('each language writes in its own way', () => {
  const cases: [Spoken, english: string, norwegian: string][] = [
    [{ amount: 1249 }, '1,249.00', '1 249,00'],
    [{ amount: -3.5 }, '-3.50', '−3,50'],
    [{ amount: -0 }, '0.00', '0,00'],
    [{ amount: -0.0000001 }, '0.00', '0,00'],
    [{ quantity: -0 }, '0', '0'],
    [{ typed: '-0', as: 'quantity' }, '0', '0'],
    [{ amount: 0.005 }, '0.005', '0,005'],
    [{ quantity: 1249 }, '1,249', '1 249'],
    [{ quantity: 12.1234567 }, '12.123457', '12,123457'],
    [{ day: '2026-01-31' }, '31 Jan 2026', '31. jan. 2026'],
    [{ day: 'soon' }, 'soon', 'soon'],
    [momentOf(Date.UTC(2026, 0, 31, 23, 30)), '31 Jan 2026, 23:30 UTC', '31. jan. 2026, 23:30 UTC'],
    [{ iso: 'soon' }, 'soon', 'soon'],
    [{ seconds: 0 }, '0 seconds', '0 sekunder'],
    [{ seconds: 1 }, '1 second', '1 sekund'],
    [{ seconds: 89.5 }, '90 seconds', '90 sekunder'],
    [{ seconds: 90 }, '2 minutes', '2 minutter'],
    [{ seconds: 3600 }, '60 minutes', '60 minutter'],
    [{ seconds: 5400 }, '2 hours', '2 timer'],
    [{ seconds: 172_800 }, '2 days', '2 dager'],
    [{ list: ['A', { quantity: 1.5 }] }, 'A, 1.5', 'A, 1,5'],
  ];
  test.each(cases)('%j is "%s" and "%s"', (what, english, bokmal) => {
    expect(plain(ENGLISH.speak(what))).toBe(english);
    expect(plain(norwegian.speak(what))).toBe(bokmal);
  });

  /** Thousands are parted by a space that breaks no line. */
  function plain(words: string): string {
    return words.replaceAll('\u00A0', ' ');
  }
});

test.each([
  ['NoPurchases', 'No purchases'],
  ['FinishedGoodItem', 'Finished good item'],
  ['Active', 'Active'],
  ['CcHold', 'Credit card hold'],
  ['SmallBalanceWo', 'Small balance write-off'],
  ['constructor', 'constructor'],
  ['CREDITHold', 'CREDIT hold'],
  ['', ''],
  ['a.b:c {{d}} $t(e)', 'a.b:c {{d}} $t(e)'],
])('the code %s is "%s" in words', (code, words) => {
  expect(ENGLISH.speak({ code })).toBe(words);
});

describe('what comes from outside', () => {
  const hostile = '<b>{{appName}} $t(layout.menu)</b>';

  test('is put into a text as it is', () => {
    const words = ENGLISH.speak(say('layout.footer', { appName: hostile }));
    expect(words).toContain(`${hostile} signs people in`);
  });

  test('is escaped where the text holds markup', () => {
    const banner = ENGLISH.markup('layout.sandbox.banner', { url: '"><script>' });
    expect(banner).toContain('<strong>Sandbox.</strong>');
    expect(banner).toContain('href="&#34;&gt;&lt;script&gt;"');
  });

  test('is no text of ours', () => {
    expect(ENGLISH.speak('layout:menu. Is (it)?')).toBe('layout:menu. Is (it)?');
    expect(ENGLISH.speak('toString')).toBe('toString');
  });
});

test.each([
  [undefined, undefined],
  ['', undefined],
  ['nb-NO,nb;q=0.9,en;q=0.8', 'nb-NO'],
  ['en-US,en;q=0.9,nb;q=0.8', 'en-GB'],
  ['sv-SE,sv;q=0.9,no;q=0.5', 'nb-NO'],
  ['nn', 'nb-NO'],
  ['de,fr;q=0.3', undefined],
  ['nb;q=0,en;q=0.1', 'en-GB'],
  ['en;q=0.4 , nb ; q=0.7', 'nb-NO'],
  ['*', undefined],
])('a browser that asks for %s gets %s', (header, locale) => {
  expect(acceptedLocale(header)).toBe(locale);
});

test.each([
  ['nb_NO', 'nb-NO'],
  ['EN', 'en-GB'],
  ['n', undefined],
  ['', undefined],
])('the tag %s is of %s', (tag, locale) => {
  expect(localeOf(tag)).toBe(locale);
});
