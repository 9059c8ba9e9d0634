import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Environment } from '../../src/config.ts';
import { serve } from '../support/serve.ts';
import { envOf, json, startPlainProvider, type PlainProvider } from './plainProvider.ts';
import { diagnosesIn, expectOnly, visit } from './visit.ts';

let provider: PlainProvider;
let env: Environment;

beforeAll(async () => {
  provider = await startPlainProvider();
});
beforeEach(async () => {
  provider.instead.clear();
  provider.metadata = (same) => same;
  env = await envOf(provider.url);
});

const METADATA = '/.well-known/openid-configuration';

test('A provider and APIs in good health have nothing wrong with them', async () => {
  expect(diagnosesIn(await visit(env))).toEqual([]);
});

describe('The metadata', () => {
  test('is not there: another site, or a path too much', async () => {
    provider.instead.set(METADATA, json({}, 404));
    expectOnly('metadata_missing', await visit(env));
  });

  test('cannot be had for now', async () => {
    provider.instead.set(METADATA, json({}, 503));
    expectOnly('metadata_unavailable', await visit(env));
  });

  test('lies elsewhere', async () => {
    provider.instead.set(METADATA, json({}, 301, { location: 'https://elsewhere.example/' }));
    const { reason } = expectOnly('metadata_redirects', await visit(env));
    expect(reason).toContain('https://elsewhere.example/');
  });

  test('is the login page of a hotel', async () => {
    provider.instead.set(METADATA, (res) => void res.end('<html><title>Welcome</title>'));
    expectOnly('metadata_unreadable', await visit(env));
  });

  test.each([
    ['a slash at the end', (url: string) => `${url}/`, 'a slash at the end counts'],
    ['another scheme', (url: string) => url.replace('http:', 'https:'), 'http and https differ'],
    ['another host', () => 'https://other.example', 'another host or path'],
  ])('names an issuer that differs by %s', async (_what, issuerOf, words) => {
    provider.metadata = (healthy) => ({ ...healthy, issuer: issuerOf(provider.url) });
    const { reason } = expectOnly('issuer_differs', await visit(env));
    expect(reason).toContain(words);
  });

  test('leaves an endpoint out', async () => {
    provider.metadata = ({ end_session_endpoint: _left, ...rest }) => rest;
    const { reason } = expectOnly('endpoint_missing', await visit(env));
    expect(reason).toContain('end_session_endpoint');
  });
});

describe('The clock', () => {
  const at = (ms: number) => ({ tools: { now: () => Date.now() + ms } });

  test.each([
    ['20 seconds ahead', 20_000, 'clock_drifts', 'ahead of'],
    ['45 seconds ahead', 45_000, 'clock_drifts', 'ahead of'],
    ['two minutes ahead', 120_000, 'clock_off', 'ahead of'],
    ['two minutes behind', -120_000, 'clock_off', 'behind'],
  ] as const)('is %s', async (_what, ms, diagnosis, words) => {
    const { reason } = expectOnly(diagnosis, await visit(env, at(ms)));
    expect(reason).toContain(words);
  });

  test('that is five seconds off is right enough', async () => {
    expect(diagnosesIn(await visit(env, at(5_000)))).toEqual([]);
  });

  test('cannot be compared with a provider that does not say what time it is', async () => {
    provider.instead.set(METADATA, (res, url) => {
      res.sendDate = false;
      json({ issuer: provider.url })(res, url);
    });
    const [clock] = (await visit(env)).filter(({ check }) => check === 'clock');
    expect(clock?.verdict).toBe('skipped');
  });
});

describe('The keys', () => {
  test('do not come', async () => {
    provider.instead.set('/keys', json({}, 500));
    expectOnly('keys_unavailable', await visit(env));
  });

  test.each([
    ['empty', { keys: [] }],
    ['of another kind', { keys: [{ kty: 'EC', use: 'sig', alg: 'ES256' }] }],
    ['for encryption', { keys: [{ kty: 'RSA', use: 'enc' }] }],
    ['no key set', 'nothing'],
  ])('are %s', async (_what, keys) => {
    provider.instead.set('/keys', json(keys));
    expectOnly('keys_missing', await visit(env));
  });
});

