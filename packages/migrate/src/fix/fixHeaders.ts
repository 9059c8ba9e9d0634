import { withoutLinks } from './headerLinks.ts';

/** A file around a line that may lose a header. */
export interface HeaderContext {
  readonly name: string;
  /** The code of the whole file, comments blanked. */
  readonly text: () => string;
  /** What was found out before of values in this file. */
  readonly known: Map<string, boolean>;
  /** The code of the nearest lines above and below that hold any. */
  readonly previous: string;
  readonly next: string;
}

/** No file that somebody wrote is longer. */
const LONGEST_TEXT = 400_000;
/** Each costs a look through the file. */
const MOST_VALUES = 50;

const HEADER = String.raw`ipp-(?:company-id|application-type)`;
const QUOTED = String.raw`["']${HEADER}["']`;
const TEXT = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
/** A name with its members, each bracket with its end. */
const NAME = String.raw`-?[\w$@]+(?:(?:\??\.|\??->|::)[\w$]+|\[[^[\],]*\]|\([^(),]*\))*`;
/** A value without a comma of its own: words, calls without commas, strings. */
const VALUE = String.raw`(?:${TEXT}|${NAME})(?:\s*\.\s*(?:${TEXT}|${NAME}))*`;
const CHAINERS = 'header|addHeader|setHeader|defaultHeader|withHeader';

/* Forms of a whole line without the space around it; the calls and assignments without their semicolon as well. */
const ENTRY = new RegExp(String.raw`^${QUOTED}\s*(?:=>|:)\s*(?<value>\S.*)$`, 'i');
const LIST_ENTRY = new RegExp(String.raw`^(?<value>["']${HEADER}:.*,)$`, 'i');
const ASSIGNMENT = new RegExp(String.raw`^[\w.$>@-]+\[\s*${QUOTED}\s*\]\s*=\s*(?<value>[^=\s].*)$`, 'i');
const CALL = new RegExp(
  String.raw`^[\w.$>@-]+(?:\.|->)(?:set|add|append|setRequestProperty|setHeader|addHeader|put|TryAddWithoutValidation|Header)\(\s*${QUOTED}\s*,\s*(?<value>\S.*)\)$`,
  'i',
);
const CHAINED = new RegExp(String.raw`^(?:\.|->)(?:${CHAINERS})\(\s*${QUOTED}\s*,\s*(?<value>\S.*)\)$`, 'i');
const OPTION = new RegExp(String.raw`^\s*(?:-H|--header)\s+["']${HEADER}\s*:[^"']*["']\s*\\\s*$`, 'i');

/** Entries among others on a line; what stands before says that it is one, and no branch of a condition. */
const PARTS: readonly RegExp[] = [
  new RegExp(String.raw`(?<=[{[(,]\s{0,20}|^[\s\ue001]{0,200})${QUOTED}\s*(?:=>|:)\s*(?<value>${VALUE})\s*,\s*`, 'gi'),
  new RegExp(String.raw`\s{0,20},\s*${QUOTED}\s*(?:=>|:)\s*(?<value>${VALUE})(?=\s*[}\])])`, 'gi'),
  // A command within the text has quotes of its own.
  new RegExp(
    String.raw`\s(?:-H|--header)\s+(?:"${HEADER}\s*:(?:[^"$\x60\\]|\$(?!\())*"|'${HEADER}\s*:[^']*')(?=\s|["'\x60]|$)`,
    'gi',
  ),
];
const LINK = new RegExp(String.raw`(?:\.|->)(?:${CHAINERS})\(\s*${QUOTED}\s*,\s*(?<value>${VALUE})\s*\)`, 'gi');

/** The line without headers that nobody reads any more; undefined when nothing of it is left. */
export function fixHeaders(line: string, context: HeaderContext): string | undefined {
  if (isWholeLine(line, context)) return undefined;
  const withoutEntries = PARTS.reduce(
    (left, part) =>
      left.replace(part, (all: string, ...groups: unknown[]) =>
        isLeftWhole(valueIn(groups.at(-1)), context) ? '' : all,
      ),
    line,
  );
  return withoutLinks(
    withoutEntries,
    LINK,
    (groups) => isLeftWhole(groups?.value ?? '', context),
    (statement) => isStatementAlone(statement, context),
    context.previous,
  );
}

