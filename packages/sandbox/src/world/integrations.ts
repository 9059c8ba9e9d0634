import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const integrationSchema = z.object({
  clientId: z.string(),
  /** An id of APIS. */
  api: z.string(),
  /** What the developer asked for. */
  requestedScopes: z.array(z.string()),
  /** What was approved last. */
  approvedScopes: z.array(z.string()),
  /** What was approved before that, in force until the portal's delay has passed. */
  formerScopes: z.array(z.string()).default([]),
  status: z.enum(['Pending', 'Approved', 'Rejected']),
  description: z.string(),
  /** Epoch seconds. */
  requestedAt: z.number(),
  /** The last approval; epoch seconds. */
  decidedAt: z.number().nullable(),
});

export type Integration = z.infer<typeof integrationSchema>;

export interface Integrations {
  readonly find: (clientId: string, api: string) => Integration | undefined;
  readonly ofApplication: (clientId: string) => Integration[];
  readonly all: () => Integration[];
  /** Asks for these scopes; those approved before stay in force until the decision. */
  readonly request: (clientId: string, api: string, scopes: readonly string[], description: string) => Integration;
  /** In force at once, or after the portal's delay. */
  readonly approve: (clientId: string, api: string, atOnce?: boolean) => void;
  readonly reject: (clientId: string, api: string) => void;
  readonly remove: (clientId: string, api: string) => void;
  /** All that was approved; with `delaySeconds` what of it has reached Connect. */
  readonly approvedScopes: (clientId: string, delaySeconds?: number) => string[];
}

/** Which APIs an application may use, once their owners approved. */
export function createIntegrations({ sql, clock }: WorldContext): Integrations {
  const records = openWorldRecords(sql, 'integration', integrationSchema, clock.now);
  const idOf = (clientId: string, api: string): string => `${clientId} ${api}`;
  const find = (clientId: string, api: string): Integration | undefined => records.find(idOf(clientId, api));
  const put = (integration: Integration): void => records.put(idOf(integration.clientId, integration.api), integration);
  const ofApplication = (clientId: string): Integration[] => records.all().filter((one) => one.clientId === clientId);
  return {
    find,
    ofApplication,
    all: records.all,
    request: (clientId, api, scopes, description) => {
      const before = find(clientId, api);
      const made: Integration = {
        clientId,
        api,
        requestedScopes: [...scopes],
        approvedScopes: before?.approvedScopes ?? [],
        formerScopes: before?.formerScopes ?? [],
        status: 'Pending',
        description,
        requestedAt: clock.seconds(),
        decidedAt: before?.decidedAt ?? null,
      };
      put(made);
      return made;
    },
    approve: (clientId, api, atOnce = false) => {
      const found = find(clientId, api);
      if (!found) return;
      const { approvedScopes: formerScopes, requestedScopes: approvedScopes } = found;
      const decidedAt = atOnce ? 0 : clock.seconds();
      put({ ...found, formerScopes, approvedScopes, status: 'Approved', decidedAt });
    },
    reject: (clientId, api) => {
      const found = find(clientId, api);
      if (found) put({ ...found, status: 'Rejected' });
    },
    remove: (clientId, api) => records.remove(idOf(clientId, api)),
    approvedScopes: (clientId, delaySeconds = 0) => {
      const then = clock.seconds() - delaySeconds;
      return ofApplication(clientId).flatMap(({ approvedScopes, formerScopes, decidedAt }) =>
        (decidedAt ?? 0) <= then ? approvedScopes : formerScopes,
      );
    },
  };
}
