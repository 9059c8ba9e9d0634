// What a sign-in and a page cost, against a floor: node:http and openid-client with the same calls and checks, at the
// same provider. "Its libraries" is the floor with those that the app is made of, and nothing of the app.
// `node bench/run.js [--rounds 5] [--sign-ins 300] [--pages 1000] [--sessions 5000] [--skip-build]`.
// Rounds of all parties alternate; ratios are of medians, and hold on a busy machine better than the times do.
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.js';
import { startApp, startFloor, startProvider } from './signIn/processes.js';
import { openPage, repeat, signIn } from './signIn/visitor.js';

const AT_ONCE = 8;
const goal = { signIn: 1.3, page: 1.5, bytesPerSession: 4096 };
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    'sign-ins': { type: 'string', default: '300' },
    pages: { type: 'string', default: '1000' },
    sessions: { type: 'string', default: '5000' },
    'skip-build': { type: 'boolean', default: false },
  },
});

if (!values['skip-build']) await build();
const provider = await startProvider();
try {
  await compareCpu();
  await weighSessions();
} finally {
  await provider.stop();
}

async function compareCpu() {
  const parties = {
    floor: await startFloor(provider.url, 'floor.js'),
    'its libraries': await startFloor(provider.url, 'libraries.js'),
    'app, memory': await startApp(provider.url, { storeUrl: 'memory:' }),
    'app, SQLite': await startApp(provider.url, { storeUrl: 'sqlite:app.db' }),
  };
  const signIns = await rounds(parties, Number(values['sign-ins']), (party) => () => signIn(party));
  const cookies = new Map();
  for (const party of Object.values(parties)) cookies.set(party.url, await signIn(party));
  const visited = {
    ...parties,
    // As browsers ask: over http they accept gzip, over https br too.
    'memory, gzip': { ...parties['app, memory'], coding: 'gzip' },
    'memory, br': { ...parties['app, memory'], coding: 'br' },
  };
  const pages = await rounds(visited, Number(values.pages), (party) => () => openPage(party, cookies.get(party.url)));
  console.log(`\nNode ${process.version}, ${AT_ONCE} at once, median of ${values.rounds} rounds\n`);
  print('a whole sign-in', signIns, goal.signIn);
  print('a page of 50 items', pages, goal.page);
  await Promise.all(Object.values(parties).map((party) => party.stop()));
}

/** CPU milliseconds and seconds per act, one list per party; the first round warms up and does not count. */
async function rounds(parties, times, actOf) {
  const measured = Object.fromEntries(Object.keys(parties).map((name) => [name, []]));
  for (let round = 0; round <= Number(values.rounds); round++) {
    for (const [name, party] of Object.entries(parties)) {
      const before = await party.usage();
      const seconds = await repeat(times, AT_ONCE, actOf(party));
      const after = await party.usage();
      if (round > 0) measured[name].push({ cpuMs: (after.cpuMs - before.cpuMs) / times, seconds: seconds / times });
    }
  }
  return measured;
}

function print(what, measured, ratioGoal) {
  const cpuOf = (name) => median(measured[name].map(({ cpuMs }) => cpuMs));
  console.log(`${what} (goal: CPU at most ${ratioGoal} x the floor)`);
  for (const [name, list] of Object.entries(measured)) {
    const perSecond = 1 / median(list.map(({ seconds }) => seconds));
    const ratio = (cpuOf(name) / cpuOf('floor')).toFixed(2);
    console.log(
      `  ${name.padEnd(13)} ${cpuOf(name).toFixed(2)} ms CPU  ${ratio} x  ${perSecond.toFixed(0)} per second`,
    );
  }
}

async function weighSessions() {
  const app = await startApp(provider.url, { storeUrl: 'sqlite:app.db' });
  const one = () => signIn(app);
  await repeat(500, AT_ONCE, one);
  const before = await app.heap();
  const sessions = Number(values.sessions);
  await repeat(sessions, AT_ONCE, one);
  const after = await app.heap();
  const bytes = Math.round((after.heapBytes - before.heapBytes) / sessions);
  console.log(
    `\nan idle session keeps ${bytes} bytes of the process with SQLite (goal: under ${goal.bytesPerSession})`,
  );
  await app.stop();
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
