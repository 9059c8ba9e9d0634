import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type Sandbox, startSandbox } from '../../sandbox/src/start.ts';
import { aProject, fixed, runMigrate } from './project.ts';

const integrations = fileURLToPath(new URL('fixtures/integrations/', import.meta.url));
const names = readdirSync(join(integrations, 'before'));
const read = (when: 'before' | 'after', name: string): string => readFileSync(join(integrations, when, name), 'utf8');

const fixedLine = async (file: string, text: string): Promise<string> => (await fixed({ [file]: text }))[file] ?? '';

describe('an integration', () => {
  test.each(names)('%s is rewritten where there is one right answer, and nowhere else', async (name) => {
    const project = aProject({ [name]: read('before', name) });
    const { code } = await runMigrate(['.', '--fix', '--fail-on', 'error'], { cwd: project.path });
    expect(readFileSync(join(project.path, name), 'utf8')).toBe(read('after', name));
    expect(code).toBe(0);
  });

  test('is not touched by --dry-run, whose patch makes the same of it', async () => {
    const project = aProject(Object.fromEntries(names.map((name) => [name, read('before', name)])));
    const { out, code } = await runMigrate(['.', '--fix', '--dry-run'], { cwd: project.path });
    expect(code).toBe(0);
    for (const name of names) expect(readFileSync(join(project.path, name), 'utf8')).toBe(read('before', name));
    const applied = spawnSync('git', ['apply', '-'], { cwd: project.path, input: out, encoding: 'utf8' });
    expect(applied.stderr).toBe('');
    for (const name of names) expect(readFileSync(join(project.path, name), 'utf8')).toBe(read('after', name));
  });
});

describe('the patch of --fix --dry-run', () => {
  test.each(['a folder of its own', 'a folder within a repository'])(
    'is taken by git -C <folder> apply in %s',
    async (where) => {
      const host = 'https://integration.visma.net/API/controller/api/v1';
      const project = aProject({ 'ours/src/a.py': `a = "${host}"\n`, 'mine/b.py': '' });
      if (where === 'a folder within a repository') spawnSync('git', ['init', '--quiet'], { cwd: project.path });
      const cwd = join(project.path, 'mine');
      const { out } = await runMigrate(['../ours', '--fix', '--dry-run'], { cwd });
      const applied = spawnSync('git', ['-C', '../ours', 'apply'], { cwd, input: out, encoding: 'utf8' });
      expect({ stderr: applied.stderr, status: applied.status }).toEqual({ stderr: '', status: 0 });
      expect(readFileSync(join(project.path, 'ours/src/a.py'), 'utf8')).toBe(
        'a = "https://api.finance.visma.net/v1"\n',
      );
    },
  );

  test('is told of in that way by the help and the document', async () => {
    const { out } = await runMigrate(['--help'], { cwd: '/' });
    const guide = readFileSync(new URL('../../../docs/migration.md', import.meta.url), 'utf8');
    for (const text of [out, guide]) {
      expect(text).toContain('--fix --dry-run | git -C ../ours apply');
      expect(text).not.toMatch(/\| git apply/);
    }
  });
});

