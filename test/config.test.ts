import { describe, expect, test } from '@jest/globals';
import { loadConfig, loadServiceConfig, VARIABLE_NAMES, type Environment } from '../src/config.ts';
import { ConfigError } from '../src/errors.ts';

const SECRET = 'a secret of at least thirty-two characters';

/** The four variables of the real thing, and where it answers. */
const REAL: Environment = {
  VISMA_CONNECT_URL: 'https://connect.visma.com',
  VISMA_CLIENT_ID: 'isv_acme',
  VISMA_CLIENT_SECRET: 'acme-secret',
  SESSION_SECRET: SECRET,
  BASE_URL: 'https://shop.example',
  TRUST_PROXY_HOPS: '1',
};

describe('without any variable', () => {
  test('the sandbox stands in for everything', () => {
    expect(loadConfig({})).toEqual({
      production: false,
      logLevel: 'info',
      server: {
        appName: 'Visma Connect Express',
        host: 'localhost',
        port: 3000,
        baseUrl: 'http://localhost:3000',
        https: false,
        trustProxyHops: 0,
        keepAliveSeconds: 75,
        drainSeconds: 5,
        stopSeconds: 20,
      },
      connect: undefined,
      connectSettings: { clientAuthentication: 'basic', trustedAudiences: [], clockToleranceSeconds: 60 },
      scopes: ['openid', 'profile', 'email', 'tenants', 'offline_access', 'vismanet_erp_interactive_api:read'],
      erpUrl: undefined,
      salesOrderUrl: undefined,
      service: undefined,
      session: { secrets: [], idleMinutes: 480, maxMinutes: 600 },
      storeUrl: 'sqlite:data/app.db',
      rateLimitPerMinute: 300,
      protocolView: true,
      sandbox: {
        port: 4400,
        url: 'http://127.0.0.1:4400',
        storeUrl: 'sqlite:data/sandbox.db',
        adminToken: undefined,
        items: 1200,
        vni: false,
        seedFile: undefined,
        settings: undefined,
      },
      warnings: [],
    });
  });

  test('empty variables are absent ones, as env files write them', () => {
    const empty = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, '']));
    expect(loadConfig(empty)).toEqual(loadConfig({}));
  });

  test('variables of other programs are none of ours', () => {
    expect(loadConfig({ PATH: '/bin', VISMA_SOMETHING: 'else' })).toEqual(loadConfig({}));
  });
});

describe('sandbox mode', () => {
  test('is off with the real Visma Connect', () => {
    const config = loadConfig(REAL);
    expect(config.sandbox).toBeUndefined();
    expect(config.connect).toEqual({
      issuer: 'https://connect.visma.com',
      clientId: 'isv_acme',
      clientSecret: 'acme-secret',
    });
    expect(config.erpUrl).toBe('https://api.finance.visma.net');
    expect(config.salesOrderUrl).toBe('https://salesorder.visma.net');
    expect(config.protocolView).toBe(false);
  });

  test('is off in production, which then needs the real thing', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
      expect.stringMatching(/^VISMA_CONNECT_URL is missing: production/),
      expect.stringMatching(/^VISMA_CLIENT_ID is missing/),
      expect.stringMatching(/^VISMA_CLIENT_SECRET is missing/),
      expect.stringMatching(/^SESSION_SECRET is missing/),
    ]);
  });

  test('has its own addresses', () => {
    const { sandbox } = loadConfig({ SANDBOX_PORT: '4500', SANDBOX_ITEMS: '5', SANDBOX_VNI: 'on' });
    expect(sandbox).toMatchObject({ port: 4500, url: 'http://127.0.0.1:4500', items: 5, vni: true });
    expect(loadConfig({ SANDBOX_URL: 'https://sandbox.example' }).sandbox?.url).toBe('https://sandbox.example');
  });

  test('keeps the ERP addresses that are set', () => {
    expect(loadConfig({ VISMA_ERP_URL: 'http://127.0.0.1:9000' }).erpUrl).toBe('http://127.0.0.1:9000');
  });
});

