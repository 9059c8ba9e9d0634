import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '../../src/languages/languages.ts';
import { plainNumber, readNumber } from '../../src/languages/typedNumbers.ts';

describe('a typed number is read', () => {
  test.each([
    ['1249', ['1249']],
    ['1249.50', ['1249.5']],
    ['1249,50', ['1249.5']],
    ['1 249,50', ['1249.5']],
    ['1\u00a0249.50', ['1249.5']],
    ['1,249.50', ['1249.5']],
    ['1.249,50', ['1249.5']],
    ['1,249,000', ['1249000']],
    ['1.249.000,5', ['1249000.5']],
    ['1 249,500', ['1249.5']],
    ['0,125', ['0.125']],
    ['0.125', ['0.125']],
    ['\u22123,50', ['-3.5']],
    ['-0', ['0']],
    ['1 249 000,5', ['1249000.5']],
    ['0.0000001', ['0.0000001']],
    ['1 2 3', []],
    ['12 34', []],
    ['1249 500', []],
    ['1 249.000,5', []],
    ['1,2,3', []],
    ['1,24,000', []],
    ['1.249,50,1', []],
    ['1249.', []],
    ['.5', []],
    ['1e3', []],
    ['cheap', []],
    ['', []],
    ['1234567890123456', []],
  ])('%s alike in both languages', (typed, readings) => {
    expect(readNumber(typed, 'en-GB')).toEqual(readings);
    expect(readNumber(typed, 'nb-NO')).toEqual(readings);
  });

  test.each([
    ['1,249', ['1249', '1.249'], ['1.249']],
    ['1.249', ['1.249'], ['1249', '1.249']],
    ['-12,000', ['-12000', '-12.000'], ['-12']],
  ])('%s by the decimal mark of the language, or in two ways', (typed, english, norwegian) => {
    expect(readNumber(typed, 'en-GB')).toEqual(english);
    expect(readNumber(typed, 'nb-NO')).toEqual(norwegian);
    expect(readNumber(typed, undefined)).toEqual(english);
  });
});

describe('a number in a field', () => {
  test.each([
    [{ typed: '1249.5', as: 'amount' }, '1,249.50', '1\u00a0249,50'],
    [{ typed: '10', as: 'amount' }, '10.00', '10,00'],
    [{ typed: '-3.5', as: 'amount' }, '-3.50', '\u22123,50'],
    [{ typed: '2', as: 'quantity' }, '2', '2'],
    [{ typed: '0.8', as: 'quantity' }, '0.8', '0,8'],
    [{ typed: '1249', as: 'quantity' }, '1249', '1\u00a0249'],
    [{ typed: '1249000', as: 'quantity' }, '1,249,000', '1\u00a0249\u00a0000'],
    [{ typed: '0.12345678', as: 'amount' }, '0.12345678', '0,12345678'],
    [{ typed: 'cheap', as: 'amount' }, 'cheap', 'cheap'],
    // What has two readings keeps them.
    [{ typed: '1,249', as: 'amount' }, '1,249', '1.249'],
    [{ typed: '', as: 'amount' }, '', ''],
  ] as const)('%j is written as pages show it', (number, english, norwegian) => {
    expect(LANGUAGES.map(({ speak }) => speak(number))).toEqual([english, norwegian]);
  });

  test('is read again as the same number, in the language in which it was written', () => {
    const numbers = [0, 0.005, 0.125, 1.249, 12.5, 999, 1000, 1249, 1249.5, 12_345.678, 1_234_567, 1_234_567.125];
    for (const { locale, speak } of LANGUAGES) {
      for (const number of numbers.flatMap((one) => [String(one), String(-one)])) {
        for (const as of ['amount', 'quantity'] as const) {
          const written = speak({ typed: number, as });
          expect([locale, as, written, plainNumber(written, locale)]).toEqual([locale, as, written, number]);
        }
      }
    }
  });
});

test('what has two readings is one plain text in both languages, with the same readings', () => {
  expect(plainNumber('1,249', 'en-GB')).toBe('1,249');
  expect(plainNumber('1.249', 'nb-NO')).toBe('1,249');
  expect(readNumber('1,249', undefined)).toEqual(['1249', '1.249']);
  expect(plainNumber('cheap', 'nb-NO')).toBe('cheap');
});
