import { afterEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox } from '../connect/connectStack.ts';
import { openHttpBrowser } from '../connect/httpBrowser.ts';
import { enterControls } from './controlBrowser.ts';

const running: Sandbox[] = [];

async function start(clock?: () => number): Promise<Sandbox> {
  const sandbox = await aSandbox(clock ? { clock } : {});
  running.push(sandbox);
  return sandbox;
}

afterEach(() => Promise.all(running.splice(0).map((sandbox) => sandbox.stop())));

describe('The control pages', () => {
  test('open with the link that was printed at start, once', async () => {
    const sandbox = await start();
    const first = await openHttpBrowser(sandbox.url).visit(sandbox.controlUrl);
    expect([first.status, first.url]).toEqual([200, `${sandbox.url}/sandbox`]);
    expect(first.html).toContain('<h1>Overview</h1>');
    const second = await openHttpBrowser(sandbox.url).visit(sandbox.controlUrl);
    expect([second.status, second.html]).toEqual([400, expect.stringContaining('was used before')]);
  });

  test('the link still works after somebody looked at it with HEAD', async () => {
    const sandbox = await start();
    await fetch(sandbox.controlUrl, { method: 'HEAD' });
    expect((await openHttpBrowser(sandbox.url).visit(sandbox.controlUrl)).status).toBe(200);
  });

  test('ask others for the admin token, and lead back to the page', async () => {
    const sandbox = await start();
    const browser = openHttpBrowser(sandbox.url);
    const form = await browser.visit(`${sandbox.url}/sandbox/faults?q=erp`);
    const wrong = await browser.submit(form, 'control-login', { admin_token: 'guess' });
    expect([wrong.status, wrong.html]).toEqual([400, expect.stringContaining('This is not the admin token.')]);
    const page = await browser.submit(wrong, 'control-login', { admin_token: sandbox.adminToken });
    expect(page.url).toBe(`${sandbox.url}/sandbox/faults?q=erp`);
  });

  test.each(['https://evil.example', '//evil.example', '/sandbox/../portal', '/sandbox/enter?key=x', '/v1'])(
    'never lead to %s',
    async (target) => {
      const sandbox = await start();
      const browser = openHttpBrowser(sandbox.url);
      const form = await browser.visit(`${sandbox.url}/sandbox/enter?return_to=${encodeURIComponent(target)}`);
      const page = await browser.submit(form, 'control-login', { admin_token: sandbox.adminToken, return_to: target });
      expect(page.url).toBe(`${sandbox.url}/sandbox`);
    },
  );

  test('have a cookie of their own, that no page reads and no other path gets', async () => {
    const sandbox = await start();
    const response = await fetch(sandbox.controlUrl, { redirect: 'manual' });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^sandbox_control_\d+=.*; Max-Age=43200; Path=\/sandbox; .*HttpOnly; SameSite=Lax$/);
  });

  test('end after twelve hours by the clock of the machine, not by that of the sandbox', async () => {
    let nowMs = Date.UTC(2031, 0, 1);
    const sandbox = await start(() => nowMs);
    const browser = await enterControls(sandbox);
    sandbox.advanceClock(86_400);
    expect((await browser.open('/sandbox')).html).toContain('<h1>Overview</h1>');
    nowMs += 12 * 3_600_000;
    expect((await browser.open('/sandbox')).html).toContain('control-login');
  });

  test('refuse a forged cookie and a form from another session', async () => {
    const sandbox = await start();
    const [one, other] = [await enterControls(sandbox), await enterControls(sandbox)];
    const page = await one.open('/sandbox/reset');
    const refused = await other.submit(page, 'Reset everything');
    expect([refused.status, refused.html]).toEqual([403, expect.stringContaining('from another session')]);
    for (const cookie of other.cookies.values()) cookie.value = cookie.value.replace(/^\d+/, '9999999999');
    expect((await other.open('/sandbox')).html).toContain('control-login');
  });

  test('take no form without a session', async () => {
    const sandbox = await start();
    const answer = await fetch(new URL('/sandbox/reset', sandbox.url), { method: 'POST', redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sandbox/enter?return_to=%2Fsandbox']);
  });

  test('let one out again', async () => {
    const sandbox = await start();
    const browser = await enterControls(sandbox);
    const page = await browser.submit(await browser.open('/sandbox'), 'sign-out-form');
    expect(page.html).toContain('<h1>Signed out</h1>');
    expect((await browser.open('/sandbox')).html).toContain('control-login');
  });
});

test('the sandbox listens on loopback only, unless told', async () => {
  const { url } = await start();
  expect(new URL(url).hostname).toBe('127.0.0.1');
});
