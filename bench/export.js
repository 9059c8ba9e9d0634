// What the export of a whole list costs, against a bare loop that only fetches the same pages and parses them.
// `node bench/export.js [--rows 200000] [--rounds 3] [--skip-build]`. The API answers from a process of its own, at once;
// the app is another one, as it ships. Rounds alternate; ratios are of medians.
import { request } from 'node:http';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { build } from '../scripts/build.js';
import { startApp, startProvider } from './signIn/processes.js';
import { signIn } from './signIn/visitor.js';

const PAGE_ROWS = 250;
const goal = { ratio: 0.8, megabytes: 150 };
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '3' },
    'skip-build': { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);

if (!values['skip-build']) await build();
const api = await startProvider({ items: rows });
const app = await startApp(api.url, { storeUrl: 'memory:' });
try {
  const cookies = await signIn(app);
  const seconds = { bare: [], csv: [], ndjson: [] };
  for (let round = 0; round < Number(values.rounds); round++) {
    seconds.bare.push(await timed(bareLoop));
    seconds.csv.push(await timed(() => exported('csv', cookies)));
    seconds.ndjson.push(await timed(() => exported('ndjson', cookies)));
  }
  report(seconds, (await app.usage()).peakBytes / 1e6);
} finally {
  await app.stop();
  await api.stop();
}

async function timed(act) {
  const started = performance.now();
  const count = await act();
  if (count !== rows) throw new Error(`${count} rows in place of ${rows}`);
  return (performance.now() - started) / 1000;
}

async function bareLoop() {
  const pool = new Pool(api.url);
  let count = 0;
  for (let page = 1; count < rows; page++) {
    const { body } = await pool.request({
      method: 'GET',
      path: `/v1/inventory?pageNumber=${page}&pageSize=${PAGE_ROWS}`,
    });
    count += (await body.json()).length;
  }
  await pool.close();
  return count;
}

/** Reads the file as a slow disk would not: as fast as it comes. Lines inside quotes do not occur in these rows. */
function exported(format, cookies) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return new Promise((resolve, reject) => {
    request(new URL(`${app.pagePath}/export.${format}`, app.url), { headers: { Cookie: cookie } }, (answer) => {
      let lines = 0;
      answer.on('data', (chunk) => {
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
      });
      answer.on('end', () => resolve(format === 'csv' ? lines - 1 : lines));
      answer.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}

function report(seconds, megabytes) {
  const rateOf = (list) => Math.round(rows / list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)]);
  const bare = rateOf(seconds.bare);
  console.log(`${rows} rows, pages of ${PAGE_ROWS}, Node ${process.version}, median of ${values.rounds} rounds`);
  console.log(`bare loop   ${bare} rows/s`);
  const ratios = ['csv', 'ndjson'].map((format) => {
    const rate = rateOf(seconds[format]);
    console.log(
      `${format.padEnd(11)} ${rate} rows/s, ${(rate / bare).toFixed(2)} of the bare loop (goal ${goal.ratio})`,
    );
    return rate / bare;
  });
  console.log(`resident at most ${Math.round(megabytes)} MB (goal below ${goal.megabytes})`);
  const isReached = Math.min(...ratios) >= goal.ratio && megabytes < goal.megabytes;
  console.log(isReached ? 'goals reached' : 'goals missed');
  if (!isReached) process.exitCode = 1;
}
