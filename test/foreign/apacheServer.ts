import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../support/waitFor.ts';

const PROGRAM = '/usr/sbin/apache2';
const MODULES = '/usr/lib/apache2/modules';

/** An Apache of this test alone: on a port of loopback, with its configuration in a folder of its own. */
export interface ApacheServer {
  /** Ends it and removes what it left. */
  readonly stop: () => Promise<void>;
}

/** Whether this machine has an Apache with mod_auth_openidc to start, as Debian packages it. */
export function isApacheInstalled(): boolean {
  return existsSync(PROGRAM) && existsSync(join(MODULES, 'mod_auth_openidc.so'));
}

/**
 * Starts Apache with these modules and these lines of configuration, and answers once it takes connections.
 * @throws Error with what Apache said when it does not start
 */
export async function startApache(port: number, modules: readonly string[], lines: string): Promise<ApacheServer> {
  const folder = mkdtempSync(join(tmpdir(), 'apache-'));
  const file = join(folder, 'apache.conf');
  writeFileSync(file, [...ownLines(folder, port, modules), lines].join('\n'));
  const server = spawn(PROGRAM, ['-f', file, '-D', 'FOREGROUND'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const end = () => void server.kill('SIGTERM');
  process.once('exit', end);
  const stop = async () => {
    process.off('exit', end);
    if (server.exitCode === null) {
      end();
      await once(server, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitFor(async () => server.exitCode !== null || (await takesConnections(port)), 30_000);
    if (server.exitCode !== null) throw new Error(`Apache ended at its start: ${said}${logOf(folder)}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

function ownLines(folder: string, port: number, modules: readonly string[]): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    `ServerRoot ${folder}`,
    `DefaultRuntimeDir ${folder}`,
    `PidFile ${folder}/apache.pid`,
    `ErrorLog ${folder}/error.log`,
    `ServerName localhost:${port}`,
    `Listen 127.0.0.1:${port}`,
    ...modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`),
    // Apache refuses to serve as root: its children run as the user that Debian made for them.
    ...(isRoot ? ['User www-data', 'Group www-data'] : []),
    'StartServers 1',
    'KeepAlive Off',
  ];
}

function logOf(folder: string): string {
  const file = join(folder, 'error.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}
