import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const invitationCodeSchema = z.object({
  code: z.string(),
  clientId: z.string(),
  description: z.string(),
  status: z.enum(['Active', 'Revoked']),
  /** Epoch seconds. */
  createdAt: z.number(),
  /** Epoch seconds; null: never. */
  expiresAt: z.number().nullable(),
  uses: z.array(z.object({ tenantId: z.string(), personId: z.string(), at: z.number() })),
});

export type InvitationCode = z.infer<typeof invitationCodeSchema>;

export interface InvitationCodes {
  find: (code: string) => InvitationCode | undefined;
  ofApplication: (clientId: string) => InvitationCode[];
  put: (code: InvitationCode) => void;
}

/** Codes that publishers hand to customers. */
export function createInvitationCodes({ sql, clock }: WorldContext): InvitationCodes {
  const records = openWorldRecords(sql, 'invitation_code', invitationCodeSchema, clock.now);
  return {
    find: records.find,
    ofApplication: (clientId) => records.all().filter((code) => code.clientId === clientId),
    put: (code) => records.put(code.code, code),
  };
}
