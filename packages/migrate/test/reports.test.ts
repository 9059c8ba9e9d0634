import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import Ajv from 'ajv';
import { z } from 'zod';
import { RULE_BOOK } from '../src/ruleBook.ts';
import { STEPS } from '../src/steps.ts';
import { aProject, runMigrate } from './project.ts';

const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));
const report = async (format: string, folder = fixtures): Promise<string> =>
  (await runMigrate([folder, '--format', format], { cwd: '/' })).out;

describe('the report for a terminal', () => {
  test('is a plan in the guide’s order, each finding with place, text, reason, replacement and example', async () => {
    const project = aProject({
      'src/a.py': 'import os\nscope = "financialstasks"\nrole = "Financials User"\n',
      'b.cs': 'var path = "/API/controller/api/v1/" + name; // visma\n',
    });
    const out = await report('text', project.path);
    const at = (text: string): number => out.indexOf(text);
    const order = STEPS.map((step, index) => at(`${index + 1}. ${step.title}`));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(out).toContain('src/a.py:2:10');
    expect(out).toContain('scope = "financialstasks"');
    expect(out).toContain('Why: Visma Connect does not know this scope');
    expect(out).toContain('Instead: Interactive: vismanet_erp_interactive_api:read');
    expect(out).toContain('Example, Python:\n       SCOPES = ["openid"');
    expect(out).toContain('Example, C#:\n       var answer = await http.GetAsync');
    expect(out).toContain('(1 line, about 1 place)');
    expect(out).toContain('(nothing found in the code)');
    expect(out).toContain('a.py:3:9 (likely)');
  });

  test('does not let source text steer the terminal', async () => {
    const project = aProject({ 'a.py': 'x = "financialstasks\u001b[2J\u0007\u202e\t"\n' });
    const out = await report('text', project.path);
    expect(out).toContain('financialstasks\ufffd[2J\ufffd\ufffd  "');
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  test('says so when nothing is found', async () => {
    expect(await report('text', aProject({ 'a.py': 'a = 1\n' }).path)).toBe(
      'Looked into 1 file. Found nothing of VNI.\n',
    );
  });
});

describe('the Markdown report', () => {
  test('has a table of the steps and a box to tick for each finding and each task', async () => {
    const project = aProject({ 'src/a.py': 'scope = "financialstasks"\nx = "Financials User" # `visma`\n' });
    const out = await report('markdown', project.path);
    expect(out).toContain('| 1. Register the application | 1 | 1 |');
    expect(out).toContain('- [ ] `src/a.py:1` `scope = "financialstasks"`');
    expect(out).toContain('- [ ] `src/a.py:2` `` x = "Financials User" # `visma` `` (likely)');
    expect(out).toContain('```python\nSCOPES = [');
    expect(out).toContain('- [ ] Register the application at https://oauth.developers.visma.com/');
  });

  test('keeps its fences whole over all fixtures', async () => {
    const fences = (await report('markdown')).split('\n').filter((line) => line.startsWith('```'));
    expect(fences.length % 2).toBe(0);
    fences.forEach((fence, at) => expect(fence === '```').toBe(at % 2 === 1));
  });
});

const Findings = z.object({
  version: z.literal(1),
  summary: z.object({ findings: z.number(), errors: z.number(), warnings: z.number(), places: z.number() }),
  steps: z.array(
    z.object({
      id: z.string(),
      findingCount: z.number(),
      findings: z.array(
        z.object({ rule: z.string(), severity: z.string(), file: z.string(), line: z.number(), example: z.string() }),
      ),
    }),
  ),
});

describe('the JSON report', () => {
  test('holds every finding under its step, and counts that agree', async () => {
    const { summary, steps: planned } = Findings.parse(JSON.parse(await report('json')));
    const findings = planned.flatMap((step) => step.findings);
    expect(findings).toHaveLength(summary.findings);
    expect(planned.map(({ id }) => id)).toEqual(STEPS.map(({ id }) => id));
    expect(planned.map(({ findings, findingCount }) => findings.length - findingCount)).toEqual(planned.map(() => 0));
    expect(findings.filter(({ severity }) => severity === 'error')).toHaveLength(summary.errors);
    expect(new Set(findings.map(({ rule }) => rule)).size).toBe(
      RULE_BOOK.filter((rule) => rule.isOfProject !== true).length,
    );
    expect(summary.places).toBeLessThan(summary.findings);
  });
});

const SarifLog = z.object({
  runs: z.tuple([
    z.object({
      tool: z.object({ driver: z.object({ rules: z.array(z.object({ id: z.string() })) }) }),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.number(),
          partialFingerprints: z.record(z.string(), z.string()),
          locations: z.tuple([
            z.object({
              physicalLocation: z.object({
                artifactLocation: z.object({ uri: z.string() }),
                region: z.object({ startLine: z.number() }),
              }),
            }),
          ]),
        }),
      ),
      invocations: z.tuple([
        z.object({ toolExecutionNotifications: z.array(z.object({ message: z.object({ text: z.string() }) })) }),
      ]),
    }),
  ]),
});

