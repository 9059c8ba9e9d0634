import type { Case } from './case.ts';

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
];
