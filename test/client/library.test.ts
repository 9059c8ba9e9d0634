import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../packages/sandbox/src/start.ts';
import { HANDEL, SYDHAV } from '../support/startStack.ts';
import { aFolder } from '../commands/runService.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, items: 10 });
});
afterAll(() => sandbox.stop());

/** Another project that has installed the built package. */
function aProject(files: Readonly<Record<string, string>>): string {
  const folder = aFolder();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules', 'visma-connect-express'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function node(argv: readonly string[], cwd: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, argv, { cwd });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => void (output += text));
    }
    child.once('close', (code) => resolve({ code, output }));
  });
}

const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/** As `npm run build` writes them, but only what the package's first export leads to. */
async function writeDeclarations(): Promise<void> {
  const config = {
    extends: join(ROOT, 'tsconfig.build.json'),
    compilerOptions: { rootDir: join(ROOT, 'src'), outDir: join(ROOT, 'dist') },
    files: [join(ROOT, 'src', 'service', 'serviceClient.ts')],
    include: [],
  };
  const cwd = aProject({ 'tsconfig.json': JSON.stringify(config) });
  const typeRoots = join(ROOT, 'node_modules', '@types');
  expect(await node([TSC, '-p', '.', '--typeRoots', typeRoots], cwd)).toEqual({ code: 0, output: '' });
}

const PLAIN = `
import { createServiceClient, ServiceError } from 'visma-connect-express';
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

const TYPED = `
import { createServiceClient, ServiceError, type InventoryItem, type ServiceClient } from 'visma-connect-express';
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

const WITH_SANDBOX = `
import { startSandbox } from 'visma-connect-express/sandbox';
const sandbox = await startSandbox({ port: 0, items: 1 });
const answer = await fetch(sandbox.url + '/.well-known/openid-configuration');
console.log((await answer.json()).issuer === sandbox.url);
await sandbox.stop();
`;

describe('The package', () => {
  test('is imported by a plain module', async () => {
    const cwd = aProject({ 'nightly.mjs': PLAIN });
    const { code, output } = await node(['nightly.mjs', sandbox.url, HANDEL, SYDHAV], cwd);
    expect({ code, output }).toEqual({
      code: 0,
      output: '100001,100002 10\ntrue tenant_not_granted Ask the customer to grant the application in\n',
    });
  }, 60_000);

  test('brings the sandbox for the tests of others', async () => {
    const cwd = aProject({ 'test.mjs': WITH_SANDBOX });
    expect(await node(['test.mjs'], cwd)).toEqual({ code: 0, output: 'true\n' });
  }, 60_000);

  test('has types that a strict program compiles against', async () => {
    await writeDeclarations();
    const cwd = aProject({ 'nightly.ts': TYPED });
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022'];
    const types = ['--typeRoots', join(ROOT, 'node_modules', '@types'), '--types', 'node'];
    expect(await node([TSC, ...options, ...types, 'nightly.ts'], cwd)).toEqual({ code: 0, output: '' });
  }, 120_000);
});