async function sarifRun(folder: string) {
  return SarifLog.parse(JSON.parse(await report('sarif', folder))).runs[0];
}

describe('the SARIF report', () => {
  const require = createRequire(import.meta.url);
  const ajv = new Ajv({ schemaId: 'auto', validateSchema: false, allErrors: true });
  ajv.addMetaSchema(z.looseObject({}).parse(require('ajv/lib/refs/json-schema-draft-04.json')));
  // The schema of the OASIS standard, as Microsoft's package for testing SARIF brings it.
  const isSarif = ajv.compile(
    z.looseObject({}).parse(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')),
  );
  const problemsOf = (text: string): unknown[] => {
    isSarif(JSON.parse(text));
    return isSarif.errors ?? [];
  };

  test('is valid by the schema of SARIF 2.1.0, with findings and without', async () => {
    expect(problemsOf(await report('sarif'))).toEqual([]);
    expect(problemsOf(await report('sarif', aProject().path))).toEqual([]);
  });

  test('would be refused by that schema if it were not', async () => {
    const text = await report('sarif');
    expect(problemsOf(text.replace('"version": "2.1.0"', '"version": "2.0.0"'))).not.toEqual([]);
    expect(problemsOf(text.replace('"startLine"', '"firstLine"'))).not.toEqual([]);
    expect(problemsOf(text.replace(/"level": "\w+"/, '"level": "fatal"'))).not.toEqual([]);
  });

  test('names each rule once, and each result’s rule by id and index', async () => {
    const { tool, results } = await sarifRun(fixtures);
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(RULE_BOOK.map(({ id }) => id));
    for (const { ruleId, ruleIndex } of results) expect(RULE_BOOK[ruleIndex]?.id).toBe(ruleId);
  });

  test('gives paths from the top of the work tree, with blanks and letters encoded', async () => {
    const project = aProject({ '.git/HEAD': '', 'sub/Kjøp og salg/a b.py': 'scope = "financialstasks"\n' });
    const { results } = await sarifRun(`${project.path}/sub`);
    expect(results.map(({ locations }) => locations[0].physicalLocation.artifactLocation.uri)).toEqual([
      'sub/Kj%C3%B8p%20og%20salg/a%20b.py',
    ]);
  });

  test('keeps its fingerprints when lines move, and tells equal lines apart', async () => {
    const line = 'scope = "financialstasks"\n';
    const prints = async (text: string): Promise<(string | undefined)[]> => {
      const { results } = await sarifRun(aProject({ 'a.py': text }).path);
      return results.map(({ partialFingerprints }) => partialFingerprints['vismaMigrate/v1']);
    };
    const before = await prints(line + line);
    expect(await prints(`import os\n\n${line}${line}`)).toEqual(before);
    expect(new Set(before).size).toBe(2);
  });

  test('tells of what could not be read, and still validates', async () => {
    const project = aProject({ 'a.py': '', '.gitignore/x': '' });
    const text = await report('sarif', project.path);
    const [invocation] = SarifLog.parse(JSON.parse(text)).runs[0].invocations;
    expect(invocation.toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      'Could not read this file or folder: it is a folder (EISDIR).',
    ]);
    expect(problemsOf(text)).toEqual([]);
  });
});

