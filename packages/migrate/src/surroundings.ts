import { otherVisma, vismaNearby } from './codeWords.ts';
import type { Nearby, Pattern } from './rule.ts';

/** Code that signs in to eAccounting, which this move does not concern. */
export const ofOtherVisma: Nearby = { find: otherVisma, linesBefore: 5, linesAfter: 5 };

/** Words of Visma within reach. */
export const ofVisma: Nearby = { find: vismaNearby, linesBefore: 40, linesAfter: 40 };
/** An authorization request within reach. */
export const authorizes: Nearby = { find: 'authorize call', linesBefore: 20, linesAfter: 20 };

/** `response_type=code`, its value perhaps in a variable. */
const codeAsked = /(?<![\w])response_?type(?:\W{1,12}code(?![\w-])|=(?:[{%$]|["'`]\s*[+.&]))/gi;

/** An authorization request, written out, that lacks what `words` say. */
export function requestWithout(words: RegExp): Pattern {
  return {
    find: codeAsked,
    near: [authorizes, ofVisma],
    unlessNear: [{ find: words, linesBefore: 20, linesAfter: 20 }, ofOtherVisma],
  };
}

/** An authorization request that a library writes, called or set up as `find` says, without what `words` say. */
export function librarySignInWithout(words: RegExp, find: RegExp): Pattern {
  const written: Nearby = { find: new RegExp(codeAsked.source, 'i'), linesBefore: 30, linesAfter: 30 };
  return {
    find,
    near: [ofVisma],
    unlessNear: [written, { find: words, linesBefore: 20, linesAfter: 20 }, ofOtherVisma],
    certainty: 'possible',
  };
}
