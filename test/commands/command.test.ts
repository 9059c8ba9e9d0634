import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { startSandbox, type Sandbox } from '../../packages/sandbox/src/start.ts';
import { GRUPPEN, HANDEL, SERVICE, SYDHAV } from '../support/startStack.ts';
import { waitFor } from '../support/waitFor.ts';
import {
  aFolder,
  configuredFor,
  runService,
  sandboxAt,
  startService,
  type Run,
  type RunOptions,
} from './runService.ts';
import { RESOURCE_SLUGS } from 'visma-net-client/resources';

const ITEMS = 60;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, items: ITEMS });
});
afterAll(() => sandbox.stop());

function run(argv: readonly string[], options: RunOptions = {}): Promise<Run> {
  return runService(argv, { ...options, env: { ...sandboxAt(sandbox.url), ...options.env } });
}

function rowsIn(text: string): Record<string, unknown>[] {
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows)) throw new Error('no list');
  return rows.map((row: object) => ({ ...row }));
}

describe('--help', () => {
  test('shows commands, options, examples and exit codes on standard output, in lines that fit', async () => {
    const { code, out, err } = await run(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const part of ['Usage', 'Commands', 'Examples', 'Exit codes', '--tenant', 'sync', 'watch']) {
      expect(out).toContain(part);
    }
    expect(out.split('\n').filter((line) => line.length > 110)).toEqual([]);
  });

  test.each([[[]], [['help']], [['inventory', 'list', '-h']]])('comes for %j', async (argv) => {
    expect(await run(argv)).toMatchObject({ code: 0, out: expect.stringContaining('Usage') });
  });
});

describe('Wrong usage', () => {
  test.each([
    [['fly'], 'There is no command "fly".'],
    [['inventory'], 'Say what to do with inventory: list, get or export.'],
    [['inventory', 'list', 'more'], 'inventory list takes no "more".'],
    [['inventory', 'get'], 'inventory get wants the inventory number.'],
    [['orders', 'get', '500001'], 'sales-orders get wants the type and the order number.'],
    [['inventory', 'list', '--every', '1m'], 'list has no --every.'],
    [['inventory', 'list', '--colour'], "Unknown option '--colour'"],
    [['inventory', 'list', '--format', 'xml'], '--format is table, json, ndjson or csv, not "xml".'],
    [['inventory', 'export', '--format', 'table'], 'export has --format csv, json or ndjson'],
    [['inventory', 'get', 'A', '--format', 'csv'], 'get has --format table or json, not csv.'],
    [['token', '--format', 'csv'], 'token has --format table, json or ndjson, not csv.'],
    [['tenants', '--format', 'csv'], 'tenants has --format table, json or ndjson, not csv.'],
    [['inventory', 'get', 'A', '--tenant', 'a', '--tenant', 'b'], 'get is about one company: name one --tenant.'],
    [['inventory', 'list', '--out', ''], '--out wants a file, or - for standard output.'],
    [['inventory', 'list', '--page', '0'], '--page is a whole number from 1'],
    [['watch', '--every', '30d'], 'watch wants --every with a time such as 30s, 10m or 2h, up to 24d.'],
    [['inventory', 'list', '--max-wait', '25d'], '--max-wait is a time such as'],
    [['inventory', 'list', '--changed-since', 'monday'], '--changed-since is a time such as'],
    [['inventory', 'list', '--changed-since', '01.02.2026'], '--changed-since is a time such as'],
    [['inventory', 'list', '--with', 'everything'], '--with has no "everything" for inventory; there are'],
    [
      ['orders', 'list', '--with', 'stock'],
      '--with has no "stock" for sales-orders; there are billing, shipping, note',
    ],
    [['sync', 'payments'], 'There is no list "payments"; there are inventory, customers'],
    [['watch'], 'watch wants --every with a time'],
    [['token', '--tenant', 'a', '--all-tenants'], 'Choose between --tenant and --all-tenants.'],
    [['token', '--client-auth', 'jwt'], '--client-auth is basic or post, not "jwt".'],
    [['token', '--max-wait', 'long'], '--max-wait is a time such as'],
    [['tenants', '--tenants', 'nowhere.json'], 'nowhere.json: no such file or folder.'],
  ])('%j ends with 2 and a hint', async (argv, hint) => {
    const { code, out, err } = await run(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^service: [^\n]*\n$/);
    expect(err).toContain(hint);
  });

  test('a real set-up without a company asks for one', async () => {
    expect(await runService(['token'], { env: configuredFor(sandbox.url) })).toMatchObject({
      code: 2,
      err: expect.stringContaining('Say which company: --tenant'),
    });
  });
});

