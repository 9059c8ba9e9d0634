import type { TokenRead } from '../flow/tokenReads.ts';

const BY_PATTERN = /(\{\s*)token(\s*\}\s*=\s*)(\S.*)$/;

/** The field of the token call's own answer by its new name, where it is read; everything else called `token` stays. */
export function fixTokenField(line: string, reads: readonly TokenRead[]): string {
  if (line.includes('access_token')) return line;
  let fixed = '';
  let from = 0;
  for (const { at } of reads.toSorted((a, b) => a.at - b.at)) {
    fixed += `${line.slice(from, at)}access_token`;
    from = at + 'token'.length;
  }
  return fixed + line.slice(from);
}

/** `{ token } = answer` of JavaScript, where `isAnswer` says so of the right side. */
export function fixTokenPattern(line: string, isAnswer: (right: string) => boolean): string {
  return line.replace(BY_PATTERN, (all: string, open: string, close: string, right: string) =>
    isAnswer(right) ? `${open}access_token: token${close}${right}` : all,
  );
}
