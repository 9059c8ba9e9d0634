import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { pack, projectWith, type Project } from '../../../test/support/installed.ts';

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

const WITH_ALL_EXPORTS = `
import { startSandbox } from 'visma-net-sandbox';
import { startConfiguredSandbox } from 'visma-net-sandbox/configured';
import { WEB_APPLICATION } from 'visma-net-sandbox/seed';

process.stdout.write([typeof startSandbox, typeof startConfiguredSandbox, typeof WEB_APPLICATION].join(', '));
`;

const WITH_WRONG_VARIABLE = `
import { startConfiguredSandbox } from 'visma-net-sandbox/configured';

await startConfiguredSandbox({ port: 0, settings: 'no JSON' }, { appUrls: [] }).catch(({ stack }) => console.log(stack));
`;

describe('The sandbox as a package', () => {
  test('holds what it runs with, the sources of its maps, and no tests', () => {
    expect(tarball.files).toEqual(
      expect.arrayContaining(['README.md', 'dist/cli.js', 'dist/start.js', 'dist/start.d.ts']),
    );
    const sources = sourcesOfMaps(projectWith(tarball));
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.filter((source) => !tarball.files.includes(source))).toEqual([]);
    expect(tarball.files.filter((file) => file.startsWith('test/'))).toEqual([]);
  });

  test('has every module that its manifest names', async () => {
    const project = projectWith(tarball, { 'all.mjs': WITH_ALL_EXPORTS });
    expect(await project.run(['all.mjs'])).toEqual({ code: 0, output: 'function, function, object' });
  }, 60_000);

  test('names its sources in a stack', async () => {
    const project = projectWith(tarball, { 'wrong.mjs': WITH_WRONG_VARIABLE });
    const { output } = await project.run(['--enable-source-maps', 'wrong.mjs']);
    expect(output).toMatch(/at startConfiguredSandbox \(.*visma-net-sandbox\/src\/startConfigured\.ts:\d+:\d+\)/);
  }, 60_000);

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

/** Paths in the package of all sources to which its maps lead. */
function sourcesOfMaps({ folder }: Project): string[] {
  const installed = join(folder, 'node_modules', tarball.name);
  return tarball.files
    .filter((file) => file.endsWith('.map'))
    .flatMap((file) => {
      const { sources } = SourceMap.parse(JSON.parse(readFileSync(join(installed, file), 'utf8')));
      return sources.map((source) => posix.join(posix.dirname(file), source));
    });
}

const SourceMap = z.object({ sources: z.array(z.string()) });