describe('an integration that runs against the sandbox', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, items: 5 });
  }, 60_000);
  afterAll(() => sandbox.stop());

  const commands: readonly (readonly [name: string, command: string])[] = [
    ['erp.py', 'python3'],
    ['erp.mjs', process.execPath],
    ['Erp.java', 'java'],
  ];
  const isThere = (command: string): boolean => spawnSync(command, ['--version']).status === 0;

  async function run(when: 'before' | 'after', name: string, command: string, token: string) {
    const hosts = /https:\/\/(?:connect\.visma\.com|api\.finance\.visma\.net|integration\.visma\.net)/g;
    const project = aProject({ [name]: read(when, name).replace(hosts, sandbox.url) });
    const child = spawn(command, [join(project.path, name)], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        VISMA_CLIENT_ID: 'isv_sandbox_service',
        VISMA_CLIENT_SECRET: 'sandbox-service-secret',
        VISMA_TENANT: '11111111-1111-4111-8111-111111111101',
        VISMA_TOKEN: token,
      },
    });
    let out = '';
    child.stdout.on('data', (text: Buffer) => (out += text.toString()));
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { status, out: out.trim() };
  }

  async function givenToken(): Promise<string> {
    const answer = await fetch(`${sandbox.url}/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'isv_sandbox_service',
        client_secret: 'sandbox-service-secret',
        tenant_id: '11111111-1111-4111-8111-111111111101',
        scope: 'vismanet_erp_service_api:read',
      }),
    });
    return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
  }

  const runnable = commands.filter(([, command]) => isThere(command));
  const rows: Readonly<Record<string, string>> = { 'Erp.java': 'rows' };

  test('is there in Node at least', () => {
    expect(runnable.map(([name]) => name)).toContain('erp.mjs');
  });

  test.each(runnable)(
    '%s cannot sign in before',
    async (name, command) => {
      expect((await run('before', name, command, '')).status).not.toBe(0);
    },
    60_000,
  );

  test.each(runnable)(
    '%s signs in and reads afterwards',
    async (name, command) => {
      expect(await run('after', name, command, '')).toEqual({ status: 0, out: rows[name] ?? '3' });
    },
    60_000,
  );

  test.each(runnable)(
    '%s reads with a token that is given to it',
    async (name, command) => {
      expect(await run('after', name, command, await givenToken())).toEqual({ status: 0, out: rows[name] ?? '3' });
    },
    60_000,
  );
});

describe('an integration whose language is not installed', () => {
  const Rows = z.array(z.unknown());

  test.each(['erp.php', 'erp.go'])(
    '%s reads by what it sends, and from the answer by the field it names',
    async (name) => {
      const sandbox = await startSandbox({ port: 0, items: 5 });
      try {
        const text = read('after', name);
        const here = (address: string): string => address.replace(/https:\/\/[\w.]+/, sandbox.url);
        const addressOf = (word: string): string =>
          here(new RegExp(`const ${word} = ['"]([^'"]+)`, 'i').exec(text)?.[1] ?? '');
        const signIn = await fetch(addressOf('token_?url'), {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: 'isv_sandbox_service',
            client_secret: 'sandbox-service-secret',
            tenant_id: '11111111-1111-4111-8111-111111111101',
            scope: /vismanet_erp_\w+:read/.exec(text)?.[0] ?? '',
          }),
        });
        const field = /\$answer\['(\w+)'\]|json:"(\w+)"/.exec(text)?.slice(1).find(Boolean) ?? '';
        const token = z.record(z.string(), z.unknown()).parse(await signIn.json())[field];
        const path = /['"](\/customer\?[^'"]+)['"]/.exec(text)?.[1] ?? '';
        const rows = await fetch(`${addressOf('api')}${path}`, {
          headers: { Authorization: `Bearer ${z.string().parse(token)}` },
        });
        expect(rows.status).toBe(200);
        expect(Rows.parse(await rows.json())).toHaveLength(3);
        expect(text).not.toMatch(/ipp-/);
      } finally {
        await sandbox.stop();
      }
    },
  );
});

describe('what is safe', () => {
  const api = 'https://integration.visma.net/API/controller/api/v1';
  test.each([
    ['a.cs', `var a = "${api}/inventory";`, 'var a = "https://api.finance.visma.net/v1/inventory";'],
    ['a.rb', `base = 'https://integration.visma.net/API'`, `base = 'https://api.finance.visma.net'`],
    [
      'a.go',
      `h := "https://integration.visma.net"; x := "/API/controller/api/v1/customer"`,
      `h := "https://api.finance.visma.net"; x := "/v1/customer"`,
    ],
    [
      'a.py',
      `h, x = "https://integration.visma.net/API/", "controller/api/v2/customer"`,
      `h, x = "https://api.finance.visma.net/", "v2/customer"`,
    ],
    ['a.sh', `curl -H "ipp-company-id: 1" -H "A: b" ${api}/x`, `curl -H "A: b" https://api.finance.visma.net/v1/x`],
    ['a.js', `const h = { 'ipp-company-id': id, Accept: 'x' };`, `const h = { Accept: 'x' };`],
    ['a.php', `<?php $h = ['Accept' => 'x', 'ipp-company-id' => $c];`, `<?php $h = ['Accept' => 'x'];`],
    ['a.ts', `h['ipp-application-type'] = 'Visma.net Financials';\n`, ''],
    ['a.py', 'visma = {"Authentication": "Bearer " + t}', 'visma = {"Authorization": "Bearer " + t}'],
    [
      'a.kt',
      'val u = "https://integration.visma.net/API/security/api/v2/token"\nval a = JSONObject(post(u))\nval t = a.getString("token")',
      'val u = "https://connect.visma.com/connect/token"\nval a = JSONObject(post(u))\nval t = a.getString("access_token")',
    ],
  ])('is written: %s %s', async (file, before, after) => {
    expect(await fixedLine(file, before)).toBe(after);
  });

  test('is the scope, where people sign in and all calls are known', async () => {
    const text = (call: string): string =>
      `const url = 'https://integration.visma.net/API/resources/oauth/authorize?scope=financialstasks';\n${call}\n`;
    const erp = "const visma = client('https://api.finance.visma.net');\n";
    expect(await fixedLine('a.ts', text(`${erp}visma.get('/v1/customer'); visma.post('/v1/customer', x);`))).toContain(
      'authorize?scope=vismanet_erp_interactive_api%3Aread%20vismanet_erp_interactive_api%3Acreate',
    );
    const action = "visma.post('/v1/shipment/12/action/confirmShipment');";
    expect(await fixedLine('a.ts', text(`${erp}${action}`))).toContain('financialstasks');
    expect(await fixedLine('a.ts', text(`${erp}visma.call('/v1/customer');`))).toContain('financialstasks');
    expect(await fixedLine('a.ts', text(''))).toContain('financialstasks');
  });
});

