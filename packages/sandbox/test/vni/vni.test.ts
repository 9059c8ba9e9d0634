import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, CALLBACK, EVA, HANDEL, KARI, OLA, tokensOf } from '../connect/connectStack.ts';
import { controlCall } from '../control/controlCall.ts';
import {
  HANDEL_NUMBER,
  SERVICE_NUMBER,
  SYDHAV_NUMBER,
  vniAuthorizeUrl,
  vniHeaders,
  vniSignIn,
  vniToken,
  vniTokenOf,
} from './vniStack.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox({ vni: true });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, sandbox.url), { headers, redirect: 'manual' });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const INVENTORY = '/API/controller/api/v1/inventory?pageSize=2';

describe('Signing in at VNI', () => {
  test('leads back with a code and the state, after a page that says that VNI has ended', async () => {
    const page = await vniSignIn(sandbox, KARI);
    const address = new URL(page.location ?? '');
    expect([address.origin + address.pathname, address.searchParams.get('state')]).toEqual([CALLBACK, 'vni-state']);
    expect(address.searchParams.get('code')).not.toBeNull();
  });

  test('leads back with access_denied when the person declines', async () => {
    const { location = '' } = await vniSignIn(sandbox, KARI, 'deny');
    expect(new URL(location).searchParams.get('error')).toBe('access_denied');
  });

  test('takes the role Financials User, not API User', async () => {
    expect((await vniSignIn(sandbox, EVA)).location).toContain('code=');
    const refused = await vniSignIn(sandbox, 'dev@isv.example');
    expect([refused.status, refused.html]).toEqual([403, expect.stringContaining('Financials User')]);
  });

  test.each([
    ['client_id', 'isv_nobody', 'No application'],
    ['redirect_uri', `${CALLBACK}/`, 'trailing slash'],
  ])('stays on its own page when %s is wrong', async (name, value, words) => {
    const answer = await get(
      new URL(vniAuthorizeUrl(sandbox, { [name]: value })).pathname +
        new URL(vniAuthorizeUrl(sandbox, { [name]: value })).search,
    );
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(words)]);
  });

  test.each([
    ['scope', 'vismanet_erp_interactive_api:read', 'invalid_scope'],
    ['response_type', 'token', 'unsupported_response_type'],
  ])('tells the application when %s is wrong', async (name, value, error) => {
    const answer = await fetch(vniAuthorizeUrl(sandbox, { [name]: value }), { redirect: 'manual' });
    expect(new URL(answer.headers.get('location') ?? '').searchParams.get('error')).toBe(error);
  });
});

describe('The token of VNI', () => {
  test('stands in the field token, and nothing says when it ends', async () => {
    const { location = '' } = await vniSignIn(sandbox, KARI);
    const code = new URL(location).searchParams.get('code') ?? '';
    const fields = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK };
    const { status, body } = await vniToken(sandbox, fields);
    expect([status, body]).toEqual([
      200,
      { token: expect.stringMatching(/^[\da-f-]{36}$/), token_type: 'Bearer', scope: 'financialstasks' },
    ]);
    expect((await vniToken(sandbox, fields)).body.error).toBe('invalid_grant');
  });

  test('never ends, unless it is deleted', async () => {
    const token = await vniTokenOf(sandbox, KARI);
    sandbox.advanceClock(10 * 365 * 86_400);
    expect((await get(INVENTORY, vniHeaders(token))).status).toBe(200);
    const deleted = await fetch(new URL('/API/security/api/v1/token', sandbox.url), {
      method: 'DELETE',
      headers: bearer(token),
    });
    expect([deleted.status, (await get(INVENTORY, vniHeaders(token))).status]).toEqual([204, 401]);
  });

  test.each([
    ['a code of nobody', { grant_type: 'authorization_code', code: 'x', redirect_uri: CALLBACK }, 'invalid_grant'],
    ['a password', { grant_type: 'password', username: KARI, password: 'sandbox' }, 'unsupported_grant_type'],
    ['nothing', {}, 'unsupported_grant_type'],
  ])('is not given for %s', async (_case, fields, error) => {
    expect(await vniToken(sandbox, fields)).toEqual({ status: 400, body: { error } });
  });
});

