/** A small project, and what a person who knows VNI says of it. */
export interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** `file:line rule`, with ` warning` where it is one although the rule's findings are errors otherwise, or the reverse. */
  readonly expected: readonly string[];
}

/** Calls that only a library makes. */
export const libraries: readonly Case[] = [
  {
    name: 'a NuGet package in a project file',
    files: { 'App.csproj': '<Project>\n<PackageReference Include="Visma.net" Version="3.7.4" />\n</Project>\n' },
    expected: ['App.csproj:2 client-library'],
  },
  {
    name: 'a NuGet package of version 4',
    files: { 'App.csproj': '<Project>\n<PackageReference Include="Visma.net" Version="4.2.1" />\n</Project>\n' },
    expected: ['App.csproj:2 client-library warning'],
  },
  {
    name: 'a NuGet package in packages.config, and in a lock file that adds nothing',
    files: {
      'packages.config': '<packages>\n<package id="Visma.net" version="2.1.0" />\n</packages>\n',
      'packages.lock.json': '{\n  "Visma.net": { "resolved": "2.1.0" }\n}\n',
    },
    expected: ['packages.config:2 client-library'],
  },
  {
    name: 'a NuGet package that came with another one',
    files: { 'packages.lock.json': '{\n  "Visma.net": { "resolved": "2.1.0" }\n}\n' },
    expected: ['packages.lock.json:2 client-library'],
  },
  {
    name: 'the namespace of the NuGet package in C#',
    files: {
      'Token.cs':
        'using System;\nusing ONIT.VismaNetApi;\nvar url = VismaNet.GetOAuthUrl(id, callback);\nvar api = new VismaNet(company, token);\n',
    },
    expected: ['Token.cs:2 client-library'],
  },
  {
    name: 'the namespace of the NuGet package in Visual Basic',
    files: { 'Token.vb': 'Imports ONIT.VismaNetApi\nDim api = New VismaNet(company, secret)\n' },
    expected: ['Token.vb:1 client-library'],
  },
  {
    name: 'another NuGet package, and its own project, which is not a user of it',
    files: {
      'A.csproj': '<Project>\n<PackageReference Include="N2C.VismaNET.Core" Version="1.0.0" />\n</Project>\n',
      'lib/Core.cs': 'using ONIT.VismaNetApi.Lib;\nnamespace ONIT.VismaNetApi;\nclass Core { }\n',
    },
    expected: ['A.csproj:2 client-library'],
  },
  {
    name: 'a Go module and its import',
    files: {
      'go.mod': 'module example.com/sync\n\nrequire github.com/omniboost/go-visma.net v0.0.0-20230101\n',
      'main.go':
        'package main\n\nimport (\n\t"fmt"\n\t"github.com/omniboost/go-visma.net"\n)\n\nfunc main() { fmt.Println(vismanet.New()) }\n',
    },
    expected: ['go.mod:3 client-library warning', 'main.go:5 client-library warning'],
  },
  {
    name: 'a Go module of another product, and a project of one’s own',
    files: {
      'go.mod':
        'module github.com/us/visma.net-sync\n\nrequire (\n\tgithub.com/omniboost/go-visma-netvisor v0.1.0\n\tgithub.com/omniboost/go-visma.net-hrm-payroll v0.1.0\n)\n',
    },
    expected: [],
  },
  {
    name: 'a Java client in Maven, and not the project’s own name',
    files: {
      'pom.xml':
        '<project>\n<artifactId>visma-net-proxy</artifactId>\n<version>1.0</version>\n<dependencies>\n<dependency>\n<groupId>no.systema</groupId>\n<artifactId>visma-net-v1client</artifactId>\n<version>1.2</version>\n</dependency>\n</dependencies>\n</project>\n',
      'src/Sync.java': 'package no.us;\nimport no.systema.visma.v1client.api.CustomerApi;\nclass Sync { }\n',
    },
    expected: ['pom.xml:7 client-library', 'src/Sync.java:2 client-library'],
  },
  {
    name: 'the Java client itself',
    files: {
      'pom.xml': '<project>\n<artifactId>visma-net-v1client</artifactId>\n<version>1.2</version>\n</project>\n',
      'src/Api.java': 'package no.systema.visma.v1client.api;\nimport no.systema.visma.v1client.ApiClient;\n',
    },
    expected: [],
  },
  {
    name: 'packages that are called after Visma.net, of five managers',
    files: {
      'a/package.json': '{\n  "name": "visma-net-sync",\n  "dependencies": {\n    "node-visma-net": "^1.2.0"\n  }\n}\n',
      'b/composer.json': '{\n  "name": "us/visma-net",\n  "require": {\n    "them/visma-net-php": "^2.0"\n  }\n}\n',
      'c/requirements.txt': '# of the sync\nrequests==2.1\nvisma-net-client==0.3\n',
      'd/Gemfile': "source 'https://rubygems.org'\ngem 'visma_net', '~> 0.2'\n",
      'e/build.gradle': "dependencies {\n  implementation 'no.them:visma-net-client:1.4'\n}\n",
    },
    expected: [
      'a/package.json:4 client-library warning',
      'b/composer.json:4 client-library warning',
      'c/requirements.txt:3 client-library warning',
      'd/Gemfile:2 client-library warning',
      'e/build.gradle:2 client-library warning',
    ],
  },
  {
    name: 'packages of other products',
    files: {
      'package.json':
        '{\n  "dependencies": {\n    "visma-eaccounting": "^1.2.0",\n    "@visma/nordic-canvas": "1.0.0"\n  },\n  "scripts": { "sync": "node visma-net.js 2" }\n}\n',
      'requirements.txt': 'visma-administration==1.2\n',
      Gemfile: "gem 'spiris', '1.0'\n",
    },
    expected: [],
  },
  {
    name: 'a PHP client that was generated',
    files: { 'Sync.php': '<?php\nuse Acme\\VismaNetApi\\Api\\CustomerApi;\n$api = new CustomerApi();\n' },
    expected: ['Sync.php:2 client-library'],
  },
  {
    name: 'code that names Visma.net and shows no call',
    files: {
      'package.json': '{ "dependencies": { "@them/erp": "1.0.0" } }\n',
      'sync.ts':
        "import { open } from '@them/erp';\nimport { rows } from './vismaNetRows';\nexport const all = open(rows);\n",
    },
    expected: ['sync.ts:2 hidden-calls'],
  },
  {
    name: 'Python code that calls by an object of that name',
    files: { 'sync.py': 'from them import erp\nrows = vismanet.customers(page=1)\n' },
    expected: ['sync.py:2 hidden-calls'],
  },
  {
    name: 'migrated code, which shows its calls',
    files: {
      'sync.ts':
        "import { rows } from './vismaNetRows';\nconst all = await fetch('https://api.finance.visma.net/v1/customer?pageNumber=1&pageSize=100');\n",
    },
    expected: [],
  },
  {
    name: 'words of Visma.net in a page and in a table',
    files: {
      'page.html': '<p>Works with Visma.net</p>\n',
      'import.sql': "insert into Systems values ('Visma.net');\n",
      'note.ts': "// Visma.net is called elsewhere\nexport const name = 'Visma.net';\n",
    },
    expected: [],
  },
];

