import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { loadServiceConfig, type Environment } from '../../src/config.ts';
import { SERVICE_APPLICATION, SERVICE_COMPANIES } from '../../packages/sandbox/src/world/seed.ts';
import { serviceCommand } from '../../src/commands/serviceCommand.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const made: string[] = [];
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

/** An empty folder; gone when the tests of the file have ended. */
export function aFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'service-'));
  made.push(path);
  return path;
}

/** What a run of the command left behind. */
export interface Run {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** An empty folder unless told. */
  readonly cwd?: string;
  readonly env?: Environment;
  readonly signal?: AbortSignal;
  /** Standard error is a terminal. */
  readonly isTerminal?: boolean;
}

/** Variables under which the sandbox at this address is the one that the command finds by itself. */
export function sandboxAt(url: string): Environment {
  return { SANDBOX_PORT: new URL(url).port };
}

/** Variables for an issuer and APIs that stand in for the real ones. */
export function configuredFor(url: string): Environment {
  return {
    VISMA_CONNECT_URL: url,
    VISMA_ERP_URL: url,
    VISMA_SALES_ORDER_URL: url,
    VISMA_SERVICE_CLIENT_ID: SERVICE_APPLICATION.clientId,
    VISMA_SERVICE_CLIENT_SECRET: SERVICE_APPLICATION.clientSecret,
  };
}

/** Runs the command as the command line does, with streams that only remember. */
export async function runService(argv: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { cwd = aFolder(), env = {}, signal = new AbortController().signal, isTerminal = false } = options;
  const [stdout, stderr] = [remembering(), remembering()];
  const code = await serviceCommand(argv, {
    cwd,
    signal,
    stdout: stdout.stream,
    stderr: Object.assign(stderr.stream, { isTTY: isTerminal, columns: 100 }),
    noColor: env.NO_COLOR !== undefined,
    loadConfig: () => loadServiceConfig(env),
    sandbox: () => Promise.resolve({ application: SERVICE_APPLICATION, tenants: SERVICE_COMPANIES }),
  });
  return { code, out: stdout.text(), err: stderr.text() };
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
}

/** Runs the built command in a process of its own. */
export function startService(argv: readonly string[], { cwd = aFolder(), env = {} }: RunOptions = {}): Running {
  const child = spawn(process.execPath, [CLI, 'service', ...argv], { cwd, env: { PATH: process.env.PATH, ...env } });
  running.add(child);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text));
  const ended = new Promise<Run>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? undefined, out, err });
    });
  });
  return { child, ended };
}

function remembering() {
  const parts: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      parts.push(text);
      done();
    },
  });
  return { stream, text: () => parts.join('') };
}
