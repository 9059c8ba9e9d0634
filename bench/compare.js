// What the same acts cost in the build of an earlier revision and in the working tree's, in one run.
// `node bench/compare.js [revision] [--rounds 5] [--sign-ins 200] [--pages 400] [--starts 1] [--skip-build]`.
// CPU, not time: rounds of both alternate, and a ratio is of two rounds that lay beside each other. Provider and ERP are one
// frozen stub with fixed rows (bench/compare), the same whatever becomes of the sandbox.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildOf, buildTree } from './compare/buildOf.js';
import { startApp, startMeasured, startProvider } from './signIn/processes.js';
import { openPage, repeat, signIn } from './signIn/visitor.js';

/** Of these pages, rows and calls the baseline is made. */
const BASELINE = '965c1e7';
const AT_ONCE = 8;
const PAGES = {
  'inventory page (25 rows)': 'inventory?page_size=25',
  'item page': 'inventory/100001',
  'invoice page': 'invoices/900001',
  'order page': 'sales-orders/SO/500001',
};
const folder = fileURLToPath(new URL('compare/', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    'sign-ins': { type: 'string', default: '200' },
    pages: { type: 'string', default: '400' },
    starts: { type: 'string', default: '1' },
    'skip-build': { type: 'boolean', default: false },
  },
});
const revision = positionals[0] ?? BASELINE;
const [rounds, signIns, pages, starts] = ['rounds', 'sign-ins', 'pages', 'starts'].map((name) => Number(values[name]));

const folders = { [revision]: buildOf(revision), 'working tree': buildTree(values['skip-build']) };
const shapes = readdirSync(`${folder}salesOrders`);
const stubs = await Promise.all(shapes.map(startStub));
const running = [];
try {
  console.log(
    `\nNode ${process.version}, ${AT_ONCE} at once, ${rounds} rounds; CPU ms per act: median (least to most)\n`,
  );
  const parties = {};
  for (const [name, root] of Object.entries(folders)) parties[name] = await startParty(root);
  await compareSignIns(parties);
  await comparePages(parties);
  await compareStarts();
} finally {
  await Promise.all([...running, ...stubs].map((one) => one.stop()));
}

function startStub(shape) {
  return startProvider({ answers: [`${folder}erp.json`, `${folder}salesOrders/${shape}`] });
}

/** The app of a build, at the stub whose sales orders have the shape that this build understands. */
async function startParty(root) {
  for (const stub of stubs) {
    const app = await startApp(stub.url, { storeUrl: 'memory:', root });
    running.push(app);
    const cookies = await signIn(app);
    const opens = await openPage(pageOf(app, PAGES['order page']), cookies).then(
      () => true,
      () => false,
    );
    if (opens) return { app, cookies };
    await running.pop().stop();
  }
  throw new Error(`no file of ${folder}salesOrders has the shape that the build in ${root} understands`);
}

function pageOf(app, path) {
  return { url: app.url, pagePath: app.pagePath.replace('inventory', path) };
}

async function compareSignIns(parties) {
  const act = ({ app }) => cpuOf(app, signIns, () => signIn(app));
  report('whole sign-in', await alternate(parties, act));
}

async function comparePages(parties) {
  for (const [what, path] of Object.entries(PAGES)) {
    const act = ({ app, cookies }) => cpuOf(app, pages, () => openPage(pageOf(app, path), cookies));
    report(what, await alternate(parties, act));
  }
}

async function compareStarts() {
  const [stub] = stubs;
  const ofApp = (root) => cpuOfStart(() => startApp(stub.url, { storeUrl: 'memory:', root, readyPath: '/health' }));
  report('start until /health', await alternate(folders, ofApp, starts));
  report('sandbox until it answers', await alternate(folders, (root) => cpuOfStart(() => startSandbox(root)), starts));
}

function startSandbox(root) {
  return startMeasured(root, ['sandbox'], {
    portVariable: 'SANDBOX_PORT',
    readyPath: '/.well-known/openid-configuration',
    env: { SANDBOX_STORE_URL: 'memory:' },
  });
}

/** One list per party; who begins changes with every round, and the first round warms up and does not count. */
async function alternate(parties, measure, times = 1) {
  const measured = Object.fromEntries(Object.keys(parties).map((name) => [name, []]));
  for (let round = 0; round <= rounds * times; round++) {
    const order = Object.entries(parties);
    if (round % 2 === 1) order.reverse();
    for (const [name, party] of order) {
      const cpuMs = await measure(party);
      if (round > 0) measured[name].push(cpuMs);
    }
  }
  return measured;
}

async function cpuOf(app, times, act) {
  const before = await app.usage();
  await repeat(times, AT_ONCE, act);
  return ((await app.usage()).cpuMs - before.cpuMs) / times;
}

async function cpuOfStart(start) {
  const started = await start();
  const { cpuMs } = await started.usage();
  await started.stop();
  return cpuMs;
}

function report(what, measured) {
  const [before, after] = Object.values(measured);
  const ratios = after.map((cpuMs, round) => cpuMs / before[round]);
  console.log(what);
  for (const [name, list] of Object.entries(measured)) console.log(`  ${name.padEnd(13)} ${spread(list)}`);
  console.log(`  ${'ratio'.padEnd(13)} ${spread(ratios)}`);
}

function spread(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [median, least, most] = [sorted[Math.floor(sorted.length / 2)], sorted[0], sorted.at(-1)];
  return `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}