describe('what is not safe', () => {
  test.each([
    ['a.go', `x := "/API/controller/api/v1/customer"`],
    ['a.py', `x = "controller/api/v2/customer"`],
    ['a.kt', 'val u = "https://integration.visma.net/API/security/api/v2/token"'],
    ['a.py', 'if company:\n    headers["ipp-company-id"] = company\nsend(headers)\n'],
    ['a.go', 'package visma\n\nfunc f() {\n\tid := read()\n\treq.Header.Set("ipp-company-id", id)\n}\n'],
    ['a.json', '{\n  "visma": 1,\n  "ipp-company-id": "1"\n}\n'],
    ['a.js', 'visma.get(`/v1/x?numberToRead=10&skipRecords=${n}`);\n'],
    [
      'a.js',
      "const visma = 1;\nconst cached = { token: 'x' };\nfetch('https://connect.visma.com/connect/token');\nuse(cached.token);\n",
    ],
    ['a.js', "const base = 'https://integration.visma.net/API';\nconst token = base + '/security/api/v2/token';\n"],
    ['a.js', "fetch('https://integration.visma.net/API/security/api/v1/token', { method: 'DELETE' });\n"],
    ['a.js', "// visma-migrate-ignore-next-line\nconst a = 'https://integration.visma.net/API/controller/api/v1';\n"],
    ['a.js', '// https://integration.visma.net/API/controller/api/v1\nconst visma = 1;\n'],
    [
      'a.ts',
      "/**\n * This file was auto-generated by openapi-typescript.\n */\nexport const url = 'https://integration.visma.net/API/controller/api/v1';\n",
    ],
  ])('is left as it is: %s %s', async (file, text) => {
    expect(await fixedLine(file, text)).toBe(text);
  });

  test('is everything else of a file: bytes, line ends, marks and a missing last one', async () => {
    const host = 'a = "https://integration.visma.net/API/controller/api/v1"';
    const now = 'a = "https://api.finance.visma.net/v1"';
    const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
    const files = {
      'crlf.py': bytes(`x = 1\r\n${host}\r\ny = 2`),
      'mark.py': bytes(`\xef\xbb\xbf${host}\n# \xc3\xb8\n`),
      'latin1.py': bytes(`# Kj\xf8p\n${host}\n`),
      'cr.py': bytes(`x = 1\r${host}\r`),
    };
    const after = await fixed(files);
    for (const [name, before] of Object.entries(files)) {
      expect(after[name]).toBe(before.toString('latin1').replace(host, now));
    }
  });

  test('is a second run: it changes nothing more', async () => {
    const project = aProject(Object.fromEntries(names.map((name) => [name, read('before', name)])));
    await runMigrate(['.', '--fix', '--fail-on', 'never'], { cwd: project.path });
    expect((await runMigrate(['.', '--fix', '--dry-run'], { cwd: project.path })).out).toBe('');
  });
});
