import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox } from '../connect/connectStack.ts';
import { openHttpBrowser } from '../connect/httpBrowser.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
afterAll(() => sandbox.stop());

const DEV = { username: 'dev@isv.example', password: 'sandbox' };

test('whoever is not signed in is led through Connect and back to the page', async () => {
  const browser = openHttpBrowser(sandbox.url);
  const login = await browser.visit(`${sandbox.url}/portal?tab=1`);
  const page = await browser.submit(login, 'login-form', DEV);
  expect([page.url, page.status]).toEqual([`${sandbox.url}/portal?tab=1`, 200]);
  expect(page.html).toContain('Dev Larsen');
});

test('every page says that it is a sandbox, and is not stored', async () => {
  const browser = openHttpBrowser(sandbox.url);
  const page = await browser.submit(await browser.visit(`${sandbox.url}/portal`), 'login-form', DEV);
  expect(page.html).toContain('nothing here is real');
  expect(page.headers.get('cache-control')).toBe('no-store');
});

test('the sign-out button ends the session at Connect without a question', async () => {
  const browser = openHttpBrowser(sandbox.url);
  const page = await browser.submit(await browser.visit(`${sandbox.url}/portal`), 'login-form', DEV);
  expect((await browser.submit(page, 'sign-out-form')).html).toContain('You are signed out');
  expect((await browser.visit(`${sandbox.url}/portal`)).html).toContain('login-form');
});

test('a sign-out form with another session’s token signs nobody out', async () => {
  const browser = openHttpBrowser(sandbox.url);
  const page = await browser.submit(await browser.visit(`${sandbox.url}/portal`), 'login-form', DEV);
  await browser.submit(page, 'sign-out-form', { token: 'x'.repeat(43) });
  expect((await browser.visit(`${sandbox.url}/portal`)).html).toContain('Dev Larsen');
});
