import type { CommentSyntax } from './commentSyntax.ts';

/**
 * Blanks the comments of a file, line by line, leaving every other character in its column.
 * `goesOn`: the text is a further piece of the line before it.
 */
export type CommentMask = (text: string, goesOn?: boolean) => string;

/** A mask for one file; it remembers what the lines before left open. */
export function createCommentMask(syntax: CommentSyntax): CommentMask {
  const opening = openingMarks(syntax);
  const marks = firstCharacters(syntax);
  let open: Opened | undefined;
  let before = '';

  return (text, goesOn = false) => {
    if (open?.closing === END_OF_LINE && !goesOn) open = undefined;
    if (open === undefined && !goesOn && syntax.wholeLine?.test(text) === true) return ' '.repeat(text.length);
    const code = open === undefined && !opening.test(text) ? text : mask(text);
    if (syntax.hasDocstrings === true && code.trim() !== '') before = code.trimEnd();
    return code;
  };

  function mask(text: string): string {
    const kept: string[] = [];
    for (let at = 0; at < text.length;) {
      const opened = open ?? opens(text, at, syntax, before);
      if (opened === undefined) {
        const next = nextMark(text, endOfPlain(text, at, syntax));
        kept.push(text.slice(at, next));
        at = next;
        continue;
      }
      const end = endOf(opened, text, open === undefined ? at + opened.mark : at);
      open = end === undefined ? opened : undefined;
      kept.push(opened.isComment ? ' '.repeat((end ?? text.length) - at) : text.slice(at, end));
      at = end ?? text.length;
    }
    return kept.join('');
  }

  function nextMark(text: string, from: number): number {
    marks.lastIndex = from;
    return marks.exec(text)?.index ?? text.length;
  }
}

/** Finds whether a line has anything that may go on behind it, or is a comment. */
function openingMarks({ line, block, longQuotes }: CommentSyntax): RegExp {
  const marks = [...line, ...block.map(([open]) => open), ...longQuotes];
  return marks.length === 0 ? /(?!)/ : new RegExp(marks.map((mark) => mark.replace(/[*@%<#]/g, '\\$&')).join('|'));
}

/** Finds the next character at which something may begin. */
function firstCharacters({ line, block, quotes, plainQuotes, longQuotes, hasRegExps }: CommentSyntax): RegExp {
  const marks = [...line, ...block.map(([open]) => open), ...longQuotes].map((mark) => mark.charAt(0)).join('');
  const first = marks + quotes + plainQuotes + (hasRegExps === true ? '/' : '');
  return first === '' ? /$/g : new RegExp(`[${first}]`, 'g');
}

/** Closes a comment that has no closing mark. */
const END_OF_LINE = '\n';

interface Opened {
  readonly closing: string;
  readonly isComment: boolean;
  /** How long the opening mark is. */
  readonly mark: number;
}

function opens(text: string, at: number, syntax: CommentSyntax, before: string): Opened | undefined {
  const line = syntax.line.find((mark) => text.startsWith(mark, at) && opensLine(text, at, mark));
  if (line !== undefined) return { closing: END_OF_LINE, isComment: true, mark: line.length };
  const block = syntax.block.find(([open]) => text.startsWith(open, at) && opensBlock(text, at, open));
  if (block !== undefined) return { closing: block[1], isComment: true, mark: block[0].length };
  const quote = syntax.longQuotes.find((mark) => text.startsWith(mark, at));
  if (quote === undefined) return undefined;
  const isComment = syntax.hasDocstrings === true && standsAlone(text.slice(0, at), before);
  return { closing: quote, isComment, mark: quote.length };
}

function opensLine(text: string, at: number, mark: string): boolean {
  const before = text.charAt(at - 1);
  // `https://` outside quotes, and the slashes of a regular expression.
  if (mark === '//') return before !== ':' && before !== '\\';
  if (mark !== '#') return true;
  // `$#`, `${x#y}`, colours and anchors; PHP's #[Attribute].
  return (before === '' || /[\s;)}]/.test(before)) && text.charAt(at + 1) !== '[';
}

function opensBlock(text: string, at: number, mark: string): boolean {
  if (mark === '=begin') return at === 0;
  // The middle of `*/*`, which accepts any content.
  return mark !== '/*' || text.charAt(at - 1) !== '*';
}

/** Whether a long string is the body's first statement, or a statement by itself, and no part of another. */
function standsAlone(left: string, before: string): boolean {
  return /^\s*[rubf]{0,2}$/i.test(left) && !/(?:[([{,=+%|\\]|\b(?:return|and|or))$/.test(before);
}

/** Where the comment or long string ends in this text, or undefined when it goes on. */
function endOf({ closing, isComment }: Opened, text: string, from: number): number | undefined {
  if (closing === END_OF_LINE) return undefined;
  for (let end = text.indexOf(closing, from); end !== -1; end = text.indexOf(closing, end + 1)) {
    if (isComment || !isEscaped(text, end)) return end + closing.length;
  }
  return undefined;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charAt(at - 1 - backslashes) === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

/** The end of what begins here and holds no comment: a string, a regular expression, or one character. */
function endOfPlain(text: string, at: number, syntax: CommentSyntax): number {
  const mark = text.charAt(at);
  if (syntax.hasRegExps === true && mark === '/') return endOfRegExp(text, at);
  const isVerbatim = syntax.hasVerbatim === true && /@\$?$/.test(text.slice(Math.max(0, at - 2), at));
  if (syntax.plainQuotes.includes(mark) || (isVerbatim && mark === '"')) return endOfString(text, at, false);
  return syntax.quotes.includes(mark) ? endOfString(text, at, true) : at + 1;
}

function endOfString(text: string, from: number, hasEscapes: boolean): number {
  const quote = text.charAt(from);
  for (let at = from + 1; at < text.length; at += 1) {
    if (hasEscapes && text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === quote) return at + 1;
  }
  // Unclosed: an apostrophe in text, a string over several lines, a shell command going on. Read on behind the quote.
  return from + 1;
}

const REG_EXP = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\]|\\.)*\])+\//y;

/** A slash begins a regular expression where a value may stand; elsewhere it divides. */
function endOfRegExp(text: string, from: number): number {
  if (!/(?:^|[=(,:[!&|?{};+~^]|=>|\breturn)\s*$/.test(text.slice(Math.max(0, from - 12), from))) return from + 1;
  REG_EXP.lastIndex = from;
  return REG_EXP.test(text) ? REG_EXP.lastIndex : from + 1;
}