const filler = (lines: number, comment = '//'): string => `${comment} goes on\n`.repeat(lines);

/** Operations that ended, and their neighbours that did not. */
export const endings: readonly Case[] = [
  {
    name: 'the release of a purchase receipt in PHP, which lives on',
    files: {
      'VismaReceipts.php':
        "<?php\nclass VismaReceipts\n{\n    function release($no) {\n        return $this->call('POST', '/v1/PurchaseReceipt/' . $no . '/action/release');\n    }\n}\n",
    },
    expected: [],
  },
  {
    name: 'reading purchase receipts far from the word Visma, which the path and the namespace have',
    files: {
      'src/VismaNetReceipts.php': `<?php\nnamespace App\\VismaNet;\nclass Receipts {\n${filler(45)}    function all($q) { return $this->call('GET', '/v1/PurchaseReceipt', $q); }\n}\n`,
    },
    expected: ['src/VismaNetReceipts.php:49 purchase-receipt-v1'],
  },
  {
    name: 'reading the short form of purchase receipts in TypeScript',
    files: {
      'receipts.ts':
        "import { visma } from './visma';\nexport const all = () => visma.get('/v1/PurchaseReceiptBasic', { pageNumber: 1, pageSize: 500 });\nexport const save = (row: object) => visma.post('/v1/PurchaseReceiptBasic', row);\nexport const newer = () => visma.get('/v2/PurchaseReceipt', { pageNumber: 1, pageSize: 500 });\n",
    },
    expected: ['receipts.ts:2 purchase-receipt-v1'],
  },
  {
    name: 'purchase receipts by an address whose method is elsewhere',
    files: {
      'Paths.cs': 'namespace Our.Visma;\nclass Paths { public const string Receipts = "/v1/PurchaseReceipt"; }\n',
    },
    expected: ['Paths.cs:2 purchase-receipt-v1 warning'],
  },
  {
    name: 'purchase receipts in Python, Ruby, Go, Kotlin, PowerShell and an .http file',
    files: {
      'a.py':
        'BASE = "https://api.finance.visma.net"\ndef one(no):\n    return requests.get(f"{BASE}/v1/PurchaseReceipt/{no}", headers=headers)\ndef save(row):\n    return requests.put(BASE + "/v1/PurchaseReceipt/" + row["no"], json=row)\n',
      'b.rb':
        "visma = Faraday.new('https://api.finance.visma.net')\nvisma.get(\"/v1/PurchaseReceipt/#{number}\")\nvisma.post('/v1/PurchaseReceipt', body)\n",
      'c.go':
        'package visma\n\nfunc all() { req, _ := http.NewRequest("GET", host+"/v1/PurchaseReceipt", nil) }\nfunc print_(n string) { req, _ := http.NewRequest(http.MethodGet, host+"/v1/PurchaseReceipt/"+n+"/print", nil) }\n',
      'd.kt':
        'package visma\nfun all() = client.get("$vismaHost/v1/PurchaseReceipt")\nfun release(n: String) = client.post("$vismaHost/v1/PurchaseReceipt/$n/action/release")\n',
      'e.ps1':
        'Invoke-RestMethod "https://api.finance.visma.net/v1/PurchaseReceipt" -Headers $h\nInvoke-RestMethod "https://api.finance.visma.net/v1/PurchaseReceipt" -Method Post -Headers $h -Body $b\n',
      'f.http':
        'GET https://api.finance.visma.net/v1/PurchaseReceipt/000123\nAuthorization: Bearer {{token}}\n\n###\nPOST https://api.finance.visma.net/v1/PurchaseReceipt/000123/action/release\n',
      'g.sh':
        'curl -H "Authorization: Bearer $T" https://api.finance.visma.net/v1/PurchaseReceipt\ncurl -X POST -H "Authorization: Bearer $T" https://api.finance.visma.net/v1/PurchaseReceipt -d @row.json\n',
    },
    expected: [
      'a.py:3 purchase-receipt-v1',
      'b.rb:2 purchase-receipt-v1',
      'c.go:3 purchase-receipt-v1',
      'd.kt:2 purchase-receipt-v1',
      'e.ps1:1 purchase-receipt-v1',
      'f.http:1 purchase-receipt-v1',
      'g.sh:1 purchase-receipt-v1',
    ],
  },
  {
    name: 'making a shipment of a sales order, which lives on',
    files: {
      'ship.ts':
        "const erp = client('https://api.finance.visma.net');\nexport const ship = (nbr: string) => erp.post(`/v2/salesorder/${nbr}/action/createShipment`);\nexport const print = (nbr: string) => erp.get(`/v1/salesorder/SO/${nbr}/printOrder`);\n",
    },
    expected: [],
  },
  {
    name: 'the sales orders of a customer, and types of sales orders, which live on',
    files: {
      'orders.js':
        "const erp = client('https://api.finance.visma.net');\nexport const ofCustomer = (id) => erp.get(`/v1/customer/${id}/salesorder`);\nexport const basic = (id) => erp.get(`/v1/customer/${id}/salesorderbasic`);\nexport const types = () => erp.get('/v1/salesordertype');\n",
    },
    expected: [],
  },
  {
    name: 'sales orders that ended, by each of their calls',
    files: {
      'Orders.cs':
        'namespace Our.VismaNet;\nclass Orders {\n  Task All() => http.GetAsync("/v1/salesorder?pageNumber=1&pageSize=100");\n  Task Save(string n) => http.PutAsync($"/v1/salesorder/{n}", body);\n  Task Cancel(string n) => http.PostAsync($"/v2/salesorder/{n}/action/cancelSalesOrder", body);\n  Task Ship(string n) => http.PostAsync($"/v1/salesorder/{n}/action/createShipment", body);\n  Task One(string t, string n) => http.GetAsync($"https://api.finance.visma.net/v1/salesorder/{t}/{n}");\n}\n',
    },
    expected: [
      'Orders.cs:3 sales-order-v1-v2',
      'Orders.cs:4 sales-order-v1-v2',
      'Orders.cs:5 sales-order-v1-v2',
      'Orders.cs:7 sales-order-v1-v2',
    ],
  },
  {
    name: 'words that are no addresses: a radio button, a comparison, an enumeration',
    files: {
      'choose.jsp': '<form><input type="radio" name="vismaTarget" value="salesorder"/></form>\n',
      'VismaSettings.java':
        'class VismaSettings {\n  boolean isOrder(String t) { return t.equals("salesorder"); }\n}\n',
      'VismaDocument.php':
        "<?php\nenum VismaDocument: string {\n    case SalesOrder = 'SalesOrder';\n    case PurchaseReceipt = 'PurchaseReceipt';\n}\n",
    },
    expected: [],
  },
  {
    name: 'a path of one’s own server, and of another system',
    files: {
      'server.js':
        "// Visma\nconst visma = 1;\napp.get('/v1/salesorder', list);\nrouter.post('/v1/salesorder/:id', save);\n",
      'other.py': 'requests.get("https://shop.example/v1/salesorder")\n',
    },
    expected: [],
  },
  {
    name: 'a resource that is added to an address with the version',
    files: {
      'Erp.java':
        'class Erp {\n  static final String BASE = "https://api.finance.visma.net/v1/";\n  Object orders() { return http.get(BASE + "salesorder"); }\n  Object ofCustomer(String c) { return http.get(BASE + "customer/" + c + "/salesorder"); }\n  Object receipt(String n) { return http.get(BASE + "PurchaseReceipt/" + n); }\n}\n',
    },
    expected: ['Erp.java:3 sales-order-v1-v2', 'Erp.java:5 purchase-receipt-v1'],
  },
  {
    name: 'operations that were removed years ago, and their successors',
    files: {
      'journal.php':
        "<?php // Visma.net\n$visma = new Client('https://api.finance.visma.net');\n$visma->get('/v1/journaltransaction');\n$visma->get('/v2/journaltransaction');\n",
    },
    expected: ['journal.php:3 ended-operation'],
  },
  {
    name: 'deprecated operations, and the same path read',
    files: {
      'invoices.ts':
        "const erp = client('https://api.finance.visma.net');\nerp.post('/v1/customerinvoice', invoice);\nerp.get('/v1/customerinvoice', { pageNumber: 1 });\nerp.post('/v2/customerinvoice', invoice);\n",
      'Notes.vb': 'Dim visma = New HttpClient()\nvisma.GetAsync("https://api.finance.visma.net/v1/creditNote")\n',
    },
    expected: ['Notes.vb:2 deprecated-operation', 'invoices.ts:2 deprecated-operation'],
  },
];

