import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../../src/errors.ts';
import {
  createServiceClient,
  ServiceError,
  type ServiceClient,
  type ServiceClientConfig,
  type Wait,
} from '../src/serviceClient.ts';
import { json, startFakeVisma, type Answer, type FakeVisma } from './fakeVisma.ts';

const READ = 'vismanet_erp_service_api:read';
const ORDERS = 'visma.net.erp.salesorder:read';

let visma: FakeVisma;
let [nowMs, waits]: [number, Wait[]] = [0, []];
const clients: ServiceClient[] = [];

beforeEach(async () => {
  visma = await startFakeVisma();
  visma.answers.push(given([]));
  [nowMs, waits] = [Date.UTC(2026, 0, 1), []];
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));

function aClient(config: Partial<ServiceClientConfig> = {}): ServiceClient {
  const client = createServiceClient({
    issuer: visma.url,
    clientId: 'isv_nightly',
    clientSecret: 'the secret',
    erpUrl: visma.url,
    salesOrderUrl: visma.url,
    now: () => nowMs,
    onWait: (wait) => void waits.push(wait),
    wait: (ms) => {
      nowMs += ms;
      return Promise.resolve();
    },
    ...config,
  });
  clients.push(client);
  return client;
}

function given(body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_request, response) => json(response, body, 200, headers);
}

function refused(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_request, response) => json(response, { message: 'no' }, status, headers);
}

async function refusalOf(call: Promise<unknown>): Promise<ServiceError> {
  const error: unknown = await call.catch((reason: unknown) => reason);
  if (error instanceof ServiceError) return error;
  throw new Error('it was not refused');
}

describe('User-Agent', () => {
  test.each([
    [undefined, /^visma-net-client\/\d+\.\d+\.\d+$/],
    ['acme-sync/2.1', /^acme-sync\/2\.1 visma-net-client\/\d+\.\d+\.\d+$/],
  ])('names the client after the product %s', async (product, expected) => {
    const agents: (string | undefined)[] = [];
    visma.answers.splice(0, 1, (request, response) => {
      agents.push(request.headers['user-agent']);
      json(response, []);
    });
    await aClient({ product }).tenant('the-company').inventory.list();
    expect(agents).toEqual([expect.stringMatching(expected)]);
  });
});

describe('Tokens', () => {
  test('are asked for once a company, by Basic, with the scopes that the calls need', async () => {
    const client = aClient();
    await client.tenant('acme').inventory.list();
    await client.tenant('acme').customers.list();
    await client.tenant('other').customers.list();
    expect(visma.tokens.map(({ form }) => form.get('tenant_id'))).toEqual(['acme', 'other']);
    expect(visma.tokens.map(({ form }) => form.get('scope'))).toEqual([READ, READ]);
    expect(visma.tokens[0]?.authorization).toMatch(/^Basic /);
    expect(visma.tokens[0]?.form.has('client_secret')).toBe(false);
  });

  test('grow by the scopes that a later call needs', async () => {
    const client = aClient();
    visma.answers.unshift(given([]), given({ value: [], totalCount: 0 }), given([]));
    await client.tenant('acme').inventory.list();
    await client.tenant('acme').salesOrders.list();
    await client.tenant('acme').inventory.list();
    expect(visma.tokens.map(({ form }) => form.get('scope'))).toEqual([READ, `${READ} ${ORDERS}`]);
  });

  test('carry the secret in the form when told', async () => {
    await aClient({ clientAuthentication: 'post' }).tenant('acme').inventory.list();
    const [{ authorization, form } = { authorization: '', form: new URLSearchParams() }] = visma.tokens;
    expect([authorization, form.get('client_secret')]).toEqual([undefined, 'the secret']);
  });

  test('are kept until a minute before their end', async () => {
    const client = aClient();
    const tokenAfter = async (seconds: number) => {
      nowMs += seconds * 1000;
      return (await client.token('acme')).accessToken;
    };
    expect([await tokenAfter(0), await tokenAfter(3539), await tokenAfter(2)]).toEqual(['t1', 't1', 't2']);
  });

  test('are asked for by one request at a time', async () => {
    const client = aClient();
    await Promise.all(Array.from({ length: 20 }, () => client.tenant('acme').inventory.list()));
    expect(visma.tokens).toHaveLength(1);
    await Promise.all([client.token('b', [READ]), client.token('b', [ORDERS]), client.token('b', [READ])]);
    expect(visma.tokens).toHaveLength(3);
    expect(visma.mostTokenRequestsAtOnce()).toBe(1);
  });

  test('that the ERP no longer takes are replaced once', async () => {
    const client = aClient();
    await client.tenant('acme').inventory.list();
    nowMs += 600_000;
    visma.answers.unshift(refused(401));
    await client.tenant('acme').inventory.list();
    expect(visma.seen).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2']);
  });

  test('that are fresh and not taken mean a customer and no company', async () => {
    visma.answers.unshift(refused(401));
    const refusal = await refusalOf(aClient().tenant('gruppen').inventory.list());
    expect([refusal.code, visma.tokens.length]).toEqual(['not_a_company', 1]);
    expect(refusal.advice).toContain('tenant id of the customer and not of the company');
  });
});