describe('a half-configured sign-in is refused', () => {
  test.each([['VISMA_CONNECT_URL'], ['VISMA_CLIENT_ID'], ['VISMA_CLIENT_SECRET'], ['SESSION_SECRET']])(
    'without %s',
    (name) => {
      expect(problemsOf({ ...REAL, [name]: undefined })).toEqual([expect.stringContaining(`${name} is missing`)]);
    },
  );

  test('with a client secret alone', () => {
    expect(problemsOf({ VISMA_CLIENT_SECRET: 'acme-secret' })).toEqual([
      expect.stringContaining('VISMA_CLIENT_SECRET is set without'),
    ]);
  });

  test.each(['VISMA_SERVICE_CLIENT_ID', 'VISMA_SERVICE_CLIENT_SECRET'])('with %s alone', (name) => {
    expect(problemsOf({ ...REAL, [name]: 'something' })).toEqual([expect.stringContaining('belong together')]);
  });

  test.each([
    ['client id', { VISMA_CLIENT_ID: 'isv_sandbox_web' }],
    ['client secret', { VISMA_CLIENT_SECRET: 'sandbox-web-secret' }],
  ])('with the real issuer and the sandbox’s %s', (_, env) => {
    expect(problemsOf({ ...REAL, ...env })).toEqual([expect.stringContaining('the sandbox’s')]);
  });

  test('with scopes that identify nobody', () => {
    expect(problemsOf({ ...REAL, VISMA_SCOPES: 'profile email' })).toEqual([expect.stringContaining('openid')]);
    expect(problemsOf({ ...REAL, VISMA_SCOPES: '  ' })).toEqual(['VISMA_SCOPES names no scope']);
  });
});

describe('an insecure combination is refused', () => {
  test('https with no proxy in front: this process speaks http', () => {
    expect(problemsOf({ ...REAL, TRUST_PROXY_HOPS: '0' })).toEqual([expect.stringContaining('TRUST_PROXY_HOPS is 0')]);
  });

  test('an http base address off loopback with a real issuer', () => {
    expect(problemsOf({ ...REAL, BASE_URL: 'http://shop.example' })).toEqual([
      expect.stringContaining('BASE_URL uses http'),
    ]);
  });

  test.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
    'but %s is good enough while developing',
    (BASE_URL) => {
      expect(loadConfig({ ...REAL, BASE_URL }).server.baseUrl).toBe(BASE_URL);
    },
  );

  test.each(['VISMA_CONNECT_URL', 'VISMA_ERP_URL', 'VISMA_SALES_ORDER_URL'])('%s over http off loopback', (name) => {
    expect(problemsOf({ ...REAL, [name]: 'http://visma.example' })).toEqual([
      `${name} uses http: only a loopback address may`,
    ]);
  });

  test('but an http issuer on loopback is not, in production too', () => {
    const env = {
      ...REAL,
      NODE_ENV: 'production',
      VISMA_CONNECT_URL: 'http://127.0.0.1:4400',
      BASE_URL: 'http://localhost:3000',
    };
    expect(loadConfig(env)).toMatchObject({ production: true, connect: { issuer: 'http://127.0.0.1:4400' } });
  });

  test('a short session secret, wherever it stands', () => {
    const problem = [expect.stringContaining('at least 32 characters')];
    expect(problemsOf({ ...REAL, SESSION_SECRET: 'short' })).toEqual(problem);
    expect(problemsOf({ ...REAL, SESSION_SECRET: `${SECRET},short` })).toEqual(problem);
    expect(problemsOf({ SESSION_SECRET: 'short' })).toEqual(problem);
  });

  test('a session that may idle longer than it lives', () => {
    expect(problemsOf({ SESSION_IDLE_MINUTES: '601' })).toEqual([expect.stringContaining('SESSION_IDLE_MINUTES')]);
  });

  test('a short control token', () => {
    expect(problemsOf({ SANDBOX_ADMIN_TOKEN: 'short' })).toEqual([
      'SANDBOX_ADMIN_TOKEN must have at least 16 characters',
    ]);
  });
});

