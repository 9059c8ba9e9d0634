import { describe, expect, test } from '@jest/globals';
import { fixed } from './project.ts';

/** What --fix makes of one file. */
async function after(name: string, text: string): Promise<string> {
  return (await fixed({ [name]: text }))[name] ?? '';
}

const api = 'https://integration.visma.net/API/controller/api/v1';
const ask =
  "$answer = json_decode(file_get_contents('https://connect.visma.com/connect/token', false, $context), true);";
const php = (...lines: readonly string[]): string => ['<?php // Visma', ...lines, ''].join('\n');
const go = (...lines: readonly string[]): string => ['package visma', '', ...lines, ''].join('\n');

/** Line by line: what it becomes, or undefined where it goes. */
type Changes = readonly (readonly [before: string, after: string | undefined])[];

const phpChanges: readonly (readonly [name: string, before: readonly string[], changes: Changes])[] = [
  [
    'the field of the answer, in every form, and what asks whether it is there',
    [
      ask,
      "if (!isset($answer['token'])) { throw new Exception('no token'); }",
      "if (!array_key_exists('token', $answer)) { throw new Exception(); }",
      '$head = "Bearer {$answer[\'token\']}"; $same = "Bearer $answer[token]";',
    ],
    [
      [
        "if (!isset($answer['token'])) { throw new Exception('no token'); }",
        "if (!isset($answer['access_token'])) { throw new Exception('no token'); }",
      ],
      [
        "if (!array_key_exists('token', $answer)) { throw new Exception(); }",
        "if (!array_key_exists('access_token', $answer)) { throw new Exception(); }",
      ],
      [
        '$head = "Bearer {$answer[\'token\']}"; $same = "Bearer $answer[token]";',
        '$head = "Bearer {$answer[\'access_token\']}"; $same = "Bearer $answer[access_token]";',
      ],
    ],
  ],
  [
    'the member of an object, and the answer of a framework',
    [
      'class A {',
      '    private function ask() {',
      "        $res = $this->http->post('https://connect.visma.com/connect/token', ['form_params' => $form]);",
      '        $this->answer = json_decode($res->getBody());',
      '        if ($this->answer->token === null) { return null; }',
      '        return $this->answer->token;',
      '    }',
      '    function other() { return $this->session->token; }',
      '    function laravel() {',
      "        $reply = Http::asForm()->post('https://connect.visma.com/connect/token', $form);",
      "        return $reply->json()['token'] ?? $reply->json('token');",
      '    }',
      '}',
    ],
    [
      [
        '        if ($this->answer->token === null) { return null; }',
        '        if ($this->answer->access_token === null) { return null; }',
      ],
      ['        return $this->answer->token;', '        return $this->answer->access_token;'],
      [
        "        return $reply->json()['token'] ?? $reply->json('token');",
        "        return $reply->json()['access_token'] ?? $reply->json('access_token');",
      ],
    ],
  ],
  [
    'the token of the call, and not of what was made with it',
    [
      ask,
      "$session = createSession($answer['token']);",
      "echo $session['token'];",
      '$saved = saveSession($answer);',
      "echo $saved['token'];",
      "$other = $repository->answer['token'];",
    ],
    [["$session = createSession($answer['token']);", "$session = createSession($answer['access_token']);"]],
  ],
  [
    'the answer of one function, and not of another that calls it alike',
    [
      'function a() {',
      `    ${ask}`,
      "    return $answer['token'];",
      '}',
      'function b() {',
      "    $answer = json_decode(file_get_contents('https://other.example/login'), true);",
      "    return $answer['token'] . '';",
      '}',
      'function c($answer) {',
      "    return $answer['token'] ?? '';",
      '}',
    ],
    [["    return $answer['token'];", "    return $answer['access_token'];"]],
  ],
  [
    'code, and not the comment beside it',
    [
      ask,
      `$t = $answer['token']; // was $answer['token'] of ${api}`,
      "/* $answer['token'] */ $u = $answer['token'];",
      `$v = '${api}/customer?numberToRead=5'; # ${api}?numberToRead=5`,
    ],
    [
      [
        `$t = $answer['token']; // was $answer['token'] of ${api}`,
        `$t = $answer['access_token']; // was $answer['token'] of ${api}`,
      ],
      ["/* $answer['token'] */ $u = $answer['token'];", "/* $answer['token'] */ $u = $answer['access_token'];"],
      [
        `$v = '${api}/customer?numberToRead=5'; # ${api}?numberToRead=5`,
        `$v = 'https://api.finance.visma.net/v1/customer?pageNumber=1&pageSize=5'; # ${api}?numberToRead=5`,
      ],
    ],
  ],
  [
    'headers that have a line, an entry or a link of a chain of their own',
    [
      '$list = [',
      "    'ipp-company-id' => $c, 'Accept' => 'x',",
      "    'ipp-application-type' => kind($a, $b), // the product",
      "    'ipp-company-id: ' . $c,",
      "    'Authentication: Bearer ' . $token,",
      '];',
      "$r = $r->withHeader('ipp-company-id', $c)->withHeader('Accept', 'x');",
      '$s = $r',
      "    ->withHeader('ipp-company-id', $c)",
      "    ->withHeader('Accept', 'x');",
    ],
    [
      ["    'ipp-company-id' => $c, 'Accept' => 'x',", "    'Accept' => 'x',"],
      ["    'ipp-application-type' => kind($a, $b), // the product", undefined],
      ["    'ipp-company-id: ' . $c,", undefined],
      ["    'Authentication: Bearer ' . $token,", "    'Authorization: Bearer ' . $token,"],
      ["$r = $r->withHeader('ipp-company-id', $c)->withHeader('Accept', 'x');", "$r = $r->withHeader('Accept', 'x');"],
      ["    ->withHeader('ipp-company-id', $c)", undefined],
    ],
  ],
  [
    'no header whose line holds another one, or is the only statement of a condition',
    [
      'if ($company)',
      "    $headers['ipp-company-id'] = $company;",
      '$client->send($headers);',
      "$list = ['Accept: y',",
      "    'ipp-company-id: 1', 'Accept: z',",
      '];',
      "$h['ipp-company-id'] = $c; $h['Accept'] = 'x';",
      "$h['ipp-application-type'] = $a",
      '    ->kind();',
    ],
    [],
  ],
  [
    'paging in a list',
    ["$q = ['numberToRead' => 100];", '', '', '', '', '', '', '', "$p = ['numberToRead' => 100, 'skipRecords' => $n];"],
    [["$q = ['numberToRead' => 100];", "$q = ['pageNumber' => 1, 'pageSize' => 100];"]],
  ],
];

