// How soon the sandbox is ready, against a floor that only loads the same libraries and makes a signing key.
// `node bench/sandboxReady.js [--rounds 5] [--skip-build]`. Each measurement is a process of its own.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.js';
import { peakBytes } from './peakMemory.js';

const goalMs = 1500;
const starter = fileURLToPath(new URL('../packages/sandbox/dist/start.js', import.meta.url));

if (process.argv[2] === 'measure') await measure(process.argv[3]);
else await bench();

async function bench() {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '5' }, 'skip-build': { type: 'boolean', default: false } },
  });
  if (!values['skip-build']) await build();
  inProcess('floor'); // fills the system's cache of files
  const rounds = Array.from({ length: Number(values.rounds) }, () => ({
    floor: inProcess('floor'),
    ready: inProcess('ready'),
  }));
  report(rounds);
}

/** One after the other in processes of their own, so that neither warms up the other. */
function inProcess(what) {
  const self = fileURLToPath(import.meta.url);
  const { status, stdout, stderr } = spawnSync(process.execPath, [self, 'measure', what], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function measure(what) {
  const seen = what === 'floor' ? await loadLibraries() : await startSeveral();
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const cpuMs = (userCPUTime + systemCPUTime) / 1000;
  console.log(JSON.stringify({ cpuMs, megabytes: peakBytes() / 1e6, ...seen }));
}

async function loadLibraries() {
  const { generateKeyPair } = await import('jose');
  await Promise.all(['express', 'libsql', 'zod', 'ejs', 'pino'].map((name) => import(name)));
  await generateKeyPair('RS256', { modulusLength: 2048 });
  return { readyMs: performance.now() };
}

/** From the start of the process to the first sandbox; then a second one, and ten at once, in the same process. */
async function startSeveral() {
  const { startSandbox } = await import(starter);
  const loadedMs = performance.now();
  const first = await startSandbox({ port: 0 });
  const readyMs = performance.now();
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const second = await startSandbox({ port: 0 });
  const againMs = performance.now() - readyMs;
  const tenStartedMs = performance.now();
  const ten = await Promise.all(Array.from({ length: 10 }, () => startSandbox({ port: 0 })));
  const tenMs = performance.now() - tenStartedMs;
  await Promise.all([first, second, ...ten].map((sandbox) => sandbox.stop()));
  const cpuMs = (userCPUTime + systemCPUTime) / 1000;
  return { readyMs, startMs: readyMs - loadedMs, againMs, tenMs, cpuMs };
}

function report(rounds) {
  const middle = (figure) => {
    const figures = rounds.map(figure).sort((one, other) => one - other);
    return figures[Math.floor(figures.length / 2)];
  };
  const ms = (figure) => `${Math.round(middle(figure))} ms`;
  console.log(
    `node to a ready sandbox      ${ms(({ ready }) => ready.readyMs)}, CPU ${ms(({ ready }) => ready.cpuMs)}`,
  );
  console.log(`startSandbox(), the first    ${ms(({ ready }) => ready.startMs)}, goal below ${goalMs} ms`);
  console.log(`startSandbox(), the second   ${ms(({ ready }) => ready.againMs)}`);
  console.log(`ten at once, in one process  ${ms(({ ready }) => ready.tenMs)}`);
  console.log(
    `floor: libraries and a key   ${ms(({ floor }) => floor.readyMs)}, CPU ${ms(({ floor }) => floor.cpuMs)}`,
  );
  console.log(`ready / floor, CPU           ${middle(({ ready, floor }) => ready.cpuMs / floor.cpuMs).toFixed(2)}`);
  const isReached = middle(({ ready }) => ready.startMs) < goalMs;
  console.log(isReached ? 'goal reached' : 'goal missed (or the machine is busy: look at CPU)');
  if (!isReached) process.exitCode = 1;
}
