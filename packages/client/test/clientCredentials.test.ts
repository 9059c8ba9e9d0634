import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { ConnectError } from '../src/errors.ts';
import { silentLogger } from '../../../src/log.ts';
import { requestServiceToken, type ServiceTokenRequest } from '../src/connect/clientCredentials.ts';
import type { ConnectCall } from '../src/connect/httpFetch.ts';
import { createConnectClient, type ConnectClient, type ConnectClientOptions } from '../src/connect/connectClient.ts';
import { startSandbox, type Sandbox } from '../../sandbox/src/start.ts';
import { HANDEL, SYDHAV } from '../../../test/support/startStack.ts';

const READ = 'vismanet_erp_service_api:read';
const ORDERS = 'visma.net.erp.salesorder:read';

let sandbox: Sandbox;
const clients: ConnectClient[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, items: 10 });
});
beforeEach(() => sandbox.reset());
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));
afterAll(() => sandbox.stop());

function aClient(options: Partial<ConnectClientOptions> = {}): ConnectClient {
  const { clientId, clientSecret } = sandbox.serviceApplication;
  const client = createConnectClient({
    issuer: sandbox.url,
    clientId,
    clientSecret,
    logger: silentLogger(),
    now: Date.now,
    ...options,
  });
  clients.push(client);
  return client;
}

async function refusalOf(request: Partial<ServiceTokenRequest>, client = aClient()): Promise<ConnectError> {
  const outcome: unknown = await requestServiceToken(client, { tenantId: HANDEL, scopes: [READ], ...request }).catch(
    (error: unknown) => error,
  );
  if (!(outcome instanceof ConnectError)) throw new Error('the token was given');
  return outcome;
}

describe('A service token', () => {
  test('is for the company and the scopes asked for, and ends when the answer says', async () => {
    const now = Date.UTC(2026, 10, 1);
    const token = await requestServiceToken(aClient({ now: () => now }), { tenantId: HANDEL, scopes: [READ, ORDERS] });
    expect(token).toMatchObject({ tenantId: HANDEL, scopes: [READ, ORDERS], lifetimeSeconds: 3600 });
    expect([token.obtainedAt, token.expiresAt]).toEqual([now / 1000, now / 1000 + 3600]);
    expect(decodeJwt(token.accessToken)).toMatchObject({ tenant_id: HANDEL, client_id: 'isv_sandbox_service' });
  });

  test('has every scope that is allowed when none is asked for', async () => {
    const { scopes } = await requestServiceToken(aClient(), { tenantId: HANDEL, scopes: [] });
    expect(scopes).toEqual(expect.arrayContaining([READ, 'vismanet_erp_service_api:delete', ORDERS]));
  });

  test.each([
    ['as Basic unless told', undefined, true],
    ['in the form when told', 'post', false],
  ] as const)('is asked for with the secret %s', async (_name, clientAuthentication, isBasic) => {
    const calls: ConnectCall[] = [];
    const client = aClient({ clientAuthentication, onCall: (call) => calls.push(call) });
    await requestServiceToken(client, { tenantId: HANDEL, scopes: [READ] });
    const sent = calls.find(({ url }) => url.endsWith('/connect/token'));
    const form = new URLSearchParams(sent?.body);
    expect(Object.fromEntries(form)).toMatchObject({
      grant_type: 'client_credentials',
      tenant_id: HANDEL,
      scope: READ,
    });
    expect([sent?.headers.authorization?.startsWith('Basic '), form.has('client_secret')]).toEqual(
      isBasic ? [true, false] : [undefined, true],
    );
  });
});

describe('A service token is refused', () => {
  test('for a company that has not granted the application', async () => {
    expect(await refusalOf({ tenantId: SYDHAV })).toMatchObject({ code: 'invalid_tenant' });
  });

  test('for a wrong secret', async () => {
    const refusal = await refusalOf({}, aClient({ clientSecret: 'another' }));
    expect(refusal).toMatchObject({ code: 'client_misconfigured', details: { providerError: 'invalid_client' } });
  });

  test('for a wrong secret that is answered with 401 and a challenge', async () => {
    sandbox.setFault({ name: 'token_endpoint_401', times: 1 });
    expect(await refusalOf({})).toMatchObject({
      code: 'client_misconfigured',
      details: { providerError: 'invalid_client' },
    });
  });

  test('for a scope that was not approved', async () => {
    const refusal = await refusalOf({ scopes: ['vismanet_erp_service_api:ui-extension'] });
    expect(refusal).toMatchObject({ code: 'client_misconfigured', details: { providerError: 'invalid_scope' } });
  });

  test.each([
    ['token_endpoint_500', 'connect_unreachable'],
    ['token_endpoint_429', 'connect_unreachable'],
    ['token_endpoint_reset', 'connect_unreachable'],
    ['token_endpoint_temporarily_unavailable', 'connect_unreachable'],
  ] as const)('%s: as one that may be given later', async (name, code) => {
    sandbox.setFault({ name, times: 1 });
    expect(await refusalOf({})).toMatchObject({ code });
  });

  test('with the time to wait where the answer says it', async () => {
    sandbox.setFault({ name: 'token_endpoint_429', times: 1 });
    expect(await refusalOf({})).toMatchObject({ details: { retryAfterSeconds: 30 } });
  });
});

test('A client whose provider is away says so, and works once it is back', async () => {
  const client = aClient();
  sandbox.setFault({ name: 'discovery_500', times: 1 });
  expect(await refusalOf({}, client)).toMatchObject({ code: 'connect_unreachable' });
  expect(client.reachable()).toBe('no');
  await requestServiceToken(client, { tenantId: HANDEL, scopes: [READ] });
  expect(client.reachable()).toBe('yes');
});
