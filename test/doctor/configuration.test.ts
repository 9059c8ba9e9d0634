import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { StoreError } from '../../src/errors.ts';
import { loadConfig, type Environment } from '../../src/config.ts';
import { CHANGE_SCOPES } from '../../src/connections/scopes.ts';
import { STEP_UP_SCOPES } from '../../src/doctor/checks/scopes.ts';
import type { Tools } from '../../src/doctor/tools.ts';
import { describeWithRedis } from '../support/describeWithRedis.ts';
import { startRedisServer, type RedisServer } from '../support/redisServer.ts';
import { freePort } from '../support/freePort.ts';
import { envOf, startPlainProvider, type PlainProvider } from './plainProvider.ts';
import { diagnosesIn, expectOnly, failure, inFolder, STRONG, visit } from './visit.ts';

let provider: PlainProvider;
let env: Environment;

beforeAll(async () => {
  provider = await startPlainProvider();
  env = await envOf(provider.url);
});

const visitWith = (changes: Environment, tools: Partial<Tools> = {}) => visit({ ...env, ...changes }, { tools });

/** Answers for hosts that the tests must not go to. */
const elsewhere = (): Partial<Tools> => ({
  lookup: () => Promise.resolve(['192.0.2.1']),
  fetch: () => Promise.resolve(new Response(null, { status: 401 })),
});

describe('Node.js', () => {
  test.each(['18.20.4', '20.18.1'])('%s is too old', async (nodeVersion) => {
    expectOnly('node_too_old', await visitWith({}, { nodeVersion }));
  });

  test.each(['20.19.0', '22.4.1', '26.0.0'])('%s will do', async (nodeVersion) => {
    expect(diagnosesIn(await visitWith({}, { nodeVersion }))).toEqual([]);
  });
});

describe('Variables', () => {
  test('that the application would refuse are findings, all of them, and the rest is checked', async () => {
    const findings = await visitWith({ LOG_LEVEL: 'loud', SESSION_IDLE_MINUTES: 'long', RATE_LIMIT: '0' });
    expect(diagnosesIn(findings)).toEqual(['variable_wrong', 'variable_wrong', 'variable_wrong']);
    expect(findings.map(({ reason }) => reason).join()).toMatch(/SESSION_IDLE_MINUTES.*LOG_LEVEL.*RATE_LIMIT/s);
    expect(findings.find(({ check }) => check === 'client')?.verdict).toBe('ok');
  });

  test('that are missing are told once, and what needs them is skipped', async () => {
    const findings = await visitWith({ VISMA_CLIENT_SECRET: undefined });
    const { reason } = expectOnly('variable_wrong', findings);
    expect(reason).toContain('VISMA_CLIENT_SECRET is missing');
    expect(findings.filter(({ check }) => check === 'client').map(({ verdict }) => verdict)).toEqual(['skipped']);
  });

  test('whose issuer cannot be read do not mean the sandbox', async () => {
    const findings = await visitWith({ VISMA_CONNECT_URL: 'connect.visma.com', VISMA_CLIENT_ID: undefined });
    expect(findings.find(({ check }) => check === 'connect_address')?.verdict).toBe('skipped');
    expect(diagnosesIn(findings)).not.toContain('sandbox_not_running');
  });

  test('with a name that is nearly one of ours', async () => {
    const { advice } = expectOnly('variable_unknown', await visitWith({ VISMA_CLIENTID: 'isv_test' }));
    expect(advice).toContain('VISMA_CLIENT_ID');
  });
});

describe('Going live', () => {
  test.each([
    ['rate_limit_off', { RATE_LIMIT: 'off' }],
    ['protocol_view_on', { PROTOCOL_VIEW: 'on' }],
    ['log_talkative', { LOG_LEVEL: 'debug' }],
    ['session_outlives_connect', { SESSION_MAX_MINUTES: '900' }],
    ['not_production', { BASE_URL: 'https://app.example', TRUST_PROXY_HOPS: '1' }],
  ] as const)('%s', async (diagnosis, changes) => {
    const real = (await import('../../src/doctor/tools.ts')).createTools({});
    const fetch: Tools['fetch'] = (url, options) =>
      url.startsWith('https://app.example') ? Promise.reject(failure('ECONNREFUSED')) : real.fetch(url, options);
    expectOnly(diagnosis, await visitWith(changes, { fetch }));
  });
});