const goChanges: typeof phpChanges = [
  [
    'the entry of a map that the answer was decoded into, and of no other',
    [
      'func ask() string {',
      '\tres, _ := http.PostForm("https://connect.visma.com/connect/token", form)',
      '\tvar answer map[string]any',
      '\tjson.NewDecoder(res.Body).Decode(&answer)',
      '\treturn answer["token"].(string) // answer["token"]',
      '}',
      'func other() string {',
      '\tres, _ := http.Get("https://other.example")',
      '\tvar answer map[string]any',
      '\tjson.NewDecoder(res.Body).Decode(&answer)',
      '\treturn answer["token"].(string)',
      '}',
    ],
    [
      [
        '\treturn answer["token"].(string) // answer["token"]',
        '\treturn answer["access_token"].(string) // answer["token"]',
      ],
    ],
  ],
  [
    'the tag of a type that the answer is decoded into, and of no other',
    [
      'type tokenAnswer struct {',
      '\tID    string `json:"id"`',
      '\tToken string `json:"token"` // of Visma',
      '}',
      '',
      'type session struct {',
      '\tToken string `json:"token"`',
      '}',
      '',
      'func ask() string {',
      '\tres, _ := http.PostForm("https://connect.visma.com/connect/token", form)',
      '\tvar answer tokenAnswer',
      '\tjson.NewDecoder(res.Body).Decode(&answer)',
      '\tvar s session',
      '\tjson.NewDecoder(cookie.Body).Decode(&s)',
      '\treturn answer.Token',
      '}',
    ],
    [['\tToken string `json:"token"` // of Visma', '\tToken string `json:"access_token"` // of Visma']],
  ],
  [
    'no tag of a type that two things are decoded into',
    [
      'type body struct {',
      '\tToken string `json:"token"`',
      '}',
      'func ask() {',
      '\tres, _ := http.PostForm("https://connect.visma.com/connect/token", form)',
      '\tvar answer body',
      '\tjson.NewDecoder(res.Body).Decode(&answer)',
      '}',
      'func mine() {',
      '\tvar s body',
      '\tjson.NewDecoder(file).Decode(&s)',
      '}',
    ],
    [],
  ],
  [
    'headers, unless an import or a variable would be left unused',
    [
      'import (',
      '\t"net/http"',
      '\t"strconv"',
      ')',
      'func f(id int) {',
      `\treq, _ := http.NewRequest("GET", "${api}/customer", nil)`,
      '\treq.Header.Set("ipp-company-id", strconv.Itoa(id))',
      '\treq.Header.Set("ipp-application-type", "Visma.net Financials") // fixed',
      '\treq.Header.Set("Authentication", "Bearer "+token)',
      '}',
      'func g() {',
      '\tc := os.Getenv("C")',
      '\tclient.R().SetHeader("ipp-company-id", c).SetHeader("Accept", "x").Get(u)',
      '\th := map[string]string{"ipp-application-type": "x", "Accept": "y"}',
      '}',
    ],
    [
      [
        `\treq, _ := http.NewRequest("GET", "${api}/customer", nil)`,
        '\treq, _ := http.NewRequest("GET", "https://api.finance.visma.net/v1/customer", nil)',
      ],
      ['\treq.Header.Set("ipp-application-type", "Visma.net Financials") // fixed', undefined],
      ['\treq.Header.Set("Authentication", "Bearer "+token)', '\treq.Header.Set("Authorization", "Bearer "+token)'],
      [
        '\th := map[string]string{"ipp-application-type": "x", "Accept": "y"}',
        '\th := map[string]string{"Accept": "y"}',
      ],
    ],
  ],
  [
    'paging by the type of its value',
    [
      '\tq := url.Values{"numberToRead": {"100"}}',
      ...Array.from({ length: 7 }, () => ''),
      '\tm := map[string]string{"numberToRead": strconv.Itoa(n)}',
      ...Array.from({ length: 7 }, () => ''),
      '\tu := fmt.Sprintf("%s?numberToRead=%d", base, n)',
    ],
    [
      ['\tq := url.Values{"numberToRead": {"100"}}', '\tq := url.Values{"pageNumber": {"1"}, "pageSize": {"100"}}'],
      [
        '\tu := fmt.Sprintf("%s?numberToRead=%d", base, n)',
        '\tu := fmt.Sprintf("%s?pageNumber=1&pageSize=%d", base, n)',
      ],
    ],
  ],
];

