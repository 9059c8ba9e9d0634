import type { Case } from './case.ts';
import { filters, orders, receipts } from './operationPairs.ts';
import { pairsOf } from './pairs.ts';
import { fields, imports, products, states, tokens } from './signInPairs.ts';

/** The classes of mistakes that were seen in public code, each with near misses in nine languages. */
export const byLanguage: readonly Case[] = [
  ...pairsOf('the namespace of a client library', 'client-library', imports),
  ...pairsOf('reading purchase receipts', 'purchase-receipt-v1', receipts),
  ...pairsOf('sales orders that ended', 'sales-order-v1-v2', orders),
  ...pairsOf('a time filter alone', 'lone-time-filter', filters),
  ...pairsOf('the field token of the answer', 'token-field', fields),
  ...pairsOf('a literal bearer token', 'permanent-token', tokens),
  ...pairsOf('a state that never changes', 'missing-state', states),
  ...pairsOf('a secret for this product', 'literal-secret', products),
];
