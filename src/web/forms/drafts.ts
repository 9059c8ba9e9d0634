import { z } from 'zod';
import { hashOf } from '../../connections/hash.ts';
import type { Sealer } from '../../connections/seal.ts';
import type { Store } from '../../store/store.ts';
import { isSameOwner, readTicket, type FormOwner, type FormTicket } from './formTicket.ts';

/** A form that could not be taken, with what was typed in it. */
export interface Draft {
  readonly ticket: FormTicket;
  /** By field. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * What people typed when their session had ended: sealed in the store, for a day, for the same person and company only.
 * A draft is shown in its form and never sent by itself.
 */
export interface Drafts {
  /** Answers the id, the same for the same form: a form sent twice is one draft, the later one. */
  keep(draft: Draft): Promise<string>;
  /** Undefined when there is none, and for everybody but its owner. */
  find(id: string, owner: FormOwner): Promise<Draft | undefined>;
  forget(id: string): Promise<void>;
}

const DRAFT_HOURS = 24;

const draftSchema = z.object({ ticket: z.string(), values: z.record(z.string(), z.string()) });

export function createDrafts(store: Store, sealer: Sealer): Drafts {
  return {
    keep: async ({ ticket, values }) => {
      const id = hashOf(ticket.key).slice(0, 22);
      const sealed = sealer.seal(JSON.stringify({ ticket: JSON.stringify(ticket), values }), id);
      await store.set(nameOf(id), sealed, DRAFT_HOURS * 3600);
      return id;
    },
    find: async (id, owner) => {
      const entry = await store.get(nameOf(id));
      const opened = entry && sealer.open(entry.value, id);
      const draft = opened === undefined ? undefined : readDraft(opened);
      return draft && isSameOwner(draft.ticket.owner, owner) ? draft : undefined;
    },
    forget: (id) => store.delete(nameOf(id)),
  };
}

function readDraft(json: string): Draft | undefined {
  const parsed = draftSchema.safeParse(JSON.parse(json));
  const ticket = parsed.success ? readTicket(parsed.data.ticket) : undefined;
  return parsed.success && ticket ? { ticket, values: parsed.data.values } : undefined;
}

function nameOf(id: string): string {
  return `draft:${id}`;
}