/** The lines with the changes made; each stands once. */
function changed(lines: readonly string[], changes: Changes): string[] {
  const all = new Map(changes);
  for (const before of all.keys()) expect(lines.filter((line) => line === before)).toHaveLength(1);
  return lines.flatMap((line) => (all.has(line) ? (all.get(line) ?? []) : [line]));
}

describe('in PHP is rewritten', () => {
  test.each(phpChanges)('%s', async (_name, lines, changes) => {
    expect(await after('a.php', php(...lines))).toBe(php(...changed(lines, changes)));
  });
});

describe('in Go is rewritten', () => {
  test.each(goChanges)('%s', async (_name, lines, changes) => {
    expect(await after('a.go', go(...lines))).toBe(go(...changed(lines, changes)));
  });
});

describe('everything else of PHP and Go stays', () => {
  test('byte for byte: line ends, marks, a missing last end, letters of Latin-1', async () => {
    const marked = `\xef\xbb\xbf<?php\r\n${ask}\r\nreturn $answer['token']; // \xc3\xb8\r\n$u = '${api}/x';\r\n$x = 1;`;
    const latin = `package visma\r\n\r\n// Kj\xf8p\r\nconst base = "${api}"\r\n\r\n\r\n`;
    const now = await fixed({ 'a.php': Buffer.from(marked, 'latin1'), 'a.go': Buffer.from(latin, 'latin1') });
    expect(now['a.php']).toBe(
      marked.replace("$answer['token']", "$answer['access_token']").replace(api, 'https://api.finance.visma.net/v1'),
    );
    expect(now['a.go']).toBe(latin.replace(api, 'https://api.finance.visma.net/v1'));
  });

  test('in what a tool made', async () => {
    const heads = {
      'lib/a.php': '<?php\n/**\n * NOTE: This class is auto generated by the swagger code generator program.\n */\n',
      'lib/a.go': '// Code generated by github.com/deepmap/oapi-codegen DO NOT EDIT.\npackage visma\n',
    };
    for (const [name, head] of Object.entries(heads)) {
      const text = `${head}const url = "${api}/customer?numberToRead=1";\n`;
      expect(await after(name, text)).toBe(text);
    }
  });
});
