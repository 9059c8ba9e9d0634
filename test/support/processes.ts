import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './freePort.ts';
import { CLIENT } from './hostileProvider.ts';
import { SECRET } from './startStack.ts';
import { waitFor } from './waitFor.ts';

/** Processes of the built app that share a store, behind a balancer that gives each request to the next one. */
export interface Processes {
  /** The balancer's address: the app's public one. */
  readonly url: string;
  /** The address of one process, past the balancer. */
  readonly urlOf: (index: number) => string;
  /** As `kill -9` does. The balancer goes on with the others. */
  readonly kill: (index: number) => Promise<void>;
  /** Ends one as an operator does, and answers its exit code. */
  readonly terminate: (index: number) => Promise<number | null>;
  /** What one wrote to its log. */
  readonly logOf: (index: number) => string;
  readonly stop: () => Promise<void>;
}

export interface ProcessesOptions {
  readonly count: number;
  readonly issuer: string;
  /** `sqlite:app.db` is in the folder that they share. */
  readonly storeUrl: string;
  /** The hostile provider's unless told. */
  readonly client?: { readonly clientId: string; readonly clientSecret: string };
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
  log: string;
}

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export async function startProcesses(options: ProcessesOptions): Promise<Processes> {
  const { count, issuer, storeUrl, client = CLIENT } = options;
  const folder = mkdtempSync(join(tmpdir(), 'processes-'));
  const running: Running[] = [];
  const balancer = balance(() => running.filter(({ child }) => isAlive(child)));
  const url = `http://localhost:${await listen(balancer)}`;
  const env = {
    PATH: process.env.PATH,
    HOST: '127.0.0.1',
    BASE_URL: url,
    TRUST_PROXY_HOPS: '1',
    RATE_LIMIT: 'off',
    DRAIN_SECONDS: '0',
    VISMA_CONNECT_URL: issuer,
    VISMA_ERP_URL: issuer,
    VISMA_SALES_ORDER_URL: issuer,
    VISMA_CLIENT_ID: client.clientId,
    VISMA_CLIENT_SECRET: client.clientSecret,
    SESSION_SECRET: SECRET,
    STORE_URL: storeUrl,
  };
  for (let index = 0; index < count; index++)
    running.push(await start(folder, { ...env, PORT: String(await freePort()) }));
  const get = (index: number): Running => {
    const one = running[index];
    if (!one) throw new Error(`there is no process ${index}`);
    return one;
  };
  const end = async (index: number, signal: NodeJS.Signals) => {
    const { child } = get(index);
    if (isAlive(child)) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  };
  return {
    url,
    urlOf: (index) => `http://127.0.0.1:${get(index).port}`,
    kill: async (index) => {
      await end(index, 'SIGKILL');
    },
    terminate: (index) => end(index, 'SIGTERM'),
    logOf: (index) => get(index).log,
    stop: async () => {
      await Promise.all(running.map((_one, index) => end(index, 'SIGKILL')));
      balancer.closeAllConnections();
      await new Promise((resolve) => balancer.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start(folder: string, env: Record<string, string | undefined>): Promise<Running> {
  const child = spawn(process.execPath, [MAIN], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const one: Running = { child, port: Number(env.PORT), log: '' };
  const keep = (chunk: Buffer) => {
    one.log += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const killIt = () => child.kill('SIGKILL');
  process.once('exit', killIt);
  child.once('exit', () => process.off('exit', killIt));
  await waitFor(() => {
    if (!isAlive(child)) throw new Error(`the app ended: ${one.log}`);
    return one.log.includes('"event":"started"');
  }, 30_000);
  return one;
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** Gives each request to the next one alive; an answer that breaks off breaks off here too. */
function balance(alive: () => Running[]): Server {
  let turn = 0;
  return createServer((req, res) => {
    const candidates = alive();
    const target = candidates[turn++ % candidates.length];
    if (!target) {
      res.writeHead(502).end();
      return;
    }
    const headers = { ...req.headers, 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'http' };
    const forwarded = request({ port: target.port, host: '127.0.0.1', path: req.url, method: req.method, headers });
    forwarded.on('response', (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(res);
      answer.on('error', () => res.destroy());
    });
    forwarded.on('error', () => res.destroy());
    req.pipe(forwarded);
  });
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  return address.port;
}
