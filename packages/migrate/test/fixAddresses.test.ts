import { describe, expect, test } from '@jest/globals';
import { aProject, fixed, marks } from './project.ts';
import { scanFolder } from '../src/scanFolder.ts';

const HOST = 'https://integration.visma.net';
const PATH = '/API/controller/api/v1';

async function after(name: string, text: string): Promise<string> {
  return (await fixed({ [name]: text }))[name] ?? '';
}

describe('a host and a path that stand apart are rewritten together', () => {
  test.each([
    ['a.php', `<?php const HOST = '${HOST}'; const API = HOST . '${PATH}';\n`],
    ['a.js', `const HOST = '${HOST}';\nconst API = \`\${HOST}${PATH}\`;\n`],
    ['a.py', `HOST = "${HOST}"\nAPI = f"{HOST}${PATH}"\n`],
    ['a.rb', `HOST = '${HOST}'\nAPI = "#{HOST}${PATH}"\n`],
    ['a.sh', `HOST=${HOST}\ncurl "$HOST${PATH}/customer"\n`],
    [
      'a.cs',
      `var http = new HttpClient { BaseAddress = new Uri("${HOST}/API/") };\nhttp.Get("controller/api/v1/x");\n`,
    ],
    ['.env', `VISMA_HOST=${HOST}\nVISMA_PATH=${PATH}/customer\n`],
  ])('%s: %s', async (name, text) => {
    const expected = text
      .replace(/integration\.visma\.net(?:\/API(?=\/"))?/, 'api.finance.visma.net')
      .replace(PATH, '/v1')
      .replace('"controller/api/v1/x"', '"v1/x"');
    expect(await after(name, text)).toBe(expected);
  });
});

describe('neither is rewritten, and both are still found,', () => {
  const rest = `const HOST = '${HOST}';\nconst API = HOST + '${PATH}';\n`;
  test.each([
    ['where the token path is added to the same host', `${rest}const T = HOST + '/API/security/api/v2/token';\n`],
    ['on one line too', rest.replace(/\n/g, ' ') + `const T = HOST + '/API/security/api/v2/token';\n`],
    ['where the list of companies is', `${rest}const C = \`\${HOST}/API/resources/v1/context\`;\n`],
    ['where a piece of a path is', `${rest}const B = HOST + '/API/' + path;\n`],
    ['where the version is added elsewhere', `const HOST = '${HOST}';\nconst A = HOST + '/API/controller/api' + V;\n`],
    ['where a host of another stage is', `${rest}const TEST = 'https://integration.stag.visma.net';\n`],
    ['where a host of another name is', `${rest}const TEST = 'https://eu-test.integration.visma.net';\n`],
    ['where a host with a port is', `${rest}const TEST = '${HOST}:8443';\n`],
    ['where a host without a scheme is', `${rest}const TEST = 'integration.visma.net';\n`],
    ['where the host is silenced', `// visma-migrate-ignore-next-line\n${rest}`],
    ['where the host is not seen', `const visma = process.env.HOST + '${PATH}';\n`],
    ['where a port stands between', `const API = '${HOST}:443${PATH}/customer';\n`],
    ['where the scheme is missing', `const API = '//integration.visma.net${PATH}/customer';\n`],
    ['where the host is another one', `const API = 'https://eu-test.integration.visma.net${PATH}/customer';\n`],
    ['where the host only begins so', `const API = '${HOST}.evil.test${PATH}/customer';\n`],
  ])('%s', async (_when, text) => {
    const [before, now] = [aProject({ 'a.js': text }), await after('a.js', text)];
    expect(now).toBe(text);
    expect(marks(scanFolder(before.path)).join()).toMatch(/old-api/);
  });

  test('where they are in files of their own', async () => {
    const files = {
      'config.js': `export const HOST = '${HOST}';\n`,
      'client.js': `import { HOST } from './config.js';\nexport const API = \`\${HOST}${PATH}\`;\n`,
    };
    expect(await fixed(files)).toEqual(files);
  });

  test('where the token path is in another file', async () => {
    const files = { 'a.js': rest, 'b.js': `export const token = get('/API/security/api/v2/token');\n` };
    expect(await fixed(files)).toEqual(files);
  });
});

test('an address of one piece is rewritten whatever stands beside it', async () => {
  const text = (api: string): string => `const API = '${api}';\nconst T = HOST + '/API/security/api/v2/token';\n`;
  expect(await after('a.js', text(`${HOST}${PATH}`))).toBe(text('https://api.finance.visma.net/v1'));
});
