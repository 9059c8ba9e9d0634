import { describe, expect, test } from '@jest/globals';
import { type Source, TokenFlow } from '../src/flow/tokenFlow.ts';

/** Where `name` comes from on the last line of the code. */
function sourceAtEnd(name: string, ...code: readonly string[]): Source | undefined {
  const lines = code.map((line, at) => ({ code: line, number: at + 1 }));
  return TokenFlow.of(lines).sourceOf(name, lines.length);
}

const TOKEN = '"https://connect.visma.com/connect/token"';

describe('the answer of the token call', () => {
  test.each<[string, string, readonly string[]]>([
    ['Python', 'answer', [`answer = requests.post(${TOKEN}, data=form).json()`, 'return answer["token"]']],
    [
      'Python, a file that is opened',
      'answer',
      [
        `request = urllib.request.Request(${TOKEN}, body)`,
        'with urllib.request.urlopen(request, timeout=20) as response:',
        '    answer = json.load(response)',
        'return answer["token"]',
      ],
    ],
    [
      'Python, arguments over several lines',
      'data',
      [
        'answer = http.post(',
        `    ${TOKEN},`,
        '    data={"code": code},',
        ')',
        'data = answer.json()',
        'data["token"]',
      ],
    ],
    ['JavaScript, taken apart', 'data', [`const { data } = await axios.post(${TOKEN}, form);`, 'data.token']],
    [
      'JavaScript, a constant and a function further down',
      'answer',
      [
        `const URL = ${TOKEN};`,
        'const answer = await ask();',
        'async function ask() {',
        '  const response = await fetch(URL, { method: "POST" });',
        '  return response.json();',
        '}',
        'const x = answer.token;',
      ],
    ],
    [
      'PHP, a member',
      'answer',
      [`$this->answer = json_decode($http->post(${TOKEN})->getBody());`, '$this->answer->token'],
    ],
    [
      'Java',
      'json',
      [
        `var answer = http.send(request(${TOKEN}), handler);`,
        'var json = new JSONObject(answer.body());',
        'json.getString("token")',
      ],
    ],
    [
      'C#',
      'json',
      [
        `var reply = await http.PostAsync(${TOKEN}, form);`,
        'var json = JObject.Parse(await reply.Content.ReadAsStringAsync());',
        'json["token"]',
      ],
    ],
    [
      'Kotlin',
      'json',
      [
        `val answer = http.newCall(Request.Builder().url(${TOKEN}).build()).execute()`,
        'val json = JSONObject(answer.body!!.string())',
        'json',
      ],
    ],
    [
      'Ruby',
      'answer',
      [`reply = Net::HTTP.post_form(URI(${TOKEN}), form)`, 'answer = JSON.parse(reply.body)', "answer['token']"],
    ],
    [
      'Go',
      'answer',
      [`res, err := http.PostForm(${TOKEN}, form)`, 'json.NewDecoder(res.Body).Decode(&answer)', 'answer["token"]'],
    ],
  ])('is known in %s', (_language, name, code) => {
    expect(sourceAtEnd(name, ...code)).toBe('token call');
  });

  test('is not what is sent to the call', () => {
    expect(sourceAtEnd('form', 'form = {"grant_type": "authorization_code", "code": code}', 'form["token"]')).toBe(
      'request',
    );
    expect(sourceAtEnd('URL', `const URL = ${TOKEN};`, 'URL')).toBe('request');
  });

  test('is not what somebody else gives out for it', () => {
    const answer = `const answer = await (await fetch(${TOKEN})).json();`;
    expect(sourceAtEnd('session', answer, 'const session = await createSession(answer.token);', 'x')).toBe('elsewhere');
    expect(sourceAtEnd('session', answer, 'const session = await saveSession(answer);', 'x')).toBe('elsewhere');
    expect(sourceAtEnd('cached', answer, "const cached = store.get('answer');", 'x')).toBe('elsewhere');
  });

  test('is not what has a field token of its own', () => {
    const answer = `const answer = await (await fetch(${TOKEN})).json();`;
    expect(sourceAtEnd('mine', answer, 'const mine = { token: answer.access_token };', 'x')).toBe('elsewhere');
    expect(sourceAtEnd('answer', answer, 'answer.token = sign(answer);', 'x')).toBeUndefined();
  });

  test('is lost when the name gets another value', () => {
    expect(sourceAtEnd('a1', `a1 = requests.post(${TOKEN}).json()`, 'a1 = load()', 'a1["token"]')).toBe('elsewhere');
    expect(sourceAtEnd('a1', 'a1 = load()', `a1 = requests.post(${TOKEN}).json()`, 'a1["token"]')).toBe('token call');
    expect(sourceAtEnd('a1', `a1 = requests.post(${TOKEN}).json()`, 'a1 = a1["token"]')).toBe('token call');
  });
});

describe('a name', () => {
  const ask = ['def ask():', `    answer = requests.post(${TOKEN}).json()`, '    return answer'];

  test('means another thing in another function', () => {
    expect(sourceAtEnd('answer', ...ask, 'def other():', '    answer = load()', '    return answer["token"]')).toBe(
      'elsewhere',
    );
  });

  test('of a parameter may be anything, over several lines too', () => {
    expect(sourceAtEnd('answer', ...ask, 'def other(answer):', '    return answer["token"]')).toBeUndefined();
    expect(
      sourceAtEnd('answer', ...ask, 'def other(', '    answer,', '):', '    return answer["token"]'),
    ).toBeUndefined();
  });

  test('of a loop or a small function may be anything, of the latter on its line only', () => {
    const answer = `const answer = await (await fetch(${TOKEN})).json();`;
    expect(sourceAtEnd('answer', answer, 'for (const answer of rows) {', 'answer.token')).toBeUndefined();
    expect(sourceAtEnd('answer', answer, 'rows.map((answer) => answer.token);')).toBeUndefined();
    expect(sourceAtEnd('answer', answer, 'rows.map((answer) => answer.token);', 'answer.token')).toBe('token call');
  });

  test.each([
    'function other(r) { return r.token; }',
    'other(r) { return r.token; }',
    'string Other(JObject r) { return r["token"]; }',
    'function other($r) { return $r->token; }',
  ])('of a parameter of a function on one line may be anything: %s', (code) => {
    const answer = `const r = await (await fetch(${TOKEN})).json();`;
    expect(sourceAtEnd('r', answer, code)).toBeUndefined();
    expect(sourceAtEnd('r', answer, code, 'if (r) { use(r.token); }')).toBe('token call');
  });

  test('of one letter is followed, and is not the mark before a text', () => {
    expect(sourceAtEnd('j', `r = requests.post(${TOKEN})`, 'j = r.json()', 'x')).toBe('token call');
    expect(sourceAtEnd('p', `r = requests.post(${TOKEN}).json()`, 'p = parse(r"text")', 'x')).toBe('elsewhere');
  });

  test('of another object’s member is not the variable', () => {
    const flow = TokenFlow.of([{ number: 1, code: `answer = requests.post(${TOKEN}).json()` }]);
    expect(flow.isAnswer('cache.answer["token"]', 'cache.'.length, 'answer', 2)).toBe(false);
    expect(flow.isAnswer('answer["token"]', 0, 'answer', 2)).toBe(true);
  });
});

test('a file without a token call says nothing', () => {
  expect(sourceAtEnd('answer', 'answer = load()', 'answer["token"]')).toBeUndefined();
});