describe('A provider without', () => {
  test.each([
    ['the code flow', 'no_code_flow', { response_types_supported: ['id_token'] }],
    ['answers in the query', 'no_query_mode', { response_modes_supported: ['form_post'] }],
    ['PKCE', 'no_pkce', { code_challenge_methods_supported: undefined }],
    ['S256', 'no_pkce', { code_challenge_methods_supported: ['plain'] }],
    ['client_secret_basic', 'no_basic', { token_endpoint_auth_methods_supported: ['private_key_jwt'] }],
    ['RS256', 'no_rs256', { id_token_signing_alg_values_supported: ['ES256'] }],
    ['refresh tokens', 'no_refresh', { grant_types_supported: ['authorization_code'] }],
  ] as const)('%s does not do', async (_what, diagnosis, change) => {
    provider.metadata = (healthy) => ({ ...healthy, ...change });
    expectOnly(diagnosis, await visit(env));
  });
});

describe('The secret', () => {
  const withMethods = (...methods: string[]) => {
    provider.metadata = (healthy) => ({ ...healthy, token_endpoint_auth_methods_supported: methods });
  };

  test('is tried in the very form in which the application sends it', async () => {
    let authorization: string | undefined;
    const { url } = await serve((req, res) => {
      authorization = req.headers.authorization;
      json({ error: 'invalid_grant' }, 400)(res, new URL(url));
    });
    provider.metadata = (healthy) => ({ ...healthy, token_endpoint: url });
    await visit({ ...env, VISMA_CLIENT_ID: 'isv_my-app.1', VISMA_CLIENT_SECRET: 'a-b_c.d~e*f' });
    const sent = Buffer.from(authorization?.replace('Basic ', '') ?? '', 'base64').toString();
    expect(sent).toBe('isv%5Fmy%2Dapp%2E1:a%2Db%5Fc%2Ed%7Ee%2Af');
  });

  test('goes in the form where the configuration says so', async () => {
    withMethods('client_secret_post');
    let body = '';
    const { url } = await serve((req, res) => {
      req.setEncoding('utf8').on('data', (part: string) => void (body += part));
      req.on('end', () => json({ error: 'invalid_grant' }, 400)(res, new URL(url)));
    });
    const { metadata } = provider;
    provider.metadata = (healthy) => ({ ...metadata(healthy), token_endpoint: url });
    expect(diagnosesIn(await visit({ ...env, VISMA_CLIENT_AUTH: 'post' }))).toEqual([]);
    expect(new URLSearchParams(body).get('client_secret')).toBe('a-client-secret-of-the-tests');
  });

  test('of a provider that takes it otherwise is not called wrong, and the way out is said', async () => {
    withMethods('client_secret_post');
    provider.instead.set('/token', json({ error: 'invalid_client' }, 401));
    expect(expectOnly('no_basic', await visit(env)).advice).toContain('VISMA_CLIENT_AUTH=post');
    withMethods('client_secret_basic');
    expect(expectOnly('no_post', await visit({ ...env, VISMA_CLIENT_AUTH: 'post' })).advice).toContain('Leave');
  });
});

describe('An error that comes back to the redirect URI', () => {
  const answerWith = (error: string) =>
    provider.instead.set('/authorize', (res, { searchParams }) => {
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('error', error);
      res.writeHead(303, { location: back.href }).end();
    });

  test.each([
    ['temporarily_unavailable', 'try again in a few minutes'],
    ['invalid_request', 'Compare the application'],
  ])('tells that it is registered, and what is wrong: %s', async (error, advice) => {
    answerWith(error);
    const finding = expectOnly('sign_in_refused', await visit(env));
    expect(finding.reason).toContain(`is registered, and the request for a sign-in was answered there with ${error}`);
    expect(finding.advice).toContain(advice);
  });

  test('is not repeated when it is no error code', async () => {
    answerWith('<b>come here</b>');
    expect(expectOnly('sign_in_refused', await visit(env)).reason).toContain('answered there with no error code');
  });
});