test('a wrong configuration ends with 3, names every problem and no value', async () => {
  const env = { VISMA_CONNECT_URL: 'https://connect.visma.com', VISMA_SERVICE_CLIENT_SECRET: 'the-secret' };
  const { code, err } = await runService(['token'], { env });
  expect(code).toBe(3);
  expect(err).toContain('VISMA_SERVICE_CLIENT_ID is missing');
  expect(err).not.toContain('the-secret');
});

describe('token', () => {
  test('says whose it is, for which company, with which scopes and until when, and keeps the token', async () => {
    const { code, out } = await run(['token', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      clientId: 'isv_sandbox_service',
      issuer: sandbox.url,
      tenantId: HANDEL,
      scopes: expect.arrayContaining(['vismanet_erp_service_api:read', 'visma.net.erp.salesorder:read']),
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect((await run(['token'])).out).not.toMatch(/eyJ/);
  });

  test('shows the token itself when told', async () => {
    expect((await run(['token', '--show', '--scope', 'vismanet_erp_service_api:read'])).out).toMatch(
      /scopes +vismanet_erp_service_api:read\n.*\ntoken +eyJ/,
    );
  });

  test.each(['basic', 'post'])('is given for the secret sent as %s', async (how) => {
    expect((await run(['token', '--client-auth', how])).code).toBe(0);
  });
});

describe('Companies', () => {
  test('are those of the sandbox when nothing is configured', async () => {
    const { code, out } = await run(['tenants', '--format', 'json']);
    expect(code).toBe(0);
    expect(rowsIn(out)).toMatchObject([
      { name: 'Nordfjord Handel AS', tenantId: HANDEL, granted: true },
      { name: 'Nordfjord Service AS', tenantId: SERVICE, granted: true },
    ]);
  });

  test('come from the mapping file, and each refusal is explained', async () => {
    const cwd = aFolder();
    writeFileSync(join(cwd, 'tenants.json'), JSON.stringify({ handel: HANDEL, sydhav: SYDHAV }));
    const { code, out } = await run(['tenants'], { cwd });
    expect(code).toBe(6);
    expect(out).toMatch(/handel +1111.* granted\n/);
    expect(out).toMatch(/sydhav +2222.* tenant_not_granted\n/);
    expect(out).toContain('Ask the customer to grant the application in App Store');
  });

  test('cannot have names that differ in capitals alone: nobody would know which one is meant', async () => {
    const cwd = aFolder();
    writeFileSync(join(cwd, 'tenants.json'), JSON.stringify({ handel: HANDEL, Handel: SERVICE }));
    const { code, err } = await run(['token', '--tenant', 'handel'], { cwd });
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('the name Handel stands in it twice; capitals make no difference'),
    });
  });

  test('are called by the names of the mapping file', async () => {
    const cwd = aFolder();
    writeFileSync(join(cwd, 'ours.json'), JSON.stringify([{ name: 'Kunde 7', tenantId: SERVICE }]));
    const { out } = await run(['token', '--tenants', 'ours.json', '--tenant', 'kunde 7'], { cwd });
    expect(out).toContain(SERVICE);
  });

  test.each([
    ['not JSON', '{', 'it is not JSON'],
    ['another form', '["a"]', 'it is neither'],
    ['one company twice', JSON.stringify({ a: HANDEL, b: HANDEL }), 'stands in it twice'],
  ])('in a mapping file with %s are refused', async (_name, text, why) => {
    const cwd = aFolder();
    writeFileSync(join(cwd, 'tenants.json'), text);
    expect(await run(['tenants'], { cwd })).toMatchObject({ code: 2, err: expect.stringContaining(why) });
  });
});