describe('values', () => {
  test('of SESSION_SECRET are parted at commas, the first signs', () => {
    expect(loadConfig({ ...REAL, SESSION_SECRET: `${SECRET}1, ${SECRET}2` }).session.secrets).toEqual([
      `${SECRET}1`,
      `${SECRET}2`,
    ]);
  });

  test('of BASE_URL lose their slash, those of VISMA_CONNECT_URL keep every letter', () => {
    const config = loadConfig({
      ...REAL,
      BASE_URL: 'https://shop.example/',
      VISMA_CONNECT_URL: 'https://connect.example/',
    });
    expect(config.server).toMatchObject({ baseUrl: 'https://shop.example', https: true, trustProxyHops: 1 });
    expect(config.connect?.issuer).toBe('https://connect.example/');
  });

  test('of BASE_URL follow PORT', () => {
    expect(loadConfig({ PORT: '8080' }).server.baseUrl).toBe('http://localhost:8080');
  });

  test('of VISMA_SCOPES are parted at any white space', () => {
    expect(loadConfig({ VISMA_SCOPES: ' openid\t profile ' }).scopes).toEqual(['openid', 'profile']);
  });

  test('of RATE_LIMIT may be off', () => {
    expect(loadConfig({ RATE_LIMIT: 'off' }).rateLimitPerMinute).toBeUndefined();
    expect(loadConfig({ RATE_LIMIT: '10' }).rateLimitPerMinute).toBe(10);
  });

  test('of PROTOCOL_VIEW win over the mode', () => {
    expect(loadConfig({ PROTOCOL_VIEW: 'off' }).protocolView).toBe(false);
    expect(loadConfig({ ...REAL, PROTOCOL_VIEW: 'on' }).protocolView).toBe(true);
  });

  test('of the service application come together, its company or none', () => {
    const service = { VISMA_SERVICE_CLIENT_ID: 'isv_acme_service', VISMA_SERVICE_CLIENT_SECRET: 'acme' };
    expect(loadConfig({ ...REAL, ...service }).service).toEqual({
      clientId: 'isv_acme_service',
      clientSecret: 'acme',
      tenantId: undefined,
    });
    expect(loadConfig({ ...REAL, ...service, VISMA_TENANT_ID: 'a tenant' }).service?.tenantId).toBe('a tenant');
  });

  test.each([
    'sqlite:data/app.db',
    'sqlite:/var/lib/app.db',
    'memory:',
    'redis://localhost',
    'redis://127.0.0.1:6379/2',
    'rediss://user:p%40ss@redis.example:6380',
    'redis://:password@[::1]:6379/',
  ])('of STORE_URL may be %s', (STORE_URL) => {
    expect(loadConfig({ STORE_URL }).storeUrl).toBe(STORE_URL);
  });

  test('memory: in production is allowed, with a warning', () => {
    const config = loadConfig({ ...REAL, NODE_ENV: 'production', STORE_URL: 'memory:' });
    expect(config.warnings).toEqual([expect.stringContaining('signs everybody out')]);
    expect(loadConfig({ STORE_URL: 'memory:' }).warnings).toEqual([]);
  });

  test.each<[string, string]>([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'eighty'],
    ['BASE_URL', 'shop.example'],
    ['BASE_URL', 'ftp://shop.example'],
    ['BASE_URL', 'https://shop.example/app'],
    ['BASE_URL', 'https://user:pass@shop.example'],
    ['VISMA_CONNECT_URL', 'connect.visma.com'],
    ['VISMA_CONNECT_URL', 'https://connect.visma.com?x=1'],
    ['VISMA_ERP_URL', 'https://api.finance.visma.net/v1'],
    ['STORE_URL', 'sqlite:'],
    ['STORE_URL', 'postgres://localhost'],
    ['STORE_URL', 'redis://'],
    ['STORE_URL', 'redis://localhost/app'],
    ['STORE_URL', 'redis://:password@[broken'],
    ['SANDBOX_STORE_URL', 'redis://localhost'],
    ['TRUST_PROXY_HOPS', 'true'],
    ['LOG_LEVEL', 'loud'],
    ['RATE_LIMIT', '0'],
    ['PROTOCOL_VIEW', 'maybe'],
    ['SANDBOX_ITEMS', '0'],
  ])('of %s may not be %s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} must be`))]);
  });
});

describe('a refusal', () => {
  const secrets = {
    VISMA_CLIENT_SECRET: 'hunter2-client',
    SESSION_SECRET: 'hunter2-short',
    SANDBOX_ADMIN_TOKEN: 'hunter2',
  };

  test('names every problem at once', () => {
    const problems = problemsOf({
      ...secrets,
      SANDBOX_ADMIN_TOKEN: undefined,
      VISMA_SCOPES: 'email',
      SESSION_IDLE_MINUTES: '700',
      BASE_URL: 'https://shop.example',
    });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'VISMA_CLIENT_SECRET',
      'VISMA_SCOPES',
      'SESSION_SECRET',
      'SESSION_IDLE_MINUTES',
      'TRUST_PROXY_HOPS',
    ]);
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'x', STORE_URL: 'x' })).toHaveLength(3);
  });

  test('reads as a list, and repeats no value', () => {
    const values = {
      ...secrets,
      PORT: 'hunter2',
      BASE_URL: 'hunter2',
      STORE_URL: 'redis://:hunter2@[',
      LOG_LEVEL: 'hunter2',
      VISMA_ERP_URL: 'http://hunter2',
    };
    const error = refusalOf(values);
    expect(error.message).toMatch(
      /^The configuration has 5 problems:\n {2}- PORT must be a whole number\n {2}- BASE_URL/,
    );
    expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain('hunter2');
  });
});

test('a configuration cannot be changed, at no depth', () => {
  const config = loadConfig(REAL);
  const frozen = [
    config,
    config.server,
    config.connect,
    config.session,
    config.session.secrets,
    config.scopes,
    config.warnings,
  ];
  expect(frozen.map(Object.isFrozen)).toEqual(frozen.map(() => true));
});

