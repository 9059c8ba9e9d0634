import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { VISMA_WORDS } from '../src/codeWords.ts';
import { RULE_BOOK } from '../src/ruleBook.ts';
import { scanFolder } from '../src/scanFolder.ts';
import { aProject, marks, type Project, runMigrate } from './project.ts';

const report = async ({ path }: Project, ...options: readonly string[]): Promise<string> =>
  (await runMigrate(['.', ...options], { cwd: path })).out;
const old = (name: string): string => `${name} = "https://integration.visma.net/API/controller/api/v1"\n`;

describe('the operations that code calls', () => {
  const project = () =>
    aProject({
      'erp.ts':
        "const erp = client('https://api.finance.visma.net');\nerp.get('/v1/customer', { pageNumber: 1 });\nerp.post('/v1/customer', row);\nerp.put(`/v1/inventory/${n}`, row);\nerp.get('/v1/salesorder');\nerp.delete(`/v1/customerinvoice/${n}`);\n",
      'a.py': 'x = "https://integration.visma.net/API/resources/v1/context"\n',
    });
  const Report = z.object({
    operations: z.array(
      z.object({ method: z.string().optional(), path: z.string(), life: z.string(), now: z.string() }),
    ),
    scopes: z.object({
      erp: z.array(z.string()),
      people: z.array(z.string()),
      salesOrders: z.array(z.string()),
      isComplete: z.boolean(),
      isUpdateGuessed: z.boolean(),
    }),
  });

  test('are listed with their life and new address, and the scopes they need', async () => {
    const { operations, scopes } = Report.parse(JSON.parse(await report(project(), '--format', 'json')));
    expect(operations.map(({ method, path, life }) => `${method ?? '?'} ${path} ${life}`)).toEqual([
      'GET /v1/customer alive',
      'POST /v1/customer alive',
      'DELETE /v1/customerinvoice/{invoiceNumber} alive',
      'PUT /v1/inventory/{inventoryNumber} alive',
      'GET /v1/salesorder ended',
    ]);
    expect(operations[4]?.now).toBe('GET /api/v3/SalesOrders of salesorder.visma.net');
    expect(scopes).toEqual({
      erp: ['read', 'create', 'update', 'delete'],
      people: ['read', 'create', 'update', 'delete'],
      salesOrders: ['read'],
      isComplete: true,
      isUpdateGuessed: false,
    });
  });

  test.each([
    ["fetch(b+'/customer'); fetch('https://salesorder.visma.net/api/v3/SalesOrders', {method:'POST'});", 'GET'],
    ["fetch(b + '/customer'); fetch('/SalesOrders', {\n  method: 'POST' });", 'GET'],
    ["fetch('/SalesOrders', {method:'POST'}); fetch(b + '/customer');", 'GET'],
    ["all([fetch(b + '/customer'), fetch('/SalesOrders', {method:'POST'})]);", 'GET'],
    ["fetch(b + '/customer', {method:'POST', body: 'a;b'}); fetch(c);", 'POST'],
    ["fetch(b + '/customer', {body: 'a;b', method:'POST'});", 'POST'],
    ["const r = new Request(b + '/customer'); r.method = 'POST';", 'POST'],
  ])('have the method of their own call: %s', async (code, method) => {
    const text = `const b = 'https://api.finance.visma.net/v1';\nconst old = 'financialstasks';\n\n\n${code}\n`;
    const json: unknown = JSON.parse(await report(aProject({ 'a.js': text }), '--format', 'json'));
    const ofErp = Report.parse(json).operations.filter(({ path }) => path.startsWith('/v1/'));
    expect(ofErp).toMatchObject([{ method, path: '/v1/customer' }]);
  });

  test.each([
    ['a.py', 'def call(method, path):\n    return requests.request(method, B + path)\ncall("PUT", "/" + entity)\n'],
    ['a.py', 'call("PUT", "/" + entity)\n'],
    ['a.py', 'call("PUT", f"/{entity}/1")\n'],
    ['a.js', 'put(`${BASE}/${entity}`, row);\n'],
    ['a.js', "fetch('https://api.finance.visma.net/v1/' + entity);\n"],
    ['a.js', 'fetch(B + path, { method, headers });\n'],
    ['a.php', '<?php\n$http->request($method, B . $path);\n'],
    ['a.cs', 'var m = new HttpRequestMessage(method, path);\n'],
  ])('may be others too, and the scopes are no longer complete: %s %s', async (name, code) => {
    const text = `B = "https://api.finance.visma.net/v1"\nold = "financialstasks"\nerp.get("/customer")\n`;
    const authorize = "u = 'https://integration.visma.net/API/resources/oauth/authorize?scope=financialstasks'\n";
    const complete = aProject({ [name]: `${text}send("/other/" + entity)\nmethod = 1\n`, 'b.js': authorize });
    const hidden = aProject({ [name]: `${text}${code}`, 'b.js': authorize });
    for (const [project, isComplete] of [
      [complete, true],
      [hidden, false],
    ] as const) {
      const json: unknown = JSON.parse(await report(project, '--format', 'json'));
      expect(Report.parse(json).scopes).toMatchObject({ erp: ['read'], isComplete });
      expect((await report(project)).includes('they may need more')).toBe(!isComplete);
      await report(project, '--fix');
      expect(readFileSync(join(project.path, 'b.js'), 'utf8').includes('financialstasks')).toBe(!isComplete);
    }
  });

  test('ask for a guessed right only where an action is all that asks for it, and say so', async () => {
    const guess = 'update is a guess';
    const action = aProject({
      'a.ts':
        "const erp = client('https://api.finance.visma.net');\nerp.post('/v1/shipment/12/action/confirmShipment');\nconst x = 'numberToRead';\n",
    });
    expect(Report.parse(JSON.parse(await report(action, '--format', 'json'))).scopes).toMatchObject({
      erp: ['update'],
      isUpdateGuessed: true,
    });
    for (const format of ['text', 'markdown']) {
      expect(await report(action, '--format', format)).toContain(guess);
      expect(await report(project(), '--format', format)).not.toContain(guess);
    }
  });

  test('stand in the report for a terminal and in Markdown', async () => {
    expect(await report(project())).toContain('GET    /v1/salesorder (1 place) ended, now: GET /api/v3/SalesOrders');
    const markdown = await report(project(), '--format', 'markdown');
    expect(markdown).toContain('| `POST /v1/customer` | 1 | yes | https://api.finance.visma.net/v1/customer |');
    expect(markdown).toContain('vismanet_erp_interactive_api:read vismanet_erp_interactive_api:create');
  });
});

