import type { LineView } from '../lineView.ts';
import { ANYTHING, isMethod, type Method, type Operation, operationsAt, RESOURCES } from './operations.ts';

/** A call of the ERP API in a line of code, as far as the line and its neighbours tell. */
export interface Call {
  /** The address within the line, from 0. */
  readonly from: number;
  readonly to: number;
  readonly method: Method | undefined;
  /** What it may be a call of; never empty. */
  readonly operations: readonly Operation[];
  /** Whether a host of Visma.net stands in the address itself. */
  readonly hasHost: boolean;
  /** Whether the version stands elsewhere. */
  readonly isRelative: boolean;
}

const NAMES = [...RESOURCES].join('|');

/** Of the words of a call those that stand in any file; a resource alone counts where the file has an address for it. */
export const VERSION_WORDS = /\bv[12]\//i;

/** Any line without it calls nothing. */
export const CALL_WORDS = new RegExp(String.raw`\bv[12]\/|["'\x60}/](?:${NAMES})\b`, 'i');

const VERSIONED = new RegExp(
  String.raw`(?<host>https?:\/\/[\w.-]*visma\.net)?(?:(?<![\w.-])\/?(?:API\/)?(?:service\/)?controller\/api(?=\/)|\/API\/(?:service\/)?controller\/api(?=\/))?(?<![\w-])\/?(?<version>v[12])\/(?:${NAMES})(?![\w-])`,
  'gi',
);
/** A resource alone, in a string that is an argument or goes on another string. */
const RELATIVE = new RegExp(String.raw`(?<=[(,+.}]\s*[$@f]?["'\x60]|\})\/?(?:${NAMES})(?=[/?"'\x60$])`, 'gi');

