import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Sealer } from '../../connections/seal.ts';
import { LOCALES, type Locale } from '../../languages/languages.ts';
import type { Clock } from '../../store/store.ts';

/** What a form remembers of its opening, sealed in the form itself: nothing is stored for a form that is never sent. */
export interface FormTicket {
  /** Makes the form count once: whatever is made with it is made one time. */
  readonly key: string;
  /** The address of the form, without its query. */
  readonly path: string;
  readonly owner: FormOwner;
  /** Epoch seconds. */
  readonly issuedAt: number;
  /** What the API compares, where it compares. */
  readonly etag?: string | undefined;
  /** Changes at every write of the ERP; for resources without an ETag. */
  readonly version?: string | undefined;
  /** Digests of the values the form came with, by field: enough to see what was changed, by whom. */
  readonly prints: Readonly<Record<string, string>>;
  /** The only fields that it was shown with; all of them unless told. */
  readonly open?: readonly string[] | undefined;
  /** The language in which it was shown: that in which numbers are typed in it. */
  readonly locale?: Locale | undefined;
  /** Under what a draft of this form is kept, when it was one. */
  readonly draftId?: string | undefined;
}

/** Whose form it is: no other person and no other company ever sees what was typed in it. */
export interface FormOwner {
  readonly issuer: string;
  readonly sub: string;
  readonly tenantId: string;
}

export interface FormTickets {
  seal(ticket: FormTicket): string;
  /** Undefined for what we have not sealed, and for a form opened longer ago than FORM_DAYS. */
  open(sealed: string): FormTicket | undefined;
}

/** How long a form can be sent after it was opened. */
export const FORM_DAYS = 7;

const ticketSchema = z.object({
  key: z.string(),
  path: z.string(),
  owner: z.object({ issuer: z.string(), sub: z.string(), tenantId: z.string() }),
  issuedAt: z.number(),
  etag: z.string().optional(),
  version: z.string().optional(),
  prints: z.record(z.string(), z.string()),
  open: z.array(z.string()).optional(),
  locale: z.enum(LOCALES).optional(),
  draftId: z.string().optional(),
});

export function createFormTickets(sealer: Sealer, now: Clock): FormTickets {
  return {
    seal: (ticket) => sealer.seal(JSON.stringify(ticket), 'form'),
    open: (sealed) => {
      const opened = sealer.open(sealed, 'form');
      const ticket = opened === undefined ? undefined : readTicket(opened);
      const isOld = ticket !== undefined && now() / 1000 - ticket.issuedAt > FORM_DAYS * 86_400;
      return isOld ? undefined : ticket;
    },
  };
}

/** Undefined for a ticket of another shape, as after a change of this program. */
export function readTicket(json: string): FormTicket | undefined {
  const parsed = ticketSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : undefined;
}

export function newFormKey(): string {
  return randomBytes(16).toString('base64url');
}

export function isSameOwner(one: FormOwner, other: FormOwner): boolean {
  return one.issuer === other.issuer && one.sub === other.sub && one.tenantId === other.tenantId;
}
