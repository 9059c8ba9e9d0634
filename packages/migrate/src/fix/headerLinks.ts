/** A piece of a line that goes, from 0; `to` is behind its last character. */
interface Cut {
  readonly from: number;
  readonly to: number;
}

/** The line without the calls of a chain that `link` finds, where what is left still is a statement. */
export function withoutLinks(
  line: string,
  link: RegExp,
  mayGo: (groups: Readonly<Record<string, string>> | undefined) => boolean,
  isAlone: (statement: string) => boolean,
  previous: string,
): string {
  let left = line;
  for (const found of [...line.matchAll(link)].reverse()) {
    const before = left.slice(0, found.index);
    const after = left.slice(found.index + found[0].length);
    const cut = mayGo(found.groups) ? cutOf(before, found[0], after, isAlone, previous) : undefined;
    if (cut !== undefined) left = left.slice(0, cut.from) + left.slice(cut.to);
  }
  return left;
}

const RECEIVER = /(?<![\w$@.>:])[\w$@]{1,80}(?:(?:\.|->|::)[\w$]{1,80}){0,8}$/;
const OF_CONDITION = /(?<![\w$])(?:if|while|for|foreach|elseif|elif|switch|using|lock|catch|and|or|not|in)\s*$/;

function cutOf(
  before: string,
  link: string,
  after: string,
  isAlone: (statement: string) => boolean,
  previous: string,
): Cut | undefined {
  const only = { from: before.length, to: before.length + link.length };
  if (/^\s*(?:\?\.|\.|->)/.test(after)) return only;
  if (before.trim() === '') return isMade(previous.trimEnd()) ? only : undefined;
  if (isMade(before)) return only;
  const receiver = RECEIVER.exec(before)?.[0];
  const start = receiver === undefined ? '' : before.slice(0, before.length - receiver.length);
  if (receiver === undefined || !/^\s*$|[;{}]\s*$/.test(start) || !/^\s*;/.test(after)) return undefined;
  // Within the head of a loop, or a text.
  if (!isClosed(start)) return undefined;
  if (start.trim() === '' && !isAlone(`${receiver}${link};`)) return undefined;
  const rest = /^\s*;\s*/.exec(after)?.[0] ?? '';
  const to = only.to + rest.length;
  return { from: to < before.length + link.length + after.length ? start.length : start.trimEnd().length, to };
}

/** Whether code ends with a call, or with a name whose value is used: it is as good without what is called on it. */
function isMade(code: string): boolean {
  if (code.endsWith(')')) {
    const head = code.slice(0, openOf(code));
    return /[\w$>]$/.test(head) && !OF_CONDITION.test(head);
  }
  const receiver = RECEIVER.exec(code);
  if (receiver === null) return false;
  const start = code.slice(0, receiver.index).trimEnd();
  if (/(?<![=!<>])=$|(?<![\w$])return$/.test(start)) return true;
  return /[\w$](?:\(|\([^()]*,)$/.test(start) && !OF_CONDITION.test(start.slice(0, start.lastIndexOf('(')));
}

/** Where the bracket opens that closes at the end; 0 where that is on another line. */
function openOf(code: string): number {
  let depth = 0;
  for (let at = code.length - 1; at >= 0; at -= 1) {
    if (code.charAt(at) === ')') depth += 1;
    if (code.charAt(at) === '(') depth -= 1;
    if (depth === 0) return at;
  }
  return 0;
}

function isClosed(code: string): boolean {
  const bare = code.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '');
  return bare.split('(').length === bare.split(')').length && !/["'`]/.test(bare);
}