/** Code that serves such paths, and code that compares or shows words. */
const NO_CALL =
  /\b(?:app|router|fastify|server|r|mux|Route)(?:\.|::)(?:get|post|put|patch|delete|use|HandleFunc|match)\(|\[(?:Route|Http\w+)|@(?:Request|Get|Post|Put|Delete|Patch)Mapping|@app\.(?:route|get|post)|\bequals(?:IgnoreCase)?\(|[!=]==?\s*["']|\bcase\s|\bvalue\s*=|\bname\s*=\s*"/;
/** What declares calls of somebody else's server by annotations. */
const DECLARES = /@FeignClient|@HttpExchange|\bretrofit2?\b/i;

/** The calls that a line makes. */
export function callsIn(view: LineView): readonly Call[] {
  const { code } = view.line;
  if (!CALL_WORDS.test(code)) return [];
  if (NO_CALL.test(code) && !DECLARES.test(view.contextText(40, 0))) return [];
  const calls: Call[] = [];
  let end = 0;
  for (const found of code.matchAll(VERSIONED)) {
    const start = found.index + found[0].lastIndexOf(found.groups?.version ?? '');
    add(start, found.index, found.groups?.host !== undefined, false);
  }
  const version = view.file.facts.baseVersion;
  if (calls.length === 0 && version !== undefined) {
    for (const found of code.matchAll(RELATIVE)) add(found.index, found.index, false, true, version);
  }
  return calls;

  function add(start: number, from: number, hasHost: boolean, isRelative: boolean, version?: string): void {
    if (start < end) return;
    const { steps, to, end: readTo } = readPath(code, start);
    end = readTo;
    const method = methodOf(view, from, to);
    const all = version === undefined ? steps : [version, ...steps];
    const operations = operationsAt(all, method);
    if (operations.length > 0) calls.push({ from, to, method, operations, hasHost, isRelative });
  }
}

const QUOTES = `"'\``;

/** Reads on from the first step of a path, over what is glued in. */
export function readPath(code: string, start: number): { steps: string[]; to: number; end: number } {
  let path = '';
  let at = start;
  let to = start;
  while (at < code.length && at - start < 400) {
    const rest = code.slice(at, at + 400);
    const hole = holeIn(rest);
    const glued = hole === undefined ? gluedIn(rest) : undefined;
    if (hole !== undefined) {
      path += '\ue000';
      at += hole;
      to = at;
    } else if (glued !== undefined) {
      path += '\ue000';
      at += glued.length;
      if (!glued.goesOn) break;
    } else if (/^[\w.~/-]/.test(rest)) {
      path += rest.charAt(0);
      at += 1;
      to = at;
    } else break;
  }
  const steps = path.split('/').filter((step) => step !== '');
  return {
    steps: steps.map((step) => (step.includes('\ue000') ? withoutTail(step) : step)).filter(Boolean),
    to,
    end: at,
  };
}

/** A hole that is glued to a word is a query, or nothing. */
function withoutTail(step: string): string {
  let end = step.length;
  while (step.charAt(end - 1) === '\ue000') end -= 1;
  const WORD = step.slice(0, end);
  return WORD === '' || WORD.includes('\ue000') ? ANYTHING : WORD;
}

/** The length of what stands for a value within a string: `${id}`, `{id}`, `#{id}`, `$id`, `%s`, `:id`, `<id>`, `\(id)`. */
function holeIn(rest: string): number | undefined {
  const found =
    /^(?:[$#]?\{[^{}]{0,120}(?:\{[^{}]{0,80}\}[^{}]{0,80})?\}|\$\w+(?:->\w+|\['?\w+'?\])?|%\d*\$?[sd]|:[A-Za-z_]\w*|<(?:\w+:)?\w+>|\\\([^()]{0,80}\))/.exec(
      rest,
    );
  return found?.[0].length;
}

/** The end of a string, an expression that is glued on, and perhaps a string that goes on. */
function gluedIn(rest: string): { length: number; goesOn: boolean } | undefined {
  if (!QUOTES.includes(rest.charAt(0))) return undefined;
  const found =
    /^["'`]\s*(?:\+|\.(?=\s|\$)|&(?!&)|\|\|)\s{0,20}([^"'`;]{1,120}?)\s{0,20}(?:(?:\+|\.|&|\|\|)\s*[$@f]{0,2}["'`]|(?=[;,)]|$))/.exec(
      rest,
    );
  if (found === null) return undefined;
  return { length: found[0].length, goesOn: /["'`]$/.test(found[0]) };
}

const word = '(GET|POST|PUT|DELETE|PATCH)';
const CALLING = new RegExp(
  String.raw`(?<![\w$])(?:http_?)?(get|post|put|patch|delete)(?:Async|ForObject|ForEntity|AsJsonAsync|FromJsonAsync|StringAsync|StreamAsync|JsonAsync|Json|Request|_json)?\s*(?:<[^<>()]{0,80}>\s*)?\(`,
  'gi',
);
const NAMED = new RegExp(
  [
    String.raw`["'\x60]${word}["'\x60]`,
    String.raw`(?:HttpMethod|Method|RequestMethod|Verb)(?:s)?(?:\.|::|)${word}\b`,
    String.raw`(?:-X|--request|-Method)\s*["']?${word}\b`,
    String.raw`@${word}\(`,
    String.raw`^\s*${word}\s+\S`,
    String.raw`\.${word}\(`,
  ].join('|'),
  'gi',
);
const READING =
  /\bfetch\(|file_get_contents\(|\burlopen\(|Invoke-(?:RestMethod|WebRequest)|(?:^|\s)curl\s|Web\.Contents\(|\bhttp\.NewRequest\(/i;
const SENDING = /(?:\s(?:-d|--data\S*|-F|--form|--json)\s)|CURLOPT_POST\b\s*(?:=>|,)\s*(?:true|1)|CURLOPT_POSTFIELDS/i;

/** The method of a call, by what stands before and after its address, and on the lines close by. */
function methodOf(view: LineView, from: number, to: number): Method | undefined {
  const { code } = view.line;
  const before = ownStatement(code.slice(Math.max(0, from - 200), from));
  const rest = code.slice(to, to + 300);
  const after = READING.test(before) ? untilNextCall(rest) : rest;
  const own = lastOf(before, CALLING) ?? lastOf(before, NAMED) ?? firstOf(after, NAMED);
  if (own !== undefined) return own;
  const above = view.contextText(2, 0).split('\n').slice(0, -1).join('\n').trimEnd();
  const opened = above.endsWith('(') ? lastOf(above.slice(-120), CALLING) : undefined;
  if (opened !== undefined) return opened;
  const isClosed = after !== rest;
  const below = isClosed ? '' : statementBelow(view);
  const near = firstOf(below, NAMED) ?? (isFresh(above) ? lastOf(above, NAMED) : undefined);
  if (near !== undefined) return near;
  if (SENDING.test(`${isClosed ? before + after : code}\n${below}`)) return 'POST';
  return READING.test(before) ? 'GET' : view.file.facts.onlyMethod;
}

/** What stands before an address, without another call before it on the line. */
function ownStatement(before: string): string {
  const own = before.slice(before.lastIndexOf(';') + 1);
  return READING.test(own) || lastOf(own, CALLING) !== undefined ? own : before;
}

/** What stands behind an address that a function is called with, up to the end of the statement or the next such call. */
function untilNextCall(rest: string): string {
  const bare = rest.replace(/^[^"'`]*["'`]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (text) => ' '.repeat(text.length));
  const end = bare.search(/;|,\s{0,9}(?:await\s{1,9})?fetch\(/);
  return end === -1 ? rest : rest.slice(0, end);
}

/** The rest of the statement, some lines at most. */
function statementBelow(view: LineView): string {
  const [, ...lines] = view.contextText(0, 6).split('\n');
  const first = view.line.code.trimEnd();
  if (view.file.language === 'curl' && !/[\\`^]$/.test(first)) return '';
  if (first.endsWith(';') && !/\b(?:url|uri|path|address|endpoint)\w*\s*=/i.test(first)) return '';
  const end = lines.findIndex((line) => ['', '}'].includes(line.trim()));
  return (end === -1 ? lines : lines.slice(0, end)).join('\n');
}

/** Whether the lines above belong to the same statement. */
function isFresh(above: string): boolean {
  return !/[;}{]\s*$/.test(above.split('\n').at(-1) ?? '');
}

function firstOf(text: string, pattern: RegExp): Method | undefined {
  for (const found of text.matchAll(pattern)) return methodIn(found);
  return undefined;
}

function lastOf(text: string, pattern: RegExp): Method | undefined {
  return [...text.matchAll(pattern)].map(methodIn).at(-1);
}

function methodIn(found: RegExpExecArray): Method | undefined {
  const [name = ''] = found.slice(1).filter(Boolean);
  const method = name.toUpperCase();
  return isMethod(method) ? method : undefined;
}
