import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './freePort.ts';
import { CLIENT } from './hostileProvider.ts';
import { SECRET } from './startStack.ts';
import { waitFor } from './waitFor.ts';

/** The built app in a process of its own, in production, asked at its own address. */
export interface MainProcess {
  readonly url: string;
  readonly folder: string;
  readonly child: ChildProcess;
  /** What came out of it, as far as it is a pipe that is read. */
  readonly output: () => string;
  /** Ends it as an operator does, and answers its exit code. */
  readonly terminate: () => Promise<number | null>;
  /** Ends it at once and removes its folder. */
  readonly remove: () => Promise<void>;
}

export interface MainProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Standard output; a pipe that is read, unless told. */
  readonly stdout?: 'read' | 'unread' | number;
  /** Code that runs in the process before the app. */
  readonly preload?: string;
}

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export async function startMainProcess({
  env = {},
  stdout = 'read',
  preload,
}: MainProcessOptions = {}): Promise<MainProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'main-process-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const issuer = 'http://127.0.0.1:9';
  const variables = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    BASE_URL: url,
    VISMA_CONNECT_URL: issuer,
    VISMA_ERP_URL: issuer,
    VISMA_SALES_ORDER_URL: issuer,
    VISMA_CLIENT_ID: CLIENT.clientId,
    VISMA_CLIENT_SECRET: CLIENT.clientSecret,
    SESSION_SECRET: SECRET,
    STORE_URL: 'memory:',
    RATE_LIMIT: 'off',
    DRAIN_SECONDS: '0',
    ...env,
  };
  const before = preload === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`];
  const stdio: StdioOptions = ['ignore', typeof stdout === 'number' ? stdout : 'pipe', 'pipe'];
  const child = spawn(process.execPath, [...before, MAIN], { cwd: folder, env: variables, stdio });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  if (stdout === 'read') child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const killIt = () => child.kill('SIGKILL');
  process.once('exit', killIt);
  child.once('exit', () => process.off('exit', killIt));
  const end = async (signal: NodeJS.Signals) => {
    if (isAlive(child)) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  };
  await waitFor(async () => {
    if (!isAlive(child)) throw new Error(`the app ended: ${output}`);
    return (await statusOf(`${url}/health`)) === 200;
  });
  return {
    url,
    folder,
    child,
    output: () => output,
    terminate: () => end('SIGTERM'),
    remove: async () => {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The status of an answer; undefined when none came in time. */
export async function statusOf(url: string, withinMs = 10_000): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(withinMs) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return undefined;
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
