// How right the migration scan is, by rule; how fast, against a floor that only walks the folder and reads the files; and
// with `--against`, what an earlier revision finds, and takes of processor and memory, over the same files.
// `node bench/migrate.js [--files 100000] [--rounds 3] [--against 965c1e7] [--keep] [--skip-build]`.
// Writes to the system's temporary folder.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.js';
import { buildOf } from './compare/buildOf.js';
import { generateProject } from './migrateProject.js';
import { peakBytes } from './peakMemory.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const GOAL = { ratio: 0.5, megabytes: 200 };
/** Where the built scan is in a folder of the project; before it was a package of its own, and since. */
const SCANNERS = ['packages/migrate/dist/scanFolder.js', 'dist/migrate/scanFolder.js'];

if (process.argv[2] === 'measure') await measure(process.argv[3], process.argv[4]);
else await bench();

async function bench() {
  const { values } = parseArgs({
    options: {
      files: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '3' },
      against: { type: 'string' },
      keep: { type: 'boolean', default: false },
      'skip-build': { type: 'boolean', default: false },
    },
  });
  if (!values['skip-build']) await build();
  const { against } = values;
  const scanners = { scan: scannerIn(ROOT) };
  if (against !== undefined) scanners[against] = scannerIn(buildOf(against));
  await reportAccuracy(scanners);
  const folder = mkdtempSync(join(tmpdir(), 'migrate-bench-'));
  try {
    const made = generateProject(folder, Number(values.files));
    console.log(
      `\n${made.files} files, ${Math.round(made.bytes / 1e6)} MB, ${made.withVni} of them with VNI code, in ${folder}`,
    );
    inProcess('floor', folder); // fills the system's cache of files
    const rounds = Array.from({ length: Number(values.rounds) }, (_, round) => oneRound(scanners, folder, round));
    report(rounds);
    if (against !== undefined) compare(rounds, against);
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

function scannerIn(root) {
  const found = SCANNERS.map((path) => join(root, path)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`no built scan is in ${root}`);
  return found;
}

async function reportAccuracy(scanners) {
  const scans = {};
  for (const [name, path] of Object.entries(scanners)) {
    const { scanFolder } = await import(pathToFileURL(path).href);
    scans[name] = scanFolder;
  }
  // Not above: the processes that are measured do without it.
  const { accuracyTable } = await import('./migrateAccuracy.js');
  console.log(await accuracyTable(scans));
}

/** Who begins changes with every round. */
function oneRound(scanners, folder, round) {
  const order = [['floor', 'floor'], ...Object.entries(scanners)];
  if (round % 2 === 1) order.reverse();
  return Object.fromEntries(order.map(([name, what]) => [name, inProcess(what, folder)]));
}

/** Runs one measurement in a process of its own, so that neither warms up the other or shares its memory. */
function inProcess(what, folder) {
  const self = fileURLToPath(import.meta.url);
  const { status, stdout, stderr } = spawnSync(process.execPath, [self, 'measure', what, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** `what`: `floor`, or the path of a built scan. */
async function measure(what, folder) {
  const { scanFolder } = await import(pathToFileURL(what === 'floor' ? scannerIn(ROOT) : what).href);
  const started = performance.now();
  const outcome = what === 'floor' ? readAll(folder) : toCounts(scanFolder(folder));
  const seconds = (performance.now() - started) / 1000;
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
  console.log(JSON.stringify({ ...outcome, rate: outcome.files / seconds, cpuSeconds, megabytes: peakBytes() / 1e6 }));
}

function toCounts({ files, findings, beyondLimit }) {
  return { files, findings: findings.length + beyondLimit.error + beyondLimit.warning };
}

/** Reads the very files that the scan looks into; what it leaves out by name, the generator puts in these folders. */
function readAll(folder) {
  let files = 0;
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      if (entry.isDirectory() && !['node_modules', 'generated', 'images'].includes(entry.name))
        pending.push(join(next, entry.name));
      else if (entry.isFile()) files += readFileSync(join(next, entry.name)).length > 0 ? 1 : 0;
    }
  }
  return { files };
}

function report(rounds) {
  for (const what of Object.keys(rounds[0]).sort()) {
    const rates = rounds.map((round) => Math.round(round[what].rate));
    console.log(
      `${what.padEnd(7)}  ${rounds[0][what].files} files, ${median(rates)} files/s (${rates.join(', ')}), ` +
        `${median(rounds.map((round) => round[what].cpuSeconds)).toFixed(1)} s of processor, peak ${peak(rounds, what)} MB`,
    );
  }
  const ratio = median(rounds.map(({ floor, scan }) => scan.rate / floor.rate));
  const cpuRatio = median(rounds.map(({ floor, scan }) => floor.cpuSeconds / scan.cpuSeconds));
  console.log(
    `scan/floor ${ratio.toFixed(2)} by the clock, ${cpuRatio.toFixed(2)} by processor time (goal ${GOAL.ratio})`,
  );
  console.log(`${rounds[0].scan.findings} findings`);
  console.log(
    ratio >= GOAL.ratio && peak(rounds, 'scan') < GOAL.megabytes ? 'Within the goals.' : 'NOT within the goals.',
  );
}

/** Ratios are of two scans that lay in one round. */
function compare(rounds, against) {
  for (const [what, of] of [
    ['processor time', ({ cpuSeconds }) => cpuSeconds],
    ['peak memory', ({ megabytes }) => megabytes],
  ]) {
    const ratios = rounds.map((round) => of(round.scan) / of(round[against])).toSorted((a, b) => a - b);
    const [least, most] = [ratios[0], ratios.at(-1)].map((ratio) => ratio.toFixed(2));
    console.log(`${what}, of that of ${against}: ${median(ratios).toFixed(2)} (${least} to ${most})`);
  }
  console.log(`${rounds[0][against].findings} findings by ${against}`);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function peak(rounds, what) {
  return Math.round(Math.max(...rounds.map((round) => round[what].megabytes)));
}
