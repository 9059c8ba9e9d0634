import { describe, expect, test } from '@jest/globals';
import { describeScopes, scopesFor } from '../src/calledOperations.ts';
import { scanFolder } from '../src/scanFolder.ts';
import { aProject, runMigrate } from './project.ts';

const calledIn = (file: string, text: string): string[] =>
  scanFolder(aProject({ [file]: text }).path).operations.map(({ method, path }) => `${method ?? '?'} ${path}`);

const host = 'https://salesorder.visma.net';

describe('calls of the Sales Order API', () => {
  test.each([
    [
      'a.ts',
      `const so = '${host}';\nfetch(\`\${so}/api/v3/SalesOrders?pageIndex=0\`);\nfetch(\`\${so}/api/v3/SalesOrders/\${t}/\${n}\`, { method: 'PATCH' });\n`,
      ['GET /api/v3/SalesOrders', 'PATCH /api/v3/SalesOrders/{type}/{orderId}'],
    ],
    [
      'b.py',
      `SO = "${host}/api/v3"\nrequests.get(f"{SO}/Inventory")\nrequests.delete(SO + "/SalesOrders/" + t + "/" + n + "/lines")\n`,
      ['GET /api/v3/Inventory', 'DELETE /api/v3/SalesOrders/{type}/{orderId}/lines'],
    ],
    [
      'C.java',
      `class C { Object one(String t, String n) { return rest.getForObject("${host}/api/v3/SalesOrders/" + t + "/" + n, Order.class); } }\n`,
      ['GET /api/v3/SalesOrders/{type}/{orderId}'],
    ],
    [
      'd.php',
      `<?php\n$so = new Client(['base_uri' => '${host}/api/v3/']);\n$so->post("SalesOrders/SO/{$n}/lines", $row);\n$so->get("Customers/{$c}/locations");\n`,
      ['GET /api/v3/Customers/{customerId}/locations', 'POST /api/v3/SalesOrders/{type}/{orderId}/lines'],
    ],
    [
      'VismaOrders.cs',
      'class Orders { Task All() => http.GetAsync("/api/v3/SalesOrders?pageIndex=0"); }\n',
      ['GET /api/v3/SalesOrders'],
    ],
    [
      'e.go',
      `package main\n\nreq, err := http.NewRequest("POST", "${host}/api/v3/SalesOrders", body)\n`,
      ['POST /api/v3/SalesOrders'],
    ],
    [
      'f.rb',
      `visma = Faraday.new('${host}')\nvisma.get("/api/v3/SalesOrders/SO/#{n}/tax")\n`,
      ['GET /api/v3/SalesOrders/{type}/{orderId}/tax'],
    ],
    ['g.kt', `val rows = client.get("${host}/api/v3/SalesOrders/$type")\n`, ['GET /api/v3/SalesOrders/{type}']],
    ['h.sh', `curl -H "Authorization: Bearer $T" "${host}/api/v3/Customers?filter=Nord"\n`, ['GET /api/v3/Customers']],
  ] as const)('are listed: %s', (file, text, expected) => {
    expect(calledIn(file, text)).toEqual(expected);
  });

  test.each([
    ['a.ts', "import { visma } from './visma';\nfetch('https://shop.example/api/v3/customers');\n"],
    ['b.py', "visma = 1\nshop.get('/api/v3/customers')\nshop.get('/v3/inventory')\n"],
    ['C.java', '// Visma\nclass C { Visma v; Object all() { return bc.get("/stores/v3/customers"); } }\n'],
    ['d.php', "<?php\n$url = 'https://identity.vismaonline.com';\n$shop->get('/api/v3/SalesOrders');\n"],
  ])('are not those of a shop: %s', (file, text) => {
    expect(calledIn(file, text)).toEqual([]);
  });

  test('are told from the ERP API’s where both have the resource', () => {
    const text = `const erp = 'https://api.finance.visma.net/v1', so = '${host}/api/v3';\nfetch(so + '/Inventory');\nfetch(erp + '/inventory');\n`;
    expect(calledIn('a.js', text)).toEqual(['GET /api/v3/Inventory', 'GET /v1/inventory']);
  });

  test('ask services for scopes of their own, and people for those of the ERP API', async () => {
    const project = aProject({
      'a.js': `get('https://api.finance.visma.net/v1/customer');\nfetch('${host}/api/v3/SalesOrders');\nfetch('${host}/api/v3/SalesOrders', { method: 'POST' });\n`,
    });
    const { operations, hidesCalls } = scanFolder(project.path);
    const scopes = scopesFor(operations, hidesCalls);
    expect(scopes).toEqual({
      erp: ['read'],
      people: ['read', 'create'],
      salesOrders: ['read', 'write'],
      isComplete: true,
      isUpdateGuessed: false,
    });
    expect(describeScopes(scopes)).toEqual([
      'People sign in: vismanet_erp_interactive_api:read vismanet_erp_interactive_api:create',
      'Nobody at hand: vismanet_erp_service_api:read',
      'Sales orders, version 3, nobody at hand: visma.net.erp.salesorder:read visma.net.erp.salesorder:write',
    ]);
    const markdown = (await runMigrate(['.', '--format', 'markdown'], { cwd: project.path })).out;
    expect(markdown).toContain(`| \`POST /api/v3/SalesOrders\` | 1 | yes | ${host}/api/v3/SalesOrders |`);
  });
});

