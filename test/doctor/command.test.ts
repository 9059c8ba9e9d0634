import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { loadConfig, type Environment } from '../../src/config.ts';
import { CHECKS, DIAGNOSES } from '../../src/doctor/diagnoses.ts';
import { doctorCommand, type DoctorIo } from '../../src/doctor/doctorCommand.ts';
import { createTools, type Tools } from '../../src/doctor/tools.ts';
import { startStack, type Stack } from '../support/startStack.ts';
import { freePort } from '../support/freePort.ts';
import { envOf, json, startPlainProvider, type PlainProvider } from './plainProvider.ts';
import { failure } from './visit.ts';

let provider: PlainProvider;
let env: Environment;

beforeAll(async () => {
  provider = await startPlainProvider();
});
beforeEach(async () => {
  provider.instead.clear();
  provider.metadata = (same) => same;
  env = await envOf(provider.url);
});

interface Outcome {
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
  readonly opened: readonly string[];
}

async function run(argv: readonly string[], changes: Partial<DoctorIo> = {}): Promise<Outcome> {
  let [out, err] = ['', ''];
  const opened: string[] = [];
  const code = await doctorCommand(argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    isTerminal: false,
    noColor: false,
    env,
    sandboxApplications: undefined,
    startApp: () => Promise.reject(new Error('no application is to be started here')),
    openBrowser: (url) => opened.push(url),
    ...changes,
  });
  return { code, out, err, opened };
}

const warned = () => ({ env: { ...env, LOG_LEVEL: 'debug' } });

describe('Exit codes', () => {
  test('0 when nothing is wrong', async () => {
    const { code, out } = await run([]);
    expect(code).toBe(0);
    expect(out).toContain('Nothing is wrong: ');
  });

  test('0 with warnings, 1 with --strict', async () => {
    expect((await run([], warned())).code).toBe(0);
    expect((await run(['--strict'], warned())).code).toBe(1);
  });

  test('1 with a problem', async () => {
    provider.instead.set('/token', json({ error: 'invalid_client' }, 400));
    expect((await run([])).code).toBe(1);
  });

  test.each([
    [['--jsn'], "Unknown option '--jsn'"],
    [['more'], '"more" is no option'],
    [['--json', '--browser'], 'choose one'],
    [['--tenant'], 'VISMA_TENANT_ID is not set'],
  ])('2 with %j, and nothing is checked', async (argv, words) => {
    const { code, out, err } = await run(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });

  test('0 with --help, which has examples', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('Examples');
  });
});

describe('On a terminal', () => {
  test('each check has its heading once, and a finding says what to do', async () => {
    const { out } = await run([], warned());
    const headings = Object.values(CHECKS).map((title) => out.split('\n').filter((line) => line === title).length);
    expect(headings).toEqual(headings.map(() => 1));
    expect(out).toMatch(
      / {2}warning {2}LOG_LEVEL: The log is written at debug\. \[log_talkative\]\n {11}→ Set LOG_LEVEL=info\./,
    );
    expect(out).toContain('0 problems, 1 warning, ');
  });

  test('colours are for a terminal without NO_COLOR', async () => {
    expect((await run([], { isTerminal: true })).out).toContain('\u001b[32mok');
    expect((await run([], { isTerminal: true, noColor: true })).out).not.toContain('\u001b');
    expect((await run([])).out).not.toContain('\u001b');
  });

  test('lines are broken at its width, and nowhere else', async () => {
    const narrow = { isTerminal: true, noColor: true };
    let out = '';
    const stdout = { write: (text: string) => (out += text), columns: 60 };
    await run([], { ...warned(), ...narrow, stdout });
    const lines = out.split('\n').filter((line) => line.startsWith(' ') && line.trim().includes(' '));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect((await run([])).out).toContain('cookies without Secure, as the address is http, no proxy in front');
  });

  test('what a server says does not steer it', async () => {
    provider.metadata = (healthy) => ({ ...healthy, issuer: 'https://evil.example/\u001b[2J' });
    const { out } = await run([]);
    expect(out).toContain('https://evil.example/');
    expect(out).not.toContain('\u001b');
  });
});

const Report = z.strictObject({
  baseUrl: z.string(),
  issuer: z.string().nullable(),
  sandbox: z.boolean(),
  summary: z.strictObject({ ok: z.number(), warning: z.number(), problem: z.number(), skipped: z.number() }),
  findings: z.array(
    z.strictObject({
      check: z.enum(Object.keys(CHECKS)),
      title: z.string(),
      verdict: z.enum(['ok', 'warning', 'problem', 'skipped']),
      diagnosis: z.enum(Object.keys(DIAGNOSES)).nullable(),
      about: z.string().nullable(),
      reason: z.string(),
      advice: z.string().nullable(),
    }),
  ),
});