const guid = '6f1c2d3e-4a5b-4c6d-8e7f-901234567890';
const oldHost = 'https://integration.visma.net/API/controller/api/v1';

/** Secrets that stand in the code, and strings that are none. */
export const secrets: readonly Case[] = [
  {
    name: 'a bearer token in PHP',
    files: {
      'client.php': `<?php\n$url = '${oldHost}';\n$head = ['Authorization: Bearer ${guid}'];\n`,
    },
    expected: ['client.php:2 old-api-host', 'client.php:3 permanent-token'],
  },
  {
    name: 'a token in a JSON file',
    files: { 'settings.json': `{"vismaNet":{"url":"${oldHost}","companyId":"12","token":"${guid}"}}\n` },
    expected: ['settings.json:1 old-api-host', 'settings.json:1 permanent-token'],
  },
  {
    name: 'tokens in C#, Python, Ruby, Go, XML, YAML and a shell',
    files: {
      'A.cs': `namespace Our.VismaNet;\nclass A { const string AccessToken = "${guid}"; }\n`,
      'b.py': `visma = 1\nheaders = {"Authorization": "Bearer ${guid}"}\n`,
      'c.rb': `visma = 1\ntoken = '${guid}'\n`,
      'd.go': `package visma\n\nconst token = "${guid}"\n`,
      'e.xml': `<visma>\n<Token>${guid}</Token>\n</visma>\n`,
      'f.yml': `visma:\n  token: ${guid}\n`,
      'g.sh': `# visma\ncurl -H "Authorization: Bearer ${guid}" "$VISMA/v1/customer"\n`,
    },
    expected: [
      'A.cs:2 permanent-token',
      'b.py:2 permanent-token',
      'c.rb:2 permanent-token',
      'd.go:3 permanent-token',
      'e.xml:2 permanent-token',
      'f.yml:2 permanent-token',
      'g.sh:2 permanent-token',
    ],
  },
  {
    name: 'GUIDs that are no tokens',
    files: {
      'a.ts': `// Visma\nconst tenantId = '${guid}';\nconst visma = { companyId: '${guid}', csrfToken: '${guid}' };\nconst head = \`Bearer \${token}\`;\n`,
      'b.cs': `namespace Our.Visma;\n[Guid("${guid}")]\nclass TokenCache { }\n`,
      'c.sql': `-- visma\ninsert into tenants values ('${guid}');\n`,
      'd.json': `{"visma":{"tenantId":"${guid}","tokenUrl":"https://connect.visma.com/connect/token"}}\n`,
    },
    expected: [],
  },
  {
    name: 'a token of another product',
    files: {
      'a.php': `<?php\n$url = 'https://eaccountingapi.vismaonline.com/v2';\n$head = ['Authorization: Bearer ${guid}'];\n`,
    },
    expected: [],
  },
  {
    name: 'secrets in comments',
    files: {
      'A.cs': `namespace Our.VismaNet;\n// ClientSecret: ${guid}\nclass A { }\n`,
      'b.py': `# visma\n# client_secret = Zx81Qw9kL0pP77\nx = 1\n`,
      'c.js': `/* visma\n * clientSecret=Zx81Qw9kL0pP77\n */\nconst a = 1;\n`,
      'd.php':
        '<?php\n// Visma: the client secret is in the vault\n// client_secret: see the portal\n// clientSecret: string\n',
    },
    expected: ['A.cs:2 literal-secret', 'b.py:2 literal-secret', 'c.js:2 literal-secret'],
  },
  {
    name: 'tokens that are stored and never end',
    files: {
      'a.php':
        "<?php\nfunction token() {\n    $known = readValue('visma_token');\n    if ($known !== '') return $known;\n    saveValue('visma_token', fetchToken());\n}\n",
      'b.php': "<?php\nsaveValue('visma_token', $t, $expires_in);\nsaveValue('visma_theme', 'dark');\n",
    },
    expected: ['a.php:5 permanent-token'],
  },
  {
    name: 'a plug-in for eAccounting',
    files: {
      'plugin.php':
        "<?php\n$url = 'https://auth.vismaonline.com/connect/token';\n$api = 'https://eaccountingapi.vismaonline.com/v2';\n$vismaClientSecret = 'Zx81Qw9kL0pP77';\n$grant = 'grant_type=password';\n",
      'model.php':
        "<?php\n// eAccounting of Visma\n$host = 'eaccountingapi.vismaonline.com';\n$head = ['ipp-company-id' => $c, 'ipp-application-type' => 'x'];\n",
    },
    expected: [],
  },
  {
    name: 'a sign-in to eAccounting whose host is in the file beside it',
    files: {
      'visma/oauth.ts':
        "import { VISMA_AUTH_URL } from './config';\nconst SCOPES = ['ea:api', 'offline_access'];\nexport function url(state: string) {\n  const query = new URLSearchParams({ response_type: 'code', state, scope: SCOPES.join(' ') });\n  return `${VISMA_AUTH_URL}?${query}`;\n}\n",
      'visma/config.ts': "export const VISMA_AUTH_URL = 'https://identity.vismaonline.com/connect/authorize';\n",
    },
    expected: [],
  },
  {
    name: 'a secret for eAccounting in a folder of its own, and one for Visma.net in another',
    files: {
      'eaccounting/a.ts': "export const vismaHost = 'https://eaccountingapi.vismaonline.com';\n",
      'eaccounting/b.ts': "export const vismaClientSecret = 'Zx81Qw9kL0pP77';\n",
      'erp/a.ts': "export const vismaHost = 'https://api.finance.visma.net';\n",
      'erp/b.ts': "export const vismaClientSecret = 'Zx81Qw9kL0pP77';\n",
    },
    expected: ['erp/b.ts:1 literal-secret'],
  },
];

