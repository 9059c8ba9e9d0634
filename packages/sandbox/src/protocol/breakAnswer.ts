import type { Response } from 'express';

const WAYS = ['hangs', 'reset', 'truncated', 'oversized', '500', '503', 'html', 'not_json', 'null', 'no_body'] as const;

/** A way in which an answer breaks that has nothing to do with what was asked. */
export type Break = 'slow' | (typeof WAYS)[number];

/** All of them in words. */
const BREAKS: Readonly<Record<Break, string>> = {
  slow: 'Answers as usual, after faultDelayMs.',
  hangs: 'Takes the request and never answers.',
  reset: 'Cuts the connection before it answers.',
  truncated: 'Cuts the connection in the middle of its answer.',
  oversized: 'Answers 200 with JSON of 200 MB.',
  '500': 'Answers 500 with JSON {"error": "server_error"}.',
  '503': 'Answers 503 with Retry-After: 30 and an empty body.',
  html: 'Answers 200 with an HTML page.',
  not_json: 'Answers 200 with JSON that cannot be read.',
  null: 'Answers 200 with the body null.',
  no_body: 'Answers 200 with an empty body.',
};

/** The faults of one endpoint, one for each way in which its answers can break: `<prefix>_<way>`. */
export function breakFaults<Prefix extends string, Way extends Break>(
  prefix: Prefix,
  where: string,
  ways: readonly Way[],
) {
  return ways.map((way) => ({ name: `${prefix}_${way}` as const, where, words: BREAKS[way] }));
}

/** Every way in which an answer breaks. */
export const ALL_BREAKS: readonly Break[] = ['slow', ...WAYS];

/** An order to break an answer: which way, and whether it comes late. */
export interface BreakOrder {
  late: boolean;
  way: Exclude<Break, 'slow'> | undefined;
}

/**
 * Asks which of an endpoint's faults strike. All are asked at once, so that a late answer takes none that was ordered
 * after it.
 */
export function takeBreak<Way extends Break>(ways: readonly Way[], strikes: (way: Way) => boolean): BreakOrder {
  const late = ways.some((way) => way === 'slow' && strikes(way));
  const struck: Break | undefined = ways.find((way) => way !== 'slow' && strikes(way));
  return { late, way: struck === 'slow' ? undefined : struck };
}

/** Breaks an answer as ordered. False: nothing is broken (any more), the caller waits for the real answer. */
export async function breakAnswer(response: Response, { late, way }: BreakOrder, delayMs: number): Promise<boolean> {
  if (late && !(await waitedFor(response, delayMs))) return true;
  if (way === undefined) return false;
  await ACTS[way](response);
  return true;
}

/** False: the caller has gone, perhaps before the waiting began. */
function waitedFor(response: Response, delayMs: number): Promise<boolean> {
  if (response.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), delayMs);
    response.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

const ACTS: Readonly<Record<(typeof WAYS)[number], (response: Response) => unknown>> = {
  hangs: () => undefined,
  reset: cutConnection,
  truncated: (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '2000' });
    response.write('{"this answer":"ends in the', () => cutConnection(response));
  },
  oversized: sendOversized,
  '500': (response) => response.status(500).json({ error: 'server_error' }),
  '503': (response) => response.status(503).set('Retry-After', '30').end(),
  html: (response) => response.type('html').send('<!doctype html><title>Maintenance</title><p>We will be back soon.'),
  not_json: (response) => response.type('json').send('{"this is": no JSON'),
  null: (response) => response.type('json').send('null'),
  no_body: (response) => response.type('json').end(),
};

/** Cuts the connection of a caller. */
export function cutConnection(response: Response): void {
  response.socket?.destroy();
}

const CHUNK = Buffer.from(`"${'x'.repeat(65_533)}",`);
const OVERSIZED_CHUNKS = 3200;

/** 200 MB of good JSON, as fast as the caller reads and for as long as it does. */
async function sendOversized(response: Response): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('{"large":[');
  for (let sent = 0; sent < OVERSIZED_CHUNKS && !response.destroyed; sent += 1) {
    if (!response.write(CHUNK)) await drained(response);
  }
  response.end('""]}');
}

function drained(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.once('drain', go).once('close', go);
  });
}