describe('list', () => {
  test('shows a page as a table and says where the rest is', async () => {
    const { code, out, err } = await run(['inventory', 'list', '--page-size', '3', '--page', '2']);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^inventoryNumber +description +status/),
      expect.stringMatching(/^-+ +-+/),
      expect.stringMatching(/^100004 /),
      expect.stringMatching(/^100005 /),
      expect.stringMatching(/^100006 /),
      '',
    ]);
    expect(err).toBe('Nordfjord Handel AS: rows 4 to 6 of 60; --page 3 has the next, export has all.\n');
  });

  test.each([...RESOURCE_SLUGS, 'orders'])('has %s in every form', async (list) => {
    const of = async (format: string) =>
      (await run([list, 'list', '--page-size', '2', '--quiet', '--format', format])).out;
    const rows = rowsIn(await of('json'));
    expect(rows).toHaveLength(2);
    expect((await of('ndjson')).split('\n').filter(Boolean)).toEqual(rows.map((row) => JSON.stringify(row)));
    expect(parse(await of('csv'), { columns: true })).toHaveLength(2);
  });

  test('brings only what has changed since, and what is asked for', async () => {
    const changed = await run(['invoices', 'list', '--format', 'json', '--changed-since', '2026-06-01']);
    const times = rowsIn(changed.out).map(({ lastModified }) => String(lastModified));
    expect(times.length).toBeGreaterThan(0);
    expect(times.every((time) => time >= '2026-06-01')).toBe(true);
    const [bare, withVat] = await Promise.all([
      run(['invoices', 'list', '--format', 'json', '--page-size', '1']),
      run(['invoices', 'list', '--format', 'json', '--page-size', '1', '--with', 'vat']),
    ]);
    expect(rowsIn(bare.out)[0]).not.toHaveProperty('vat');
    expect(rowsIn(withVat.out)[0]).toHaveProperty('vat');
  });

  test('of several companies says whose each row is', async () => {
    const { out } = await run(['customers', 'list', '--all-tenants', '--page-size', '1', '--format', 'csv', '-q']);
    expect(parse(out, { columns: true })).toMatchObject([{ tenantId: HANDEL }, { tenantId: SERVICE }]);
  });
});

describe('get', () => {
  test('shows one thing with everything', async () => {
    expect((await run(['inventory', 'get', '100001'])).out).toMatch(/^inventoryId +\d+\ninventoryNumber +100001\n/);
    const order: unknown = JSON.parse((await run(['orders', 'get', 'SO', '500001', '--format', 'json'])).out);
    expect(order).toMatchObject({
      orderId: '500001',
      status: { description: 'Cancelled' },
      lines: [{ lineId: 1, inventory: {} }, {}],
      taxes: [{}],
    });
  });
});

describe('export', () => {
  test.each([
    ['items.csv', (text: string) => parse(text, { columns: true }).length],
    ['items.json', (text: string) => rowsIn(text).length],
    ['items.ndjson', (text: string) => text.trimEnd().split('\n').length],
  ])('writes %s whole, in the form of its ending', async (file, count) => {
    const cwd = aFolder();
    const { code, out, err } = await run(['inventory', 'export', '--page-size', '25', '--out', file], { cwd });
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toMatch(/^60 rows in \d+ s, [\d,]+ a second\n$/);
    expect(count(readFileSync(join(cwd, file), 'utf8'))).toBe(ITEMS);
    expect(readdirSync(cwd)).toEqual([file]);
  });

  test('of several companies writes them one after the other, and leaves out whole those that are refused', async () => {
    const cwd = aFolder();
    writeFileSync(join(cwd, 'tenants.json'), JSON.stringify({ s: SERVICE, x: SYDHAV, h: HANDEL }));
    const argv = ['inventory', 'export', '--all-tenants', '--page-size', '7', '--out', 'all.json'];
    const { code, err } = await run(argv, { cwd });
    expect(code).toBe(6);
    expect(err).toContain('x: The company 22222222-2222-4222-8222-222222222201 has not granted');
    const tenants = rowsIn(readFileSync(join(cwd, 'all.json'), 'utf8')).map(({ tenantId }) => tenantId);
    expect(new Set(tenants)).toEqual(new Set([SERVICE, HANDEL]));
    expect(tenants.toSorted((a, b) => (a === b ? 0 : a === SERVICE ? -1 : 1))).toEqual(tenants);
    expect(readdirSync(cwd).toSorted()).toEqual(['all.json', 'tenants.json']);
  });

  test('leaves the old file and no half one when the ERP fails after the first page', async () => {
    const cwd = aFolder();
    writeFileSync(join(cwd, 'items.csv'), 'old');
    const argv = ['inventory', 'export', '--out', 'items.csv', '--tenant', HANDEL, '--page-size', '1'];
    const exporting = run(argv, { cwd });
    await waitFor(() => readdirSync(cwd).some((name) => name.endsWith('.part') && statSync(join(cwd, name)).size > 0));
    sandbox.setFault({ name: 'erp_500' });
    const { code } = await exporting;
    sandbox.reset();
    expect(code).toBe(5);
    expect(readdirSync(cwd)).toEqual(['items.csv']);
    expect(readFileSync(join(cwd, 'items.csv'), 'utf8')).toBe('old');
  });

  test('says that a file cannot be written', async () => {
    const { code, err } = await run(['inventory', 'export', '--out', 'no/such/folder.csv']);
    expect(code).toBe(2);
    expect(err).toMatch(/^service: Cannot write .*no\/such\/folder\.csv: no such file or folder\.\n$/);
  });

  test('draws a bar on a terminal, without colours under NO_COLOR, and none when told to be quiet', async () => {
    const argv = ['inventory', 'export', '--page-size', '1', '--out', 'items.csv'];
    const drawn = await run(argv, { isTerminal: true });
    expect(drawn.err).toContain('\r[\u001B[32m#');
    expect((await run(argv, { isTerminal: true, env: { NO_COLOR: '1' } })).err).not.toContain('\u001B[3');
    expect((await run([...argv, '--quiet'], { isTerminal: true })).err).toBe('');
  });
});

