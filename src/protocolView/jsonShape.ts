import { parseJson } from '../parseJson.ts';

const MAX_NAMES = 60;
const MAX_DEPTH = 5;

/**
 * What JSON looks like without what it says: names, and kinds of values. Of a list, its first entry. Data of a company
 * is not part of the protocol, so this is all that is kept of it. JSON that ends too early shows its first entry.
 */
export function shapeOfJson(text: string): string {
  const whole = parseJson(text);
  if (whole !== undefined) return shapeText(whole);
  const first = parseJson(firstObjectIn(text));
  return first === undefined ? '(not JSON)' : shapeText([first]);
}

function shapeText(json: unknown): string {
  const count = Array.isArray(json) && json.length > 1 ? `${json.length} entries, the first: ` : '';
  return count + JSON.stringify(shapeOf(json, 0), undefined, 2);
}

function shapeOf(value: unknown, depth: number): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0], depth + 1)];
  if (typeof value !== 'object') return TYPE_LABELS[typeof value] ?? typeof value;
  if (depth > MAX_DEPTH) return '…';
  const entries = Object.entries(value);
  const shapes = entries.slice(0, MAX_NAMES).map(([name, inner]) => [name, shapeOf(inner, depth + 1)]);
  return Object.fromEntries(entries.length > MAX_NAMES ? [...shapes, ['…', '…']] : shapes);
}

const TYPE_LABELS: Readonly<Partial<Record<string, string>>> = { string: 'text', boolean: 'true or false' };

/** The first whole `{…}`: braces are counted, those inside texts are not. */
function firstObjectIn(text: string): string {
  const start = text.indexOf('{');
  let depth = 0;
  let isText = false;
  for (let index = Math.max(0, start); index < text.length; index++) {
    const character = text[index];
    if (isText && character === '\\') index += 1;
    else if (character === '"') isText = !isText;
    else if (!isText && character === '{') depth += 1;
    else if (!isText && character === '}' && --depth === 0) return text.slice(start, index + 1);
  }
  return '';
}
