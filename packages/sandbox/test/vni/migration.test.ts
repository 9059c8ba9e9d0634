import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { RULE_BOOK } from '../../../migrate/src/ruleBook.ts';
import { MIGRATION_ITEMS } from '../../src/vni/migration/migrationItems.ts';
import type { ItemReport, MigrationReport } from '../../src/vni/migration/migrationReport.ts';
import type { Sandbox } from '../../src/start.ts';
import {
  aSandbox,
  authorizeUrl,
  aVerifier,
  basic,
  EVA,
  exchange,
  GRUPPEN,
  HANDEL,
  KARI,
  OLA,
  signIn,
  SYDHAV,
  tokensOf,
} from '../connect/connectStack.ts';
import { controlCall } from '../control/controlCall.ts';
import { vniAuthorizeUrl, vniHeaders, vniToken, vniTokenOf } from './vniStack.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox({ vni: true });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

async function report(query = ''): Promise<MigrationReport> {
  return (await controlCall(sandbox, 'GET', `migration${query}`)).body as unknown as MigrationReport;
}

async function item(id: string, query = ''): Promise<ItemReport> {
  const found = (await report(query)).steps.flatMap(({ items }) => items).find((one) => one.id === id);
  if (!found) throw new Error(`There is no item ${id}`);
  return found;
}

const state = async (id: string, query = '') => (await item(id, query)).state;

const call = (path: string, headers: Record<string, string>, method = 'GET') =>
  fetch(new URL(path, sandbox.url), { method, headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const connectToken = async () => (await tokensOf(sandbox, { username: OLA })).access_token;

const serviceToken = (fields: Record<string, string>) =>
  fetch(new URL('/connect/token', sandbox.url), {
    method: 'POST',
    headers: { authorization: basic(sandbox.serviceApplication) },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...fields }),
  });

