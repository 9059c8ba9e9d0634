import { z } from 'zod';
import { parseJson } from '../parseJson.ts';
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

/**
 * Each step is sealed by itself, so that a request opens and seals its own steps only, however many there are:
 * `[{ "number": 1, "isCall": false, "characters": 812, "sealed": "v1.…" }, …]`.
 */
export function createTraces({ store, sealer }: { store: TraceStore; sealer: TraceSealer }): Traces {
  const load = async (name: string) => {
    const entry = await store.get(keyOf(name));
    return { version: entry?.version, kept: entry ? parseKept(entry.value) : [] };
  };
  const keep = (name: string, step: TraceStep): KeptStep => {
    const text = JSON.stringify(step);
    const isCall = step.kind === 'api_call';
    return { number: step.number, isCall, characters: text.length, sealed: sealer.seal(text, name) };
  };
  return {
    read: async (name) => (await load(name)).kept.flatMap(({ sealed }) => openStep(sealer, sealed, name)),
    append: async (name, visit, ttlSeconds) => {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const { version, kept } = await load(name);
        const added = numbered(visit, kept.at(-1)?.number ?? 0).map((step) => keep(name, step));
        const value = JSON.stringify(withinLimits([...kept, ...added]));
        if ((await store.compareAndSet(keyOf(name), value, version, ttlSeconds)) !== undefined) return;
      }
      throw new Error('too many writers of one trace');
    },
    remove: (name) => store.delete(keyOf(name)),
  };
}

interface KeptStep {
  readonly number: number;
  /** Of an API; such steps go first when there are too many. */
  readonly isCall: boolean;
  /** Of the step as JSON. */
  readonly characters: number;
  readonly sealed: string;
}

const keptSteps: z.ZodType<KeptStep[]> = z.array(
  z.object({ number: z.number(), isCall: z.boolean(), characters: z.number(), sealed: z.string() }),
);

function keyOf(name: string): string {
  return `trace:${name}`;
}

/** None for a record of another shape, as after a change of this program. */
function parseKept(value: string): KeptStep[] {
  return keptSteps.safeParse(parseJson(value)).data ?? [];
}

/** None for a step that was moved, sealed with a secret no longer known, or has another shape. */
function openStep(sealer: TraceSealer, sealed: string, name: string): TraceStep[] {
  const opened = sealer.open(sealed, name);
  const parsed = opened === undefined ? undefined : traceStepSchema.safeParse(JSON.parse(opened)).data;
  return parsed ? [parsed] : [];
}

function numbered({ id, steps, refusal, before = [] }: Visit, last: number): TraceStep[] {
  const own = steps.map((step, index) => ({
    ...step,
    visit: id,
    refusal: index === steps.length - 1 ? refusal : undefined,
  }));
  return [...before, ...own].map((step, index) => ({ ...step, number: last + index + 1 }));
}

/** When there are too many, calls of APIs go first, oldest first: the sign-in is what one comes for. */
function withinLimits(steps: readonly KeptStep[]): KeptStep[] {
  const kept = [...steps];
  let total = kept.reduce((sum, { characters }) => sum + characters, 0);
  while (kept.length > MAX_STEPS || (total > MAX_CHARACTERS && kept.length > 1)) {
    const oldestCall = kept.slice(0, -1).findIndex(({ isCall }) => isCall);
    const index = Math.max(0, oldestCall);
    total -= kept[index]?.characters ?? 0;
    kept.splice(index, 1);
  }
  return kept;
}
