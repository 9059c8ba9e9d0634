import { otherVisma, vismaNearby } from './codeWords.ts';
import type { Nearby } from './rule.ts';

/** Code that sends a user to sign in with VNI or Visma Connect. */
export const signIn: readonly Nearby[] = [
  { find: 'authorize call', linesBefore: 20, linesAfter: 20 },
  { find: vismaNearby, linesBefore: 40, linesAfter: 40 },
];

/** Code that signs in to eAccounting, which this move does not concern. */
export const ofOtherVisma: Nearby = { find: otherVisma, linesBefore: 5, linesAfter: 5 };