/** What shows the old form of each item, and then the new one. */
const ACTS: Readonly<Record<string, { old: () => Promise<unknown>; newer?: () => Promise<unknown> }>> = {
  'password-grant': {
    old: () => vniToken(sandbox, { grant_type: 'password', username: KARI, password: 'sandbox' }),
    newer: connectToken,
  },
  'permanent-token': {
    old: async () => call('/API/resources/v1/context', bearer(await vniTokenOf(sandbox, KARI))),
    newer: () => serviceToken({ tenant_id: HANDEL }),
  },
  'vni-authorize-address': { old: () => fetch(vniAuthorizeUrl(sandbox), { redirect: 'manual' }), newer: connectToken },
  'vni-scope': { old: () => fetch(vniAuthorizeUrl(sandbox), { redirect: 'manual' }), newer: connectToken },
  'missing-state': {
    old: () => fetch(vniAuthorizeUrl(sandbox, { state: undefined }), { redirect: 'manual' }),
    newer: connectToken,
  },
  'missing-pkce': { old: () => fetch(vniAuthorizeUrl(sandbox), { redirect: 'manual' }), newer: connectToken },
  'verifier-to-authorize': {
    old: () =>
      fetch(authorizeUrl(sandbox, aVerifier().challenge, { code_verifier: 'x'.repeat(43) }), { redirect: 'manual' }),
    newer: connectToken,
  },
  'secret-in-address': {
    old: () => fetch(vniAuthorizeUrl(sandbox, { client_secret: 'sandbox-web-secret' }), { redirect: 'manual' }),
    newer: connectToken,
  },
  'vni-token-address': { old: () => vniToken(sandbox, {}), newer: connectToken },
  'missing-verifier': {
    old: async () => exchange(sandbox, { ...(await signIn(sandbox, { username: OLA })), verifier: '' }),
    newer: connectToken,
  },
  'token-field': {
    old: () => vniTokenOf(sandbox, KARI),
    newer: async () => call('/v1/inventory?pageSize=1', bearer(await connectToken())),
  },
  'vni-context': {
    old: () => call('/API/security/api/v1/token/usercontexts', {}),
    newer: async () => call('/v1/inventory?pageSize=1', bearer(await connectToken())),
  },
  'tenant-in-token-request': { old: () => serviceToken({}), newer: () => serviceToken({ tenant_id: HANDEL }) },
  'old-api-path': {
    old: async () => call('/API/controller/api/v1/inventory?pageSize=1', bearer(await connectToken())),
    newer: async () => call('/v1/inventory?pageSize=1', bearer(await connectToken())),
  },
  'ipp-company-id': {
    old: async () => call('/v1/customer?pageSize=1', { ...bearer(await connectToken()), 'ipp-company-id': '1' }),
    newer: async () => call('/v1/customer?pageSize=1', bearer(await connectToken())),
  },
  'ipp-application-type': {
    old: async () => call('/v1/customer?pageSize=1', vniHeaders(await connectToken())),
    newer: async () => call('/v1/customer?pageSize=1', bearer(await connectToken())),
  },
  'authentication-header': {
    old: async () => call('/v1/inventory?pageSize=1', { authentication: `Bearer ${await connectToken()}` }),
    newer: async () => call('/v1/inventory?pageSize=1', bearer(await connectToken())),
  },
  'paging-parameters': {
    old: async () => call('/v1/inventory?numberToRead=7&skipRecords=2', bearer(await connectToken())),
    newer: async () => call('/v1/inventory?pageNumber=1&pageSize=7', bearer(await connectToken())),
  },
  'missing-page-size': {
    old: async () => call('/v1/inventory', bearer(await connectToken())),
    newer: async () => call('/v1/inventory?pageNumber=1&pageSize=7', bearer(await connectToken())),
  },
  'lone-time-filter': {
    old: async () => call('/v1/inventory?pageSize=1&lastModifiedDateTime=2026-01-01', bearer(await connectToken())),
    newer: async () =>
      call(
        '/v1/inventory?pageSize=1&lastModifiedDateTime=2026-01-01&lastModifiedDateTimeCondition=%3E%3D',
        bearer(await connectToken()),
      ),
  },
  'background-url': {
    old: async () =>
      call('/v1/inventory?pageSize=1', { ...bearer(await connectToken()), 'erp-api-background': 'https://a.example' }),
    newer: async () =>
      call('/v1/inventory?pageSize=1', { ...bearer(await connectToken()), 'erp-api-background': 'subscription' }),
  },
  'sales-order-v1-v2': {
    old: async () => call('/API/controller/api/v1/salesorder', bearer(await connectToken())),
    newer: async () => {
      const scope = 'openid vismanet_erp_interactive_api:read';
      const { access_token: token } = await tokensOf(sandbox, { username: OLA, scope });
      return call('/api/v3/SalesOrders?pageSize=1', bearer(token));
    },
  },
  'purchase-receipt-v1': {
    old: async () => call('/v1/purchasereceipt', bearer(await connectToken())),
    newer: async () => call('/v2/purchasereceipt', bearer(await connectToken())),
  },
  'webhook-subscription': {
    old: async () => call('/API/resources/v1/subscription', bearer(await connectToken()), 'POST'),
  },
  'app-store-grant': {
    old: () => serviceToken({ tenant_id: SYDHAV }),
    newer: () => serviceToken({ tenant_id: HANDEL }),
  },
  'vni-role': {
    old: async () => exchange(sandbox, await signIn(sandbox, { username: EVA })),
    newer: connectToken,
  },
  'customer-tenant': {
    old: async () => {
      const { access_token: token } = (await (await serviceToken({ tenant_id: GRUPPEN })).json()) as {
        access_token: string;
      };
      return call('/v1/inventory?pageSize=1', bearer(token));
    },
    newer: async () => call('/v1/inventory?pageSize=1', bearer(await connectToken())),
  },
};

describe('Each item of the migration report', () => {
  test.each(MIGRATION_ITEMS)('$id: $title', async ({ id, isNew }) => {
    const { old, newer } = ACTS[id] ?? {};
    expect(await state(id)).toBe('not seen');
    await old?.();
    const shown = await item(id);
    expect([shown.state, shown.subjects[0]?.old?.newForm]).toEqual(['to change', expect.stringMatching(/\S/)]);
    expect(newer === undefined).toBe(isNew === undefined);
    await newer?.();
    expect(await state(id)).toBe(isNew ? 'done' : 'to change');
    if (isNew) expect((await item(id)).subjects[0]?.newer).not.toBeNull();
  });

  test('has the same name as the rule that finds it in code, unless code cannot show it', () => {
    const seenOnly = [
      'verifier-to-authorize',
      'secret-in-address',
      'missing-verifier',
      'tenant-in-token-request',
      'missing-page-size',
      'app-store-grant',
      'customer-tenant',
    ];
    const rules = RULE_BOOK.map(({ id }) => id);
    expect(MIGRATION_ITEMS.map(({ id }) => id).filter((id) => !rules.includes(id))).toEqual(seenOnly);
  });
});

