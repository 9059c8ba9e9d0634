import type { LineView } from '../lineView.ts';
import type { Span } from '../matchRules.ts';
import { declaredPathsIn, methodBeside, SERVES_OR_DECLARES } from './declaredCalls.ts';
import {
  ANYTHING,
  isMethod,
  isResource,
  type Method,
  type Operation,
  operationsAt,
  RESOURCES,
  SALES_ORDER_RESOURCES,
} from './operations.ts';

/** A call of the ERP API or the Sales Order API in a line of code, as far as the line and its neighbours tell. */
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
const SALES_ORDER_NAMES = [...SALES_ORDER_RESOURCES].join('|');

/** Of the words of a call those that stand in any file; a resource alone counts where the file has an address for it. */
export const VERSION_WORDS = /\bv[1-3]\//i;

/** Any line without it calls nothing. */
export const CALL_WORDS = new RegExp(
  String.raw`${VERSION_WORDS.source}|["'\x60}/](?:${NAMES}|${SALES_ORDER_NAMES})\b`,
  'i',
);

const HOST = String.raw`(?<host>(?:https?:\/\/)?(?<![\w.-])(?:integration|api\.finance|salesorder)(?:\.stag)?\.visma\.net)?`;
/** Behind a host or the old path, or where a word begins. */
const STEP = String.raw`(?:(?<=visma\.net|controller\/api)|(?<![\w-]))\/?`;
/** Any word stands for a resource in these; whether there is such a one is looked up, which is faster than a long list. */
const VERSIONED: readonly RegExp[] = [
  new RegExp(
    String.raw`${HOST}(?:(?<![\w.-])\/?(?:API\/)?(?:service\/)?controller\/api(?=\/)|\/API\/(?:service\/)?controller\/api(?=\/))?${STEP}(?<version>v[12])\/(?<name>[a-z]{2,40})(?![\w-])`,
    'gi',
  ),
  new RegExp(String.raw`${HOST}${STEP}(?:api\/)?(?<version>v3)\/(?<name>[a-z]{2,40})(?![\w-])`, 'gi'),
];
/** A resource alone: in a string that is an argument, an address by its key, or goes on another string. */
const RELATIVE =
  /(?<=[(,+.}]\s*[$@f]?["'`]|\b(?:url|uri|path|endpoint|resource)["']?\s{0,4}[:=]\s{0,4}[$@f]?["'`]|\})\/?(?<name>[a-z]{2,40})(?=[/?"'`$])/gi;
