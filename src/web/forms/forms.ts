import type { Sealer } from '../../connections/seal.ts';
import type { Clock, Store } from '../../store/store.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createFormKeys, type FormKeys } from './formKeys.ts';
import { createFormTickets, type FormTickets } from './formTicket.ts';

/** What forms need so that each counts once and nothing typed is lost. */
export interface Forms {
  readonly tickets: FormTickets;
  readonly keys: FormKeys;
  readonly drafts: Drafts;
  readonly now: Clock;
}

export interface FormsDeps {
  readonly store: Store;
  /** For tickets and for drafts: keys of their own. */
  readonly sealerFor: (purpose: 'form' | 'draft') => Sealer;
  readonly now: Clock;
}

export function createForms({ store, sealerFor, now }: FormsDeps): Forms {
  return {
    tickets: createFormTickets(sealerFor('form'), now),
    keys: createFormKeys(store, now),
    drafts: createDrafts(store, sealerFor('draft')),
    now,
  };
}