const swaggerClass = (name: string): string =>
  `<?php\n/**\n * ${name}\n *\n * NOTE: This class is auto generated by the swagger code generator program.\n * Do not edit the class manually.\n */\nnamespace Visma\\Client;\n$q = ['numberToRead' => 1, 'ipp-company-id' => $c, 'ipp-application-type' => $t];\n$path = '/API/controller/api/v1/${name}';\n`;
const swagger = (indent: number, server: string): string =>
  `${JSON.stringify(
    {
      swagger: '2.0',
      info: { title: 'Visma Net API' },
      host: server,
      basePath: server === 'integration.visma.net' ? '/API' : '/',
      paths: {
        '/controller/api/v1/customer': {
          get: {
            parameters: [
              { name: 'numberToRead', in: 'query' },
              { name: 'lastModifiedDateTime', in: 'query' },
            ],
          },
        },
      },
    },
    null,
    indent,
  )}\n`;
const today = (name: string): string =>
  `<?php\n/**\n * NOTE: This class is auto generated by OpenAPI Generator (https://openapi-generator.tech).\n */\nnamespace Visma\\Client;\n$q = ['numberToRead' => 1, 'lastModifiedDateTime' => $t];\n$path = '/v1/${name}'; $host = 'https://api.finance.visma.net';\n`;

