import type { Case } from './case.ts';

const guid = '6f1c2d3e-4a5b-4c6d-8e7f-901234567890';
/** As a machine makes it, and of no use. */
const opaque = 'q8Zr4TbV1nXc7LmK2pWd9HsE5';
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl';
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
    name: 'tokens in Visual Basic, Kotlin, Go and TypeScript, with their type',
    files: {
      'A.vb': `Class VismaSync\nPrivate Const AccessToken As String = "${guid}"\nEnd Class\n`,
      'b.kt': `package visma\nconst val ACCESS_TOKEN: String = "${guid}"\n`,
      'c.go': `package visma\n\nconst accessToken string = "${guid}"\n`,
      'd.ts': `import './visma';\nconst accessToken: string = '${guid}';\n`,
    },
    expected: ['A.vb:2 permanent-token', 'b.kt:2 permanent-token', 'c.go:3 permanent-token', 'd.ts:2 permanent-token'],
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
  {
    name: 'tokens that are no GUIDs, in the code of nine languages',
    files: {
      'a.ts': `import './visma';\nconst accessToken = '${opaque}';\nconst more = process.env.VISMA_TOKEN ?? '${opaque}';\n`,
      'b.cs': `namespace Our.VismaNet;\nclass B {\n  void Go() { http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "${opaque}"); }\n  const string Token = "${jwt}";\n}\n`,
      'c.py': `visma = 1\nTOKEN = os.getenv("VISMA_TOKEN", "${opaque}")\nheaders = {"Authorization": "Bearer ${jwt}"}\n`,
      'd.php': `<?php // Visma\n$visma = Http::withToken('${opaque}');\n`,
      'E.java': `package no.us.visma;\nclass E { void go() { headers.setBearerAuth("${opaque}"); } }\n`,
      'f.go': `package visma\n\nconst erpToken = "${opaque}"\n`,
      'g.rb': `visma = { token: '${opaque}', url: 'x' }\nvisma = { :access_token => "${jwt}" }\n`,
      'h.ps1': `# Visma\n$Token = '${opaque}'\n`,
      'i.kt': `package visma\nval auth = "Bearer " + "${opaque}"\n// Bearer ${guid}.\n`,
    },
    expected: [
      'E.java:2 permanent-token',
      'a.ts:2 permanent-token',
      'a.ts:3 permanent-token',
      'b.cs:3 permanent-token',
      'b.cs:4 permanent-token',
      'c.py:2 permanent-token',
      'c.py:3 permanent-token',
      'd.php:2 permanent-token',
      'f.go:3 permanent-token',
      'g.rb:1 permanent-token',
      'g.rb:2 permanent-token',
      'h.ps1:2 permanent-token',
      'i.kt:2 permanent-token',
      'i.kt:3 permanent-token',
    ],
  },
  {
    name: 'tokens that are no GUIDs, in configuration of nine kinds',
    files: {
      'a.json': `{ "visma": {\n  "token": "${opaque}",\n  "text": "{\\"accessToken\\": \\"${jwt}\\"}"\n} }\n`,
      'b.yml': `visma:\n  token: ${opaque}\n  accessToken: "${jwt}"\n`,
      '.env': `VISMA_NET_API_TOKEN=${opaque}\nexport VISMA_ACCESS_TOKEN="${jwt}"\n`,
      'c.properties': `visma.token=${opaque}\n`,
      'd.xml': `<visma>\n<accessToken>${opaque}</accessToken>\n<entry key="visma.token">${jwt}</entry>\n</visma>\n`,
      'e.config': `<add key="Visma:Token" value="${opaque}"/>\n<add value="${opaque}" key="VismaToken"/>\n`,
      'f.toml': `[visma]\ntoken = "${opaque}"\n`,
      Dockerfile: `ENV VISMA_TOKEN=${opaque}\nENV VISMA_TOKEN ${opaque}\n`,
      'g.yaml': `env:\n  - name: VISMA_TOKEN\n    value: ${opaque}\n`,
    },
    expected: [
      '.env:1 permanent-token',
      '.env:2 permanent-token',
      'Dockerfile:1 permanent-token',
      'Dockerfile:2 permanent-token',
      'a.json:2 permanent-token',
      'a.json:3 permanent-token',
      'b.yml:2 permanent-token',
      'b.yml:3 permanent-token',
      'c.properties:1 permanent-token',
      'd.xml:2 permanent-token',
      'd.xml:3 permanent-token',
      'e.config:1 permanent-token',
      'e.config:2 permanent-token',
      'f.toml:2 permanent-token',
      'g.yaml:3 permanent-token',
    ],
  },
  {
    name: 'what stands for a token, and what is another one',
    files: {
      'a.ts': `import './visma';\nconst token = 'YOUR_TOKEN_GOES_HERE_2024_A1';\nconst accessToken = \`\${process.env.TOKEN_1a2b3c4d5e6f7a8b}\`;\nconst hash = { tokenHash: '${opaque}', csrf_token: '${opaque}' };\nexpect(sha256(token)).toBe('${opaque}');\n`,
      'b.json': `{ "visma": { "token": "<token>", "accessToken": "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "apiToken": "00000000-0000-0000-0000-000000000000" },\n  "properties": { "token": { "type": "string", "description": "The token of Visma.net, 36 characters" } } }\n`,
      'c.yml': `visma:\n  token: \${VISMA_TOKEN_1A2B3C4D5E6F}\n  tokenUrl: https://connect.visma.com/connect/token\n  token: connect/v2/resources/token\n  accessToken: !vault visma-net-access-token-2024-prod\n`,
      '.env': `VISMA_TOKEN=$OTHER_TOKEN\nVISMA_TOKEN=changeme-1a2b3c4d5e6f7a8b9c\nSHOPIFY_TOKEN=${opaque}\n`,
      'D.java': `package visma;\nclass D { static final String TOKEN = "visma.net.token.header.v2018a"; String token = vault.read("a1b2c3d4e5f6a7b8c9d0"); }\n`,
      'e.py': `visma = 1\ntoken = request_token2019final3()\nclass VismaNetAccessTokenCache2024Production: token: str = None\n`,
      'f.php': `<?php // Visma\n$token = 'VismaNetAccessTokenForProduction2024';\n$header = 'X-Visma-Token-Header-2024';\n`,
      'g.xml': `<visma>\n<token>\${visma.token.of.the.year.2024}</token>\n<tokenSha>${opaque}</tokenSha>\n</visma>\n`,
      'h.go': `package visma\n\nvar token = os.Getenv("VISMA_TOKEN_A1B2C3D4E5F6")\n`,
    },
    expected: [],
  },
  {
    name: 'another product beside Visma.net in one file: each line is of the nearest',
    files: {
      'a.py': `VISMA_NET = "https://integration.visma.net/API/controller/api/v1"\nEACCOUNTING = "https://eaccountingapi.vismaonline.com/v2"\n\ndef customers():\n    headers = {"Authorization": "Bearer ${opaque}", "ipp-company-id": "1"}\n    return requests.get(VISMA_NET + "/salesorder", headers=headers)\n\ndef vouchers():\n    headers = {"Authorization": "Bearer ${guid}", "ipp-company-id": "1"}\n    return requests.get(EACCOUNTING + "/v1/salesorder", headers=headers)\n`,
      'b.yml': `visma_net:\n  url: https://integration.visma.net\n  token: ${opaque}\n\neaccounting:\n  url: https://eaccountingapi.vismaonline.com\n  token: ${guid}\n`,
      'c.ts': `const erp = client('https://api.finance.visma.net/v1');\nexport async function orders() {\n  return erp.get('/salesorder', { headers: { 'ipp-company-id': c } });\n}\n\nexport async function pay() {\n  const nxt = client('https://business.visma.net/api');\n  return nxt.get('/v1/salesorder', { headers: { 'ipp-company-id': c } });\n}\n`,
      'D.cs': `class Erp {\n  const string Host = "https://integration.visma.net";\n  string Token = "${guid}";\n}\nclass Payroll {\n  const string Host = "https://api.payroll.core.hrm.visma.net";\n  string Token = "${opaque}";\n}\n`,
    },
    expected: [
      'D.cs:2 old-api-host',
      'D.cs:3 permanent-token',
      'a.py:1 old-api-host',
      'a.py:5 ipp-company-id',
      'a.py:5 permanent-token',
      'a.py:6 sales-order-v1-v2',
      'b.yml:2 old-api-host',
      'b.yml:3 permanent-token',
      'c.ts:3 ipp-company-id',
      'c.ts:3 sales-order-v1-v2',
    ],
  },
];
