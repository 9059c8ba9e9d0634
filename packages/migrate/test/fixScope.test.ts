import { describe, expect, test } from '@jest/globals';
import { fixed } from './project.ts';

const CALLS = "const erp = client('https://api.finance.visma.net');\nerp.get('/v1/customer');\n";
const AUTHORIZE = "const url = 'https://integration.visma.net/API/resources/oauth/authorize?scope=financialstasks';\n";

/** What --fix makes of a file of a project that signs people in too, and whose calls are known. */
async function after(name: string, text: string): Promise<string> {
  return (await fixed({ 'calls.js': CALLS, 'signIn.js': AUTHORIZE, [name]: text }))[name] ?? '';
}

const service = (text: string): string => text.replace('financialstasks', 'vismanet_erp_service_api:read');
const interactive = (text: string): string => text.replace('financialstasks', 'vismanet_erp_interactive_api:read');

describe('the scope of a call that says who asks', () => {
  test.each([
    ['a.js', `post(url, { grant_type: 'client_credentials', scope: 'financialstasks' });\n`],
    ['a.js', `post(url, {\n  grant_type: 'client_credentials',\n  client_id,\n  scope: 'financialstasks',\n});\n`],
    [
      'a.py',
      `requests.post(url, data={\n    "grant_type": "client_credentials",\n    "scope": "financialstasks",\n})\n`,
    ],
    [
      'a.php',
      `<?php\npost($url, [\n    'scope' => 'financialstasks',\n    'grant_type' => 'client_credentials',\n]);\n`,
    ],
    [
      'a.cs',
      `var f = new Dictionary<string, string> {\n  ["grant_type"] = "client_credentials",\n  ["scope"] = "financialstasks",\n};\n`,
    ],
    ['a.py', `token = fetch(\n    grant_type="client_credentials",\n    scope="financialstasks",\n)\n`],
    ['a.js', `post(url, {\n  grant_type: 'client_credentials',\n  hint: ':-)',\n  scope: 'financialstasks',\n});\n`],
    ['a.py', `token = ask(hint=":-)",\n    grant_type="client_credentials",\n    scope="financialstasks",\n)\n`],
  ])('is that of a service: %s %s', async (name, text) => {
    expect(await after(name, text)).toBe(service(text));
  });

  test.each([
    ['a.js', `const q = { response_type: 'code', scope: 'financialstasks' };\n`],
    [
      'a.php',
      `<?php\n$q = http_build_query([\n    'response_type' => 'code',\n    'scope' => 'financialstasks',\n]);\n`,
    ],
  ])('is that of people: %s %s', async (name, text) => {
    expect(await after(name, text)).toBe(interactive(text));
  });

  test('is that of each place of a file', async () => {
    const call = "post(url, { grant_type: 'client_credentials', scope: 'financialstasks' });\n";
    const text = AUTHORIZE + call;
    const now = await after('a.js', text);
    expect(now).toContain('authorize?scope=vismanet_erp_interactive_api%3Aread');
    expect(now).toContain(service(call));
  });
});

describe('the scope stays where it is not plain who asks', () => {
  test.each([
    ['a.js', `export const SCOPE = 'financialstasks';\n`],
    ['a.js', `const url = base + '/oauth/authorize';\nconst SCOPE = 'financialstasks';\n`],
    ['a.js', `class A {\n  SCOPE = 'financialstasks';\n  url = base + '/connect/authorize';\n}\n`],
    ['a.js', `post(url, { scope: 'financialstasks', ...form });\n`],
    [
      'a.js',
      `post(url, { grant_type: on ? 'client_credentials' : 'authorization_code', scope: 'financialstasks' });\n`,
    ],
    ['a.js', `post(url, { grant_type: 'refresh_token', scope: 'financialstasks' });\n`],
    // Brackets within a text close nothing: the scope is not that of the call around.
    [
      'a.js',
      `run({ grant_type: 'client_credentials', then: () =>\n  ask({\n    hint: ':-))',\n    scope: 'financialstasks',\n  }),\n});\n`,
    ],
    ['.env', `SCOPE=financialstasks\nGRANT=client_credentials\n`],
    ['a.json', `{\n  "grant": "client_credentials",\n  "scope": "financialstasks"\n}\n`],
  ])('%s %s', async (name, text) => {
    expect(await after(name, text)).toBe(text);
  });
});
