import type { Language } from './languageOf.ts';

interface Syntax {
  readonly line: readonly string[];
  readonly block: readonly (readonly [open: string, close: string])[];
  readonly quotes: readonly string[];
  /** Strings that may go on over several lines. */
  readonly longQuotes: readonly string[];
}

const slashes: Syntax = { line: ['//'], block: [['/*', '*/']], quotes: ['"', "'"], longQuotes: [] };

const syntaxes: Readonly<Record<Language, Syntax>> = {
  csharp: { ...slashes, block: [...slashes.block, ['@*', '*@'], ['<!--', '-->']], longQuotes: ['"""'] },
  javascript: { ...slashes, block: [...slashes.block, ['<!--', '-->']], longQuotes: ['`'] },
  java: { ...slashes, longQuotes: ['"""'] },
  php: { ...slashes, line: ['//', '#'], block: [...slashes.block, ['<!--', '-->']] },
  python: { line: ['#'], block: [], quotes: ['"', "'"], longQuotes: ['"""', "'''"] },
  curl: { line: ['#'], block: [['<#', '#>']], quotes: ['"', "'"], longQuotes: [] },
  other: { line: [], block: [['<!--', '-->']], quotes: [], longQuotes: [] },
};

/** Comments that fill a line, in languages whose strings are not told apart from them. */
const wholeLine: Readonly<Partial<Record<Language, RegExp>>> = {
  other: /^\s*(?:#|\/\/|;|--(?!-)|\*|\/\*|<!--.*-->\s*$|%)/,
  csharp: /^\s*(?:'(?!.*')|''')/,
  curl: /^\s*(?:rem\b|::)/i,
};

/** Blanks the comments of a file, line by line, leaving every other character in its column. */
export function createCommentMask(language: Language): (line: string) => string {
  const syntax = syntaxes[language];
  const whole = wholeLine[language];
  let closing: string | undefined;
  let inComment = false;

  return (line) => {
    if (closing === undefined && whole?.test(line) === true) return '';
    const kept: string[] = [];
    let at = 0;
    while (at < line.length) {
      if (closing !== undefined) {
        const end = line.indexOf(closing, at);
        const next = end === -1 ? line.length : end + closing.length;
        kept.push(inComment ? ' '.repeat(next - at) : line.slice(at, next));
        if (end !== -1) closing = undefined;
        at = next;
        continue;
      }
      const opened = opens(line, at, syntax, language);
      if (opened === 'line') break;
      if (opened !== undefined) {
        ({ closing, inComment } = opened);
        kept.push(inComment ? ' '.repeat(opened.length) : line.slice(at, at + opened.length));
        at += opened.length;
        continue;
      }
      const next = syntax.quotes.includes(line.charAt(at)) ? endOfString(line, at) : at + 1;
      kept.push(line.slice(at, next));
      at = next;
    }
    return kept.join('');
  };
}

interface Opened {
  readonly closing: string;
  readonly inComment: boolean;
  readonly length: number;
}

function opens(line: string, at: number, syntax: Syntax, language: Language): Opened | 'line' | undefined {
  if (syntax.line.some((mark) => line.startsWith(mark, at) && startsLineComment(line, at, mark))) return 'line';
  const block = syntax.block.find(([open]) => line.startsWith(open, at));
  if (block !== undefined) return { closing: block[1], inComment: true, length: block[0].length };
  const quote = syntax.longQuotes.find((mark) => line.startsWith(mark, at));
  if (quote === undefined) return undefined;
  const docstring = language === 'python' && /^\s*[rubf]{0,2}$/i.test(line.slice(0, at));
  return { closing: quote, inComment: docstring, length: quote.length };
}

function startsLineComment(line: string, at: number, mark: string): boolean {
  const before = line.charAt(at - 1);
  // `https://` outside quotes, and the slashes of a regular expression.
  if (mark === '//') return before !== ':' && before !== '\\';
  // `$#`, `${x#y}`, colours and anchors; PHP's #[Attribute].
  return (before === '' || /[\s;)}]/.test(before)) && line.charAt(at + 1) !== '[';
}

function endOfString(line: string, from: number): number {
  const quote = line.charAt(from);
  for (let at = from + 1; at < line.length; at += 1) {
    if (line.charAt(at) === '\\') at += 1;
    else if (line.charAt(at) === quote) return at + 1;
  }
  // Unclosed: an apostrophe in text, a string over several lines, a shell command going on. Read on behind the quote.
  return from + 1;
}