describe('BASE_URL', () => {
  test('with http behind a proxy', async () => {
    expectOnly('proxy_without_https', await visitWith({ TRUST_PROXY_HOPS: '1' }));
  });

  test('with another port than the one listened on', async () => {
    expectOnly('port_differs', await visitWith({ BASE_URL: `http://localhost:${await freePort()}` }));
  });

  test('that is rewritten before it is sent', async () => {
    const baseUrl = `http://LOCALHOST:${env.PORT ?? ''}`;
    const { advice } = expectOnly('address_rewritten', await visitWith({ BASE_URL: baseUrl }));
    expect(advice).toContain(`http://localhost:${env.PORT ?? ''}`);
  });

  test('on this machine for a provider that is elsewhere', async () => {
    const issuer = 'https://connect.example';
    const fetch: Tools['fetch'] = async (url, options) => {
      const real = (await import('../../src/doctor/tools.ts')).createTools({});
      if (url.startsWith('http://localhost')) return Promise.reject(failure('ECONNREFUSED'));
      const answer = await real.fetch(url.replace(issuer, provider.url), options);
      const text = (await answer.text()).replaceAll(provider.url, issuer);
      return new Response(text, { status: answer.status, headers: answer.headers });
    };
    const changes = { VISMA_CONNECT_URL: issuer };
    expectOnly('address_local', await visitWith(changes, { ...elsewhere(), fetch }));
  });
});

describe('Session secrets', () => {
  test.each([
    ['typed on a keyboard', 'my-very-secret-session-secret-for-the-app'],
    ['one letter', 'a'.repeat(64)],
    ['a few letters', 'abcabcabcabcabcabcabcabcabcabcabcabc'],
  ])('weak: %s', async (_what, secret) => {
    const { reason } = expectOnly('secret_weak', await visitWith({ SESSION_SECRET: secret }));
    expect(reason).not.toContain(secret);
  });

  test('the same twice', async () => {
    expectOnly('secret_twice', await visitWith({ SESSION_SECRET: `${STRONG},${STRONG}` }));
  });

  test('the client secret again', async () => {
    expectOnly('secret_reused', await visitWith({ VISMA_CLIENT_SECRET: STRONG }));
  });

  test('two strong ones are as it should be', async () => {
    const findings = await visitWith({ SESSION_SECRET: `${STRONG},${STRONG.toLowerCase()}` });
    expect(diagnosesIn(findings)).toEqual([]);
  });
});

describe('The store', () => {
  test('in memory forgets', async () => {
    expectOnly('store_forgets', await visitWith({ STORE_URL: 'memory:' }));
  });

  test('in a file that is not there yet is not made by looking', async () => {
    const file = inFolder('deep/down/app.db');
    const findings = await visitWith({ STORE_URL: `sqlite:${file}` });
    expect(findings.find(({ check }) => check === 'store')).toMatchObject({
      verdict: 'ok',
      reason: expect.stringContaining('will be made'),
    });
  });

  test('below a file cannot be made', async () => {
    writeFileSync(inFolder('a-file'), '');
    expectOnly('store_not_writable', await visitWith({ STORE_URL: `sqlite:${inFolder('a-file/app.db')}` }));
  });

  test('in a file that is no database', async () => {
    const file = inFolder('broken.db');
    writeFileSync(file, 'this is no database at all, '.repeat(200));
    expectOnly('store_fails', await visitWith({ STORE_URL: `sqlite:${file}` }));
  });

  test.each([
    ['WRONGPASS', 'store_refuses', 'password'],
    ['READONLY', 'store_refuses', 'primary'],
    ['ECONNREFUSED', 'store_fails', 'See that it runs'],
  ] as const)('in a Redis that says %s', async (word, diagnosis, words) => {
    const openStore = () => Promise.reject(new StoreError({ reason: `Redis: ${word}` }));
    const { advice } = expectOnly(diagnosis, await visitWith({ STORE_URL: 'redis://127.0.0.1:1' }, { openStore }));
    expect(advice).toContain(words);
  });

  test('in a Redis over an open network', async () => {
    const ping = { ping: () => Promise.resolve(), close: () => Promise.resolve() };
    const openStore = () => Promise.resolve(ping as unknown as Awaited<ReturnType<Tools['openStore']>>);
    expectOnly('store_in_clear', await visitWith({ STORE_URL: 'redis://redis.example' }, { openStore }));
    expect(diagnosesIn(await visitWith({ STORE_URL: 'rediss://redis.example' }, { openStore }))).toEqual([]);
  });

  describeWithRedis('in a real Redis', () => {
    let redis: RedisServer;
    test('is reached with its password, and refused without', async () => {
      redis = await startRedisServer({ password: 'a/password@of:its-own' });
      try {
        expect(diagnosesIn(await visitWith({ STORE_URL: redis.url }))).toEqual([]);
        const without = await visitWith({ STORE_URL: `redis://127.0.0.1:${redis.port}` });
        const { advice } = expectOnly('store_refuses', without);
        expect(advice).toContain('password');
      } finally {
        await redis.remove();
      }
    });
  });
});

