import { createServer, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Sandbox } from '../../src/start.ts';
import {
  aSandbox,
  CALLBACK,
  HANDEL,
  OLA,
  signIn,
  tokensOf,
  type SignedIn,
  type SignInPlan,
} from '../connect/connectStack.ts';

/** What came back, as raw as it gets. */
export interface RawAnswer {
  /** `answered`, `hangs` (nothing came until patience was over) or `cut` (the connection broke before or in the answer). */
  readonly outcome: 'answered' | 'hangs' | 'cut';
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; undefined when it is none. */
  readonly json: unknown;
  readonly ms: number;
}

/** A sandbox, an application that takes logout notices, and the calls that faults are made for. */
export interface FaultBench {
  readonly sandbox: Sandbox;
  /** The bodies of the logout notices that came. */
  readonly notices: URLSearchParams[];
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly signIn: (plan?: SignInPlan) => Promise<SignedIn>;
  /** Signs somebody in and exchanges the code. */
  readonly codeCall: (patience?: AbortSignal) => Promise<RawAnswer>;
  /** Refreshes a given token, or that of a sign-in made for it. */
  readonly refreshCall: (refreshToken?: string) => Promise<RawAnswer>;
  readonly serviceCall: () => Promise<RawAnswer>;
  readonly get: (path: string, token?: string, patience?: AbortSignal) => Promise<RawAnswer>;
  /** Until no fault is on any more. */
  readonly allFaultsTaken: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export const DELAY_MS = 60;
export const SKEW_SECONDS = 120;
const WEB = { client_id: 'isv_sandbox_web', client_secret: 'sandbox-web-secret' };
const SERVICE = { client_id: 'isv_sandbox_service', client_secret: 'sandbox-service-secret' };

/** Starts it on free ports. */
export async function openFaultBench(): Promise<FaultBench> {
  const settings = { faultDelayMs: DELAY_MS, faultSkewSeconds: SKEW_SECONDS };
  const sandbox = await aSandbox({ settings });
  const notices: URLSearchParams[] = [];
  const application = await anApplication(notices);
  const bench: FaultBench = {
    sandbox,
    notices,
    control: (method, path, body) => control(sandbox, method, path, body),
    signIn: (plan) => signIn(sandbox, { username: OLA, ...plan }),
    codeCall: async (patience) => {
      const visit = await bench.signIn();
      const code = visit.response.get('code') ?? '';
      const fields = { ...WEB, code, redirect_uri: CALLBACK, code_verifier: visit.verifier };
      return tokenCall(sandbox, { grant_type: 'authorization_code', ...fields }, patience);
    },
    refreshCall: async (given) => {
      const token = given ?? (await tokensOf(sandbox, { username: OLA })).refresh_token ?? '';
      return tokenCall(sandbox, { ...WEB, grant_type: 'refresh_token', refresh_token: token });
    },
    serviceCall: () => tokenCall(sandbox, { ...SERVICE, grant_type: 'client_credentials', tenant_id: HANDEL }),
    get: (path, token = '', patience) =>
      raw(new URL(path, sandbox.url), { headers: { authorization: `Bearer ${token}` } }, patience),
    allFaultsTaken: async () => {
      while (activeSchema.parse(await bench.control('GET', 'faults')).active.length > 0) continue;
    },
    stop: async () => {
      application.server.closeAllConnections();
      await new Promise((resolve) => application.server.close(resolve));
      await sandbox.stop();
    },
  };
  await bench.control('PUT', 'applications/isv_sandbox_web', { backChannelLogoutUris: [application.url] });
  return bench;
}

function tokenCall(
  sandbox: Sandbox,
  fields: Readonly<Record<string, string>>,
  patience?: AbortSignal,
): Promise<RawAnswer> {
  const options = { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' } as const;
  return raw(new URL('/connect/token', sandbox.url), options, patience);
}

const activeSchema = z.object({ active: z.array(z.unknown()) });

const ENOUGH_BYTES = 1_000_000;

/** Asks, and says what came; of a large answer the first megabyte. */
export async function raw(
  url: URL,
  options: RequestInit = {},
  patience = AbortSignal.timeout(10_000),
): Promise<RawAnswer> {
  const startedAt = performance.now();
  const since = (): number => performance.now() - startedAt;
  try {
    const response = await fetch(url, { ...options, signal: patience });
    const { status, headers } = response;
    const text = await readSome(response);
    return { outcome: 'answered', status, headers, text, json: parsed(text), ms: since() };
  } catch {
    const outcome = patience.aborted ? 'hangs' : 'cut';
    return { outcome, status: 0, headers: new Headers(), text: '', json: undefined, ms: since() };
  }
}

async function readSome(response: Response): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const body = response.body === null ? [] : Readable.fromWeb(response.body);
  for await (const chunk of body) {
    const part = Buffer.from(z.instanceof(Uint8Array).parse(chunk));
    chunks.push(part);
    bytes += part.length;
    if (bytes > ENOUGH_BYTES) break;
  }
  return Buffer.concat(chunks).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function control(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(new URL(`/sandbox/api/${path}`, sandbox.url), {
    method,
    headers: { authorization: `Bearer ${sandbox.adminToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json();
}

/** Takes logout notices, and answers 200. */
async function anApplication(notices: URLSearchParams[]): Promise<{ url: string; server: Server }> {
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk: Buffer) => (body += chunk.toString()));
    req.on('end', () => {
      notices.push(new URLSearchParams(body));
      res.end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The application does not listen');
  return { url: `http://127.0.0.1:${address.port}/backchannel`, server };
}
