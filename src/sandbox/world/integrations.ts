import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const integrationSchema = z.object({
  clientId: z.string(),
  /** An id of APIS. */
  api: z.string(),
  /** What the developer asked for. */
  requestedScopes: z.array(z.string()),
  /** What is in force. */
  approvedScopes: z.array(z.string()),
  status: z.enum(['Pending', 'Approved', 'Rejected']),
  description: z.string(),
  /** Epoch seconds. */
  requestedAt: z.number(),
  /** Epoch seconds. */
  decidedAt: z.number().nullable(),
});

export type Integration = z.infer<typeof integrationSchema>;

export interface Integrations {
  find: (clientId: string, api: string) => Integration | undefined;
  ofApplication: (clientId: string) => Integration[];
  all: () => Integration[];
  /** Asks for these scopes; those approved before stay in force until the decision. */
  request: (clientId: string, api: string, scopes: readonly string[], description: string) => Integration;
  approve: (clientId: string, api: string) => void;
  reject: (clientId: string, api: string) => void;
  remove: (clientId: string, api: string) => void;
  approvedScopes: (clientId: string) => string[];
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
      const made: Integration = {
        clientId,
        api,
        requestedScopes: [...scopes],
        approvedScopes: find(clientId, api)?.approvedScopes ?? [],
        status: 'Pending',
        description,
        requestedAt: clock.seconds(),
        decidedAt: null,
      };
      put(made);
      return made;
    },
    approve: (clientId, api) => {
      const found = find(clientId, api);
      if (!found) return;
      put({ ...found, approvedScopes: found.requestedScopes, status: 'Approved', decidedAt: clock.seconds() });
    },
    reject: (clientId, api) => {
      const found = find(clientId, api);
      if (found) put({ ...found, status: 'Rejected', decidedAt: clock.seconds() });
    },
    remove: (clientId, api) => records.remove(idOf(clientId, api)),
    approvedScopes: (clientId) => ofApplication(clientId).flatMap(({ approvedScopes }) => approvedScopes),
  };
}
