import { describe, expect, test } from '@jest/globals';
import { pack, projectWith } from '../../../test/support/installed.ts';

const tarball = pack('packages/sandbox');

const WITH_NODE_TEST = `
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { startSandbox } from 'visma-net-sandbox';

let sandbox;
before(async () => { sandbox = await startSandbox({ port: 0, items: 1 }); });
after(() => sandbox.stop());

test('the issuer is where it listens', async () => {
  const answer = await fetch(sandbox.url + '/.well-known/openid-configuration');
  assert.equal((await answer.json()).issuer, sandbox.url);
});

test('it knows operations that it does not emulate', async () => {
  const { clientId, clientSecret, tenantId } = sandbox.serviceApplication;
  const fields = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, tenant_id: tenantId };
  const answer = await fetch(sandbox.url + '/connect/token', { method: 'POST', body: new URLSearchParams(fields) });
  const authorization = 'Bearer ' + (await answer.json()).access_token;
  const account = await fetch(sandbox.url + '/v1/account', { headers: { authorization } });
  assert.equal(account.status, 501);
  assert.match(await account.text(), /GET \\/v1\\/account/);
});

test('its screens have their styles', async () => {
  const page = await fetch(sandbox.url + '/');
  assert.equal(page.status, 200);
  const sheet = /href="([^"]+\\.css)"/.exec(await page.text())[1];
  assert.equal((await fetch(new URL(sheet, sandbox.url))).status, 200);
});
`;

describe('The sandbox as a package', () => {
  test('holds what it runs with, the sources of its maps, and no tests', () => {
    expect(tarball.files).toEqual(
      expect.arrayContaining(['README.md', 'dist/cli.js', 'dist/start.js', 'dist/start.d.ts']),
    );
    const maps = tarball.files.filter((file) => file.endsWith('.map'));
    const withoutSource = maps.filter(
      (map) => !tarball.files.includes(map.replace(/^dist\/(.*)\.js\.map$/, 'src/$1.ts')),
    );
    expect(maps.length).toBeGreaterThan(300);
    expect(withoutSource).toEqual([]);
    expect(tarball.files.filter((file) => file.startsWith('test/'))).toEqual([]);
  });

  test('serves the tests of another project', async () => {
    const project = projectWith(tarball, { 'a.test.mjs': WITH_NODE_TEST });
    const { code, output } = await project.run(['--test', 'a.test.mjs']);
    expect({ code, passed: /^# pass (\d+)$/m.exec(output)?.[1] }).toEqual({ code: 0, passed: '3' });
  }, 60_000);

  test('has a command that explains itself', async () => {
    const { code, output } = await projectWith(tarball).run(['node_modules/visma-net-sandbox/dist/cli.js', '--help']);
    expect(code).toBe(0);
    expect(output).toContain('Usage: visma-net-sandbox');
  }, 60_000);
});
