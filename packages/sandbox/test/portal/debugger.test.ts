import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox } from '../connect/connectStack.ts';
import { openHttpBrowser } from '../connect/httpBrowser.ts';
import {
  aDeveloper,
  aNewTeam,
  fieldsFor,
  integrate,
  INTERACTIVE,
  register,
  textOf,
  type Developer,
} from './portalStack.ts';

let sandbox: Sandbox;
let dev: Developer;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(async () => {
  sandbox.reset();
  dev = await aDeveloper(sandbox);
});
afterAll(() => sandbox.stop());

const GOOD = {
  client_id: 'isv_my_web',
  redirect_uri: 'https://app.example/callback',
  response_type: 'code',
  scope: 'openid',
  code_challenge: 'c'.repeat(43),
  code_challenge_method: 'S256',
};

/** Sends a request that fails, and answers the address of Connect's error page. */
async function fail(change: Readonly<Record<string, string | undefined>>): Promise<string> {
  const all = Object.entries({ ...GOOD, ...change }).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  const query = new URLSearchParams(all);
  const page = await openHttpBrowser(sandbox.url).visit(`${sandbox.url}/connect/authorize?${query.toString()}`);
  expect(page.url).toContain('/error?errorId=');
  return page.url;
}

async function explain(errorId: string): Promise<string> {
  return textOf(await dev.open(`/debugger?errorId=${encodeURIComponent(errorId)}`));
}

describe('The Debugger explains', () => {
  test.each([
    [
      { redirect_uri: 'https://app.example/callback/' },
      /redirect_uri https:\S+ wrong It is not registered\. It differs from a registered one by a trailing slash/,
    ],
    [
      { redirect_uri: 'https://app.example/Callback' },
      /The nearest miss: It differs from a registered one by letter case/,
    ],
    [{ redirect_uri: undefined }, /redirect_uri nothing wrong It is missing/],
    [{ client_id: 'isv_my_wob' }, /client_id isv_my_wob wrong No application has this client ID/],
    [{ client_id: undefined }, /client_id nothing wrong It is missing/],
    [{ client_id: 'isv_sandbox_service' }, /wrong Nobody signs in to an application of the type service/],
    [
      { scope: 'openid vismanet_erp_interactive_api:raed' },
      /wrong \S+raed: there is no such scope; vismanet_erp_interactive_api:read is near/,
    ],
    [
      { scope: 'openid vismanet_erp_service_api:read' },
      /is for client_credentials; here it is vismanet_erp_interactive_api:read/,
    ],
    [{ scope: 'openid offline_access' }, /offline_access: Offline Access is off for the application \(web\)/],
    [
      { scope: 'openid visma.net.erp.salesorder:read' },
      /Visma\.net ERP Sales Order API is for client_credentials; a person’s token opens this API/,
    ],
    [{ scope: 'financialstasks' }, /financialstasks: there is no such scope/],
    [
      { code_challenge: undefined },
      /code_challenge nothing wrong It is missing: the application is registered with PKCE/,
    ],
    [{ code_challenge: 'short' }, /code_challenge short wrong It has 5 characters; it must have 43 to 128/],
    [{ code_challenge_method: 'S512' }, /code_challenge_method S512 wrong Send S256/],
    [{ response_type: 'token' }, /response_type token wrong Send code/],
    [{ response_type: 'code id_token' }, /wrong Hybrid flow is off for the application/],
  ])('%j', async (change, words) => {
    await register(dev, 'web');
    expect(await explain(await fail(change))).toMatch(words);
  });

  test('a scope that waits for approval, and a draft', async () => {
    await register(dev, 'web');
    await integrate(dev, 'isv_my_web', INTERACTIVE, [`${INTERACTIVE}:read`]);
    const pending = await fail({ scope: `openid ${INTERACTIVE}:read` });
    expect(await explain(pending)).toMatch(/:read: its integration to Visma\.net ERP API \(interactive\) is Pending/);
    await dev.send('/applications/new/spa', 'application-form', fieldsFor('spa'));
    const draft = await fail({ client_id: 'isv_my_spa' });
    expect(await explain(draft)).toContain('The application is a draft: press Create');
  });

  test('by the error ID alone too, and lists recent failures of the team', async () => {
    await register(dev, 'web');
    const errorId = new URL(await fail({ response_type: undefined })).searchParams.get('errorId') ?? '';
    expect(await explain(errorId)).toMatch(/unsupported_response_type.*What to do: Send response_type=code/);
    const { html } = await dev.open('/debugger');
    expect(html).toContain(`/portal/debugger?errorId=${errorId}`);
  });

  test('nothing about an ID that is unknown or a week old, and says so', async () => {
    await register(dev, 'web');
    const page = await dev.open('/debugger?errorId=nonsense');
    expect([page.status, textOf(page).includes('There is no failure with this error ID')]).toEqual([404, true]);
  });

  test('secrets of the request are cut, markup in it is text', async () => {
    await register(dev, 'web');
    const words = await dev.open(
      `/debugger?errorId=${encodeURIComponent(await fail({ redirect_uri: '<script>x</script>', id_token_hint: 'a.b.c' }))}`,
    );
    expect(words.html).not.toContain('a.b.c');
    expect(words.html).not.toContain('<script>x');
  });

  test('without showing the registration of another team', async () => {
    await register(dev, 'web');
    const errorId = await fail({ redirect_uri: 'https://app.example/other' });
    const other = await aNewTeam(sandbox);
    const page = await other.open(`/debugger?errorId=${encodeURIComponent(errorId)}`);
    expect(textOf(page)).toContain('Invalid redirect_uri');
    expect(page.html).not.toContain('https://app.example/callback');
    expect(page.html).not.toContain('/portal/applications/isv_my_web');
  });
});
