import { z } from 'zod';
import type { NumberedRequest } from '../../world/requestLog.ts';
import type { World } from '../../world/world.ts';
import { openWorldRecords } from '../../world/worldRecords.ts';
import { MIGRATION_ITEMS } from './migrationItems.ts';

const values = z.record(z.string(), z.string());

/** A request that showed something; its secrets were cut before. */
const exampleSchema = z.object({
  id: z.number(),
  /** Epoch milliseconds. */
  at: z.number(),
  method: z.string(),
  path: z.string(),
  system: z.string(),
  query: values,
  form: values,
  headers: values,
  status: z.number(),
  error: z.string().nullable(),
  /** The same request as it should be; null for a request in the new form. */
  newForm: z.string().nullable(),
});

const markSchema = z.object({
  oldCount: z.number(),
  /** The latest request in the old form. */
  old: exampleSchema.nullable(),
  /** The first in the new form after the latest in the old one. */
  newer: exampleSchema.nullable(),
  /** The number of the request after which somebody ticked it off; 0: nobody. */
  tickedOff: z.number(),
});

const integrationSchema = z.object({
  /** A client id; null for requests that do not say whose they are. */
  application: z.string().nullable(),
  userAgent: z.string(),
  /** Epoch milliseconds. */
  lastSeenAt: z.number(),
  /** By item and subject, see markKey. */
  marks: z.record(z.string(), markSchema),
});

export type Example = z.infer<typeof exampleSchema>;
export type Mark = z.infer<typeof markSchema>;
export type Integration = z.infer<typeof integrationSchema>;

export interface MigrationMarks {
  /** All that were seen, the latest first. */
  readonly integrations: () => Integration[];
  /** Keeps a request until somebody asks what it showed: most who run a sandbox never do. */
  readonly note: (request: NumberedRequest) => void;
  /** Looks at all that were kept: before the state is copied or closed. */
  readonly settle: () => void;
  /** Ticks an item off for these integrations, until its old form is seen again. */
  readonly tickOff: (item: string, chosen: (integration: Integration) => boolean) => void;
  /** Forgets everything that was seen. */
  readonly clear: () => void;
  /** Reads the state anew, after a reset. */
  readonly reload: () => void;
}

const KEPT_INTEGRATIONS = 100;
/** So many requests are looked at together at the latest. */
const MOST_WAITING = 100;

/** What requests showed about the move from VNI, for each application and user agent; kept with the state. */
export function createMigrationMarks({ sql, clock, applications }: World): MigrationMarks {
  const records = openWorldRecords(sql, 'migration', integrationSchema, clock.now);
  const read = () => new Map(records.all().map((one) => [keyOf(one), one]));
  let known = read();
  const put = (integration: Integration): void => {
    known.set(keyOf(integration), integration);
    records.put(keyOf(integration), integration);
  };
  const forget = ({ application, userAgent }: Integration): void => {
    known.delete(keyOf({ application, userAgent }));
    records.remove(keyOf({ application, userAgent }));
  };
  const integrations = (): Integration[] => [...known.values()].sort((a, b) => b.lastSeenAt - a.lastSeenAt);
  let waiting: NumberedRequest[] = [];
  const settle = (): void => {
    const requests = waiting;
    waiting = [];
    requests.forEach(mark);
  };
  const mark = (request: NumberedRequest): void => {
    if (request.faults.length > 0 || applications.find(request.clientId ?? '')?.firstParty) return;
    const who = { application: request.clientId, userAgent: request.headers['user-agent'] ?? '' };
    const before = known.get(keyOf(who)) ?? { ...who, lastSeenAt: request.at, marks: {} };
    const changed = marksAfter(before, request, latestOld(known.values()));
    if (Object.keys(changed).length === 0) return;
    put({ ...before, lastSeenAt: request.at, marks: { ...before.marks, ...changed } });
    for (const old of integrations().slice(KEPT_INTEGRATIONS)) forget(old);
  };
  return {
    integrations: () => {
      settle();
      return integrations();
    },
    note: (request) => {
      waiting.push(request);
      if (waiting.length >= MOST_WAITING) settle();
    },
    settle,
    tickOff: (item, chosen) => {
      settle();
      for (const integration of integrations().filter(chosen)) {
        const ticked = Object.entries(integration.marks).map(([key, mark]): [string, Mark] => [
          key,
          key.startsWith(`${item} `) ? { ...mark, tickedOff: mark.old?.id ?? 0 } : mark,
        ]);
        put({ ...integration, marks: Object.fromEntries(ticked) });
      }
    },
    clear: () => {
      waiting = [];
      integrations().forEach(forget);
    },
    reload: () => {
      waiting = [];
      known = read();
    },
  };
}

function keyOf({ application, userAgent }: Pick<Integration, 'application' | 'userAgent'>): string {
  return `${application ?? ''}\n${userAgent}`;
}

/** Where the mark of an item and a subject stands. */
export function markKey(item: string, subject: string): string {
  return `${item} ${subject}`;
}

const NO_MARK: Mark = { oldCount: 0, old: null, newer: null, tickedOff: 0 };

/** The marks that this request changes. */
function marksAfter(
  { marks }: Integration,
  request: NumberedRequest,
  latest: ReadonlyMap<string, number>,
): Record<string, Mark> {
  const changed: Record<string, Mark> = {};
  for (const item of MIGRATION_ITEMS) {
    const key = markKey(item.id, item.subjectOf?.(request) ?? '');
    const mark = marks[key] ?? NO_MARK;
    if (item.isOld(request)) {
      const old = { ...exampleOf(request), newForm: item.newForm(request) };
      changed[key] = { ...mark, old, oldCount: mark.oldCount + 1 };
    } else if (item.isNew?.(request) && (mark.newer?.id ?? 0) <= (latest.get(key) ?? 0)) {
      changed[key] = { ...mark, newer: { ...exampleOf(request), newForm: null } };
    }
  }
  return changed;
}

/** The number of the latest request in the old form, wherever it came from; by mark key. */
function latestOld(integrations: Iterable<Integration>): Map<string, number> {
  const latest = new Map<string, number>();
  for (const { marks } of integrations)
    for (const [key, { old }] of Object.entries(marks)) latest.set(key, Math.max(latest.get(key) ?? 0, old?.id ?? 0));
  return latest;
}

function exampleOf({ id, at, method, path, system, query, form, headers, status, error }: NumberedRequest) {
  return { id, at, method, path, system, query, form, headers, status, error };
}