/** The same behind a variable in a string: "$base/customer", "%s/customer", "\(base)/customer". */
const BEHIND_VARIABLE = /\/(?<=(?:%[sv]|\$\w{1,40}|\))\/)(?<name>[a-z]{2,40})(?=[/?"'`$])/gi;

/** Code that serves such paths, and code that compares or shows words. */
const NO_CALL =
  /\b(?:app|router|fastify|server|r|mux|Route)(?:\.|::)(?:get|post|put|patch|delete|use|HandleFunc|match)\(|\[(?:Route|Http\w+)|^\s*@\w+\.(?:route|get|post|put|patch|delete)\(|\bequals(?:IgnoreCase)?\(|[!=]==?\s*["']|\bcase\s|\bvalue\s*=|\bname\s*=\s*"/;

/** The calls that a line makes. */
export function callsIn(view: LineView): readonly Call[] {
  const { code } = view.line;
  if (!CALL_WORDS.test(code)) return [];
  const { baseVersions, declaresCalls } = view.file.facts;
  if (!declaresCalls && (NO_CALL.test(code) || SERVES_OR_DECLARES.test(code))) return [];
  const calls: Call[] = [];
  const read: Span[] = [];
  const versioned = VERSIONED.flatMap((pattern) => [...code.matchAll(pattern)]).sort((a, b) => a.index - b.index);
  for (const found of versioned) {
    if (!isResource(found.groups?.name)) continue;
    const hasHost = found.groups?.host !== undefined;
    if (!hasHost && isOfOtherHost(code.slice(Math.max(0, found.index - 120), found.index))) continue;
    add(found.index + found[0].lastIndexOf(found.groups?.version ?? ''), found.index, hasHost);
  }
  if (baseVersions.size > 0) {
    for (const { index, groups } of [...code.matchAll(RELATIVE), ...code.matchAll(BEHIND_VARIABLE)]) {
      if (isResource(groups?.name)) add(index, index, false, versionsFor(groups?.name ?? '', baseVersions));
    }
  }
  if (calls.length === 0 && declaresCalls) {
    for (const { from, name } of declaredPathsIn(code)) add(from, from, false, versionsFor(name, baseVersions));
  }
  return calls;

  function add(start: number, from: number, hasHost: boolean, versions?: readonly string[]): void {
    if (read.some((span) => span.from <= start && start < span.to)) return;
    const { steps, to, end } = readPath(code, start);
    read.push({ from: start, to: end });
    const method = methodOf(view, from, to);
    const paths = versions?.map((version) => [version, ...steps]) ?? [steps];
    const operations = paths.map((path) => operationsAt(path, method)).find(({ length }) => length > 0);
    const isRelative = versions !== undefined;
    if (operations !== undefined) calls.push({ from, to, method, operations, hasHost, isRelative });
  }
}

/** Whether an address or a path is begun by what stands before it, and by nothing of Visma.net. */
function isOfOtherHost(before: string): boolean {
  return /https?:\/\/[\w.:-]+(?:\/[\w.-]*)*$|(?<![\w$>%])(?:[\w-]{1,40}\/){1,5}$/i.test(before);
}

/** The versions that a resource may be of, the likeliest first: both APIs have an inventory. */
function versionsFor(name: string, versions: ReadonlySet<string>): string[] {
  const others = [...versions].filter((version) => version !== 'v3');
  if (versions.size === 0) return ['v1', 'v2', 'v3'];
  if (!versions.has('v3')) return others;
  return SALES_ORDER_RESOURCES.has(name) ? ['v3', ...others] : [...others, 'v3'];
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
  String.raw`(?<![\w$])(?:http_?)?(get|post|put|patch|delete)(?:Async|ForObject|ForEntity|AsJsonAsync|FromJsonAsync|StringAsync|StreamAsync|JsonAsync|Json|Request|_json|Exchange|Mapping)?\s*(?:<[^<>()]{0,80}>\s*)?\(`,
  'gi',
);
const NAMED = new RegExp(
  [
    String.raw`["'\x60]${word}["'\x60\s]`,
    String.raw`(?:HttpMethod|Method|RequestMethod|Verb)(?:s)?(?:\.|::|)${word}\b`,
    String.raw`(?:-X|--request|-Method)\s*["']?${word}\b`,
    String.raw`@${word}\(`,
    String.raw`^\s*${word}\s+(?:\S|$)`,
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
  const beside = methodBeside(code, linesAround(view, 4, 0), linesAround(view, 0, 4));
  if (beside !== undefined) return beside;
  const before = ownStatement(code.slice(Math.max(0, from - 200), from));
  const rest = code.slice(to, to + 300);
  const after = READING.test(before) ? untilNextCall(rest) : rest;
  const own = lastOf(before, CALLING) ?? lastOf(before, NAMED) ?? firstOf(after, NAMED);
  if (own !== undefined) return own;
  const above = linesAround(view, 2, 0).join('\n').trimEnd();
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

/** The lines before or after, without the line itself. */
function linesAround(view: LineView, before: number, after: number): string[] {
  const lines = view.contextText(before, after).split('\n');
  return before > 0 ? lines.slice(0, -1) : lines.slice(1);
}

/** The rest of the statement, some lines at most. */
function statementBelow(view: LineView): string {
  const lines = linesAround(view, 0, 6);
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
