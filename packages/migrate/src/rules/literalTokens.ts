import { VISMA_NEARBY } from '../codeWords.ts';
import type { LineView } from '../lineView.ts';
import type { Detected, Nearby } from '../rule.ts';

const VALUE = String.raw`(?<at>[A-Za-z0-9][\w.~+/-]{19,4000}={0,2})(?![\w.~+/=-])`;

/** What may stand before `token` in a name: names with other words are of other systems, or no tokens of an API. */
const NAME = String.raw`(?<![a-z])(?<![a-z][-_])(?:(?:access|api|bearer|auth|oauth|erp|permanent|service|client|company|prod|production|live|my|visma\w{0,20}|vni\w{0,10})[-_.:]?){0,3}token`;
const TYPE = String.raw`(?:(?::\s*|As\s+)?string\s*)?`;
const EQUALS = String.raw`(?:=>|:=|\?\?=|\|\|=|[:=,(]|\|\||\?\?|\?:)\s*[@$frbu]{0,2}`;

/** Where a token is written out, in any language. */
const WRITTEN: readonly RegExp[] = [
  // Authorization: Bearer …, "Bearer " + "…", ("Bearer", "…")
  new RegExp(String.raw`\bBearer(?:\s{1,8}|\s{0,4}["'\x60]\s{0,4}[+.,]\s{0,4}["'\x60])${VALUE}`, 'gi'),
  // setBearerAuth("…"), withToken('…'), bearer_auth("…")
  new RegExp(
    String.raw`(?:bearer_?(?:auth|token)|with_?token|set_?(?:access_?)?token)\(\s{0,4}["'\x60]${VALUE}["'\x60]`,
    'gi',
  ),
  // name = "…", "name": "…", name => '…', also with \" in a text
  new RegExp(
    String.raw`${NAME}\\?["'\x60]?\s{0,8}(?:\]\s{0,4})?(?:\{[^{}]{0,40}\}\s{0,4})?${TYPE}${EQUALS}\\?["'\x60]${VALUE}\\?["'\x60]`,
    'gi',
  ),
  // process.env.NAME || "…", os.getenv("NAME", "…")
  new RegExp(String.raw`${NAME}["'\])]{1,3}\s{0,4}(?:\|\||\?\?|\?:|\bor\b|,)\s{0,4}["'\x60]${VALUE}["'\x60]`, 'gi'),
  // <Token>…</Token>, <entry key="token">…</entry>
  new RegExp(String.raw`<[\w.:-]{0,40}token>\s{0,4}${VALUE}\s{0,4}<`, 'gi'),
  new RegExp(String.raw`(?:key|name)\s?=\s?"[^"]{0,60}token"(?:\s{1,4}value\s?=\s?"|>)${VALUE}["<]`, 'gi'),
  new RegExp(String.raw`value\s?=\s?"${VALUE}"\s{1,4}(?:key|name)\s?=\s?"[^"]{0,60}token"`, 'gi'),
];

/** Without quotes: in configuration and scripts, where a name would need a sign before it. */
const BARE: readonly RegExp[] = [
  new RegExp(String.raw`${NAME}["']?\s{0,8}[:=]\s{0,8}${VALUE}`, 'gi'),
  new RegExp(String.raw`^\s{0,8}(?:ENV|ARG)\s{1,4}${NAME}\s{1,4}${VALUE}`, 'gi'),
];
/** `value: …` below `name: VISMA_TOKEN`, as Kubernetes and others have it. */
const BELOW_NAME = new RegExp(String.raw`^\s{0,40}"?value"?\s?:\s?["']?${VALUE}`, 'gi');
const NAME_ABOVE = new RegExp(String.raw`\b"?name"?\s?:\s?["']?${NAME}["']?,?\s*$`, 'i');

const NEAR_VISMA: Nearby = { find: VISMA_NEARBY, linesBefore: 40, linesAfter: 40, inComments: true };

/** Tokens that are written out on a line: VNI's look like a GUID, Connect's are JWTs, others are letters and figures. */
export function literalTokensIn(view: LineView): Detected[] {
  // Secrets in comments are secrets.
  const { text } = view.line;
  if (!hasTokenLike(text)) return [];
  const patterns = [...WRITTEN, ...(isBareLanguage(view) ? BARE : [])];
  if (
    view
      .contextText(1, 0)
      .split('\n')
      .slice(0, -1)
      .some((line) => NAME_ABOVE.test(line))
  )
    patterns.push(BELOW_NAME);
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)]).flatMap(toSpan);
  if (found.length === 0 || !view.isNear(NEAR_VISMA, '')) return [];
  return found.map(({ from, to }) => ({ from, to, isSecret: true }));
}

/** Whether any value on the line may be a token, whatever it is called: a quick look before the patterns. */
function hasTokenLike(text: string): boolean {
  for (const [value] of text.matchAll(/[A-Za-z0-9][\w.~+/-]{19,}/g)) if (looksLikeToken(value)) return true;
  return false;
}

function isBareLanguage({ file, line }: LineView): boolean {
  return file.language === 'other' || file.language === 'curl' || line.text !== line.code;
}

function toSpan(found: RegExpExecArray): { from: number; to: number }[] {
  const value = found.groups?.at ?? '';
  if (!looksLikeToken(value)) return [];
  const from = found.index + found[0].lastIndexOf(value);
  return [{ from, to: from + value.length }];
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const JWT = /^eyJ[\w-]{8,}\.[\w-]{8,}/;
/** Texts that stand for a token: your-token-here, xxxx, 123456789…, abcdef… */
const FILL_IN =
  /your|x{4}|example|placeholder|change-?me|dummy|sample|insert|replace|redacted|fake|mock|0123456|1234567|abcdef/i;

/** Whether a text is as a machine makes it, and no path, name or fill-in. */
function looksLikeToken(text: string): boolean {
  const value = text.endsWith('.') ? text.slice(0, -1) : text;
  if (JWT.test(value)) return true;
  if (GUID.test(value)) return new Set(value.replace(/-/g, '')).size > 4;
  if (FILL_IN.test(value)) return false;
  return value.split(/[./_~+-]/).some(isMixed);
}

/** Letters and figures in turns, as words with a year or a version do not have them. */
function isMixed(part: string): boolean {
  return part.length >= 14 && new Set(part).size >= 8 && (part.match(/[A-Za-z]\d|\d[A-Za-z]/g) ?? []).length >= 3;
}
