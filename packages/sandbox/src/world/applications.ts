import { z } from 'zod';
import { applicationSchema, type Application } from './application.ts';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const storedSchema = z.object({
  current: applicationSchema,
  /** The version before the last change, in force until the portal's delay has passed. */
  previous: applicationSchema.nullable(),
  /** Epoch seconds. */
  changedAt: z.number(),
});

export interface Applications {
  /** As the portal shows it. */
  readonly find: (clientId: string) => Application | undefined;
  readonly all: () => Application[];
  /** Changes reach Connect after the portal's delay, unless they are to be in force at once. */
  readonly put: (application: Application, atOnce?: boolean) => void;
  readonly remove: (clientId: string) => void;
  /** As Connect knows it: changes arrive after `delaySeconds`, drafts never. */
  readonly inForce: (clientId: string, delaySeconds: number) => Application | undefined;
}

/** The registered applications. */
export function createApplications({ sql, clock }: WorldContext): Applications {
  const records = openWorldRecords(sql, 'application', storedSchema, clock.now);
  return {
    find: (clientId) => records.find(clientId)?.current,
    all: () => records.all().map(({ current }) => current),
    put: (application, atOnce = false) => {
      const before = records.find(application.clientId);
      const createdAt = before?.current.createdAt ?? (application.createdAt || clock.seconds());
      const stored = {
        current: { ...application, createdAt },
        previous: before?.current ?? null,
        changedAt: atOnce ? 0 : clock.seconds(),
      };
      records.put(application.clientId, stored);
    },
    remove: (clientId) => records.remove(clientId),
    inForce: (clientId, delaySeconds) => {
      const stored = records.find(clientId);
      if (!stored) return undefined;
      const arrived = stored.changedAt + delaySeconds <= clock.seconds();
      const known = arrived ? stored.current : stored.previous;
      return known?.status === 'created' ? known : undefined;
    },
  };
}
