// What the protocol view costs a page that asks the ERP: on, off, and without any recording built in, in one run.
// `node bench/protocolView.js [--requests 3000] [--rounds 7] [--skip-build]`. Needs nothing but this machine.
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import express from 'express';
import { request } from 'undici';
import { build } from '../scripts/build.js';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '7' },
    'skip-build': { type: 'boolean', default: false },
  },
});
if (!values['skip-build']) await build();

const from = (name) => import(new URL(`../dist/${name}.js`, import.meta.url));
const { createSealer } = await from('connections/seal');
const { withCompanyToken } = await from('connections/withCompanyToken');
const { createErpClient } = await from('erp/erpClient');
const { silentLogger } = await from('log');
const { createRedact } = await from('protocolView/redact');
const { createTraces } = await from('protocolView/traces');
const { memoryStore } = await memory();
const { companyCalls } = await from('web/companyCalls');
const { createProtocolRecorder } = await from('web/protocolRecorder');

const items = JSON.stringify(
  Array.from({ length: 50 }, (_, index) => ({
    inventoryId: index,
    inventoryNumber: `A${index}`,
    description: 'A thing',
  })),
);
const erpServer = await listen(
  createServer((_req, res) => res.setHeader('content-type', 'application/json').end(items)),
);
const erp = createErpClient({ erpUrl: erpServer.url, salesOrderUrl: erpServer.url });
const tokens = {
  accessToken: 'a-token-of-the-bench-0123456789',
  refreshToken: 'r',
  obtainedAt: 0,
  expiresAt: 9e9,
  lifetimeSeconds: 3600,
  scopes: [],
  idToken: '',
};
const deps = {
  freshTokens: { get: async () => tokens, replace: async () => tokens },
  quotas: { noteOf: (_tenant, call) => call },
  now: Date.now,
};
const signedIn = {
  sessionId: 'session',
  currentTenantId: 't1',
  startedAt: Date.now() / 1000,
  device: '',
  address: '',
  person: { issuer: 'https://connect.test', sub: 'kari', name: 'Kari' },
  companies: { t1: { tenantId: 't1', name: 'Company', connectionId: 'c', scopes: [], connectedAt: 0 } },
};
const recorder = createProtocolRecorder({
  traces: createTraces({
    store: memoryStore,
    sealer: createSealer(['a-secret-of-the-bench-that-is-long-enough'], 'trace'),
  }),
  redact: createRedact([]),
  https: false,
  maxMinutes: 600,
  now: Date.now,
  logger: silentLogger(),
});

/** As the page asks, but for the recording. */
const withoutRecording = (_req, tenantId, call) =>
  withCompanyToken(deps, {
    signedIn,
    tenantId,
    call: (accessToken) => deps.quotas.noteOf(tenantId, call({ accessToken, correlationId: 'visit' })),
  });

const variants = {
  none: withoutRecording,
  off: companyCalls(deps),
  on: companyCalls(deps),
};
const apps = {};
for (const [name, calls] of Object.entries(variants))
  apps[name] = await listen(createServer(appWith(calls, name === 'on')));

const rounds = [];
for (const name of Object.keys(apps)) await measure(apps[name].url, 300); // warms up
for (let round = 0; round < Number(values.rounds); round++) {
  // Another order each time, so that what goes on beside hits all alike.
  const names = Object.keys(apps).map((_, index, all) => all[(index + round) % all.length]);
  const result = {};
  for (const name of names) result[name] = await measure(apps[name].url, Number(values.requests));
  rounds.push(result);
}
await recorder.settled();
for (const { close } of [...Object.values(apps), erpServer]) close();
await erp.close();
report();

function appWith(calls, isRecorded) {
  const record = isRecorded ? recorder.middleware : (_req, _res, next) => next();
  return express()
    .use((req, _res, next) => next(void Object.assign(req, { id: 'visit', session: { signedIn } })))
    .use(record)
    .get('/', async (req, res) => {
      const page = await calls(req, 't1', (context) => erp.inventory.list(context, { pageNumber: 1, pageSize: 50 }));
      res.send(`${page.rows.length} rows`);
    });
}

/** One request after the other: what a person waits. Milliseconds. */
async function measure(url, count) {
  const times = [];
  for (let done = 0; done < count; done++) {
    const started = performance.now();
    const { body } = await request(url);
    await body.text();
    times.push(performance.now() - started);
  }
  await recorder.settled();
  return median(times);
}

function report() {
  for (const name of Object.keys(apps)) {
    console.log(
      `${name.padEnd(5)} ${median(rounds.map((round) => round[name])).toFixed(3)} ms at the median of ${rounds.length} rounds`,
    );
  }
  const ratio = (one, other) => median(rounds.map((round) => round[one] / round[other]));
  console.log(`off / none ${ratio('off', 'none').toFixed(3)}   on / none ${ratio('on', 'none').toFixed(3)}`);
}

function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

async function memory() {
  const { openStore } = await from('store/openStore');
  return { memoryStore: await openStore('memory:', { now: Date.now, logger: (await from('log')).silentLogger() }) };
}

async function listen(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