describe('an operation whose method is not seen', () => {
  const operationsOf = (path: string) => {
    const project = aProject({ 'Paths.cs': `namespace Our.VismaNet;\nclass P { const string A = "${path}"; }\n` });
    return scanFolder(project.path).operations.map(({ method, life, now }) => ({ method, life, now }));
  };

  test('depends on the method, where some ended', () => {
    expect(operationsOf('/v1/PurchaseReceipt')).toEqual([
      {
        method: undefined,
        life: 'depends',
        now: 'GET (ended): GET /v2/PurchaseReceipt of api.finance.visma.net; POST: https://api.finance.visma.net/v1/PurchaseReceipt',
      },
    ]);
  });

  test('ended, where all did', () => {
    expect(operationsOf('/v1/salesorder')).toMatchObject([{ life: 'ended' }]);
    expect(operationsOf('/v1/generalLedgerBalance/')[0]?.now).toContain('PUT (ended): nothing took its place');
  });

  test('lives on, where all do', () => {
    expect(operationsOf('/v1/customer')).toMatchObject([
      { life: 'alive', now: 'https://api.finance.visma.net/v1/customer' },
    ]);
  });

  test('is told as such in the reports, beside its finding', async () => {
    const project = aProject({
      'Paths.cs': 'namespace Our.VismaNet;\nclass P { string A = "/v1/PurchaseReceipt"; }\n',
    });
    for (const format of ['text', 'markdown']) {
      const { out } = await runMigrate(['.', '--format', format], { cwd: project.path });
      expect(out).toContain('depends on the method');
      expect(out).toContain('Whether it is that method cannot be seen here.');
    }
  });
});

describe('calls are not all seen', () => {
  const erp = 'https://api.finance.visma.net/v1';
  const isComplete = (files: Readonly<Record<string, string>>): boolean => {
    const { operations, hidesCalls } = scanFolder(aProject(files).path);
    return scopesFor(operations, hidesCalls).isComplete;
  };
  const called = { 'a.ts': `fetch('${erp}/customer');\n` };

  test.each([
    ['vismaClient.ts', `export const get = (path: string) => fetch('${erp}' + path);\n`],
    ['client.py', `BASE = "${erp}"\ndef get(path): return requests.get(BASE + path)\n`],
    ['.env', `VISMA_URL=${erp}\n`],
    ['appsettings.json', `{ "Visma": { "Url": "${erp}/" } }\n`],
  ])('where an address stands without a call beside it: %s', (file, text) => {
    expect(isComplete({ ...called, [file]: text })).toBe(false);
  });

  test.each([
    ['client.py', `BASE = "${erp}"\ndef all(): return requests.get(BASE + "/customer")\n`],
    ['client.js', `const BASE = '${erp}';\nfetch(BASE + '/salesorder/' + type + '/' + number);\n`],
    ['client.js', `const BASE = '${erp}';\nfetch(\`\${BASE}/customer/\${id}\`);\n`],
  ])('is not said where each has its call: %s', (file, text) => {
    expect(isComplete({ ...called, [file]: text, '.env': `VISMA_URL=${erp}\n` })).toBe(true);
  });
});

describe('a resource that is added to an address', () => {
  const old = 'https://integration.visma.net/API/controller/api/v1';
  test.each([
    [
      'a.js',
      `const visma = axios.create({ baseURL: '${old}' });\nvisma({ method: 'put', url: \`/inventory/\${n}\`, data: row });\nvisma.request({ url: '/customerinvoice/' + n, method: 'DELETE' });\n`,
      ['DELETE /v1/customerinvoice/{invoiceNumber}', 'PUT /v1/inventory/{inventoryNumber}'],
    ],
    [
      'B.java',
      `class B { String base = "${old}";\n  Object put(String id) { return HttpRequest.newBuilder(URI.create(String.format("%s/customer/%s", base, id))).PUT(body).build(); } }\n`,
      ['PUT /v1/customer/{customerCd}'],
    ],
    [
      'c.go',
      `const base = "${old}"\n\nfunc item(n string) { req, _ := http.NewRequest(http.MethodGet, fmt.Sprintf("%s/inventory/%s", base, n), nil) }\n`,
      ['GET /v1/inventory/{inventoryNumber}'],
    ],
    [
      'd.ps1',
      `$Base = '${old}'\nInvoke-RestMethod "$Base/customer?pageNumber=1" -Headers $h\nInvoke-RestMethod "$Base/supplier" -Method Post -Body $b\n`,
      ['GET /v1/customer', 'POST /v1/supplier'],
    ],
    [
      'e.swift',
      `let base = "${old}"\nlet r = try await get("\\(base)/customer/\\(id)")\n`,
      ['GET /v1/customer/{customerCd}'],
    ],
    ['f.php', `<?php\n$base = '${old}';\n$http->post("$base/supplier", $row);\n`, ['POST /v1/supplier']],
  ] as const)('is called: %s', (file, text, expected) => {
    expect(calledIn(file, text)).toEqual(expected);
    expect(scanFolder(aProject({ [file]: text }).path).hidesCalls).toBe(false);
  });

  test('is not hidden by a method that is written out', () => {
    const text = `var b = new Uri("${old}/");\nvar r = new HttpRequestMessage(HttpMethod.Put, $"inventory/{no}");\n`;
    expect(scanFolder(aProject({ 'a.cs': text }).path).hidesCalls).toBe(false);
  });

  test.each([
    [
      'a.go',
      `const base = "${old}"\nfunc get(e string) { http.Get(fmt.Sprintf("%s/%s", base, e)) ; http.Get(base + "/customer") }\n`,
    ],
    ['b.sh', `BASE=${old}\ncurl "$BASE/$entity"\ncurl "$BASE/customer"\n`],
  ])('may be another one: %s', (file, text) => {
    expect(scanFolder(aProject({ [file]: text }).path).hidesCalls).toBe(true);
  });
});