function problemsOf(env: Environment): readonly string[] {
  return refusalOf(env).problems;
}

function refusalOf(env: Environment): ConfigError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('the service command', () => {
  const service = { VISMA_SERVICE_CLIENT_ID: 'isv_nightly', VISMA_SERVICE_CLIENT_SECRET: 'nightly-secret' };
  const real = { VISMA_CONNECT_URL: 'https://connect.visma.com', ...service };

  test('finds everything at the sandbox without any variable', () => {
    expect(loadServiceConfig({ SANDBOX_PORT: '4500' })).toEqual({
      issuer: 'http://127.0.0.1:4500',
      application: undefined,
      tenantId: undefined,
      erpUrl: 'http://127.0.0.1:4500',
      salesOrderUrl: 'http://127.0.0.1:4500',
      isSandbox: true,
    });
  });

  test('needs neither a web application nor a session secret', () => {
    expect(loadServiceConfig({ ...real, VISMA_TENANT_ID: 'acme', NODE_ENV: 'production' })).toEqual({
      issuer: 'https://connect.visma.com',
      application: { clientId: 'isv_nightly', clientSecret: 'nightly-secret', tenantId: 'acme' },
      tenantId: 'acme',
      erpUrl: 'https://api.finance.visma.net',
      salesOrderUrl: 'https://salesorder.visma.net',
      isSandbox: false,
    });
  });

  test.each([
    ['production without the real thing', { NODE_ENV: 'production' }, 3],
    ['an issuer without an application', { VISMA_CONNECT_URL: 'https://connect.visma.com' }, 2],
    ['an id without a secret', { ...real, VISMA_SERVICE_CLIENT_SECRET: '' }, 2],
    ['the sandbox’s secret with a real issuer', { ...real, VISMA_SERVICE_CLIENT_SECRET: 'sandbox-service-secret' }, 1],
    ['addresses in the clear', { ...real, VISMA_ERP_URL: 'http://erp.example' }, 1],
  ])('refuses %s and names every problem', (_name, env: Environment, problems) => {
    const refusal = refusalOf(() => loadServiceConfig(env));
    expect(refusal.problems).toHaveLength(problems);
    expect(refusal.message).not.toMatch(/nightly-secret|sandbox-service-secret/);
  });

  function refusalOf(load: () => unknown): ConfigError {
    try {
      load();
    } catch (error) {
      if (error instanceof ConfigError) return error;
    }
    throw new Error('it was accepted');
  }
});

describe('A client id or secret that was changed on its way', () => {
  test.each([
    ['acme\n', 'ends with a line break'],
    ['acme\r\n', 'ends with a line break'],
    ['acme\u00a0secret', 'has a character that no client id or secret can have'],
    ['acme\tsecret', 'has a character that no client id or secret can have'],
    ['ﬁ', 'has a character that no client id or secret can have'],
    [' acme', 'begins or ends with a blank'],
    ['acme ', 'begins or ends with a blank'],
    ['"acme"', 'stands in quotes'],
    ["'acme'", 'stands in quotes'],
  ])('%j is refused by name, and not repeated', (value, words) => {
    for (const name of ['VISMA_CLIENT_ID', 'VISMA_CLIENT_SECRET']) {
      const [problem, ...others] = problemsOf({ ...REAL, [name]: value });
      expect(others).toEqual([]);
      expect(problem).toContain(`${name} ${words}`);
      expect(problem).not.toContain('acme');
    }
  });

  test('is refused for the service command too', () => {
    const env = { ...REAL, VISMA_SERVICE_CLIENT_ID: 'isv_service', VISMA_SERVICE_CLIENT_SECRET: 'secret\n' };
    expect(() => loadServiceConfig(env)).toThrow('VISMA_SERVICE_CLIENT_SECRET ends with a line break');
  });

  test.each(['a b', 'a#b', `it's`, '"half', 'p%20s+s w:rd/&=~'])('%s was not', (value) => {
    expect(loadConfig({ ...REAL, VISMA_CLIENT_SECRET: value }).connect?.clientSecret).toBe(value);
  });
});

test('Visma Connect is spoken with as the settings say', () => {
  const env = { VISMA_CLIENT_AUTH: 'post', VISMA_TRUSTED_AUDIENCES: ' isv_a  isv_b ', CLOCK_TOLERANCE_SECONDS: '300' };
  expect(loadConfig({ ...REAL, ...env }).connectSettings).toEqual({
    clientAuthentication: 'post',
    trustedAudiences: ['isv_a', 'isv_b'],
    clockToleranceSeconds: 300,
  });
  expect(problemsOf({ ...REAL, VISMA_CLIENT_AUTH: 'jwt' })).toEqual(['VISMA_CLIENT_AUTH must be basic or post']);
});
