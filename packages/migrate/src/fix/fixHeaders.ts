import type { Language } from '../languageOf.ts';

/** A file around a line that may lose a header. */
export interface HeaderContext {
  readonly name: string;
  readonly language: Language;
  readonly text: string;
  readonly previous: string;
}

const header = String.raw`ipp-(?:company-id|application-type)`;
const quoted = String.raw`["']${header}["']`;
/** A value without a comma of its own: words, calls without commas, strings. */
const value = String.raw`(?:"[^"]*"|'[^']*'|[\w.$>\[\]-]+(?:\([^(),]*\))?)(?:\s*\.\s*[\w$>'"-]+)*`;

/* Forms of a whole line without the space around it; the calls and assignments without their semicolon as well. */
const entry = new RegExp(String.raw`^${quoted}\s*(?:=>|:)\s*(\S.*)$`, 'i');
const listEntry = new RegExp(String.raw`^["']${header}:.*,$`, 'i');
const assignment = new RegExp(String.raw`^[\w.$>@-]+\[\s*${quoted}\s*\]\s*=\s*([^=\s].*)$`, 'i');
const call = new RegExp(
  String.raw`^[\w.$>@-]+(?:\.|->)(?:set|add|append|setRequestProperty|setHeader|addHeader|put|TryAddWithoutValidation|Header)\(\s*${quoted}\s*,\s*(\S.*)\)$`,
  'i',
);
const chained = new RegExp(
  String.raw`^\.(?:header|addHeader|setHeader|defaultHeader)\(\s*${quoted}\s*,\s*(\S.*)\)$`,
  'i',
);
const option = new RegExp(String.raw`^\s*(?:-H|--header)\s+["']${header}\s*:[^"']*["']\s*\\\s*$`, 'i');

/** The line without headers that nobody reads any more; undefined when nothing of it is left. */
export function fixHeaders(line: string, context: HeaderContext): string | undefined {
  if (isWholeLine(line, context)) return undefined;
  return line
    .replace(new RegExp(String.raw`${quoted}\s*(?:=>|:)\s*${value}\s*,\s*`, 'gi'), '')
    .replace(new RegExp(String.raw`\s{0,20},\s*${quoted}\s*(?:=>|:)\s*${value}(?=\s*[}\])])`, 'gi'), '')
    .replace(new RegExp(String.raw`\s(?:-H|--header)\s+(?:"${header}\s*:[^"]*"|'${header}\s*:[^']*')`, 'gi'), '')
    .replace(new RegExp(String.raw`\.(?:header|addHeader|setHeader)\(\s*${quoted}\s*,\s*${value}\s*\)`, 'gi'), '');
}

function isWholeLine(line: string, context: HeaderContext): boolean {
  if (option.test(line)) return true;
  const bare = line.trim();
  const statement = bare.replace(/;$/, '').trimEnd();
  const isEntry = entry.test(bare);
  if (context.name.endsWith('.py') && context.previous.endsWith(':')) return false;
  if (/[=(.+&|]$/.test(context.previous) && !isEntry) return false;
  if (listEntry.test(bare)) return isBalanced(line);
  const found = entry.exec(bare) ?? assignment.exec(statement) ?? call.exec(statement) ?? chained.exec(bare);
  if (found === null || !isBalanced(line)) return false;
  if (isEntry && /\.json$/i.test(context.name) && !bare.endsWith(',')) return false;
  return !context.name.endsWith('.go') || staysUsed(found[1] ?? '', context.text);
}

/** Go refuses a variable that nothing uses. */
function staysUsed(expression: string, text: string): boolean {
  const names = [...expression.replace(/"[^"]*"/g, '').matchAll(/(?<![\w.])[a-z_]\w*(?![\w.(])/gi)].map(
    ([name]) => name,
  );
  const code = text.replace(/"[^"]*"/g, '""');
  return names.every((name) => {
    const isParameter = new RegExp(String.raw`func\b[^{]*\([^)]*\b${name}\b[^)]*\)[^{]*\{`).test(code);
    return isParameter || code.split(new RegExp(String.raw`\b${name}\b`)).length > 3;
  });
}

function isBalanced(line: string): boolean {
  const bare = line.replace(/"[^"]*"|'[^']*'/g, '');
  return ['()', '[]', '{}'].every(([open = '', close = '']) => bare.split(open).length === bare.split(close).length);
}
