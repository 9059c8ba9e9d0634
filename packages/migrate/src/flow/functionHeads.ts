import { isOpen } from './assignments.ts';

/** The beginning of a function. */
export interface FunctionHead {
  readonly name: string;
  /** Words of its parameters: their names, and perhaps their types. */
  readonly parameters: readonly string[];
  /** Whether the parameters go on over the next lines. */
  readonly isOpen: boolean;
  /** What it returns, where that stands on the same line without braces. */
  readonly body: string | undefined;
}

/** Runs of blanks are one blank in what these are held against. */
const HEADS: readonly RegExp[] = [
  // With a word for it: JavaScript, PHP, Python, Ruby, Kotlin, Visual Basic, Go.
  /\b(?:function|def|fun|[Ss]ub|Function) ([A-Za-z_]\w*) ?\(([^;]*)$/,
  /^ ?def (?:self\.)?([a-z_]\w*)[?!]? ?()$/,
  /\bfunc (?:\([^)]*\) ?)?([A-Za-z_]\w*) ?\(([^;]*)$/,
  // With modifiers: C#, Java, PHP, TypeScript.
  /^ ?(?:(?:public|private|protected|internal|static|async|final|override) )+[\w.<>[\]?]+ ([A-Za-z_]\w*) ?\(([^;]*)$/,
  // A type or nothing, a name, parameters, a brace.
  /^ ?(?!(?:await|return|new|else|throw|yield|const|let|var|case|do|go|defer|echo|print|if|for|foreach|while|switch|catch|using|lock|match)\b)(?:[\w.<>[\]?]+ )?([A-Za-z_]\w*) ?\(([^;]*)\) ?(?:: ?[\w<>|[\].]+ ?|throws [\w., ]*)?\{ ?$/,
  /\b(?:const|let) ([A-Za-z_]\w*) ?= ?(?:async )?(?:\(([^()=]*)\)|\w+) ?(?:: ?[\w<>|[\].]+ ?)?=>/,
];

const NO_NAME = /^(?:if|for|while|switch|return|catch|foreach|elseif)$/;
const BODY_BEHIND = /(?:=>|\) ?(?:: ?[\w<>?.]+ ?)?=) ?(?![ {])(.+)$/;

/** The function that begins on a line. */
export function functionHeadIn(line: string): FunctionHead | undefined {
  if (!/[(=]|\bdef\s/.test(line)) return undefined;
  const code = withSingleBlanks(line);
  for (const head of HEADS) {
    const found = head.exec(code);
    if (found === null || NO_NAME.test(found[1] ?? '')) continue;
    const [, name = '', rest = ''] = found;
    const isOpen = !rest.includes(')') && !code.includes('=>') && !code.trimEnd().endsWith('{');
    const parameters = wordsIn(rest.slice(0, firstClose(rest)));
    return { name, parameters, isOpen, body: BODY_BEHIND.exec(code)?.[1] };
  }
  return undefined;
}

function withSingleBlanks(line: string): string {
  return line.replace(/\s+/g, ' ');
}

function firstClose(rest: string): number {
  const close = rest.search(/\)|=>/);
  return close === -1 ? rest.length : close;
}

/** Runs of blanks are one blank in what these are held against. */
const BOUND: readonly RegExp[] = [
  /\bforeach ?\(.{1,120}? as ([^()]*)\)/g,
  /\bfor(?:each)? ?\(? ?((?:\w+ )?\w+(?: ?, ?\w+)?) ?(?:\bin\b|\bof\b|:(?!:))/g,
  /\(([\w ,:?]{1,80})\) ?=>/g,
  /(?<![\w$>])(\w{1,40}) ?=>/g,
  /\bfunction ?\(([^()]{1,80})\)/g,
  // A whole function on one line, with its name.
  /\b(?!(?:if|while|for|foreach|switch|catch|using|lock|elseif|return|with|match)\b)\w{1,60} ?\(([\w ,:?$<>]{1,80})\) ?(?:: ?[\w<>?]{1,40} ?)?\{/g,
  /\blambda ([\w ,]{1,80}):/g,
  /\| ?(\w{1,40}(?: ?, ?\w{1,40})?) ?\|/g,
];

/** Names that loops and small functions give to what they are called with, and whether the line ends them. */
export function boundIn(code: string): { name: string; isOfLine: boolean }[] {
  if (!/=>|\bfor|\blambda|\bfunction|\||\)[^()]{0,50}\{/.test(code)) return [];
  const text = withSingleBlanks(code);
  const isOfLine = !/\bfor/.test(code) && !isOpen(code);
  return BOUND.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(([, names = '']) => wordsIn(names).map((name) => ({ name, isOfLine }))),
  );
}

/** The words of a list of parameters. */
export function wordsIn(text: string): string[] {
  return text.match(/[A-Za-z_]\w*/g) ?? [];
}
