import type { Response } from 'express';

const KINDS = [
  'hangs',
  'reset',
  'truncated',
  'oversized',
  '500',
  '503',
  'html',
  'not_json',
  'null',
  'no_body',
] as const;

/** How an answer breaks; it has nothing to do with what was asked. */
export type Break = 'slow' | (typeof KINDS)[number];

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

/** The faults of one endpoint, one for each kind of break: `<prefix>_<kind>`. */
export function breakFaults<Prefix extends string, Kind extends Break>(
  prefix: Prefix,
  where: string,
  kinds: readonly Kind[],
) {
  return kinds.map((kind) => ({ name: `${prefix}_${kind}` as const, where, description: BREAKS[kind] }));
}

/** Every kind of break. */
export const ALL_BREAKS: readonly Break[] = ['slow', ...KINDS];

/** An order to break an answer: how, and whether it comes late. */
export interface BreakOrder {
  readonly late: boolean;
  readonly kind: Exclude<Break, 'slow'> | undefined;
}

/**
 * Asks which of an endpoint's faults are on. All are asked at once, so that a late answer takes none that was ordered
 * after it.
 */
export function takeBreak<Kind extends Break>(kinds: readonly Kind[], takes: (kind: Kind) => boolean): BreakOrder {
  const late = kinds.some((kind) => kind === 'slow' && takes(kind));
  const taken: Break | undefined = kinds.find((kind) => kind !== 'slow' && takes(kind));
  return { late, kind: taken === 'slow' ? undefined : taken };
}

/** Breaks an answer as ordered. False: nothing is broken (any more), the caller waits for the real answer. */
export async function breakAnswer(res: Response, { late, kind }: BreakOrder, delayMs: number): Promise<boolean> {
  if (late && !(await waitedFor(res, delayMs))) return true;
  if (kind === undefined) return false;
  await ACTS[kind](res);
  return true;
}

/** False: the caller has gone, perhaps before the waiting began. */
function waitedFor(res: Response, delayMs: number): Promise<boolean> {
  if (res.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), delayMs);
    res.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

const ACTS: Readonly<Record<(typeof KINDS)[number], (res: Response) => unknown>> = {
  hangs: () => undefined,
  reset: cutConnection,
  truncated: (res) => {
    res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '2000' });
    res.write('{"this answer":"ends in the', () => cutConnection(res));
  },
  oversized: sendOversized,
  '500': (res) => res.status(500).json({ error: 'server_error' }),
  '503': (res) => res.status(503).set('Retry-After', '30').end(),
  html: (res) => res.type('html').send('<!doctype html><title>Maintenance</title><p>We will be back soon.'),
  not_json: (res) => res.type('json').send('{"this is": no JSON'),
  null: (res) => res.type('json').send('null'),
  no_body: (res) => res.type('json').end(),
};

/** Cuts the connection of a caller. */
export function cutConnection(res: Response): void {
  res.socket?.destroy();
}

const CHUNK = Buffer.from(`"${'x'.repeat(65_533)}",`);
const OVERSIZED_CHUNKS = 3200;

/** 200 MB of good JSON, as fast as the caller reads and for as long as it does. */
async function sendOversized(res: Response): Promise<void> {
  res.writeHead(200, { 'Content-Type': 'application/json' });
  res.write('{"large":[');
  for (let sent = 0; sent < OVERSIZED_CHUNKS && !res.destroyed; sent += 1) {
    if (!res.write(CHUNK)) await drained(res);
  }
  res.end('""]}');
}

function drained(res: Response): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      res.off('drain', go).off('close', go);
      resolve();
    };
    res.once('drain', go).once('close', go);
  });
}
