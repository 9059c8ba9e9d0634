import { describe, expect, test } from '@jest/globals';
import { safeReturnTo } from '../../../src/web/addresses/safeReturnTo.ts';

describe('safeReturnTo keeps paths of this application', () => {
  test.each([
    '/',
    '/inventory',
    '/companies/11111111-1111-4111-8111-111111111101/inventory?page=2&q=a%20b',
    '/companies/t/inventory/A%2FB',
    '/companies/t/inventory/100%25',
    '/account?next=https%3A%2F%2Fevil.example%2F',
    '/account?next=//evil.example',
    '/companies/t/inventory?q=%0d%0aSet-Cookie:x',
    '/loginfo',
    '/companies/login/inventory',
    '/a@evil.example',
    '/:80',
  ])('%s', (path) => expect(safeReturnTo(path)).toBe(path));

  test('without the fragment, with dots resolved and spaces encoded', () => {
    expect(safeReturnTo('/account#top')).toBe('/account');
    expect(safeReturnTo('/a/../account')).toBe('/account');
    expect(safeReturnTo('/blåbær og')).toBe('/bl%C3%A5b%C3%A6r%20og');
  });
});

describe('safeReturnTo answers / for everything else', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a repeated parameter', ['/a', '//evil.example']],
    ['an object', { toString: () => '/a' }],
    ['an empty text', ''],
    ['a relative path', 'inventory'],
    ['a space before', ' /inventory'],
    ['another origin', 'https://evil.example/'],
    ['a scheme without slashes', 'https:evil.example'],
    ['a script', 'javascript:alert(1)'],
    ['a host after two slashes', '//evil.example/inventory'],
    ['a host after three slashes', '///evil.example/inventory'],
    ['a backslash', '/\\evil.example'],
    ['two backslashes', '\\\\evil.example'],
    ['a backslash later', '/a\\b'],
    ['an encoded slash', '/%2fevil.example'],
    ['two encoded slashes', '/%2F%2Fevil.example'],
    ['an encoded backslash', '/%5Cevil.example'],
    ['an encoded backslash later', '/a/%5c%5cevil.example'],
    ['slashes behind dots', '/.//evil.example'],
    ['slashes behind steps up', '/a/..//evil.example'],
    ['encoded steps up', '/a/..%2f..%2fevil.example'],
    ['steps up and slashes, encoded', '/a/..%2f..%2f/evil.example'],
    ['encoded dots', '/%2e%2e//evil.example'],
    ['a tab that browsers drop', '/\t/evil.example'],
    ['a line feed', '/\n/evil.example'],
    ['a carriage return', '/a\r\nLocation: https://evil.example'],
    ['an encoded line feed', '/a%0d%0aSet-Cookie:%20x'],
    ['an encoded NUL', '/a%00b'],
    ['a C1 control character', '/a\u0085b'],
    ['a bad escape', '/a%zz'],
    ['half a surrogate', '/a%ed%a0%80'],
    ['something very long', `/${'a'.repeat(2001)}`],
    ['the sign-in', '/login'],
    ['the sign-in with a query', '/login?return_to=%2Flogin'],
    ['the sign-in in capitals', '/LOGIN'],
    ['the sign-in with a slash', '/login/'],
    ['the sign-in, encoded', '/%6cogin'],
    ['the sign-in by a detour', '/a/../login'],
    ['the sign-in with encoded blank', '/login%20'],
    ['the callback', '/callback?code=c&state=s'],
    ['the page of a refused sign-in', '/sign-in-refused/abc'],
    ['the sign-out', '/logout'],
    ['below the sign-out', '/logout%2fnow'],
  ])('%s', (_name, wanted) => expect(safeReturnTo(wanted)).toBe('/'));
});

test('whatever comes in, a browser that follows the answer stays here, and asking twice changes nothing', () => {
  const base = 'https://app.example';
  let seed = 42;
  const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  const pieces = ['/', '//', '\\', '%2f', '%5c', '%252f', '..', '.', '%2e', ':', '@', '#', '?', '&', '=', '\t', '\n'];
  const words = [
    '%09',
    '%00',
    'evil.example',
    'https:',
    'javascript:',
    'login',
    'LogOut',
    'callback',
    'a',
    ' ',
    'ø',
    '%',
  ];
  const all = [...pieces, ...words];
  const isSafe = (answer: string): boolean => {
    const { origin, pathname } = new URL(answer, base);
    const isPath = /^\/(?![/\\])[\x21-\x7e]*$/.test(answer) && !/^\/+(login|callback|logout)(\/|$)/i.test(pathname);
    return isPath && origin === base && safeReturnTo(answer) === answer;
  };
  const unsafe: string[] = [];
  for (let round = 0; round < 20_000; round++) {
    const wanted = Array.from({ length: 1 + random(7) }, () => all[random(all.length)]).join('');
    if (!isSafe(safeReturnTo(wanted))) unsafe.push(wanted);
  }
  expect(unsafe).toEqual([]);
});
