import { z } from 'zod';
import { traceStepSchema, type RedactedStep, type Refusal, type TraceStep } from './traceStep.ts';

/** What is kept of the steps of one browser: redacted, sealed, with an end. */
export interface Traces {
  /** Steps in the order in which they were kept; none when there is no such trace. */
  read(name: string): Promise<TraceStep[]>;
  /** Adds what one request recorded: one read and one write. Parallel requests lose nothing of each other. */
  append(name: string, visit: Visit, ttlSeconds: number): Promise<void>;
  remove(name: string): Promise<void>;
}

/** What one request of the browser recorded. */
export interface Visit {
  /** Its correlation id. */
  readonly id: string;
  readonly steps: readonly RedactedStep[];
  /** What the person was told, when it was refused. */
  readonly refusal?: Refusal | undefined;
  /** Steps of earlier requests that go before them. */
  readonly before?: readonly TraceStep[] | undefined;
}

/** Of the application's store, what is used. */
export interface TraceStore {
  get(key: string): Promise<{ readonly value: string; readonly version: string } | undefined>;
  compareAndSet(
    key: string,
    value: string,
    expectedVersion: string | undefined,
    ttlSeconds: number,
  ): Promise<string | undefined>;
  delete(key: string): Promise<void>;
}

/** Steps name people and companies, so they are sealed where they lie. */
export interface TraceSealer {
  seal(text: string, boundTo: string): string;
  open(sealed: string, boundTo: string): string | undefined;
}

export const MAX_STEPS = 200;
const MAX_CHARACTERS = 400_000;
/** Each round of conflicting writers has a winner. */
const MAX_TRIES = 100;

export function createTraces({ store, sealer }: { store: TraceStore; sealer: TraceSealer }): Traces {
  const load = async (name: string) => {
    const entry = await store.get(keyOf(name));
    const opened = entry && sealer.open(entry.value, name);
    return { version: entry?.version, steps: opened === undefined ? [] : parseSteps(opened) };
  };
  return {
    read: async (name) => (await load(name)).steps,
    append: async (name, visit, ttlSeconds) => {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const { version, steps } = await load(name);
        const sealed = sealer.seal(JSON.stringify(withinLimits([...steps, ...numbered(visit, steps)])), name);
        if ((await store.compareAndSet(keyOf(name), sealed, version, ttlSeconds)) !== undefined) return;
      }
      throw new Error('too many writers of one trace');
    },
    remove: (name) => store.delete(keyOf(name)),
  };
}

function keyOf(name: string): string {
  return `trace:${name}`;
}

/** None for a record of another shape, as after a change of this program. */
function parseSteps(json: string): TraceStep[] {
  const parsed = z.array(traceStepSchema).safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : [];
}

function numbered({ id, steps, refusal, before = [] }: Visit, existing: readonly TraceStep[]): TraceStep[] {
  const last = existing.at(-1)?.number ?? 0;
  const own = steps.map((step, index) => ({
    ...step,
    visit: id,
    refusal: index === steps.length - 1 ? refusal : undefined,
  }));
  return [...before, ...own].map((step, index) => ({ ...step, number: last + index + 1 }));
}

/** When there are too many, calls of APIs go first, oldest first: the sign-in is what one comes for. */
function withinLimits(steps: readonly TraceStep[]): TraceStep[] {
  const kept = [...steps];
  let characters = JSON.stringify(kept).length;
  while (kept.length > MAX_STEPS || (characters > MAX_CHARACTERS && kept.length > 1)) {
    const index = Math.max(
      0,
      kept.slice(0, -1).findIndex(({ kind }) => kind === 'api_call'),
    );
    characters -= JSON.stringify(kept[index]).length + 1;
    kept.splice(index, 1);
  }
  return kept;
}
