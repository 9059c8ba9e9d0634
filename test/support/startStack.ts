import { Writable } from 'node:stream';
import { loadConfig, readyConfig, type Environment } from '../../src/config.ts';
import { StoreError } from '../../src/errors.ts';
import { createLogger, type Logger } from '../../src/log.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../packages/sandbox/src/start.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { Store } from '../../src/store/store.ts';
import { startWebApp, type WebApp } from '../../src/webApp.ts';
import { CLIENT, startHostileProvider, type HostileProvider } from './hostileProvider.ts';
import { openWebBrowser, type WebBrowser, type WebPage } from './webBrowser.ts';

export const SECRET = 'a-session-secret-for-tests-only-32';

export interface TestClock {
  readonly now: () => number;
  /** Moves the clock of the app, and of the sandbox where there is one. */
  advance: (seconds: number) => void;
}

interface Running {
  readonly app: WebApp;
  readonly clock: TestClock;
  /** Everything the app logged, as it stands in the log. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface Stack extends Running {
  readonly sandbox: Sandbox;
}

export interface StackOptions {
  /** Variables on top of those of sandbox mode. */
  readonly env?: Environment;
  readonly sandbox?: Partial<SandboxOptions>;
  /** How long the app waits for an answer; its own limits unless told. */
  readonly patienceMs?: number;
}

/** The app as it ships, with the sandbox beside it, both on free ports and on one clock that tests move. */
export async function startStack({ env = {}, sandbox: options = {}, patienceMs }: StackOptions = {}): Promise<Stack> {
  const clock = aClock();
  const { logger, text } = aLog();
  const sandboxes: Sandbox[] = [];
  const variables = { PORT: '0', SESSION_SECRET: SECRET, STORE_URL: 'memory:', RATE_LIMIT: 'off', ...env };
  const app = await startWebApp(loadConfig(variables), {
    logger,
    now: clock.now,
    patienceMs,
    complete: async (config) => {
      const appUrls = [config.server.baseUrl];
      const sandbox = await startSandbox({ port: 0, items: 120, clock: clock.now, appUrls, ...options });
      sandboxes.push(sandbox);
      return readyConfig(config, sandbox);
    },
  });
  const [sandbox] = sandboxes;
  if (!sandbox) throw new Error('the sandbox did not start');
  const stop = async () => {
    await app.stop();
    await sandbox.stop();
  };
  return { app, sandbox, clock, log: text, stop };
}

/** Another process of the app on the same sandbox and clock, which has asked nobody yet. No callback is registered. */
export function startSecondApp(
  { sandbox, clock }: Pick<Stack, 'sandbox' | 'clock'>,
  { patienceMs, env = {}, logger = aLog().logger }: Pick<StackOptions, 'patienceMs' | 'env'> & { logger?: Logger },
): Promise<WebApp> {
  const variables = { PORT: '0', SESSION_SECRET: SECRET, STORE_URL: 'memory:', RATE_LIMIT: 'off', ...env };
  return startWebApp(loadConfig(variables), {
    logger,
    now: clock.now,
    patienceMs,
    complete: (config) => Promise.resolve(readyConfig(config, sandbox)),
  });
}

export interface HostileStack extends Running {
  readonly provider: HostileProvider;
  readonly storeCalls: StoreCalls;
}

/** What the app asks its store. */
export interface StoreCalls {
  reads: number;
  writes: number;
  /** Calls of which this is true fail, as if the store had gone away for a moment. */
  fails: (name: string, key: string) => boolean;
}

