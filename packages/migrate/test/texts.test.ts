import { describe, expect, test } from '@jest/globals';
import { fixFolder } from '../src/fix/fixFolder.ts';
import { scanFolder } from '../src/scanFolder.ts';
import { LONGEST_PIECE } from '../src/splitLines.ts';
import { aProject, foundIn, marks } from './project.ts';

const line = 'url = "https://integration.visma.net/API/controller/api/v1"';

describe('the encoding of a file', () => {
  const text = `navn = "Kjøp og salg"\n${line}\n`;
  const utf16 = Buffer.from(text, 'utf16le');

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first, with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first, with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16, little end first, without a mark', utf16],
    ['UTF-16, big end first, without a mark', Buffer.from(utf16).swap16()],
    ['Latin-1', Buffer.from(text, 'latin1')],
  ])('%s is read', (_encoding, bytes) => {
    const [finding] = scanFolder(aProject({ 'a.py': bytes }).path).findings;
    expect(finding).toMatchObject({ line: 2, column: 8, text: line });
  });

  test('letters beyond ASCII come out right, and columns count UTF-16 units', () => {
    const text = `x = "Kjøp 😀"; ${line}`;
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const [finding] = scanFolder(aProject({ 'a.py': Buffer.from(`\ufeff${text}`, encoding) }).path).findings;
      expect(finding).toMatchObject({ text, column: text.indexOf('https') + 1 });
    }
    const [latin] = scanFolder(aProject({ 'a.py': Buffer.from(`x = "Kjøp"; ${line}`, 'latin1') }).path).findings;
    expect(latin?.text).toContain('Kjøp');
  });

  test('a letter or a line end that lies across two chunks is read as one', () => {
    const padding = 'x'.repeat(65_535);
    expect(
      foundIn({ 'a.py': `# ${padding.slice(2)}ø\n${line}\n`, 'b.py': `# ${padding.slice(2)}\r\n${line}\r\n` }),
    ).toEqual(['a.py:2 old-api-host', 'b.py:2 old-api-host']);
  });

  test('an empty file holds nothing', () => {
    const scan = scanFolder(aProject({ 'a.py': '', 'b.py': '\ufeff' }).path);
    expect(scan).toMatchObject({ files: 2, findings: [], unreadable: [] });
  });
});

describe('lines', () => {
  test.each([
    ['\\n', '\n'],
    ['\\r\\n', '\r\n'],
    ['\\r', '\r'],
  ])('end with %s', (_name, end) => {
    expect(foundIn({ 'a.py': ['a = 1', 'b = 2', line, ''].join(end) })).toEqual(['a.py:3 old-api-host']);
  });

  test('without an end count too', () => {
    expect(foundIn({ 'a.py': `a = 1\n${line}` })).toEqual(['a.py:2 old-api-host']);
  });

  const filler = (length: number): string => '["x1",23],'.repeat(Math.ceil(length / 10)).slice(0, length);

  test.each([100, 7_000, 8_100, 8_191, 8_192, 8_193, 15_000, 100_000, 3_000_000])(
    'of great length are read whole, with a construct at character %d',
    (at) => {
      const text = `${filler(at)}${line}${filler(20_000)}`;
      const { findings } = scanFolder(aProject({ 'a.json': text }).path);
      expect(findings.map(({ rule, column }) => [rule.id, column])).toEqual([['old-api-host', at + 8]]);
      expect(findings[0]?.text.length).toBeLessThan(300);
    },
  );

  test('of great length are cut in the middle of no address, wherever the cut lies', () => {
    const token = '"https://integration.visma.net/API/security/api/v2/token"';
    for (let at = LONGEST_PIECE - 600; at < LONGEST_PIECE + 100; at += 13) {
      const scan = scanFolder(aProject({ 'a.json': `${filler(at)}${token}${filler(9_000)}` }).path);
      expect(scan.findings.map(({ rule }) => rule.id)).toEqual(['vni-token-address']);
    }
  });

  test('a comment that begins in a long line goes on in it, and ends where it ends', () => {
    const long = `/* ${filler(20_000)} ${line} */ ${line} // ${filler(9_000)} ${line}`;
    const { findings } = scanFolder(aProject({ 'a.ts': `${long}\nconst after = "financialstasks";\n` }).path);
    expect(findings.map(({ rule, line, column }) => [line, rule.id, column])).toEqual([
      [1, 'old-api-host', 20_000 + 3 + 1 + line.length + 4 + 8],
      [2, 'vni-scope', 16],
    ]);
  });

  test('a file of megabytes is read to its end', () => {
    const text = `${`key = "value" # ${'-'.repeat(80)}\n`.repeat(30_000)}${line}\n`;
    expect(foundIn({ 'a.py': text })).toEqual(['a.py:30001 old-api-host']);
  });
});

describe('what stands around a construct', () => {
  const tokenCall = 'requests.post("https://integration.visma.net/API/security/api/v2/token").json()';
  const far = (lines: number, call: string): string => `${call}\n${'x = 1\n'.repeat(lines)}y = token["token"]\n`;

  test('is looked for on the lines before and after', () => {
    expect(foundIn({ 'a.py': far(10, tokenCall) })).toContain('a.py:12 token-field');
    expect(foundIn({ 'a.py': far(60, tokenCall) })).not.toContain('a.py:62 token-field');
  });

  test('is followed by its name, however far', () => {
    expect(foundIn({ 'a.py': far(60, `token = ${tokenCall}`) })).toContain('a.py:62 token-field');
  });
});

