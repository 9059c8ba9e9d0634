// What a browser does: whole sign-ins and pages, with cookies, over connections that stay open.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

/** Signs in once, the page behind it left out. Answers the browser's cookies. */
export async function signIn(party) {
  const cookies = new Map();
  const begun = await visit(new URL('/login', party.url), cookies);
  const authorized = await visit(new URL(begun.location), new Map());
  const back = new URL(authorized.location);
  const finished = await visit(new URL(back.pathname + back.search, party.url), cookies);
  if (finished.status !== 302 && finished.status !== 303) throw new Error(`sign-in answered ${finished.status}`);
  return cookies;
}

export async function openPage(party, cookies) {
  const { coding } = party;
  const { status, bytes } = await visit(new URL(party.pagePath, party.url), cookies, coding);
  if (status !== 200 || bytes < (coding === undefined ? 5000 : 2000))
    throw new Error(`page answered ${status} with ${bytes} bytes`);
}

/** Does `act` so many times, some at once, and closes its connections. Answers the seconds it took. */
export async function repeat(times, atOnce, act) {
  const started = performance.now();
  let left = times;
  const worker = async () => {
    while (left-- > 0) await act();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - started) / 1000;
  // A server closes an idle connection after five seconds: while the other parties have their turn.
  agent.destroy();
  return seconds;
}

const NAVIGATION = {
  Accept: 'text/html',
  'Accept-Language': 'en-GB,en;q=0.9',
  'Sec-Fetch-Dest': 'document',
  'Sec-Fetch-Mode': 'navigate',
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

function visit(url, cookies, coding = 'identity') {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { ...NAVIGATION, 'Accept-Encoding': coding, ...(cookie ? { Cookie: cookie } : {}) };
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers }, (answer) => {
      let bytes = 0;
      keep(cookies, answer.headers['set-cookie'] ?? []);
      answer.on('data', (chunk) => (bytes += chunk.length));
      answer.on('end', () => resolve({ status: answer.statusCode, location: answer.headers.location, bytes }));
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}

function keep(cookies, lines) {
  for (const line of lines) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
}
