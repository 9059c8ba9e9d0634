import { describe, expect, test } from '@jest/globals';
import { callbackProblem, redirectProblem, webAddressProblem } from '../../src/portal/addressRules.ts';

describe('A redirect URI', () => {
  test.each([
    ['web', 'https://app.example/callback'],
    ['web', 'http://localhost:3000/callback'],
    ['web', 'http://127.0.0.1:3000/callback'],
    ['spa', 'http://[::1]:3000/callback'],
    ['web', 'https://app.example/callback?tenant=1'],
    ['native', 'com.example.app:/callback'],
    ['native', 'myapp://callback'],
    ['native', 'http://localhost/cb'],
    ['native', 'https://app.example/callback'],
  ] as const)('%s may have %s', (type, uri) => {
    expect(redirectProblem(uri, type, true)).toBeUndefined();
  });

  test.each([
    ['web', 'app.example/callback', /not a whole address/],
    ['web', '/callback', /not a whole address/],
    ['web', 'https://app.example/a b', /not a whole address/],
    ['web', 'http://app.example/callback', /must begin with https/],
    ['web', 'http://localhost.evil.example/', /must begin with https/],
    ['web', 'com.example.app:/callback', /must begin with https/],
    ['web', 'https://app.example/callback#x', /must not have a part after #/],
    ['web', 'https://*.app.example/callback', /wildcard/],
    ['web', 'https://user:pw@app.example/', /user name or password/],
    ['native', 'http://app.example/callback', /https, http on localhost, or a scheme of your own/],
    ['native', 'javascript:alert(1)', /belongs to browsers/],
    ['native', 'data:text/html,x', /belongs to browsers/],
  ] as const)('%s may not have %s', (type, uri, words) => {
    expect(redirectProblem(uri, type, true)).toMatch(words);
  });

  test('Native applications keep http on localhost where the others lose it', () => {
    const uri = 'http://localhost:3000/callback';
    expect([redirectProblem(uri, 'native', false), redirectProblem(uri, 'web', false)]).toEqual([
      undefined,
      `${uri} must begin with https://`,
    ]);
  });
});

test('logout and login addresses follow the rules of Web', () => {
  expect(callbackProblem('https://app.example/logout', false)).toBeUndefined();
  expect(callbackProblem('http://localhost:3000/logout', false)).toMatch(/must begin with https/);
});

test('an address that people read may be http, and nothing but a web address', () => {
  expect(webAddressProblem('http://isv.example/privacy#2026')).toBeUndefined();
  expect(webAddressProblem('javascript:alert(1)')).toMatch(/must begin with https/);
  expect(webAddressProblem('isv.example')).toMatch(/not a whole address/);
});
