import type { TokenFlow } from '../flow/tokenFlow.ts';

/** A line of code, comments blanked, before and after the field of the token call's answer got its new name. */
export interface FieldLine {
  readonly before: string;
  readonly after: string;
  /** Whether the scan found a read of the old field on it. */
  readonly isFound: boolean;
}

const ROOT = String.raw`(?<root>\$?[A-Za-z_]\w{0,80})?(?:\([^()]{0,80}\)|!)?(?:\?\.|\.|->)?`;
const QUOTED = String.raw`\\?["']token\\?["']`;
/** Anything that may read the field by its old name. */
const READS: readonly RegExp[] = [
  new RegExp(String.raw`${ROOT}\[\s{0,9}${QUOTED}\s{0,9}\](?!\s{0,9}=(?![=>]))`, 'g'),
  /(?<root>\$?[A-Za-z_]\w{0,80})?(?:\([^()]{0,80}\))?!?(?:\?\.|\.|\??->)token\b(?!\s{0,9}(?:\(|=(?![=>]))|[-/])/g,
  new RegExp(String.raw`(?:(?<root>\$?[A-Za-z_]\w{0,80})(?:\.|->))?\w{0,80}\(\s{0,9}${QUOTED}\s{0,9}[),]`, 'g'),
  new RegExp(String.raw`${QUOTED}\s{1,9}in\s|,\s{0,9}${QUOTED}\s{0,9}\)|\$\w{1,80}\[token\]|json:"token[",]`, 'g'),
  /\{(?![^{}]{0,200}access_token)[^{}]{0,200}\btoken\b[^{}]{0,200}\}\s{0,9}=(?![=>])/g,
];
const NEW_READ = /["'[]access_token\b|(?:\.|->)access_token\b|\baccess_token[\s,:]{0,9}[^{}]{0,80}\}\s{0,9}=/;
/** Owners of other things that are called so. */
const OTHER_OWNER = /csrf|xsrf|cancel|^\$?req(?:uest)?$|params|args|session|cookie|\$_[A-Z]|query|^user$|options/i;

/**
 * Whether the token call of a file can go to Visma Connect: what reads its answer is seen, and all of it reads the new
 * field. Else the address stays, so that the file is found again.
 */
export function isAnswerReadAnew(lines: readonly FieldLine[], tokens: TokenFlow): boolean {
  let isRead = false;
  for (const [at, { before, after, isFound }] of lines.entries()) {
    if (isFound && before === after) return false;
    isRead ||= before !== after || NEW_READ.test(before);
    if (before.includes('token') && mayReadOldName(after, at + 1, tokens)) return false;
  }
  return isRead;
}

function mayReadOldName(code: string, line: number, tokens: TokenFlow): boolean {
  return READS.some((pattern) =>
    [...code.matchAll(pattern)].some(({ groups }) => {
      const root = groups?.root ?? '';
      if (root !== '' && OTHER_OWNER.test(root)) return false;
      const source = root === '' ? undefined : tokens.sourceOf(root.replace('$', ''), line);
      return source !== 'elsewhere' && source !== 'request';
    }),
  );
}