/** The app as it ships, configured for a provider that follows a script; its own one, unless one is given. */
export async function startHostileStack(env: Environment = {}, given?: HostileProvider): Promise<HostileStack> {
  const clock = aClock();
  const { logger, text } = aLog();
  const provider = given ?? (await startHostileProvider(clock.now));
  const storeCalls: StoreCalls = { reads: 0, writes: 0, fails: () => false };
  const variables = {
    PORT: '0',
    SESSION_SECRET: SECRET,
    STORE_URL: 'memory:',
    RATE_LIMIT: 'off',
    VISMA_CONNECT_URL: provider.url,
    VISMA_ERP_URL: provider.url,
    VISMA_SALES_ORDER_URL: provider.url,
    VISMA_CLIENT_ID: CLIENT.clientId,
    VISMA_CLIENT_SECRET: CLIENT.clientSecret,
    ...env,
  };
  const complete = (config: Parameters<typeof readyConfig>[0]) => Promise.resolve(readyConfig(config));
  const open: typeof openStore = async (...options) => watched(await openStore(...options), storeCalls);
  const app = await startWebApp(loadConfig(variables), { logger, now: clock.now, complete, open });
  const stop = async () => {
    await app.stop();
    if (!given) await provider.stop();
  };
  return { app, provider, clock, storeCalls, log: text, stop };
}

/** Signs in at the scripted provider, whose `sub` and `tenantId` say who comes back and for which company. */
export async function signInScripted(
  { app, provider }: Pick<HostileStack, 'app' | 'provider'>,
  browser: WebBrowser,
  path: string,
): Promise<WebPage> {
  const begun = await browser.open(new URL(path, app.url).href, { follow: () => false });
  return browser.open(provider.authorize(begun.headers.get('location') ?? ''));
}

export const KARI = 'kari@nordfjord.example';
export const OLA = 'ola@nordfjord.example';
export const EVA = 'eva@nordfjord.example';
export const LIISA = 'liisa@sydhav.example';
export const HANDEL = '11111111-1111-4111-8111-111111111101';
export const SERVICE = '11111111-1111-4111-8111-111111111102';
export const GRUPPEN = '11111111-1111-4111-8111-111111111100';
export const SYDHAV = '22222222-2222-4222-8222-222222222201';

export interface SignInPlan {
  readonly username?: string;
  readonly password?: string;
  /** Chosen in the picker when it comes. */
  readonly tenantId?: string;
  readonly decision?: 'accept' | 'deny';
  /** Where it begins: `/login` unless told. */
  readonly path?: string;
  readonly browser?: WebBrowser;
}

export interface SignedInBrowser {
  readonly browser: WebBrowser;
  /** Where it ended. */
  readonly page: WebPage;
  /** Every address on the way. */
  readonly way: readonly string[];
}

/** Signs a person in through the front door: every page of Visma Connect that comes is answered. */
export async function signIn(
  { app }: { readonly app: Pick<WebApp, 'url'> },
  plan: SignInPlan = {},
): Promise<SignedInBrowser> {
  const { username = KARI, password = 'sandbox', tenantId = HANDEL, decision = 'accept', path = '/login' } = plan;
  const browser = plan.browser ?? openWebBrowser();
  let page = await browser.open(new URL(path, app.url).href);
  const way = [...page.way];
  const answer = async (marker: string, fields: Record<string, string>) => {
    if (!page.html.includes(`data-testid="${marker}"`)) return;
    page = await browser.submit(page, marker, fields);
    way.push(...page.way);
  };
  await answer('login-form', { username, password });
  await answer('tenant-picker', { tenant_id: tenantId });
  await answer('consent-form', { decision });
  return { browser, page, way };
}

const READS: readonly string[] = ['get', 'members', 'ping'];

/** The store itself, with each call counted, and failing where a test wants it. */
function watched(store: Store, calls: StoreCalls): Store {
  return new Proxy(store, {
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function' || typeof name !== 'string') return value;
      return (...parameters: unknown[]): unknown => {
        calls[READS.includes(name) ? 'reads' : 'writes']++;
        if (calls.fails(name, String(parameters[0]))) return Promise.reject(new StoreError({ reason: 'a test' }));
        return Reflect.apply(value, target, parameters);
      };
    },
  });
}

function aClock(): TestClock {
  let offsetMs = 0;
  return {
    now: () => Date.now() + offsetMs,
    advance: (seconds) => {
      offsetMs += seconds * 1000;
    },
  };
}

/** A logger, and everything that was logged with it. */
export function aLog(): { logger: Logger; text: () => string } {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  return { logger: createLogger('debug', destination), text: () => lines.join('') };
}
