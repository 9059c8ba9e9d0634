// How fast `npm run service -- inventory export` is, against a bare loop over the same API, and its peak memory.
// `node bench/serviceExport.js [--rows 200000] [--rounds 1] [--skip-build]`. The sandbox runs in a process of its own.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.js';

const self = fileURLToPath(import.meta.url);
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const goal = { ratio: 0.8, megabytes: 150 };
const company = '11111111-1111-4111-8111-111111111101';
const tellPeak = new URL('tellPeak.js', import.meta.url).href;

if (process.argv[2] === 'sandbox') await sandbox(Number(process.argv[3]));
else if (process.argv[2] === 'bare') await bare(process.argv[3], process.argv[4]);
else await bench();

async function bench() {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '200000' },
      rounds: { type: 'string', default: '1' },
      'skip-build': { type: 'boolean', default: false },
    },
  });
  if (!values['skip-build']) await build();
  const rows = Number(values.rows);
  const folder = mkdtempSync(join(tmpdir(), 'export-bench-'));
  const server = spawn(process.execPath, [self, 'sandbox', values.rows], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [text] = await once(server.stdout.setEncoding('utf8'), 'data');
    const url = text.trim();
    // Fills the sandbox's caches, so that neither is the first.
    await timed([self, 'bare', url, join(folder, 'warm')], {}, rows);
    const rounds = [];
    for (let round = 0; round < Number(values.rounds); round++) {
      const loop = await timed([self, 'bare', url, join(folder, 'bare.ndjson')], {}, rows);
      const argv = [cli, 'service', 'inventory', 'export', '--quiet', '--out', join(folder, 'rows.ndjson')];
      rounds.push({ loop, ours: await timed(argv, { SANDBOX_PORT: new URL(url).port }, rows) });
    }
    report(rounds);
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a process of its own to its end. */
async function timed(argv, env, rows) {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', tellPeak, ...argv], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(errors);
  const seconds = (performance.now() - started) / 1000;
  return { rate: rows / seconds, seconds, megabytes: Number(/peak (\d+)/.exec(errors)[1]) / 1e6 };
}

function report(rounds) {
  for (const what of ['loop', 'ours']) {
    const runs = rounds.map((round) => round[what]);
    console.log(
      `${what}  ${runs.map(({ rate, seconds }) => `${Math.round(rate)} rows/s in ${seconds.toFixed(1)} s`).join(', ')}, ` +
        `peak ${Math.round(Math.max(...runs.map(({ megabytes }) => megabytes)))} MB`,
    );
  }
  const ratio = median(rounds.map(({ loop, ours }) => ours.rate / loop.rate));
  const peak = Math.max(...rounds.map(({ ours }) => ours.megabytes));
  console.log(`ours/loop ${ratio.toFixed(2)} (goal ${goal.ratio}), start and token included`);
  console.log(ratio >= goal.ratio && peak < goal.megabytes ? 'Within the goals.' : 'NOT within the goals.');
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function sandbox(items) {
  const { startSandbox } = await import('../packages/sandbox/dist/start.js');
  const { url } = await startSandbox({ port: 0, items });
  console.log(url);
}

/** What anybody would write in ten minutes: page by page, each parsed and its rows written. */
async function bare(url, file) {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'isv_sandbox_service',
    client_secret: 'sandbox-service-secret',
    scope: 'vismanet_erp_service_api:read',
    tenant_id: company,
  });
  const token = await (await fetch(`${url}/connect/token`, { method: 'POST', body })).json();
  const sections = ['CrossReference', 'Attachment', 'Attribute', 'AccountInformation', 'InventoryUnits'];
  const off = [...sections, 'SupplierDetails', 'SalesCategories', 'Note'].map((name) => `expand${name}=false`);
  const out = createWriteStream(file);
  for (let page = 1; ; page++) {
    const address = `${url}/v1/inventory?pageNumber=${page}&pageSize=500&${off.join('&')}`;
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token.access_token}` } });
    const rows = await answer.json();
    if (rows.length === 0) break;
    if (!out.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))) await once(out, 'drain');
    if (rows.length < 500) break;
  }
  out.end();
  await once(out, 'finish');
}
