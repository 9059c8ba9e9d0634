import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox, GRUPPEN, HANDEL } from '../connect/connectStack.ts';
import { askServiceToken, control } from '../systems/systemStack.ts';
import {
  aDeveloper,
  approveAll,
  aSecret,
  errorsOf,
  integrate,
  INTERACTIVE,
  register,
  SERVICE_API,
  signInTo,
  textOf,
  type Developer,
} from './portalStack.ts';

let sandbox: Sandbox;
let dev: Developer;

const READ = `${INTERACTIVE}:read`;
const CREATE = `${INTERACTIVE}:create`;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(async () => {
  sandbox.reset();
  dev = await aDeveloper(sandbox);
});
afterAll(() => sandbox.stop());

/** What a sign-in that asks for this scope ends with. */
async function outcome(scope: string): Promise<string> {
  const { page, response } = await signInTo(sandbox, { clientId: 'isv_my_web', scope: `openid ${scope}` });
  return response.has('code') ? 'code' : (/data-testid="error-code">([^<]*)/.exec(page.html)?.[1] ?? 'no answer');
}

async function statusOnTab(): Promise<string | undefined> {
  return /integration-status">([^<]*)/.exec((await dev.open('/applications/isv_my_web/integrations')).html)?.[1];
}

describe('The APIs on offer', () => {
  test.each([
    ['web', {}, ['interactive']],
    ['web', { clientCredentials: 'on' }, ['interactive', 'service', 'Sales Order']],
    ['native', {}, ['interactive']],
    ['service', {}, ['service', 'Sales Order']],
  ])('are those for the grant types: %s %j', async (type, change, expected) => {
    await register(dev, type, change);
    const { html } = await dev.open(`/applications/isv_my_${type}/integrations/new`);
    const labels = [...html.matchAll(/<label for="field-api-\d+">([^<]*)</g)].map(([, label = '']) => label);
    expect(labels).toEqual(expected.map((word) => expect.stringContaining(word)));
  });

  test('include the Sales Order API for people where a setting says so', async () => {
    await control(sandbox, 'PUT', 'settings', { salesOrderScopesForPeople: true });
    await register(dev, 'web');
    await integrate(dev, 'isv_my_web', 'visma.net.erp.salesorder', ['visma.net.erp.salesorder:read']);
    await approveAll(dev);
    expect(await outcome('visma.net.erp.salesorder:read')).toBe('code');
    await control(sandbox, 'PUT', 'settings', { salesOrderScopesForPeople: false });
    expect(await outcome('visma.net.erp.salesorder:read')).toBe('invalid_scope');
  });

  test('have the four scopes of the guide, and the fifth of today', async () => {
    await register(dev, 'web');
    const { html } = await dev.open(`/applications/isv_my_web/integrations/new/scopes?api=${INTERACTIVE}`);
    for (const operation of ['create', 'read', 'update', 'delete', 'ui-extension'])
      expect(html).toContain(`value="${INTERACTIVE}:${operation}"`);
  });
});