describe('code that uses Visma Connect already', () => {
  test('is told so, and spared the tasks that it has behind it', async () => {
    const project = aProject({
      'a.ts': "const issuer = 'https://connect.visma.com';\n",
      'b.py': 'x = "https://integration.visma.net"\n',
    });
    const out = await report(project);
    expect(out).toContain('This code already uses Visma Connect: a.ts:1.');
    expect(out).not.toContain('Register the application at');
    expect(out).toContain('Follow Location and stateLocation headers');
  });
});

describe('a report of very many findings', () => {
  const many = () =>
    aProject(
      Object.fromEntries(
        Array.from({ length: 200 }, (_, at) => [`src/part${at}/file-with-a-long-name-${at}.py`, old('url').repeat(10)]),
      ),
    );

  test('shows the first of each rule, and counts the others', async () => {
    const out = await report(many());
    expect(out).toContain('and 1,980 more in 198 files');
    expect(out.split('\n').length).toBeLessThan(150);
  });

  test('fits into an issue of a code host, with a table by file', async () => {
    const out = await report(many(), '--format', 'markdown');
    expect(out.length).toBeLessThan(65_536);
    expect(out).toContain('| `src/part0/file-with-a-long-name-0.py` | 10 |');
    expect(out).toContain('and 1,980 more in 198 files');
  });
});