function valueIn(groups: unknown): string {
  const found = typeof groups === 'object' && groups !== null && 'value' in groups ? groups.value : undefined;
  return typeof found === 'string' ? found : '';
}

function isWholeLine(line: string, context: HeaderContext): boolean {
  if (OPTION.test(line)) return true;
  // Without the marks of comments, which go with their line.
  const bare = line.replace(/\ue001/g, '').trim();
  const statement = bare.replace(/;$/, '').trimEnd();
  const listed = LIST_ENTRY.exec(bare) ?? ENTRY.exec(bare);
  const found = listed ?? CHAINED.exec(bare) ?? ASSIGNMENT.exec(statement) ?? CALL.exec(statement);
  const written = found?.groups?.value ?? '';
  if (found === null || !isSingle(written) || !isBalanced(line)) return false;
  if (listed === null && !isStatementAlone(bare, context)) return false;
  if (LIST_ENTRY.test(bare)) return true;
  if (listed !== null && isJson(context.name) && !bare.endsWith(',')) return false;
  return isLeftWhole(written, context);
}

function isJson(name: string): boolean {
  return /\.(?:json\w*|har|ipynb|webmanifest)$/i.test(name);
}

/** Whether a statement can go without another one taking its place. */
function isStatementAlone(bare: string, { name, previous, next }: HeaderContext): boolean {
  const above = previous.trimEnd();
  if (name.endsWith('.py') && above.endsWith(':')) return false;
  if (/[=(+&|,.]$/.test(above)) return false;
  // The only statement of an `if` without braces.
  if (/(?:^|[\s}])(?:if|while|for|foreach|elseif|using|lock)\b.*\)$|\b(?:else|do|then)$/.test(above)) return false;
  if (CHAINED.test(bare)) return true;
  return bare.endsWith(';') || !/^(?:\.|->|\?|:|[+*/&|[(-])/.test(next.trimStart());
}

/** Whether a file still compiles without the value: Go refuses a variable or an import that nothing uses. */
function isLeftWhole(expression: string, { name, text, known }: HeaderContext): boolean {
  if (!name.endsWith('.go')) return true;
  const answer = known.get(expression) ?? (known.size < MOST_VALUES && compilesWithout(expression, text()));
  known.set(expression, answer);
  return answer;
}

function compilesWithout(expression: string, text: string): boolean {
  const code = withoutTexts(text);
  if (code.length > LONGEST_TEXT) return false;
  return [...withoutTexts(expression).matchAll(/(?<![\w.])[A-Za-z_]\w*/g)].every(([word]) => {
    const uses = code.split(new RegExp(String.raw`(?<![\w.])${word}\b`)).length - 1;
    const isPackage = new RegExp(String.raw`(?<![\w.])${word}\.[A-Z]`).test(expression);
    if (isPackage) return code.split(new RegExp(String.raw`(?<![\w.])${word}\.[A-Z]`)).length > 2;
    return uses > 2 || isDeclaredOutside(word, code);
  });
}

/** Whether a name is a parameter, or declared beside the functions: nothing has to use it. */
function isDeclaredOutside(word: string, code: string): boolean {
  const declared = new RegExp(String.raw`^(?:(?:func|const|var)\s+${word}|.*\bfunc\b.*\(.*\b${word}\b.*\))(?!\w)`);
  return code.split('\n').some((line) => line.length < 500 && line.includes(word) && declared.test(line));
}

function withoutTexts(code: string): string {
  return code.replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
}

/** Whether it is one value: no comma or semicolon beside its brackets but at the end. */
function isSingle(text: string): boolean {
  const bare = text.replace(/"[^"]*"|'[^']*'/g, '""').replace(/,\s*$/, '');
  let depth = 0;
  for (const character of bare) {
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (depth < 0 || (depth === 0 && ',;'.includes(character))) return false;
  }
  return !/[.+&|?:=(-]$/.test(bare.trimEnd());
}

function isBalanced(line: string): boolean {
  const bare = line.replace(/"[^"]*"|'[^']*'/g, '');
  return ['()', '[]', '{}'].every(([open = '', close = '']) => bare.split(open).length === bare.split(close).length);
}
