import { lookup } from 'node:dns/promises';
import { EnvHttpProxyAgent, request } from 'undici';
import type { Environment } from '../config.ts';
import { silentLogger } from '../log.ts';
import { createHttpFetch, type FetchOptions } from 'visma-net-client/connect/httpFetch';
import { openStore } from '../store/openStore.ts';
import type { Store } from '../store/store.ts';

/** What the doctor looks with. Tests pass others. */
export interface Tools {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** `20.19.0` */
  readonly nodeVersion: string;
  /** The addresses of a host name, as the system knows them. */
  readonly lookup: (hostname: string) => Promise<readonly string[]>;
  /** One request, directly, as the application makes it: no redirect is followed. */
  readonly fetch: (url: string, options?: FetchOptions) => Promise<Response>;
  /** The status of the same GET through the proxy that the environment names; undefined when it names none. */
  readonly throughProxy: (url: string) => Promise<number | undefined>;
  readonly openStore: (storeUrl: string) => Promise<Store>;
  readonly close: () => Promise<void>;
}

const TIMEOUT_MS = 10_000;

/** The tools of the real world. */
export function createTools(env: Environment): Tools {
  const http = createHttpFetch({ timeoutMs: TIMEOUT_MS, now: Date.now });
  return {
    now: Date.now,
    nodeVersion: process.versions.node,
    lookup: async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address),
    fetch: (url, options = {}) => http.fetch(url, options),
    throughProxy: (url) => throughProxy(env, url),
    openStore: (storeUrl) => openStore(storeUrl, { now: Date.now, logger: silentLogger() }),
    close: () => http.close(),
  };
}

async function throughProxy(env: Environment, url: string): Promise<number | undefined> {
  const proxy = proxyFor(env, url);
  if (proxy === undefined) return undefined;
  const noProxy = env.NO_PROXY ?? env.no_proxy ?? '';
  const agent = new EnvHttpProxyAgent({ httpProxy: proxy, httpsProxy: proxy, noProxy });
  try {
    const { statusCode, body } = await request(url, { dispatcher: agent, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await body.dump();
    return statusCode;
  } finally {
    await agent.close();
  }
}

/** The proxy that curl and others would take. */
function proxyFor(env: Environment, url: string): string | undefined {
  const names = url.startsWith('https:') ? ['HTTPS_PROXY', 'https_proxy'] : ['HTTP_PROXY', 'http_proxy'];
  const named = [...names, 'ALL_PROXY', 'all_proxy'].map((name) => env[name]);
  return named.find((proxy) => proxy !== undefined && URL.canParse(proxy));
}
