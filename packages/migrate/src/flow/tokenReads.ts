import { STRUCT_HEAD } from '../codeWords.ts';
import type { Language } from '../languageOf.ts';
import type { TokenFlow } from './tokenFlow.ts';

/** A field that is read, by its name `token`; and how it is read, from the mark before it on. */
export interface TokenRead {
  /** Where the word `token` stands, from 0. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

const ROOT = String.raw`(?<!\w)(?<root>\$?[A-Za-z_]\w*)(?:\([^()]*\)|!|(?:\?\.|\.|->)(?:data|body|json\(\)|object\(\))(?![\w(]))*`;
const QUOTED = String.raw`(?:\\?["'])token\\?["']`;
const GETTERS =
  'get|getString|getAsString|optString|getAsJsonPrimitive|pop|path|json|fetch|dig|GetProperty|GetString|Value|SelectToken|findValue|has|hasNonNull|isNull|contains|containsKey|ContainsKey|TryGetProperty|TryGetValue|hasOwnProperty|has_key\\?|key\\?|exists';

/** Forms in which any language reads a field by its name. */
const COMMON = [
  String.raw`${ROOT}(?<how>\??\.?\[\s*${QUOTED}\s*\])`,
  String.raw`${ROOT}(?<how>\??(?:\.|->)(?:${GETTERS})\(\s*${QUOTED})`,
].map((source) => new RegExp(source, 'g'));
/** The name first, then what it is looked for in. */
const MEMBERSHIP = [
  /(?<how>["']token["'])\s+(?:not\s+)?in\s+(?<root>[A-Za-z_]\w*)(?![\w.[(])/g,
  /(?<how>["']token["'])\s*,\s*(?<root>\$[A-Za-z_]\w*)\s*\)/g,
];
const BY_NAME = new RegExp(String.raw`${ROOT}(?<how>\??\.token\b)(?!\s*(?:\(|=(?!=))|-)`, 'g');
const BY_ARROW = new RegExp(String.raw`${ROOT}(?<how>\??->token\b)(?!\s*(?:\(|=(?!=)))`, 'g');
/** Within a string of PHP. */
const IN_TEXT = /(?<root>\$[A-Za-z_]\w*)(?<how>\[token\])/g;
const GO_TAG = /(?<how>json:"token(?=[",]))/g;

const OF_LANGUAGE: Readonly<Partial<Record<Language, readonly RegExp[]>>> = {
  javascript: [BY_NAME],
  csharp: [BY_NAME],
  java: [BY_NAME],
  php: [BY_ARROW, IN_TEXT],
};

/** The places where a line reads the field `token` of the token call's own answer; `above` are the lines before it. */
export function tokenReadsIn(
  code: string,
  line: number,
  language: Language,
  tokens: () => TokenFlow,
  above: () => string,
): TokenRead[] {
  const reads: TokenRead[] = [];
  for (const pattern of [...COMMON, ...MEMBERSHIP, ...(OF_LANGUAGE[language] ?? [])]) {
    for (const found of code.matchAll(pattern)) {
      const { root: name = '', how = '' } = found.groups ?? {};
      const rootAt = found.index + found[0].indexOf(name);
      if (tokens().isAnswer(code, rootAt, name, line))
        reads.push(readAt(code, found.index + found[0].indexOf(how), how));
    }
  }
  const tags = [...code.matchAll(GO_TAG)];
  const struct = tags.length === 0 ? undefined : structAround(above());
  if (struct !== undefined && tokens().sourceOfStruct(struct, line) === 'token call') {
    reads.push(...tags.map((found) => readAt(code, found.index, found[0])));
  }
  return reads.filter(({ at }, index) => reads.findIndex((other) => other.at === at) === index);
}

function readAt(code: string, from: number, how: string): TokenRead {
  return { at: code.indexOf('token', from + how.lastIndexOf('token')), from, to: from + how.length };
}

/** The struct of Go whose fields the last of these lines belongs to. */
function structAround(above: string): string | undefined {
  for (const line of above.split('\n').reverse()) {
    const head = STRUCT_HEAD.exec(line);
    if (head !== null) return head[1];
    if (/^\s*\}/.test(line)) return undefined;
  }
  return undefined;
}
