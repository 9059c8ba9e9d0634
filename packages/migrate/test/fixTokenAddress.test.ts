import { describe, expect, test } from '@jest/globals';
import { fixed, runMigrate, aProject } from './project.ts';

const OLD = 'https://integration.visma.net/API/security/api/v2/token';
const NEW = 'https://connect.visma.com/connect/token';

async function after(name: string, text: string): Promise<string> {
  return (await fixed({ [name]: text }))[name] ?? '';
}

describe('the token call goes to Visma Connect with all that reads its answer', () => {
  test.each([
    [
      'a.js',
      `async function ask() {\n  const r = await fetch('${OLD}', { method: 'POST' });\n  const answer = await r.json();\n  return answer.token;\n}\n`,
    ],
    ['a.py', `def ask():\n    r = requests.post("${OLD}", data=form)\n    return r.json()["token"]\n`],
    ['b.py', `def ask():\n    r = requests.post("${OLD}", data=form)\n    j = r.json()\n    return j["token"]\n`],
    [
      'a.cs',
      `var r = await http.PostAsync("${OLD}", form);\nvar j = JObject.Parse(await r.Content.ReadAsStringAsync());\nreturn j["token"];\n`,
    ],
    [
      'a.php',
      `<?php\n$r = $http->post('${OLD}', $form);\n$a = json_decode($r->getBody(), true);\nreturn $a['token'];\n`,
    ],
    [
      'b.js',
      `const r = await fetch('${OLD}', init);\nconst { token } = await r.json();\nconst shown = session.token;\nsave({ token: token });\n`,
    ],
  ])('%s', async (name, text) => {
    const expected = text
      .replace(OLD, NEW)
      .replace(/(answer\.|")token("|;)/, '$1access_token$2')
      .replace("$a['token']", "$a['access_token']")
      .replace('{ token } =', '{ access_token: token } =');
    expect(await after(name, text)).toBe(expected);
  });

  test('and where they are read by the new name already', async () => {
    const text = (url: string): string => `const r = await fetch('${url}');\nuse((await r.json()).access_token);\n`;
    expect(await after('a.js', text(OLD))).toBe(text(NEW));
  });
});

describe('the token call stays, and is found again, where', () => {
  const call = `const r = await fetch('${OLD}', init);\nconst answer = await r.json();\n`;
  test.each([
    ['nothing reads its answer', 'a.js', call],
    ['only its address stands', '.env', `VISMA_TOKEN_URL=${OLD}\n`],
    ['something reads it that cannot be rewritten', 'a.js', `${call}save((await r.json()).token);\n`],
    ['a parameter reads it', 'a.js', `${call}use(answer.token);\nfunction save(given) {\n  db.put(given.token);\n}\n`],
    [
      'a class mirrors it',
      'a.cs',
      `var r = await http.PostAsync("${OLD}", f);\nclass A { public string Token { get; set; } }\n`,
    ],
    [
      'a name of JSON mirrors it',
      'a.cs',
      `var r = await http.PostAsync("${OLD}", f);\n[JsonPropertyName("token")]\npublic string T;\n`,
    ],
    ['a command reads it', 'a.sh', `curl -d grant_type=authorization_code "${OLD}" | jq -r .token\n`],
  ])('%s', async (_where, name, text) => {
    const project = aProject({ [name]: text });
    expect(await after(name, text)).toContain(OLD);
    const { code, out } = await runMigrate(['.', '--fix'], { cwd: project.path });
    expect(code).toBe(1);
    expect(out).toContain('[vni-token-address]');
  });
});

describe('of a line with both addresses of the sign-in', () => {
  const AUTHORIZE = 'https://integration.visma.net/API/resources/oauth/authorize';
  const line = (authorize: string, token: string, comment = ''): string =>
    `const urls = ['${authorize}', '${token}'];${comment}\nconst r = await fetch(urls[1]);\nuse((await r.json()).access_token);\n`;
  const NOW = 'https://connect.visma.com/connect/authorize';

  test.each([
    ['', NOW, NEW],
    [' // visma-migrate-ignore-line vni-token-address', NOW, OLD],
    [' // visma-migrate-ignore-line vni-authorize-address', AUTHORIZE, NEW],
    [' // visma-migrate-ignore-line', AUTHORIZE, OLD],
  ])('with the comment "%s" only what it does not silence is rewritten', async (comment, authorize, token) => {
    expect(await after('a.js', line(AUTHORIZE, OLD, comment))).toBe(line(authorize, token, comment));
  });
});