describe('Addresses that are known to be others', () => {
  const live = { VISMA_ERP_URL: 'https://erp.example', VISMA_SALES_ORDER_URL: 'https://so.example' };
  const visitAt = (changes: Environment) =>
    visitWith(
      { ...live, BASE_URL: 'https://app.example', TRUST_PROXY_HOPS: '1', NODE_ENV: 'production', ...changes },
      {
        ...elsewhere(),
        fetch: (url) =>
          url.startsWith('https://app.example')
            ? Promise.reject(failure('ECONNREFUSED'))
            : Promise.resolve(
                new Response('{"issuer":"x"}', { status: url.includes('openid-configuration') ? 503 : 401 }),
              ),
      },
    );

  test.each([
    ['https://integration.visma.net', 'connect_is_vni'],
    ['https://identity.vismaonline.com', 'connect_is_another'],
    ['https://connect.identity.stagaws.visma.com', 'connect_is_staging'],
  ] as const)('%s', async (issuer, diagnosis) => {
    const findings = await visitAt({ VISMA_CONNECT_URL: issuer });
    expect(diagnosesIn(findings)).toEqual([diagnosis, 'metadata_unavailable']);
  });

  test('the ERP’s old host, with its dates', async () => {
    const findings = await visitAt({ VISMA_ERP_URL: 'https://integration.visma.net' });
    expect(diagnosesIn(findings)).toEqual(['metadata_unavailable', 'old_host']);
    const { reason, verdict } = findings.find(({ diagnosis }) => diagnosis === 'old_host') ?? {};
    expect(verdict).toBe('warning');
    expect(reason).toMatch(/31 December 2025.*1 February 2026.*500 calls an hour/);
  });
});

test('the portal’s “API Base URL” is told from the address of the API', async () => {
  const findings = await visitWith({ VISMA_ERP_URL: 'https://api.finance.visma.net/erp/service' });
  const { reason } = findings.find(({ diagnosis }) => diagnosis === 'variable_wrong') ?? {};
  expect(reason).toMatch(/VISMA_ERP_URL must be an origin.*only the audience of tokens.*404/);
});

describe('Scopes by their names', () => {
  const GOOD = 'openid tenants offline_access vismanet_erp_interactive_api:read';

  test.each([
    ['scope_of_vni', `${GOOD} financialstasks`, 'vismanet_erp_interactive_api:read'],
    ['scope_of_services', `${GOOD} vismanet_erp_service_api:read`, 'vismanet_erp_interactive_api:read'],
    ['scope_needless', `${GOOD} visma.net.erp.salesorder:read`, 'Leave it out'],
    [
      'scopes_too_long',
      `${GOOD} ${[1, 2, 3, 4, 5].map((n) => `other-product-of-visma:rights${n}`).join(' ')}`,
      'Leave out scopes',
    ],
    ['scope_unknown', `${GOOD} vismanet_erp_interactive_api:reed`, 'vismanet_erp_interactive_api:read'],
    ['scope_unknown', `${GOOD} visma.net.erp.salesorders:read`, 'visma.net.erp.salesorder:read'],
    ['no_offline_access', GOOD.replace(' offline_access', ''), 'Offline Access'],
    ['no_tenants', GOOD.replace(' tenants', ''), 'Add tenants'],
  ] as const)('%s', async (diagnosis, scopes, words) => {
    const { advice } = expectOnly(diagnosis, await visitWith({ VISMA_SCOPES: scopes }));
    expect(advice).toContain(words);
  });

  test('are as many at most as the product behind Visma Connect takes, with the permission to change things', () => {
    expect(STEP_UP_SCOPES).toEqual(CHANGE_SCOPES);
    const { scopes } = loadConfig({});
    expect([...scopes, ...CHANGE_SCOPES].join(' ').length).toBeLessThan(300);
  });

  test('of other products of Visma are not ours to judge', async () => {
    expect(diagnosesIn(await visitWith({ VISMA_SCOPES: `${GOOD} business-graphql-api:access-group-based` }))).toEqual(
      [],
    );
  });
});
