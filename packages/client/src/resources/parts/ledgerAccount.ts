import { flag, object, text, type Fields } from '../../transport/wire.ts';

export type LedgerAccount = ReturnType<typeof toLedgerAccount>;
export type Subaccount = ReturnType<typeof toSubaccount>;

/** A ledger account as other objects refer to it. */
export function ledgerAccount(from: Fields, name: string): LedgerAccount | undefined {
  return object(from, name, toLedgerAccount);
}

/** A subaccount as other objects refer to it; the API has two forms. */
export function subaccount(from: Fields, name: string): Subaccount | undefined {
  return object(from, name, toSubaccount);
}

function toLedgerAccount(from: Fields) {
  return { type: text(from, 'type'), number: text(from, 'number'), description: text(from, 'description') };
}

function toSubaccount(from: Fields) {
  return {
    id: text(from, 'id') ?? text(from, 'subaccountNumber'),
    description: text(from, 'description'),
    active: flag(from, 'active'),
  };
}