describe('A new integration', () => {
  test('wants an API, at least one scope, and a description, each asked for at its field', async () => {
    await register(dev, 'web');
    const path = '/applications/isv_my_web/integrations/new';
    expect(errorsOf(await dev.open(`${path}/scopes`))).toEqual({ api: 'Choose an API' });
    expect(errorsOf(await dev.open(`${path}/scopes?api=${SERVICE_API}`))).toEqual({ api: 'Choose an API' });
    expect(errorsOf(await dev.open(`${path}/summary?api=${INTERACTIVE}`))).toEqual({
      scope: 'Choose at least one scope',
    });
    const order = { api: INTERACTIVE, scope: [READ], description: ' ' };
    const page = await dev.send(`${path}/summary?api=${INTERACTIVE}&scope=${READ}`, 'summary-form', order);
    expect(errorsOf(page)).toEqual({
      description: 'Describe briefly what your application will do with the API',
    });
    expect(await statusOnTab()).toBeUndefined();
  });

  test('is Pending and of no use, until Visma approves it', async () => {
    await register(dev, 'web');
    expect(textOf(await integrate(dev, 'isv_my_web', INTERACTIVE, [READ]))).toContain('integration is Pending.');
    expect([await statusOnTab(), await outcome(READ)]).toEqual(['Pending', 'invalid_scope']);
    await approveAll(dev);
    expect([await statusOnTab(), await outcome(READ), await outcome(CREATE)]).toEqual([
      'Approved',
      'code',
      'invalid_scope',
    ]);
  });

  test('is of no use when it is rejected, and can be asked for again', async () => {
    await register(dev, 'web');
    await integrate(dev, 'isv_my_web', INTERACTIVE, [READ]);
    await approveAll(dev, 'reject');
    expect([await statusOnTab(), await outcome(READ)]).toEqual(['Rejected', 'invalid_scope']);
    await integrate(dev, 'isv_my_web', INTERACTIVE, [READ]);
    await approveAll(dev);
    expect(await outcome(READ)).toBe('code');
  });

  test('is approved at once when the setting says so', async () => {
    await control(sandbox, 'PUT', 'settings', { integrationApproval: 'automatic' });
    await register(dev, 'web');
    await integrate(dev, 'isv_my_web', INTERACTIVE, [READ]);
    expect([await statusOnTab(), await outcome(READ)]).toEqual(['Approved', 'code']);
  });

  test('is told to the approver with application, publisher, scopes and description', async () => {
    await register(dev, 'web');
    await integrate(dev, 'isv_my_web', INTERACTIVE, [READ]);
    expect(textOf(await dev.open('/approvals'))).toMatch(
      /My web asks for Visma\.net ERP API \(interactive\) isv_my_web of ISV Example AS, .*“Shows stock” .*:read – .* new/,
    );
  });

  test('does not take scopes that the API has not got', async () => {
    await register(dev, 'web');
    const path = `/applications/isv_my_web/integrations/new/summary?api=${INTERACTIVE}&scope=${READ}`;
    const order = { api: INTERACTIVE, scope: ['visma.net.erp.salesorder:read'], description: 'Shows stock' };
    const page = await dev.send(path, 'summary-form', order);
    expect(errorsOf(page)).toEqual({ scope: 'Choose at least one scope' });
  });
});

describe('An approved integration', () => {
  test('needs approval again for other scopes; what was approved stays in force until then', async () => {
    await register(dev, 'web');
    await integrate(dev, 'isv_my_web', INTERACTIVE, [READ]);
    await approveAll(dev);
    await integrate(dev, 'isv_my_web', INTERACTIVE, [CREATE]);
    expect([await statusOnTab(), await outcome(READ), await outcome(CREATE)]).toEqual([
      'Pending',
      'code',
      'invalid_scope',
    ]);
    await approveAll(dev);
    expect([await outcome(READ), await outcome(CREATE)]).toEqual(['invalid_scope', 'code']);
  });

  test('begins a change of scopes with those it has', async () => {
    const { html } = await dev.open(
      '/applications/isv_sandbox_service/integrations/new/scopes?api=visma.net.erp.salesorder',
    );
    expect(html.match(/value="visma\.net\.erp\.salesorder:\w+" checked/g)).toHaveLength(2);
  });

  test('that is removed is in force no more', async () => {
    await register(dev, 'web');
    await integrate(dev, 'isv_my_web', INTERACTIVE, [READ]);
    await approveAll(dev);
    await dev.send('/applications/isv_my_web/integrations', '/integrations/remove');
    expect([await statusOnTab(), await outcome(READ)]).toEqual([undefined, 'invalid_scope']);
  });
});

test('a Service application with an approved API gets tokens for tenants that granted it, and only those', async () => {
  await register(dev, 'service');
  await integrate(dev, 'isv_my_service', SERVICE_API, [`${SERVICE_API}:read`]);
  const application = { clientId: 'isv_my_service', clientSecret: await aSecret(dev, 'isv_my_service') };
  const ask = async (tenantId: string) => (await askServiceToken(sandbox, { tenantId, application })).body;
  expect((await ask(HANDEL)).error).toBe('invalid_scope');
  await approveAll(dev);
  expect((await ask(HANDEL)).error).toBe('invalid_tenant');
  await control(sandbox, 'PUT', `grants/isv_my_service~${HANDEL}`, { scopes: [`${SERVICE_API}:read`] });
  expect([(await ask(HANDEL)).scope, (await ask(GRUPPEN)).error]).toEqual([`${SERVICE_API}:read`, 'invalid_tenant']);
});
