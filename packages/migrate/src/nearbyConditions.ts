import { OTHER_VISMA, VISMA_NEARBY } from './codeWords.ts';
import type { Nearby, Pattern } from './rule.ts';

/** Code that signs in to eAccounting, which this move does not concern. */
export const OF_OTHER_VISMA: Nearby = { find: OTHER_VISMA, linesBefore: 5, linesAfter: 5 };

/** Words of Visma within reach. */
export const OF_VISMA: Nearby = { find: VISMA_NEARBY, linesBefore: 40, linesAfter: 40 };
/** An authorization request within reach. */
export const AUTHORIZES: Nearby = { find: 'authorize call', linesBefore: 20, linesAfter: 20 };

/** `response_type=code`, its value perhaps in a variable. */
const CODE_ASKED = /(?<![\w])response_?type(?:\W{1,12}code(?![\w-])|=(?:[{%$]|["'`]\s*[+.&]))/gi;

/** An authorization request, written out, that lacks what `words` say. */
export function requestWithout(words: RegExp): Pattern {
  return {
    find: CODE_ASKED,
    near: [AUTHORIZES, OF_VISMA],
    unlessNear: [{ find: words, linesBefore: 20, linesAfter: 20 }, OF_OTHER_VISMA],
  };
}

/** An authorization request that a library writes, called or set up as `find` says, without what `words` say. */
export function librarySignInWithout(words: RegExp, find: RegExp): Pattern {
  const written: Nearby = { find: new RegExp(CODE_ASKED.source, 'i'), linesBefore: 30, linesAfter: 30 };
  return {
    find,
    near: [OF_VISMA],
    unlessNear: [written, { find: words, linesBefore: 20, linesAfter: 20 }, OF_OTHER_VISMA],
    certainty: 'possible',
  };
}
