import { randomInt } from 'node:crypto';
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
  /** How many tenants can use it; null: any number. */
  maxUses: z.number().int().positive().nullable().default(null),
  uses: z.array(z.object({ tenantId: z.string(), personId: z.string(), at: z.number() })),
});

export type InvitationCode = z.infer<typeof invitationCodeSchema>;

export interface NewInvitationCode {
  readonly clientId: string;
  readonly description: string;
  /** Null: never. */
  readonly daysToLive: number | null;
  /** Null: any number. */
  readonly maxUses: number | null;
}

export interface InvitationCodes {
  readonly find: (code: string) => InvitationCode | undefined;
  /** Finds it as a person types it: letter case and blanks do not count. */
  readonly findTyped: (text: string) => InvitationCode | undefined;
  readonly ofApplication: (clientId: string) => InvitationCode[];
  readonly put: (code: InvitationCode) => void;
  /** Makes a new code that nobody can guess. */
  readonly issue: (code: NewInvitationCode) => InvitationCode;
  /** Takes a given code, unused again. */
  readonly add: (code: NewInvitationCode & { code: string }) => InvitationCode;
  readonly revoke: (code: string) => void;
  /** Forgets the codes of an application that is deleted. */
  readonly removeAll: (clientId: string) => void;
  /** Notes that a tenant granted the application with this code; once per tenant. */
  readonly use: (code: string, tenantId: string, personId: string) => void;
}

/** Codes that publishers hand to customers. */
export function createInvitationCodes({ sql, clock }: WorldContext): InvitationCodes {
  const records = openWorldRecords(sql, 'invitation_code', invitationCodeSchema, clock.now);
  const put = (code: InvitationCode): void => records.put(code.code, code);
  const add: InvitationCodes['add'] = ({ daysToLive, ...code }) => {
    const createdAt = clock.seconds();
    const expiresAt = daysToLive === null ? null : createdAt + daysToLive * 86_400;
    const made: InvitationCode = { ...code, status: 'Active', createdAt, expiresAt, uses: [] };
    put(made);
    return made;
  };
  return {
    find: records.find,
    findTyped: (text) => records.all().find(({ code }) => plain(code) === plain(text)),
    ofApplication: (clientId) => records.all().filter((code) => code.clientId === clientId),
    put,
    add,
    issue: (code) => add({ ...code, code: randomCode() }),
    revoke: (code) => {
      const found = records.find(code);
      if (found) put({ ...found, status: 'Revoked' });
    },
    removeAll: (clientId) => {
      for (const { code } of records.all().filter((one) => one.clientId === clientId)) records.remove(code);
    },
    use: (code, tenantId, personId) => {
      const found = records.find(code);
      if (!found || found.uses.some((use) => use.tenantId === tenantId)) return;
      put({ ...found, uses: [...found.uses, { tenantId, personId, at: clock.seconds() }] });
    },
  };
}

export type InvitationState = 'active' | 'revoked' | 'expired' | 'used_up';

/** What a code is worth at `now` (epoch seconds), to a tenant or to anybody: one that used it may use it again. */
export function invitationState(
  { status, expiresAt, maxUses, uses }: InvitationCode,
  now: number,
  tenantId?: string,
): InvitationState {
  if (status === 'Revoked') return 'revoked';
  if (expiresAt !== null && expiresAt <= now) return 'expired';
  const isUsedUp = maxUses !== null && uses.length >= maxUses;
  return isUsedUp && !uses.some((use) => use.tenantId === tenantId) ? 'used_up' : 'active';
}

/** Without the characters that people mix up. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

function randomCode(): string {
  const group = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

function plain(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}