/** Code that tools made, and descriptions they make it from. */
export const generated: readonly Case[] = [
  {
    name: 'four classes of swagger-codegen',
    files: Object.fromEntries(
      ['account', 'branch', 'customer', 'supplier'].map((name) => [`lib/Api/${name}.php`, swaggerClass(name)]),
    ),
    expected: ['lib/Api/account.php:9 generated-client'],
  },
  {
    name: 'two clients of two projects, and code that somebody wrote beside them',
    files: {
      'a/composer.json': '{}\n',
      'a/lib/Api/account.php': swaggerClass('account'),
      'a/lib/Model/branch.php': swaggerClass('branch'),
      'b/composer.json': '{}\n',
      'b/lib/account.php': swaggerClass('account'),
      'a/src/Sync.php': "<?php // Visma\n$q = ['numberToRead' => 100];\n",
    },
    expected: [
      'a/lib/Api/account.php:9 generated-client',
      'a/src/Sync.php:2 paging-parameters',
      'b/lib/account.php:9 generated-client',
    ],
  },
  {
    name: 'a description of VNI on one line, and on many',
    files: { 'one.json': swagger(0, 'integration.visma.net'), 'many.json': swagger(2, 'integration.visma.net') },
    expected: ['many.json:6 generated-client', 'one.json:1 generated-client'],
  },
  {
    name: 'a client of today’s API, by its head, and its description',
    files: {
      'lib/customer.php': today('customer'),
      'openapi.yaml':
        'openapi: 3.0.4\ninfo:\n  title: Visma.net ERP API\nservers:\n  - url: https://api.finance.visma.net\npaths:\n  /v1/salesorder:\n    get:\n      parameters:\n        - name: numberToRead\n',
    },
    expected: [],
  },
  {
    name: 'clients of C#, TypeScript, Java, Go and Python by their heads',
    files: {
      'cs/Client.cs':
        '//----------------------\n// <auto-generated>\n//     Generated using the NSwag toolchain v11.3.0.0\n// </auto-generated>\nnamespace VismaNet { class A { string U = "https://integration.visma.net/API/"; } }\n',
      'ts/erp.ts':
        "/**\n * This file was auto-generated by openapi-typescript.\n */\nexport const header = 'ipp-company-id';\n",
      'java/Api.java':
        '/*\n * NOTE: This class is auto generated by OpenAPI Generator (https://openapi-generator.tech).\n */\nclass Visma { String a = "ipp-company-id"; }\n',
      'go/api.go':
        '// Code generated by github.com/deepmap/oapi-codegen DO NOT EDIT.\npackage visma\n\nconst company = "ipp-company-id"\n',
      'py/.openapi-generator/VERSION': '5.0\n',
      'py/api.py': 'visma = 1\nheader = "ipp-company-id"\n',
    },
    expected: [
      'cs/Client.cs:5 generated-client',
      'go/api.go:4 generated-client',
      'java/Api.java:4 generated-client',
      'py/api.py:2 generated-client',
      'ts/erp.ts:4 generated-client',
    ],
  },
  {
    name: 'a client of today’s API with the tests and factories that came with it, and a call beside them',
    files: {
      'composer.json': '{}\n',
      ...Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`src/Requests/R${at}.php`, today(`r${at}`)])),
      'tests/Requests/RTest.php': '<?php // Visma\n$request = new R(numberToRead: 42);\n',
      'Factories/R.php': "<?php // Visma\nreturn ['numberToRead' => 1];\n",
      'app/Sync.php': "<?php // Visma\n$q = ['numberToRead' => 100];\n",
    },
    expected: ['app/Sync.php:2 paging-parameters'],
  },
  {
    name: 'code that speaks of generators and was written by a person',
    files: {
      'make.sh': '# Runs swagger-codegen for Visma\nswagger-codegen generate -i swagger.json\n',
      'a.ts':
        "// Visma\nconst tool = 'generated by OpenAPI Generator';\nconst header = 'ipp-company-id'; // no longer generated by OpenAPI Generator\n",
    },
    expected: ['a.ts:3 ipp-company-id'],
  },
];