test('--json is one document with the same findings', async () => {
  const { out } = await run(['--json'], warned());
  const { findings, summary, sandbox } = Report.parse(JSON.parse(out));
  expect(findings.map(({ diagnosis }) => diagnosis).filter(Boolean)).toEqual(['log_talkative']);
  expect(summary).toMatchObject({ warning: 1, problem: 0 });
  expect(sandbox).toBe(false);
});

describe('No secret is printed', () => {
  const secrets = {
    VISMA_CLIENT_SECRET: 'Web/Secret+to&cut',
    VISMA_SERVICE_CLIENT_SECRET: 'ServiceSecretToCut9',
    SESSION_SECRET: 'password-for-sessions-of-the-tests-1,another-password-for-sessions-2',
    STORE_URL: 'redis://user:StorePassword77@127.0.0.1:1/0',
  };
  const words = [
    'Web/Secret+to&cut',
    'ServiceSecretToCut9',
    'password-for-sessions',
    'another-password',
    'StorePassword77',
  ];

  test.each([[[]], [['--json']], [['--tenant', 't1']]])(
    'with %j, not even when the server sends it back',
    async (argv) => {
      const said = Object.values(secrets).join(' ');
      provider.metadata = (healthy) => ({ ...healthy, issuer: `https://${encodeURIComponent(said)}` });
      provider.instead.set('/token', json({ error: said, error_description: said }, 400));
      provider.instead.set('/v1/inventory', json({ message: said }, 302, { location: encodeURI(said) }));
      const service = { VISMA_SERVICE_CLIENT_ID: 'isv_service' };
      const { out, err } = await run(argv, { env: { ...env, ...secrets, ...service } });
      expect(out).toContain('(cut)');
      for (const word of words) {
        expect(out + err).not.toContain(word);
        expect(out + err).not.toContain(encodeURIComponent(word));
      }
    },
  );

  test('with wrong variables either', async () => {
    const { out } = await run([], { env: { SESSION_SECRET: 'short-one', VISMA_CLIENT_SECRET: 'alone-it-is' } });
    expect(out).toContain('SESSION_SECRET needs');
    expect(out).not.toMatch(/short-one|alone-it-is/);
  });
});

describe('--browser', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ env: { PORT: String(await freePort()) } });
  }, 60_000);
  afterAll(() => stack.stop());

  const sandboxEnv = (port: string): Environment => ({
    PORT: port,
    SANDBOX_PORT: new URL(stack.sandbox.url).port,
    STORE_URL: 'memory:',
  });

  test('takes the application that runs, and ends on the protocol view', async () => {
    const { port } = new URL(stack.app.url);
    const outcome = await run(['--browser'], { env: sandboxEnv(port), sandboxApplications: stack.sandbox });
    expect(outcome).toMatchObject({ code: 0, opened: [`${stack.app.url}/login?return_to=/protocol`] });
    expect(outcome.out).toContain(`the application that runs at ${stack.app.url}`);
  });

  test('starts one with the protocol view on where none runs, and goes on', async () => {
    const port = String(await freePort());
    const started: Readonly<Record<string, string>>[] = [];
    const startApp = (variables: Readonly<Record<string, string>>) => {
      started.push(variables);
      return Promise.resolve(`http://localhost:${port}`);
    };
    // Registered is only the address of the application that runs.
    const issuer = { ...(await envOf(provider.url)), PORT: port };
    const { code, opened, out } = await run(['--browser'], { env: issuer, startApp });
    expect(code).toBeUndefined();
    expect(started).toEqual([{ PROTOCOL_VIEW: 'on', LOG_LEVEL: 'warn' }]);
    expect(opened).toEqual([`http://localhost:${port}/login?return_to=/protocol`]);
    expect(out).toContain('Ctrl+C stops it');
  });

  test('starts one for the sandbox that runs already', async () => {
    const { port } = new URL(stack.app.url);
    const env = sandboxEnv(port);
    const closed = { ...createTools(env) };
    const tools: Tools = {
      ...closed,
      fetch: (url, options) =>
        url.startsWith(stack.app.url) ? Promise.reject(failure('ECONNREFUSED')) : closed.fetch(url, options),
    };
    let given: Environment = {};
    const startApp = (variables: Environment) => {
      given = variables;
      return Promise.resolve(stack.app.url);
    };
    await run(['--browser'], { env, sandboxApplications: stack.sandbox, tools, startApp });
    expect(loadConfig({ ...env, ...given })).toMatchObject({
      sandbox: undefined,
      connect: { issuer: stack.sandbox.url, ...stack.sandbox.webApplication },
      erpUrl: stack.sandbox.url,
      salesOrderUrl: stack.sandbox.url,
      protocolView: true,
    });
  });

  test('waits until the problems are solved', async () => {
    provider.instead.set('/token', json({ error: 'invalid_client' }, 400));
    const { code, opened, out } = await run(['--browser']);
    expect({ code, opened }).toEqual({ code: 1, opened: [] });
    expect(out).toContain('Solve the problems first');
  });
});