describe('a secret in the code', () => {
  const secret = 'Zx81-Qw9+kL0/pP77==';
  const jwt = `eyJhbGciOiJSUzI1NiJ9.${'eyJzdWIiOiJrYXJpIn0'.repeat(20)}.c2lnbmF0dXJl`;
  const beside = 'https://integration.visma.net/API/security/api/v2/token';

  test.each([
    ['a.py', `client_secret = "${secret}"  # visma`],
    ['a.py', `data = {"client_secret": "${secret}", "url": "${beside}"}`],
    ['a.py', `requests.post("${beside}", auth=("id", "${secret}"))`],
    ['a.py', `x = "${beside}"; password = '${secret}'`],
    ['a.py', `h = {"Authorization": "Bearer ${jwt}", "ipp-company-id": "1"}`],
    ['a.py', `h = {"Authorization": "Basic ${Buffer.from(`id:${secret}`).toString('base64')}", "u": "${beside}"}`],
    ['a.js', `fetch('${beside}?client_secret=${secret}&x=1')`],
    ['a.js', `const vniToken = '${secret}';`],
    ['a.js', `const visma = { client: { id: 'x', secret: '${secret}' }, url: '${beside}' };`],
    ['a.js', `const clientSecret = process.env.S || '${secret}'; // visma`],
    ['a.cs', `var a = new Client("${beside}", clientSecret: @"${secret}");`],
    ['a.cs', `options.ClientSecret = "${secret}"; options.Url = "${beside}";`],
    ['a.php', `<?php $c = ['client_secret' => '${secret}', 'url' => '${beside}'];`],
    ['a.php', `<?php $a = ['auth' => ['id', '${secret}'], 'u' => '${beside}'];`],
    ['a.java', `String CLIENT_SECRET = "${secret}"; // visma`],
    ['a.java', `Credentials.basic("id", "${secret}"); String u = "${beside}";`],
    ['a.sh', `curl -u id:${secret} ${beside}`],
    ['a.sh', `curl --user "id:${secret}" ${beside}`],
    ['a.sh', `curl ${beside} -d client_secret=${secret}`],
    ['a.sh', `curl https://user:${secret}@integration.visma.net/API/controller/api/v1`],
    ['a.bat', `set VISMA_CLIENT_SECRET=${secret}`],
    ['a.yml', `client-secret: ${secret} # visma`],
    ['a.yml', `visma: { client-secret: '${secret}' }`],
    ['a.xml', `<ClientSecret>${secret}</ClientSecret><a>${beside}</a>`],
    ['a.config', `<add key="VismaClientSecret" value="${secret}" />`],
    ['a.config', `<add value="${secret}" key="VismaClientSecret" />`],
    ['a.json', `{"clientSecret": "${secret}", "url": "${beside}"}`],
    ['a.json', `{"raw": "{\\"client_secret\\": \\"${secret}\\", \\"url\\": \\"${beside}\\"}"}`],
    ['.env', `VISMA_CLIENT_SECRET=${secret}`],
    ['a.properties', `visma.client.secret=${secret}`],
    ['a.tf', `client_secret = "${secret}" // visma`],
  ])('is found beside other things in no report: %s  %s', async (file, text) => {
    const project = aProject({ [file]: `${text}\n` });
    for (const format of ['text', 'markdown', 'json', 'sarif']) {
      const out = await report(format, project.path);
      expect(out).toContain('«secret cut»');
      for (const part of [secret, secret.slice(4), jwt.slice(0, 30), jwt.slice(-30)]) expect(out).not.toContain(part);
      expect(out).not.toContain(Buffer.from(`id:${secret}`).toString('base64').slice(0, 16));
    }
  });

  test.each([10, 100, 7_900, 8_100, 8_190, 8_200, 20_000])(
    'is cut in a long line too, with the construct %d characters in',
    async (at) => {
      const filler = '["x1",23],'.repeat(Math.ceil(at / 10)).slice(0, at);
      const text = `${filler}"client_secret":"${jwt}","scope":"financialstasks"${'["x1",23],'.repeat(2_000)}`;
      const out = await report('json', aProject({ 'a.json': text }).path);
      expect(out).toContain('vni-scope');
      for (let from = 0; from + 20 < jwt.length; from += 10) expect(out).not.toContain(jwt.slice(from, from + 20));
    },
  );

  test('in its fixtures is in no report', async () => {
    const all = await Promise.all(['text', 'markdown', 'json', 'sarif'].map((format) => report(format)));
    const secrets = ['Nl0-Jobs-77pQ', 'f1ask-Secret', 'qW3-simple', 'lArAvEl', 'kotlin-0kay', 'powersh3ll', 'c0mpose'];
    for (const found of secrets) expect(all.filter((text) => text.includes(found))).toEqual([]);
  });
});
