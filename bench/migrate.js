// How fast the migration scan is, against a floor that only walks the folder and reads the files.
// `node bench/migrate.js [--files 100000] [--rounds 3] [--keep] [--skip-build]`. Writes to the system's temporary folder.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.js';
import { generateProject } from './migrateProject.js';
import { peakBytes } from './peakMemory.js';

const scanner = fileURLToPath(new URL('../packages/migrate/dist/scanFolder.js', import.meta.url));
const goal = { ratio: 0.5, megabytes: 200 };

if (process.argv[2] === 'measure') await measure(process.argv[3], process.argv[4]);
else await bench();

async function bench() {
  const { values } = parseArgs({
    options: {
      files: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '3' },
      keep: { type: 'boolean', default: false },
      'skip-build': { type: 'boolean', default: false },
    },
  });
  if (!values['skip-build']) await build();
  const folder = mkdtempSync(join(tmpdir(), 'migrate-bench-'));
  try {
    const made = generateProject(folder, Number(values.files));
    console.log(
      `${made.files} files, ${Math.round(made.bytes / 1e6)} MB, ${made.withVni} of them with VNI code, in ${folder}`,
    );
    inProcess('floor', folder); // fills the system's cache of files
    const rounds = Array.from({ length: Number(values.rounds) }, () => ({
      floor: inProcess('floor', folder),
      scan: inProcess('scan', folder),
    }));
    report(rounds);
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs one measurement in a process of its own, so that neither warms up the other or shares its memory. */
function inProcess(what, folder) {
  const self = fileURLToPath(import.meta.url);
  const { status, stdout, stderr } = spawnSync(process.execPath, [self, 'measure', what, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function measure(what, folder) {
  const { scanFolder } = await import(scanner);
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
  for (const what of ['floor', 'scan']) {
    const rates = rounds.map((round) => Math.round(round[what].rate));
    console.log(
      `${what.padEnd(5)}  ${rounds[0][what].files} files, ${median(rates)} files/s (${rates.join(', ')}), ` +
        `${median(rounds.map((round) => round[what].cpuSeconds)).toFixed(1)} s of processor, peak ${peak(rounds, what)} MB`,
    );
  }
  const ratio = median(rounds.map(({ floor, scan }) => scan.rate / floor.rate));
  const cpuRatio = median(rounds.map(({ floor, scan }) => floor.cpuSeconds / scan.cpuSeconds));
  console.log(
    `scan/floor ${ratio.toFixed(2)} by the clock, ${cpuRatio.toFixed(2)} by processor time (goal ${goal.ratio})`,
  );
  console.log(`${rounds[0].scan.findings} findings`);
  console.log(
    ratio >= goal.ratio && peak(rounds, 'scan') < goal.megabytes ? 'Within the goals.' : 'NOT within the goals.',
  );
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function peak(rounds, what) {
  return Math.round(Math.max(...rounds.map((round) => round[what].megabytes)));
}
