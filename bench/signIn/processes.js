// The processes of the bench: the provider, and one relying party at a time, which tells its own CPU time and memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const fileOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const measured = new URL('measured.js', import.meta.url).href;
const client = { id: 'bench', secret: 'bench-secret' };

/** `items`: how long its inventory is. `answers`: files of what it answers in its place, by path. */
export async function startProvider({ items = 1200, answers = [] } = {}) {
  const child = spawn(process.execPath, [fileOf('provider.js')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, BENCH_ITEMS: String(items), BENCH_ANSWERS: JSON.stringify(answers) },
  });
  const [{ url }] = await once(child, 'message');
  return { url, stop: () => end(child) };
}

/** `file`: floor.js or libraries.js. */
export async function startFloor(issuer, file) {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    ISSUER: issuer,
    CLIENT_ID: client.id,
    CLIENT_SECRET: client.secret,
  };
  const child = spawnMeasured(fileOf(file), { env });
  const [{ url }] = await once(child, 'message');
  return partyOf(child, { url, pagePath: '/inventory', remove: () => undefined });
}

/**
 * The app as it ships, its log written and thrown away. `storeUrl` may name a file; it is in a folder of its own. `root`:
 * where it was built, here unless told.
 */
export async function startApp(
  issuer,
  { storeUrl, protocolView = 'off', root = fileOf('../..'), readyPath = '/ready' },
) {
  const env = {
    VISMA_CONNECT_URL: issuer,
    VISMA_ERP_URL: issuer,
    VISMA_SALES_ORDER_URL: issuer,
    VISMA_CLIENT_ID: client.id,
    VISMA_CLIENT_SECRET: client.secret,
    SESSION_SECRET: 'a-secret-for-the-bench-of-32-bytes',
    STORE_URL: storeUrl,
    RATE_LIMIT: 'off',
    PROTOCOL_VIEW: protocolView,
  };
  return startMeasured(root, ['start'], { portVariable: 'PORT', readyPath, env });
}

/** A command of a build, in production, once `readyPath` answers. */
export async function startMeasured(root, command, { portVariable, readyPath, env }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const port = await freePort();
  const { PATH } = process.env;
  const all = { PATH, NODE_ENV: 'production', HOST: '127.0.0.1', ...env, [portVariable]: String(port) };
  if (portVariable === 'PORT') all.BASE_URL = `http://localhost:${port}`;
  const child = spawnMeasured(join(root, 'dist/cli.js'), { env: all, cwd: folder }, command);
  const url = `http://127.0.0.1:${port}`;
  await answering(child, `${url}${readyPath}`);
  const tenantId = '11111111-1111-4111-8111-111111111101';
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return partyOf(child, { url, pagePath: `/companies/${tenantId}/inventory`, remove });
}

function spawnMeasured(file, options, parameters = []) {
  const preload = ['--expose-gc', '--import', measured];
  return spawn(process.execPath, [...preload, file, ...parameters], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    ...options,
  });
}

function partyOf(child, { url, pagePath, remove }) {
  return {
    url,
    pagePath,
    /** CPU milliseconds so far, and the most bytes that were ever resident. */
    usage: () => ask(child, 'usage'),
    /** Bytes of heap after a collection. */
    heap: () => ask(child, 'heap'),
    stop: async () => {
      await end(child);
      remove();
    },
  };
}

async function ask(child, question) {
  const answered = once(child, 'message');
  child.send(question);
  return (await answered)[0];
}

async function answering(child, url) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${url} was never answered: its process ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function end(child) {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