describe('An answer that does not tell', () => {
  test.each([
    ['trouble', json({}, 503)],
    ['a page of its own', json({})],
    ['a login page in spite of prompt=none', json({}, 302, { location: '/account/login' })],
  ])('at the authorization endpoint is no diagnosis: %s', async (_what, answer) => {
    provider.instead.set('/authorize', answer);
    const findings = await visit(env);
    expect(diagnosesIn(findings)).toEqual([]);
    expect(findings.filter(({ check }) => check === 'addresses').map(({ verdict }) => verdict)).toEqual([
      'skipped',
      'skipped',
    ]);
  });

  test.each([
    ['trouble', json({}, 500)],
    ['no code', json({ problem: 1 }, 400)],
    ['an unknown code', json({ error: 'slow_down' }, 400)],
  ])('at the token endpoint is no diagnosis: %s', async (_what, answer) => {
    provider.instead.set('/token', answer);
    const findings = await visit(env);
    expect(diagnosesIn(findings)).toEqual([]);
    expect(findings.find(({ check }) => check === 'client')?.verdict).toBe('skipped');
  });

  test('with status 401 and no words at the token endpoint is a wrong secret all the same', async () => {
    provider.instead.set('/token', (res) => void res.writeHead(401, { 'www-authenticate': 'Basic' }).end());
    expectOnly('client_secret_wrong', await visit(env));
  });
});

describe('A token for a company', () => {
  const SERVICE = { VISMA_SERVICE_CLIENT_ID: 'isv_service', VISMA_SERVICE_CLIENT_SECRET: 'a-service-secret' };
  const jwt = (claims: object) =>
    ['{"alg":"RS256"}', JSON.stringify(claims), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');

  test('that names another company is not used', async () => {
    const token = { access_token: jwt({ tenant_id: 'other' }), token_type: 'Bearer', expires_in: 3600 };
    provider.instead.set('/token', json(token));
    expectOnly('token_of_another', await visit({ ...env, ...SERVICE }, { tenantId: 'ours' }));
  });
});

describe('The APIs', () => {
  test('have trouble', async () => {
    provider.instead.set('/v1/inventory', json({}, 503));
    expectOnly('erp_failing', await visit(env));
    provider.instead.clear();
    provider.instead.set('/api/v3/SalesOrders', json({}, 500));
    expectOnly('sales_orders_failing', await visit(env));
  });

  test('are not where they are said to be', async () => {
    const { url } = await serve((_req, res) => void res.writeHead(404).end('no such page'));
    expectOnly('erp_elsewhere', await visit({ ...env, VISMA_ERP_URL: url }));
    expectOnly('sales_orders_elsewhere', await visit({ ...env, VISMA_SALES_ORDER_URL: url }));
  });
});

describe('At BASE_URL', () => {
  const baseOf = (url: string) => ({ BASE_URL: url, PORT: new URL(url).port });

  test('something else answers', async () => {
    const { url } = await serve((_req, res) => void res.end('<html>'));
    expectOnly('app_is_another', await visit({ ...env, ...baseOf(url) }));
  });

  test('the application runs and has lost its store', async () => {
    const { url } = await serve((_req, res) => json({ store: 'away', connect: 'yes' }, 503)(res, new URL(url)));
    expectOnly('app_not_ready', await visit({ ...env, ...baseOf(url) }));
  });

  test('the application runs', async () => {
    const { url } = await serve((_req, res) => json({ store: 'ok', connect: 'unknown' })(res, new URL(url)));
    const [app] = (await visit({ ...env, ...baseOf(url) })).filter(({ check }) => check === 'app');
    expect(app?.verdict).toBe('ok');
  });
});