describe('The rate limit', () => {
  test('is waited for as long as the API says, and the call is made again', async () => {
    visma.answers.unshift(refused(429, { 'retry-after': '90' }));
    await aClient().tenant('acme').inventory.list();
    expect(waits).toEqual([{ tenantId: 'acme', seconds: 90, why: 'used_up' }]);
    expect(visma.seen).toHaveLength(2);
  });

  test('is not waited for beyond what was allowed', async () => {
    visma.answers.unshift(refused(429, { 'retry-after': '900' }));
    const refusal = await refusalOf(aClient({ maxWaitSeconds: 60 }).tenant('acme').inventory.list());
    expect(refusal).toMatchObject({ code: 'throttled', retryAfterSeconds: 900, advice: 'Try again in 15 minutes.' });
  });

  test('is not run into: the last calls of a window are spread over what is left of it', async () => {
    const quota = (remaining: number) => ({
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': '50',
    });
    visma.answers.unshift(given([], quota(50)), given([], quota(5)));
    const { inventory } = aClient().tenant('acme');
    await inventory.list();
    await inventory.list();
    expect(waits).toEqual([]);
    await inventory.list();
    expect(waits).toEqual([{ tenantId: 'acme', seconds: 10, why: 'nearly_used_up' }]);
  });

  test('of one company does not hold up another', async () => {
    const client = aClient();
    visma.answers.unshift(refused(429, { 'retry-after': '90' }));
    await client.tenant('acme').inventory.list();
    await client.tenant('other').inventory.list();
    expect(waits.map(({ tenantId }) => tenantId)).toEqual(['acme']);
  });
});

describe('An API that is away', () => {
  test('is asked again for long lists, after longer and longer pauses', async () => {
    visma.answers.unshift(refused(500), refused(500), given([]));
    for await (const row of aClient().tenant('acme').inventory.rows())
      throw new Error(`unexpected ${row.inventoryNumber}`);
    expect(waits.map(({ seconds, why }) => [seconds, why])).toEqual([
      [1, 'away'],
      [3, 'away'],
    ]);
  });

  test('is not asked again for a single call unless told', async () => {
    visma.answers.unshift(refused(500));
    expect(await refusalOf(aClient().tenant('acme').inventory.list())).toMatchObject({ code: 'erp_unavailable' });
    visma.answers.unshift(refused(500));
    await aClient().tenant('acme').inventory.list({}, { attempts: 2 });
  });
});

test('a refusal holds neither a token nor the secret', async () => {
  visma.answers.unshift(refused(403));
  const refusal = await refusalOf(aClient().tenant('acme').inventory.list());
  expect(`${JSON.stringify(refusal)} ${refusal.message} ${refusal.advice} ${String(refusal.cause)}`).not.toMatch(
    /\bt1\b|the secret/,
  );
});

test('a configuration with gaps is refused with every one of them', () => {
  expect(() => aClient({ issuer: 'connect', clientSecret: '' })).toThrow(ConfigError);
  expect(() => aClient({ issuer: 'connect', clientSecret: '' })).toThrow(/issuer: .*\n.*clientSecret: /);
});
