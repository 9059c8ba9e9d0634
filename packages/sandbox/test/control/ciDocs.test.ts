import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox } from '../connect/connectStack.ts';
import { controlCall } from './controlCall.ts';

const document = readFileSync(new URL('../../../../docs/sandbox-in-ci.md', import.meta.url), 'utf8');

/** The first example in a language. */
const example = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(document)?.[1] ?? '';

describe('docs/sandbox-in-ci.md', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await aSandbox({ seed: JSON.parse(example('json')), items: 20 });
  });
  afterAll(() => sandbox.stop());

  test('has a seed file whose service application gets a token', async () => {
    const answer = await fetch(new URL('/connect/token', sandbox.url), {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('isv_my_app:my-secret')}` },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        tenant_id: '11111111-1111-4111-8111-111111111101',
      }),
    });
    expect(z.object({ scope: z.string() }).parse(await answer.json()).scope).toBe('vismanet_erp_service_api:read');
  });

  test('names only calls that the control API takes', async () => {
    const calls = [...document.matchAll(/\bsandbox (GET|PUT|POST|DELETE) '?([\w/?=&-]+)'?(?: '({[^']*})')?/g)];
    expect(calls.length).toBeGreaterThan(10);
    for (const [whole, method = '', path = '', body] of calls) {
      const answer = await controlCall(sandbox, method, path, body === undefined ? undefined : JSON.parse(body));
      expect([whole, answer.status]).toEqual([whole, 200]);
    }
  });

  test('has an example for Node that passes as it stands', async () => {
    await controlCall(sandbox, 'DELETE', 'faults');
    const environment = { SANDBOX_URL: sandbox.url, SANDBOX_ADMIN_TOKEN: sandbox.adminToken };
    const child = spawn(process.execPath, ['--input-type=module', '-'], { env: environment });
    child.stdin.end(example('js'));
    const [output, errors] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'close')]);
    expect([output, errors]).toEqual(['passed\n', '']);
  });
});
