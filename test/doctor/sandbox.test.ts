import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../packages/sandbox/src/start.ts';
import { GRUPPEN, HANDEL, SYDHAV } from '../support/startStack.ts';
import { freePort } from '../support/freePort.ts';
import { diagnosesIn, expectOnly, healthyEnv, visit } from './visit.ts';

let sandbox: Sandbox;
let baseUrl: string;

beforeAll(async () => {
  baseUrl = `http://localhost:${await freePort()}`;
  sandbox = await startSandbox({ port: 0, items: 20, appUrls: [baseUrl] });
}, 60_000);
afterEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const visitWith = (changes: Readonly<Record<string, string | undefined>> = {}, tenantId?: string) =>
  visit({ ...healthyEnv(sandbox, baseUrl), ...changes }, { tenantId });

/** Registers a change of an application, as in the Developer Portal. */
async function change(application: string, fields: object): Promise<void> {
  const answer = await fetch(`${sandbox.url}/sandbox/api/applications/${application}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${sandbox.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
  expect(answer.status).toBe(200);
}

describe('A healthy configuration', () => {
  test('has nothing wrong with it, and every check was made', async () => {
    const findings = await visitWith({}, HANDEL);
    expect(diagnosesIn(findings)).toEqual([]);
    const checked = new Set(findings.filter(({ verdict }) => verdict === 'ok').map(({ check }) => check));
    const [notRunning] = findings.filter(({ check }) => check === 'app');
    expect(notRunning?.verdict).toBe('skipped');
    expect([...checked]).toEqual([
      ...['node', 'variables', 'live', 'base_url', 'session_secrets', 'store', 'hosts', 'connect_address', 'clock'],
      ...['metadata', 'keys', 'features', 'client', 'addresses', 'scopes', 'erp', 'sales_orders', 'service', 'tenant'],
    ]);
  });

  test('leaves no session at Visma Connect behind', async () => {
    await visitWith();
    const answer = await fetch(`${sandbox.url}/sandbox/api/requests?limit=1000`, {
      headers: { authorization: `Bearer ${sandbox.adminToken}` },
    });
    const text = await answer.text();
    expect(text).toContain('/connect/authorize');
    const state = await fetch(`${sandbox.url}/sandbox/api/state`, {
      headers: { authorization: `Bearer ${sandbox.adminToken}` },
    });
    expect(await state.json()).toMatchObject({ sessions: [] });
  });

  test('of the sandbox mode needs no variable: it knows its own applications', async () => {
    const { port } = new URL(sandbox.url);
    const env = { SANDBOX_PORT: port, STORE_URL: 'memory:', PORT: new URL(baseUrl).port };
    const findings = await visit(env, { sandboxApplications: sandbox, tenantId: HANDEL });
    expect(diagnosesIn(findings)).toEqual(['store_forgets']);
    expect(findings.find(({ check }) => check === 'client')?.verdict).toBe('ok');
  });
});

describe('The application at Visma Connect', () => {
  test('with another secret is known by its id', async () => {
    const { reason } = expectOnly('client_secret_wrong', await visitWith({ VISMA_CLIENT_SECRET: 'not-that-one' }));
    expect(reason).toContain('isv_sandbox_web');
  });

  test('that is not registered is not known', async () => {
    expectOnly('client_unknown', await visitWith({ VISMA_CLIENT_ID: 'isv_nobody' }));
  });

  test('of the type Service signs nobody in', async () => {
    const { clientId, clientSecret } = sandbox.serviceApplication;
    const findings = await visitWith({ VISMA_CLIENT_ID: clientId, VISMA_CLIENT_SECRET: clientSecret });
    expectOnly('client_signs_nobody_in', findings);
  });

  test('does not know another redirect URI', async () => {
    const port = await freePort();
    const findings = await visitWith({ BASE_URL: `http://localhost:${port}`, PORT: String(port) });
    const { reason } = expectOnly('redirect_unregistered', findings);
    expect(reason).toContain(`http://localhost:${port}/callback`);
  });

  test('without OpenID Connect may not ask for openid', async () => {
    await change('isv_sandbox_web', { openIdConnect: false });
    expectOnly('openid_off', await visitWith());
  });

  test('may not ask for a scope that is not approved, and the doctor names it', async () => {
    const scopes = 'openid tenants offline_access vismanet_erp_interactive_api:read roles.vismanet';
    const { reason } = expectOnly('scope_refused', await visitWith({ VISMA_SCOPES: scopes }));
    expect(reason).toContain('does not allow roles.vismanet:');
  });

  test('without Offline Access may not ask for offline_access', async () => {
    await change('isv_sandbox_web', { offlineAccess: false });
    const { advice } = expectOnly('scope_refused', await visitWith());
    expect(advice).toContain('switch on Offline Access');
  });
});

describe('The service application', () => {
  test('with another secret is refused', async () => {
    expectOnly('service_secret_wrong', await visitWith({ VISMA_SERVICE_CLIENT_SECRET: 'not-that-one' }));
  });

  test('without the grant may not ask for tokens of its own', async () => {
    const { clientId, clientSecret } = sandbox.webApplication;
    const findings = await visitWith({ VISMA_SERVICE_CLIENT_ID: clientId, VISMA_SERVICE_CLIENT_SECRET: clientSecret });
    expectOnly('client_credentials_off', findings);
  });

  test('that is not configured cannot be tried with a company', async () => {
    const none = { VISMA_SERVICE_CLIENT_ID: undefined, VISMA_SERVICE_CLIENT_SECRET: undefined };
    expectOnly('service_missing', await visitWith(none, HANDEL));
  });

  test('gets no token for a company that has not granted it', async () => {
    const { advice } = expectOnly('tenant_not_granted', await visitWith({}, SYDHAV));
    expect(advice).toContain('App Store');
  });

  test('gets a token for the customer in place of the company, and the ERP does not take it', async () => {
    const { advice } = expectOnly('customer_tenant', await visitWith({}, GRUPPEN));
    expect(advice).toContain('Take the company’s');
  });

  test('gets a token that names no company where it is not tenant-enabled', async () => {
    await change('isv_sandbox_service', { tenantEnabled: false });
    expectOnly('token_without_tenant', await visitWith({}, HANDEL));
  });

  test('may lack the scope that the first call needs', async () => {
    await change('isv_sandbox_service', { scopes: ['visma.net.erp.salesorder:read'] });
    expectOnly('tenant_scope_missing', await visitWith({}, HANDEL));
  });

  test.each([
    ['erp_unlicensed', 'company_closed'],
    ['erp_not_found', 'tenant_call_failed'],
  ] as const)('is told why the ERP refuses: %s', async (fault, diagnosis) => {
    sandbox.setFault({ name: fault, application: 'isv_sandbox_service' });
    expectOnly(diagnosis, await visitWith({}, HANDEL));
  });

  test('is told that Visma Connect refuses', async () => {
    const env = healthyEnv(sandbox, baseUrl);
    const findings = await visit({ ...env, VISMA_SERVICE_CLIENT_SECRET: 'not-that-one' }, { tenantId: HANDEL });
    expect(diagnosesIn(findings)).toEqual(['service_secret_wrong', 'tenant_token_refused']);
  });
});

describe('The sandbox mode', () => {
  test('without a running sandbox is no problem, and how to start it is said', async () => {
    const env = { SANDBOX_PORT: String(await freePort()), PORT: String(await freePort()) };
    const { verdict, advice } = expectOnly('sandbox_not_running', await visit(env));
    expect(verdict).toBe('warning');
    expect(advice).toContain('npm start');
  });
});
