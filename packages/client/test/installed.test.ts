import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/src/start.ts';
import { pack, productionPackagesOf, projectWith, strictTypeCheck } from '../../../test/support/installed.ts';
import { HANDEL, SYDHAV } from '../../../test/support/startStack.ts';

const tarball = pack('packages/client');

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, items: 10 });
});
afterAll(() => sandbox.stop());

const BODY = `
  const [url, company, stranger] = process.argv.slice(2);
  const client = createServiceClient({
    issuer: url, clientId: 'isv_sandbox_service', clientSecret: 'sandbox-service-secret',
    erpUrl: url, salesOrderUrl: url,
  });
  const { rows, totalCount } = await client.tenant(company).inventory.list({ pageSize: 2 });
  console.log(rows.map(({ inventoryNumber }) => inventoryNumber).join(), totalCount);
  const refusal = await client.tenant(stranger).customers.list().catch((error) => error);
  console.log(refusal instanceof ServiceError, refusal.code, refusal.advice.slice(0, 44));
  await client.close();
`;
const SAID = '100001,100002 10\ntrue tenant_not_granted Ask the customer to grant the application in\n';

const IMPORTED = `import { createServiceClient, ServiceError } from 'visma-net-client';\n${BODY}`;
const REQUIRED = `const { createServiceClient, ServiceError } = require('visma-net-client');\n(async () => {${BODY}})();\n`;

const TYPED = `
import { createServiceClient, ServiceError, type InventoryItem, type ServiceClient } from 'visma-net-client';
export async function worth(client: ServiceClient, tenantId: string): Promise<number> {
  let sum = 0;
  for await (const item of client.tenant(tenantId).inventory.rows({ changedSince: '2026-01-01', with: ['stock'] })) {
    const one: InventoryItem = item;
    const price: number | undefined = one.defaultPrice;
    sum += price ?? 0;
  }
  return sum;
}
// @ts-expect-error there is no such filter
export const wrong = (client: ServiceClient) => client.tenant('a').inventory.list({ colour: 'red' });
// @ts-expect-error the issuer is missing
export const none = () => createServiceClient({ clientId: 'a', clientSecret: 'b', erpUrl: 'c', salesOrderUrl: 'd' });
export const isThrottled = (error: unknown): boolean => error instanceof ServiceError && error.code === 'throttled';
`;

describe('The client as a package', () => {
  test('holds what it runs with, the sources of its maps, and no tests', () => {
    expect(tarball.files).toEqual(
      expect.arrayContaining(['README.md', 'dist/serviceClient.js', 'dist/serviceClient.d.ts']),
    );
    const maps = tarball.files.filter((file) => file.endsWith('.map'));
    const sourceOf = (map: string) => map.replace(/^dist\/(.*)\.js\.map$/, 'src/$1.ts');
    expect(maps.length).toBeGreaterThan(50);
    expect(maps.filter((map) => !tarball.files.includes(sourceOf(map)))).toEqual([]);
    expect(tarball.files.filter((file) => file.startsWith('test/'))).toEqual([]);
  });

  test('brings five packages, none of them native', () => {
    expect(productionPackagesOf('packages/client').sort()).toEqual([
      'node_modules/jose',
      'node_modules/oauth4webapi',
      'node_modules/openid-client',
      'node_modules/undici',
      'node_modules/zod',
    ]);
  });

  test.each([
    ['imported by a module', 'nightly.mjs', IMPORTED],
    ['required by a CommonJS program', 'nightly.cjs', REQUIRED],
  ])('is %s', async (_how, file, text) => {
    const { code, output } = await projectWith(tarball, { [file]: text }).run([
      '--disable-warning=ExperimentalWarning',
      file,
      sandbox.url,
      HANDEL,
      SYDHAV,
    ]);
    expect({ code, output }).toEqual({ code: 0, output: SAID });
  });

  test('has types that a strict program compiles against', async () => {
    const project = projectWith(tarball, { 'nightly.ts': TYPED });
    expect(await project.run(strictTypeCheck('nightly.ts'))).toEqual({ code: 0, output: '' });
  });
});