describe('--baseline', () => {
  test('leaves out what is known, wherever it has moved to, and keeps what is new', async () => {
    const project = aProject({ 'a.py': old('one') });
    await runMigrate(['.', '--format', 'json', '--out', 'known.json'], { cwd: project.path });
    const json = readFileSync(join(project.path, 'known.json'), 'utf8');
    writeFileSync(join(project.path, 'a.py'), `# new\n${old('one')}${old('two')}${old('one')}`);
    const other = aProject({ 'known.json': json });
    const { out, code } = await runMigrate(['.', '--baseline', join(other.path, 'known.json'), '--include', '*.py'], {
      cwd: project.path,
    });
    expect(code).toBe(1);
    expect(out).toContain('Found 2 lines to change');
    expect(out).toContain('Left out, as the baseline holds them: 1 finding.');
  });

  test('is no part of what is scanned, and neither are other reports of this command', async () => {
    const project = aProject({ 'a.py': old('one'), 'own.json': `{ "visma": ${JSON.stringify(old('two'))} }` });
    await runMigrate(['.', '--format', 'json', '--out', 'known.json'], { cwd: project.path });
    await runMigrate(['.', '--format', 'sarif', '--out', 'code-scan.json'], { cwd: project.path });
    project.add('old/known.json', readFileSync(join(project.path, 'known.json')));
    const { out, code } = await runMigrate(['.', '--baseline', 'known.json'], { cwd: project.path });
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('Found nothing new.') });
    expect(marks(scanFolder(project.path))).toEqual(['a.py:1 old-api-host', 'own.json:1 old-api-host']);
  });

  test.each([
    ['nowhere.json', 'Cannot read the baseline nowhere.json'],
    ['a.py', 'The baseline a.py is no JSON report of this command.'],
  ])('%s is refused', async (name, message) => {
    const { code, err } = await runMigrate(['.', '--baseline', name], { cwd: aProject({ 'a.py': old('a') }).path });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
  });
});

describe('--diff', () => {
  const git = (project: Project, ...argv: readonly string[]): void => {
    const { status, stderr } = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...argv], {
      cwd: project.path,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  };

  test('takes changed lines and new files only', async () => {
    const project = aProject({ 'sub/ø a.py': old('one') });
    git(project, 'init', '--quiet');
    git(project, 'add', '.');
    git(project, 'commit', '--quiet', '--message', 'a');
    writeFileSync(join(project.path, 'sub/ø a.py'), `# above\n${old('one')}${old('two')}`);
    project.add('sub/b.py', old('three'));
    const { out } = await runMigrate(['sub', '--diff', 'HEAD'], { cwd: project.path });
    expect(out).toContain('ø a.py:3:');
    expect(out).toContain('b.py:1:');
    expect(out).toContain('Found 2 lines to change');
    expect(out).toContain('Left out, on unchanged lines: 1 finding.');
  });

  test.each(['nowhere', '--output=x'])('%s is refused', async (commit) => {
    const project = aProject({ 'a.py': old('a') });
    git(project, 'init', '--quiet');
    expect((await runMigrate(['.', `--diff=${commit}`], { cwd: project.path })).code).toBe(2);
  });
});

describe('the quick look at a file', () => {
  test.each(RULE_BOOK.flatMap(({ id, alone = [] }) => alone.map((text) => [id, text] as const)))(
    'lets %s see a file with nothing but %s',
    (id, text) => {
      expect(VISMA_WORDS.test(text)).toBe(true);
      const { findings } = scanFolder(aProject({ 'a.ts': `x = ${text};\n` }).path);
      expect(findings.map(({ rule }) => rule.id)).toContain(id);
    },
  );
});
