import { describe, expect, test } from '@jest/globals';
import { scanFolder } from '../src/scanFolder.ts';
import { aProject, runMigrate } from './project.ts';

const textOf = (file: string, line: string): string =>
  scanFolder(aProject({ [file]: `// Visma.net\n${line}\n` }).path)
    .findings.map(({ text }) => text)
    .join('\n');

describe('what is shown of a line', () => {
  test.each([
    ['A.cs', 'const string Token = "security/api/v2/token";', 'security/api/v2/token'],
    ['a.json', '"tokenUrl": "https://integration.visma.net/API/security/api/v2/token",', 'API/security/api/v2/token'],
    ['a.php', "$c->getApiKeyWithPrefix('ipp-company-id');", 'ipp-company-id'],
    ['A.java', 'new ApiKeyAuth("header", "ipp-company-id");', 'ipp-company-id'],
    ['a.ts', "const tokenPath = '/API/security/api/v2/token';", '/API/security/api/v2/token'],
    ['a.py', 'TOKEN_URL = "https://integration.visma.net/API/security/api/v2/token"', 'API/security/api/v2/token'],
    ['a.rb', "token_path = 'API/security/api/v2/token'", 'API/security/api/v2/token'],
    ['a.go', 'const tokenURL = "/API/security/api/v2/token"', '/API/security/api/v2/token'],
  ])('holds the evidence, whatever it is named: %s %s', (file, line, evidence) => {
    expect(textOf(file, line)).toContain(evidence);
    expect(textOf(file, line)).not.toContain('«secret cut»');
  });

  test.each([
    ['a.ts', "const visma = { url: 'https://integration.visma.net', apiKey: 'Zx81/Qw9k/L0pP77' };", 'Zx81'],
    ['a.ts', "const visma = { url: 'https://integration.visma.net', password: 'correct-Horse1/battery' };", 'Horse1'],
    ['a.ts', "fetch('https://ann:Qw9kL0pP@integration.visma.net/API/controller/api/v1');", 'Qw9kL0pP'],
    ['a.ts', "fetch('https://integration.visma.net/API/x?client_secret=Qw9kL0pP77xx');", 'Qw9kL0pP'],
    ['a.ts', "const visma = { token: '6f1c2d3e-4a5b-4c6d-8e7f-901234567890' };", '6f1c2d3e'],
    ['a.ts', '// clientSecret: 6f1c2d3e-4a5b-4c6d-8e7f-901234567890', '6f1c2d3e'],
  ])('lacks what is secret: %s %s', (file, line, secret) => {
    expect(textOf(file, line)).toContain('«secret cut»');
    expect(textOf(file, line)).not.toContain(secret);
  });

  test('lacks what was cut in another place, and keeps words that only hold it', () => {
    const one = "const client = { url: 'https://integration.visma.net', password: 'hunter22' };";
    const two = "sign('https://integration.visma.net', 'hunter22'); // not hunter22x";
    const { findings } = scanFolder(aProject({ 'a.ts': two, 'b.ts': one }).path);
    expect(findings.map(({ text }) => text.includes('«secret cut»'))).toEqual([true, true]);
    expect(findings[0]?.text).toBe("sign('https://integration.visma.net', '«secret cut»'); // not hunter22x");
  });

  test.each(['pass', 'pw', 'VISMA_PASS', 'dbPw', 'user_pass'])('lacks the value of %s', (name) => {
    expect(textOf('a.ts', `${name} = 'Qw9kL0pP'; u = 'https://integration.visma.net';`)).not.toContain('Qw9kL0pP');
  });

  test.each(['compass', 'passenger', 'pwa'])('keeps the value of %s', (name) => {
    expect(textOf('a.ts', `${name} = 'Qw9kL0pP'; u = 'https://integration.visma.net';`)).toContain('Qw9kL0pP');
  });
});

test('a written token is shown in no report, and in no other finding of the scan', async () => {
  const opaque = 'q8Zr4TbV1nXc7LmK2pWd9HsE5';
  const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl';
  const project = aProject({
    'a.yml': `visma:\n  token: ${opaque}\n  header: Bearer ${jwt} # ipp-company-id\n`,
    'b.py': `get("https://integration.visma.net/API/controller/api/v1/customer", "${opaque}", """${jwt}""")\n`,
    'c.yaml': `env:\n  - name: VISMA_TOKEN\n    value: ${opaque}\n`,
  });
  for (const format of ['text', 'markdown', 'json', 'sarif']) {
    const { out } = await runMigrate(['.', '--format', format], { cwd: project.path });
    expect(out).toContain('«secret cut»');
    for (const secret of [opaque, jwt]) expect(out).not.toContain(secret.slice(4, 16));
  }
});