describe('The migration report', () => {
  test('goes in the order of the guide', async () => {
    const ids = (await report()).steps.map(({ id }) => id);
    expect(ids).toEqual(['choose-flow', 'authentication', 'api-calls', 'consent']);
  });

  test('shows that very request in its new form', async () => {
    await call(
      '/API/controller/api/v1/inventory/?numberToRead=50&lastModifiedDateTime=2026-01-01',
      vniHeaders(await vniTokenOf(sandbox, KARI)),
    );
    const { old } = (await item('paging-parameters')).subjects[0] ?? {};
    expect(old).toMatchObject({
      path: '/API/controller/api/v1/inventory/',
      query: { numberToRead: '50' },
      status: 200,
    });
    expect(old?.newForm).toBe(
      [
        'GET https://api.finance.visma.net/v1/inventory?lastModifiedDateTime=2026-01-01&pageNumber=1&pageSize=50&lastModifiedDateTimeCondition=%3E%3D',
        'Authorization: Bearer <access token of the company>',
        'Accept: application/json',
      ].join('\n'),
    );
    expect((await item('vni-authorize-address')).subjects[0]?.old?.newForm).toContain(
      'redirect_uri=http://localhost:3000/callback',
    );
  });

  test('looks at each resource apart', async () => {
    const token = await connectToken();
    for (const resource of ['inventory', 'customer'])
      await call(`/API/controller/api/v1/${resource}?pageSize=1`, bearer(token));
    await call('/v1/inventory?pageSize=1', bearer(token));
    const { state: whole, subjects } = await item('old-api-path');
    expect([whole, subjects.map((one) => [one.subject, one.state])]).toEqual([
      'to change',
      [
        ['inventory', 'done'],
        ['customer', 'to change'],
      ],
    ]);
  });

  test('goes back to red when the old form comes again', async () => {
    await fetch(vniAuthorizeUrl(sandbox), { redirect: 'manual' });
    await connectToken();
    expect(await state('vni-authorize-address')).toBe('done');
    await fetch(vniAuthorizeUrl(sandbox), { redirect: 'manual' });
    expect(await state('vni-authorize-address')).toBe('to change');
  });

  test('tells integrations apart by application and by user agent', async () => {
    const token = await connectToken();
    const old = { ...bearer(token), 'ipp-company-id': '1', 'user-agent': 'old/1' };
    await call('/v1/inventory?pageSize=1', old);
    await call('/v1/inventory?pageSize=1', { ...bearer(token), 'user-agent': 'rewritten/2' });
    expect(await state('ipp-company-id', '?userAgent=old/1')).toBe('to change');
    expect(await state('ipp-company-id', '?userAgent=rewritten/2')).toBe('done');
    expect(await state('ipp-company-id', '?application=isv_sandbox_web')).toBe('done');
    expect(await state('ipp-company-id', '?application=isv_another')).toBe('not seen');
    expect((await report()).userAgents).toEqual(expect.arrayContaining(['old/1', 'rewritten/2']));
  });

  test('gives requests without a name to the application of their user agent', async () => {
    const agent = { 'user-agent': 'guide-example/1' };
    await call('/v1/inventory?pageSize=1', { authentication: 'Bearer x', ...agent });
    await call('/v1/customer?pageSize=1', { ...bearer(await connectToken()), ...agent });
    expect(await state('authentication-header', '?application=isv_sandbox_web')).toBe('to change');
  });

  test('leaves out the sign-in to Visma’s own systems, and what was broken on purpose', async () => {
    await fetch(new URL('/connect/authorize?client_id=visma_developer_portal', sandbox.url), { redirect: 'manual' });
    sandbox.setFault({ name: 'role_missing', times: 1 });
    await exchange(sandbox, await signIn(sandbox, { username: OLA })).catch(() => undefined);
    expect([await state('missing-state'), await state('vni-role')]).toEqual(['done', 'not seen']);
  });

  test('is forgotten on demand', async () => {
    await fetch(vniAuthorizeUrl(sandbox), { redirect: 'manual' });
    expect((await report()).counts['to change']).toBeGreaterThan(0);
    await controlCall(sandbox, 'DELETE', 'migration');
    expect((await report()).counts).toMatchObject({ 'to change': 0, done: 0 });
  });

  test('holds no secret', async () => {
    const { refresh_token: refreshToken = '', access_token: token } = await tokensOf(sandbox, { username: OLA });
    await vniToken(sandbox, {
      grant_type: 'authorization_code',
      code: 'a-code-of-vni',
      client_secret: 'sandbox-web-secret',
    });
    const text = JSON.stringify(await report());
    for (const secret of [refreshToken, token, 'a-code-of-vni', 'sandbox-web-secret', 'the-state'])
      expect(text).not.toContain(secret);
  });
});