/** What a word means by where it comes from and what is called. */
export const flow: readonly Case[] = [
  {
    name: 'a cache of one’s own in code that reads access_token',
    files: {
      'connect.ts':
        "let cached: { token: string; until: number } | undefined;\nexport async function token() {\n  if (cached && cached.until > Date.now()) return cached.token;\n  const answer = await fetch('https://connect.visma.com/connect/token', { method: 'POST', body });\n  const json = await answer.json();\n  cached = { token: json.access_token, until: Date.now() + json.expires_in * 1000 };\n  return cached.token;\n}\n",
    },
    expected: [],
  },
  {
    name: 'a field read from the answer far below the call, in Java',
    files: {
      'Auth.java': `class Auth {\n  static final String URL = "https://integration.visma.net/API/security/api/v2/token";\n  String token(String code) {\n    HttpPost post = new HttpPost(URL);\n    HttpResponse response = client.execute(post);\n${filler(45, '    //')}    JSONObject json = new JSONObject(response.body());\n    return json.getString("token");\n  }\n}\n`,
    },
    expected: ['Auth.java:2 vni-token-address', 'Auth.java:52 token-field'],
  },
  {
    name: 'the answer through a function, in Python',
    files: {
      'auth.py': `def ask(code):\n    return requests.post("https://connect.visma.com/connect/token", data={"code": code}).json()\n\n\n${filler(40, '#')}def token(code):\n    answer = ask(code)\n    other = load()\n    return answer["token"], other["token"]\n`,
    },
    expected: ['auth.py:48 token-field'],
  },
  {
    name: 'the field of a struct in Go, and of another one',
    files: {
      'auth.go': `package visma\n\nfunc token() string {\n\tres, _ := http.PostForm("https://connect.visma.com/connect/token", form)\n\tvar answer struct {\n\t\tToken string \`json:"token"\`\n\t}\n\tjson.NewDecoder(res.Body).Decode(&answer)\n\treturn answer.Token\n}\n\ntype session struct {\n\tToken string \`json:"token"\`\n}\n`,
    },
    expected: ['auth.go:6 token-field'],
  },
  {
    name: 'a state that is a written word, in an address, a list and a constant',
    files: {
      'a.py':
        'url = "https://integration.visma.net/API/resources/oauth/authorize?response_type=code&code_challenge=" + c + "&state=hello"\n',
      'b.php':
        "<?php\nconst AUTHORIZE = 'https://connect.visma.com/connect/authorize';\n$q = http_build_query(['response_type' => 'code', 'state' => 'hello', 'code_challenge' => $c]);\n",
      'C.java':
        'class C {\n  static final String STATE = "visma";\n  String url() { return "https://connect.visma.com/connect/authorize?response_type=code&code_challenge=" + c + "&state=" + STATE; }\n}\n',
      'd.ts':
        "const state = 'visma';\nconst url = `https://connect.visma.com/connect/authorize?response_type=code&code_challenge=${c}&state=${state}`;\n",
    },
    expected: [
      'C.java:3 missing-state',
      'a.py:1 missing-state',
      'a.py:1 vni-authorize-address',
      'b.php:3 missing-state',
      'd.ts:2 missing-state',
    ],
  },
  {
    name: 'a state that is new each time',
    files: {
      'a.py':
        'state = secrets.token_urlsafe()\nurl = "https://connect.visma.com/connect/authorize?response_type=code&code_challenge=" + c + "&state=" + state\n',
      'b.php':
        "<?php\n$state = bin2hex(random_bytes(16));\n$q = 'https://connect.visma.com/connect/authorize?' . http_build_query(['response_type' => 'code', 'state' => $state, 'code_challenge' => $c]);\n",
      'c.ts':
        "export const start = (state: string) =>\n  `https://connect.visma.com/connect/authorize?response_type=code&code_challenge=${c}&state=${state}`;\nif (query.state === 'none') throw new Error();\n",
      'D.cs':
        'class D { string Url(string state) => $"https://connect.visma.com/connect/authorize?response_type=code&code_challenge={c}&state={state}"; }\n',
    },
    expected: [],
  },
  {
    name: 'a field of a type in C#, near a word like a query',
    files: {
      'CarrierFilterResult.cs':
        'namespace Our.VismaNet;\nclass CarrierFilterResult {\n  [JsonProperty("lastModifiedDateTime", Required = Required.Default)]\n  public DateTime LastModified { get; set; }\n}\n',
    },
    expected: [],
  },
  {
    name: 'operations whose time filter has no condition',
    files: {
      'a.ts': "visma.get('/v2/journaltransaction', { lastModifiedDateTime: since, pageNumber, pageSize });\n",
      'b.php':
        "<?php // Visma\n$visma->get('/v2/generalLedgerBalance', ['query' => ['lastModifiedDateTime' => $since]]);\n",
    },
    expected: [],
  },
  {
    name: 'filters that need a condition, in six languages',
    files: {
      'a.ts': "visma.get('/v1/customerPayment', { params: { docDate: day, pageNumber } });\n",
      'b.php': "<?php // Visma\n$visma->get('/v1/purchaseorder', ['query' => ['orderDate' => $day]]);\n",
      'c.py': 'visma.get("/v1/shipment", params={"shipmentDate": day, "pageNumber": 1})\n',
      'd.sh': '# visma\ncurl "https://api.finance.visma.net/v1/supplierInvoice?dueDate=2026-01-01"\n',
      'E.cs': 'namespace Our.Visma;\nclass E { string U = "/v1/purchaseorder?deliveryDate=" + day; }\n',
      'f.rb': 'visma.get("/v1/inventory?lastModifiedDateTime=#{since}&pageNumber=1")\n',
    },
    expected: [
      'E.cs:2 lone-time-filter',
      'a.ts:1 lone-time-filter',
      'b.php:2 lone-time-filter',
      'c.py:1 lone-time-filter',
      'd.sh:2 lone-time-filter',
      'f.rb:1 lone-time-filter',
    ],
  },
  {
    name: 'an answer that a test makes up',
    files: {
      'CarrierTest.php':
        "<?php // Visma\n// it reads by query\nSaloon::fake([Get::class => MockResponse::make([\n    0 => [\n        'lastModifiedDateTime' => '2025-11-22T10:40:04+00:00',\n    ],\n])]);\n$request = new Get(pageNumber: 1);\n",
    },
    expected: [],
  },
  {
    name: 'the same words with their condition, of other operations, and of other systems',
    files: {
      'a.ts': "visma.get('/v1/customerPayment', { params: { docDate: day, docDateCondition: '>', pageNumber } });\n",
      'b.ts': "visma.get('/v1/customerinvoice', { params: { docDate: day, pageNumber } });\n",
      'c.py': '# visma\nshop.get("/orders", params={"orderDate": day, "page": 1})\n',
    },
    expected: [],
  },
];