describe('sync', () => {
  test('of several companies goes on with the others when the files of one are spoilt', async () => {
    const cwd = aFolder();
    const argv = ['sync', 'customers', '--all-tenants', '--page-size', '20'];
    expect((await run(argv, { cwd })).code).toBe(0);
    const checkpointOf = (tenantId: string) => join(cwd, 'data', 'sync', tenantId, 'customers.checkpoint.json');
    writeFileSync(checkpointOf(SERVICE), 'garbage');
    rmSync(join(cwd, 'data', 'sync', HANDEL), { recursive: true });
    const { code, err } = await run(argv, { cwd });
    expect(code).toBe(6);
    expect(err).toMatch(/service: .*customers\.checkpoint\.json/);
    expect(err).not.toContain('waiting');
    expect(existsSync(checkpointOf(HANDEL))).toBe(true);
    expect(readFileSync(checkpointOf(SERVICE), 'utf8')).toBe('garbage');
  });
});

describe('Refusals', () => {
  const refusals: readonly (readonly [string, number, readonly string[], RunOptions, RegExp])[] = [
    ['a company that has not granted it', 4, ['--tenant', SYDHAV], {}, /grant the application in App Store/],
    ['the tenant of a customer', 5, ['--tenant', GRUPPEN], {}, /tenant id of the customer and not of the company/],
    [
      'a wrong secret',
      4,
      ['--tenant', HANDEL],
      { env: { VISMA_SERVICE_CLIENT_ID: 'isv_sandbox_service', VISMA_SERVICE_CLIENT_SECRET: 'another' } },
      /does not know isv_sandbox_service by this secret[\s\S]*Check the client id and the secret/,
    ],
    [
      'an application that is not a service',
      4,
      ['--tenant', HANDEL],
      { env: { VISMA_SERVICE_CLIENT_ID: 'isv_sandbox_web', VISMA_SERVICE_CLIENT_SECRET: 'sandbox-web-secret' } },
      /Use an application of the type Service/,
    ],
  ];

  test.each(refusals)('%s ends with %i and says what to do', async (_name, code, argv, options, words) => {
    const outcome = await run(['inventory', 'list', ...argv], options);
    expect(outcome).toEqual({ code, out: '', err: expect.stringMatching(words) });
    expect(outcome.err).not.toMatch(/eyJ|sandbox-service-secret|another/);
  });

  test('a scope that is not approved', async () => {
    const { code, err } = await run(['token', '--scope', 'vismanet_erp_interactive_api:read']);
    expect(code).toBe(4);
    expect(err).toMatch(/does not give isv_sandbox_service vismanet_erp_interactive_api:read[\s\S]*under Integrations/);
  });

  test('an object that is not there', async () => {
    expect(await run(['customers', 'get', '999'])).toMatchObject({
      code: 5,
      err: expect.stringContaining('has no such object'),
    });
  });

  test('nobody there: in sandbox mode it says how to start it', async () => {
    const { code, err } = await runService(['inventory', 'list'], { env: { SANDBOX_PORT: '9' } });
    expect(code).toBe(4);
    expect(err).toContain('start it with npm run sandbox');
  });
});

describe('As a process', () => {
  test('it works on a bare machine beside the sandbox, and says with its exit code how it went', async () => {
    const env = sandboxAt(sandbox.url);
    const [listed, refused, wrong, misconfigured] = await Promise.all([
      startService(['inventory', 'list', '--page-size', '1', '--tenant', HANDEL], { env }).ended,
      startService(['inventory', 'list', '--tenant', SYDHAV], { env }).ended,
      startService(['fly'], { env }).ended,
      startService(['token'], { env: { NODE_ENV: 'production' } }).ended,
    ]);
    expect(listed).toMatchObject({ code: 0, out: expect.stringContaining('100001') });
    expect([refused.code, wrong.code, misconfigured.code]).toEqual([4, 2, 3]);
  });
});
