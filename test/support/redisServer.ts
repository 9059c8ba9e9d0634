import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './freePort.ts';

/** A redis-server of this test alone: on a free port of loopback, in memory only. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Resolves when it accepts commands, on the same port as before; empty. */
  start(): Promise<void>;
  /** Ends it as a crash would. */
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** It keeps its connections and answers nothing, until `resume`. */
  freeze(): void;
  resume(): void;
  /** Stops it and removes what it left. */
  remove(): Promise<void>;
}

export interface RedisServerOptions {
  readonly password?: string;
  /** More of its command line. */
  readonly parameters?: readonly string[];
}

/** @throws Error when there is no redis-server, or it does not start */
export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const server = await stoppedRedisServer(options);
  await server.start();
  return server;
}

/** A server that has its port and is not there yet. */
export async function stoppedRedisServer({ password, parameters = [] }: RedisServerOptions = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const port = await freePort();
  let running: ChildProcess | undefined;

  const start = async () => {
    running = await launch([
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
      ...(password === undefined ? [] : ['--requirepass', password]),
      ...parameters,
    ]);
  };
  const stop = async () => {
    const ending = running;
    running = undefined;
    if (ending?.exitCode !== null) return;
    ending.kill('SIGKILL');
    await once(ending, 'exit');
  };
  process.once('exit', () => running?.kill('SIGKILL'));

  return {
    url: `redis://${password === undefined ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`,
    port,
    start,
    stop,
    restart: async () => {
      await stop();
      await start();
    },
    freeze: () => void running?.kill('SIGSTOP'),
    resume: () => void running?.kill('SIGCONT'),
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether this machine has a redis-server to start. */
export function isRedisInstalled(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

async function launch(parameters: readonly string[]): Promise<ChildProcess> {
  const server = spawn('redis-server', parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  const isReady = new Promise<boolean>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => resolve(false));
    createInterface({ input: server.stdout }).on('line', (line) => {
      said.push(line);
      if (line.includes('Ready to accept connections')) resolve(true);
    });
  });
  if (await isReady) return server;
  throw new Error(`redis-server ended at its start:\n${said.join('\n')}`);
}