describe('The context', () => {
  test('lists the companies of the person with whole numbers', async () => {
    const token = await vniTokenOf(sandbox, KARI);
    const companies = [
      { id: 2_000_101, name: 'Nordfjord Handel AS', type: 'Company' },
      { id: 2_000_102, name: 'Nordfjord Service AS', type: 'Company' },
    ];
    for (const path of ['/API/resources/v1/context', '/API/security/api/v1/token/usercontexts'])
      expect(await (await get(path, bearer(token))).json()).toEqual(companies);
    expect(await (await get(`/API/resources/v1/context/${SERVICE_NUMBER}`, bearer(token))).json()).toEqual(
      companies[1],
    );
    expect((await get(`/API/resources/v1/context/${SYDHAV_NUMBER}`, bearer(token))).status).toBe(404);
  });

  test('says whose token it is, and nothing without one', async () => {
    const path = '/API/resources/v1/context/userdetails';
    const details = { emailAddress: KARI, firstName: 'Kari', lastName: 'Nordfjord' };
    expect(await (await get(path, bearer(await vniTokenOf(sandbox, KARI)))).json()).toEqual(details);
    expect((await get(path)).status).toBe(401);
    expect((await get(path, bearer((await tokensOf(sandbox, { username: OLA })).access_token))).status).toBe(401);
  });

  test('the connection can be tested by anybody', async () => {
    expect(await (await get('/API/security/api/v1/testconnection')).text()).toBe('OK');
  });
});

const rows = z.array(z.looseObject({ inventoryNumber: z.string() }));

describe('Calls with a token of VNI', () => {
  test('go to the company of ipp-company-id, on the old host', async () => {
    const token = await vniTokenOf(sandbox, KARI);
    const numbers = async (company: string) =>
      rows.parse(await (await get(INVENTORY, vniHeaders(token, company))).json()).map((row) => row.inventoryNumber);
    const [handel, service] = [await numbers(HANDEL_NUMBER), await numbers(SERVICE_NUMBER)];
    expect([handel.length, service.length]).toEqual([2, 2]);
    expect(handel).not.toEqual(service);
  });

  test.each([
    ['no company', { 'ipp-company-id': '' }, '12002'],
    ['another’s company', { 'ipp-company-id': SYDHAV_NUMBER }, '12002'],
    ['a tenant id in its place', { 'ipp-company-id': HANDEL }, '12002'],
    ['no application type', { 'ipp-application-type': '' }, '12001'],
  ])('are refused with %s', async (_case, headers, code) => {
    const token = await vniTokenOf(sandbox, KARI);
    const answer = await get(INVENTORY, { ...vniHeaders(token), ...headers });
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ ExceptionFaultCode: code })]);
  });

  test('are told nothing but a code when the company is missing', async () => {
    const token = await vniTokenOf(sandbox, KARI);
    const answer = await get(INVENTORY, { ...vniHeaders(token), 'ipp-company-id': '' });
    expect(await answer.json()).toMatchObject({
      ExceptionMessage: '',
      ExceptionMessageID: expect.stringMatching(/^12002_12002_[0-9a-f-]{36}$/),
    });
  });

  test('are refused when the role is gone', async () => {
    const token = await vniTokenOf(sandbox, OLA);
    await controlCall(sandbox, 'PUT', `vni/${OLA}`, { financialsUser: [] });
    expect((await get(INVENTORY, vniHeaders(token))).status).toBe(400);
  });

  test('are refused on the new host, and the request log says why', async () => {
    const token = await vniTokenOf(sandbox, KARI);
    expect((await get('/v1/inventory?pageSize=2', vniHeaders(token))).status).toBe(401);
    const { body } = await controlCall(sandbox, 'GET', 'requests?limit=1');
    expect(JSON.stringify(body)).toContain('A VNI token: this host takes tokens of Visma Connect only');
  });

  test('leave no token in the log or the state', async () => {
    const token = await vniTokenOf(sandbox, KARI);
    await get(INVENTORY, vniHeaders(token));
    for (const path of ['requests', 'state'])
      expect(JSON.stringify((await controlCall(sandbox, 'GET', path)).body)).not.toContain(token);
  });
});

describe('The control API', () => {
  test('tells numbers and roles, and refuses what is no company', async () => {
    const { body } = await controlCall(sandbox, 'GET', 'vni');
    expect(body).toMatchObject({ companies: [{ id: 2_000_101, tenantId: HANDEL }, {}, {}] });
    const refused = await controlCall(sandbox, 'PUT', `vni/${OLA}`, { financialsUser: ['nowhere'] });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('financialsUser')]);
  });
});
