import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { storeRouter } from '../../src/appStore/storeRouter.ts';
import { adminRouter } from '../../src/admin/adminRouter.ts';
import { consentsPage } from '../../src/consents/consentsPage.ts';
import { portalRouter } from '../../src/portal/portalRouter.ts';
import { SETTINGS_CATALOGUE } from '../../src/settings.ts';
import type { Sandbox } from '../../src/start.ts';
import { openSandboxState } from '../../src/world/sandboxState.ts';
import { aSandbox } from '../connect/connectStack.ts';
import { control, visitAs, type Visitor } from './systemStack.ts';

let sandbox: Sandbox;
let dev: Visitor;

beforeAll(async () => {
  sandbox = await aSandbox();
  dev = await visitAs(sandbox, 'dev@isv.example', ICON);
});
afterAll(() => sandbox.stop());

const ICON = '/portal/applications/isv_sandbox_web/icon';
const WITH_BOUNDARY = 'multipart/form-data; boundary=B';
const PNG = '\x89PNG\r\n\x1a\n and more';

describe('A form with a file', () => {
  test('whole, sent by the same means, is taken', async () => {
    const answer = await send(ICON, aForm(), WITH_BOUNDARY);
    expect([answer.status, await icon()]).toEqual([303, 200]);
    await control(sandbox, 'POST', 'reset');
    dev = await visitAs(sandbox, 'dev@isv.example', ICON);
  });

  test('cut at any length is refused, and nothing of it is kept', async () => {
    const whole = aForm();
    const lengths = Array.from({ length: whole.lastIndexOf('--B--') + '--B'.length }, (_, length) => length);
    const answers = await Promise.all(lengths.map((length) => send(ICON, whole.subarray(0, length), WITH_BOUNDARY)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
    expect(await icon()).toBe(404);
  });

  test.each([
    ['no boundary', 'multipart/form-data'],
    ['an empty boundary', 'multipart/form-data; boundary='],
    ['another boundary', 'multipart/form-data; boundary=C'],
    ['another kind of multipart', 'multipart/mixed; boundary=B'],
    ['another kind of body', 'image/png'],
  ])('with %s is refused, and nothing of it is kept', async (_what, contentType) => {
    const { status } = await send(ICON, aForm(), contentType);
    expect([status >= 400 && status < 500, await icon()]).toEqual([true, 404]);
  });

  test('that breaks off in the middle of its way harms nobody', async () => {
    const whole = aForm();
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(whole.subarray(0, whole.length - 12)));
        setImmediate(() => controller.error(new Error('The line is cut')));
      },
    });
    const sent = fetch(`${sandbox.url}${ICON}`, {
      method: 'POST',
      body: broken,
      duplex: 'half',
      headers: { 'content-type': WITH_BOUNDARY, cookie: cookies() },
    });
    await expect(sent).rejects.toThrow();
    expect(await icon()).toBe(404);
  });
});

describe('Every address that takes a form', () => {
  test('refuses damaged ones with 4xx, and the sandbox goes on', async () => {
    const whole = aForm();
    const cuts = [0, 3, 60, whole.indexOf('icon'), whole.indexOf('PNG'), whole.length - 8];
    const bodies = cuts.map((length) => whole.subarray(0, length));
    const addresses = formAddresses();
    expect(addresses.length).toBeGreaterThan(30);
    for (const address of addresses) {
      const kinds = ['multipart/form-data', 'multipart/form-data; boundary='];
      const answers = await Promise.all([
        ...bodies.map((body) => send(address, body, WITH_BOUNDARY)),
        ...kinds.map((kind) => send(address, whole, kind)),
      ]);
      expect([address, ...answers.map(({ status }) => status)]).toEqual([address, ...answers.map(() => 400)]);
    }
    expect((await dev.browser.visit(`${sandbox.url}${ICON}`)).html).toContain('Dev Larsen');
  });
});

/** As a browser sends the form of the icon. */
function aForm(): Buffer {
  const token = /name="form_token" value="([^"]*)"/.exec(dev.page.html)?.[1] ?? '';
  const lines = [
    '--B',
    'Content-Disposition: form-data; name="form_token"',
    '',
    token,
    '--B',
    'Content-Disposition: form-data; name="icon"; filename="a.png"',
    'Content-Type: image/png',
    '',
    PNG,
    '--B--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

function send(path: string, body: Buffer, contentType: string): Promise<Response> {
  return fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    body: new Uint8Array(body),
    headers: { 'content-type': contentType, cookie: cookies() },
  });
}

function cookies(): string {
  return [...dev.browser.cookies.values()].map(({ name, value }) => `${name}=${value}`).join('; ');
}

async function icon(): Promise<number> {
  return (await fetch(`${sandbox.url}/portal/icons/isv_sandbox_web`)).status;
}

/** The addresses of the systems' forms, with some text in the place of each parameter. */
function formAddresses(): string[] {
  const state = openSandboxState({
    store: 'memory:',
    outerClock: Date.now,
    appUrls: [],
    catalogue: SETTINGS_CATALOGUE,
    settings: {},
    seed: {},
  });
  const refuse = () => {
    throw new Error('No page is opened here');
  };
  const firstParty = { visitorOf: refuse, signIn: refuse, routes: refuse };
  const deps = { world: state.world, issuer: 'http://127.0.0.1', firstParty, formKey: 'key' };
  const routers = [portalRouter(deps), storeRouter(deps), adminRouter(deps), consentsPage(deps)];
  const paths = routers.flatMap(postsOf).filter((path) => /^\/\w/.test(path) && path !== '/accept');
  state.close();
  return [...paths, ...UNDER_AN_ADDRESS].map((path) => path.replace(/:\w+/g, 'x'));
}

/** Routers do not tell the addresses that others are mounted at. */
const UNDER_AN_ADDRESS = ['integrate', 'integrate/accept'].map((end) => `/store/:tenant/apps/:clientId/${end}`);

const layer = z.looseObject({
  route: z
    .looseObject({ path: z.string(), stack: z.array(z.looseObject({ method: z.string().optional() })) })
    .optional(),
  handle: z.unknown(),
});
const router = z.custom<{ stack: unknown[] }>((value) => typeof value === 'function' && 'stack' in value);

function postsOf(given: unknown): string[] {
  const found = router.safeParse(given).data?.stack ?? [];
  return found.flatMap((one) => {
    const { route, handle } = layer.parse(one);
    if (!route) return postsOf(handle);
    return route.stack.some(({ method }) => method === 'post') ? [route.path] : [];
  });
}