describe('comments', () => {
  const old = 'ipp-company-id';
  test.each([
    ['a.js', `// ${old}\n/* ${old}\n ${old} */\n<!-- ${old} -->\n`],
    [
      'a.ts',
      `const a = 1; // ${old}\nconst b = \`\\\`\`; // ${old}\nconst re = /"/; // ${old}\nconst c = 4 / 2; // ${old}\n`,
    ],
    ['a.vue', `<!-- ${old}\n${old} -->\n<style>/* ${old} */</style>\n`],
    ['a.cs', `/// <c>${old}</c>\n/* ${old} */\nvar a = @"C:\\"; // ${old}\n`],
    ['a.cshtml', `@* ${old}\n${old} *@\n<!-- ${old} -->\n`],
    ['a.vb', `' ${old}\nDim a = "C:\\" ' ${old}\nREM ${old}\n`],
    ['a.py', `"""${old}\n${old}\n"""\n# ${old}\ndef f():\n    '''${old}'''\n    return 1  # ${old}\n`],
    ['a.php', `<?php\n# ${old}\n// ${old}\n/** ${old} */\n`],
    ['a.java', `/**\n * ${old}\n */\nint a; // ${old}\n`],
    ['a.kt', `val a = """x""" // ${old}\n`],
    ['a.sh', `# ${old}\necho "$#" # ${old}\n`],
    ['a.ps1', `<#\n${old}\n#>\n# ${old}\n`],
    ['a.bat', `rem ${old}\n:: ${old}\n`],
    ['a.http', `# ${old}\n// ${old}\n`],
    ['a.yml', `a: 1 # ${old}\n# ${old}\nb: "it's" # ${old}\n`],
    ['a.toml', `a = "x" # ${old}\n`],
    ['a.ini', `; ${old}\n# ${old}\n`],
    ['a.properties', `# ${old}\n! ${old}\n`],
    ['a.xml', `<!-- ${old}\n${old}\n-->\n`],
    ['a.sql', `-- ${old}\nselect 1; -- ${old}\n/* ${old} */\n`],
    ['a.go', `x := 1 // ${old}\n/* ${old}\n${old} */\n`],
    ['a.rb', `# ${old}\n=begin\n${old}\n=end\n`],
    ['a.tf', `# ${old}\n// ${old}\n/* ${old} */\n`],
    ['a.pq', `let a = 1 // ${old}\n`],
    ['a.swift', `let a = 1 // ${old}\n`],
    ['.env', `A=1 # ${old}\n# ${old}\n`],
    ['Makefile', `all: # ${old}\n`],
    ['a.unknown', `# ${old}\n// ${old}\n-- ${old}\n`],
  ])('in %s hide nothing but themselves', (file, text) => {
    expect(foundIn({ [file]: `visma = 1\n${text}"${old}"\n` })).toEqual([
      `${file}:${text.split('\n').length + 1} ${old}`,
    ]);
  });

  test.each([
    ['a.js', 'const a = "// " + "ipp-company-id";'],
    ['a.js', 'const a = `// ${b} ipp-company-id`;'],
    ['a.js', 'const a = /[/*]/; h("ipp-company-id");'],
    ['a.js', 'fetch("x", { accept: "*/*" }); h("ipp-company-id");'],
    ['a.html', `<p>It's https://x.example/*</p> <b data-header="ipp-company-id">`],
    ['a.py', 'cursor.execute(\n    """\n    ipp-company-id\n    """,\n)'],
    ['a.py', 'x = "#" + "ipp-company-id"'],
    ['a.sh', 'curl -H "X: ${a#b} ipp-company-id"'],
    ['a.php', '<?php $a = "# // " . "ipp-company-id";'],
    ['a.cs', 'var a = """\n// ipp-company-id\n""";'],
    ['a.yml', 'a: "# ipp-company-id"'],
    ['a.properties', 'a=1 # ipp-company-id'],
    ['a.json', '{"a": "// ", "b": "ipp-company-id"}'],
  ])('are not seen in %s where there is none: %s', (file, text) => {
    expect(marks(scanFolder(aProject({ [file]: text }).path))).toHaveLength(1);
  });
});

describe('hostile text', () => {
  const units =
    'a|A1|token|.token|a.|a(|a()|a->|[["|"|\'|`| |//|/*|#|==|&=|client_secret="|secret=|auth=("|Basic A|eyJ|://a:|api/|v1/|salesorder/|API/|"context/|dict(|UPDATE |redis.set(|\\"|<a>|-u a:|key="|${|grant_type|response_type=|vnitoken|jq |token>|state|foreach(a as |for a in |(a) => |function (|lambda a:|func f(|public a(|const a = |answer.token|answer["token"]|json:"token"|Decode(&a)|a = grant_type;|with a as b |numberToRead:|"numberToRead": |"ipp-company-id": a, |ipp-company-id|.withHeader("ipp-company-id", a)|visma-net|visma.net/|this.|a<b>(|if (|token = |$answer[token]|in answer |save("visma_token"';

  test.each(['a.php', 'a.ts', 'a.go', 'a.cs', 'a.py', 'a.sh', 'a.json'])(
    'in %s takes no more than its length in time',
    (file) => {
      const lines = units.split('|').map((unit) => unit.repeat(Math.ceil(24_000 / unit.length)));
      const short = units.split('|').map((unit) => `${unit.repeat(Math.ceil(900 / unit.length))}\n`.repeat(8));
      const text = `visma answer = grant_type\n${lines.join('\n')}\n${short.join('')}`;
      const scan = scanFolder(aProject({ [file]: text }).path);
      expect(scan.files).toBe(1);
      expect(fixFolder(scan, 'print').problems).toEqual([]);
    },
  );
});
