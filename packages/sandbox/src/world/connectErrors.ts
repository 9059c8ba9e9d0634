import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const connectErrorSchema = z.object({
  errorId: z.string(),
  /** Epoch seconds. */
  at: z.number(),
  /** The OAuth error code. */
  error: z.string(),
  description: z.string(),
  /** What would have helped: the nearest miss in words. */
  hint: z.string().nullable(),
  clientId: z.string().nullable(),
  /** The request's parameters, secrets cut. */
  parameters: z.record(z.string(), z.string()),
});

export type ConnectError = z.infer<typeof connectErrorSchema>;

export interface ConnectErrors {
  readonly find: (errorId: string) => ConnectError | undefined;
  readonly all: () => ConnectError[];
  /** Keeps the failure for a week and answers its errorId. */
  readonly add: (failure: Omit<ConnectError, 'errorId' | 'at'>) => string;
}

const KEPT_SECONDS = 7 * 86_400;

/** Failures that stayed on Connect's own error page; the portal's Debugger explains them by errorId. */
export function createConnectErrors({ sql, clock }: WorldContext): ConnectErrors {
  const records = openWorldRecords(sql, 'connect_error', connectErrorSchema, clock.now);
  return {
    find: records.find,
    all: records.all,
    add: (failure) => {
      const errorId = randomBytes(18).toString('base64url');
      const at = clock.seconds();
      records.put(errorId, { ...failure, errorId, at }, at + KEPT_SECONDS);
      return errorId;
    },
  };
}
