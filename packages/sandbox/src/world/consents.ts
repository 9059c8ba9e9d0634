import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const consentSchema = z.object({
  personId: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  /** Epoch seconds. */
  givenAt: z.number(),
});

export type Consent = z.infer<typeof consentSchema>;

export interface Consents {
  readonly ofPerson: (personId: string) => Consent[];
  readonly ofApplication: (clientId: string) => Consent[];
  /** Empty when nothing was consented to, or it was withdrawn. */
  readonly scopes: (personId: string, clientId: string) => string[];
  /** Adds these scopes to what was consented to before. */
  readonly give: (personId: string, clientId: string, scopes: readonly string[]) => void;
  readonly withdraw: (personId: string, clientId: string) => void;
}

/** What people allowed applications, remembered per person and application, for all companies together. */
export function createConsents({ sql, clock }: WorldContext): Consents {
  const records = openWorldRecords(sql, 'consent', consentSchema, clock.now);
  const idOf = (personId: string, clientId: string): string => `${personId} ${clientId}`;
  const scopes = (personId: string, clientId: string): string[] => records.find(idOf(personId, clientId))?.scopes ?? [];
  return {
    ofPerson: (personId) => records.all().filter((consent) => consent.personId === personId),
    ofApplication: (clientId) => records.all().filter((consent) => consent.clientId === clientId),
    scopes,
    give: (personId, clientId, added) => {
      const all = [...new Set([...scopes(personId, clientId), ...added])];
      records.put(idOf(personId, clientId), { personId, clientId, scopes: all, givenAt: clock.seconds() });
    },
    withdraw: (personId, clientId) => records.remove(idOf(personId, clientId)),
  };
}
