import { z } from 'zod';
import { flag, text } from '../wire.ts';

/** A ledger account as other objects refer to it. */
export const ledgerAccount = z.object({ type: text, number: text, description: text }).optional();

/** A subaccount as other objects refer to it; the API has two forms. */
export const subaccount = z
  .object({ id: text, subaccountNumber: text, description: text, active: flag })
  .transform(({ id, subaccountNumber, description, active }) => ({ id: id ?? subaccountNumber, description, active }))
  .optional();

export type LedgerAccount = NonNullable<z.output<typeof ledgerAccount>>;
