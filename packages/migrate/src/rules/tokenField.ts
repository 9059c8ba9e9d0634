import { TOKEN_CALL } from '../codeWords.ts';
import { tokenReadsIn } from '../flow/tokenReads.ts';
import type { LineView } from '../lineView.ts';
import type { Detected, Nearby, Rule } from '../rule.ts';

/** The call stands above, or in the same statement. */
const AFTER_TOKEN_CALL: Nearby = { find: 'token call', linesBefore: 30, linesAfter: 4 };
const BESIDE_TOKEN_TYPE: Nearby = { find: /token_?type/i, linesBefore: 6, linesAfter: 6 };

/** Things called `token` that have nothing to do with the answer of a token endpoint. */
const OTHER_TOKENS =
  /csrf|xsrf|cancel|req(?:uest)?\b|\bparams?\b|args|session|cookie|\$_(?:GET|POST|SESSION|COOKIE|REQUEST)|source\b|form\b|\bquery\b|user\b|options?\b/i;
/** A line that reads the new name too is a fallback, already moved. */
const READS_NEW_NAME = /['"]access_token['"]|(?:\.|->)access_token\b(?!\s*=[^=>])/;

/** What a value is read from: a name, calls and members. Begins where no such thing goes on. */
const RECEIVER = String.raw`(?<![\w$)\]>.-])[\w$)\]>.-]*`;
const NOT_WRITTEN = String.raw`(?!\s*=[^=>])`;
const GETTERS =
  'get|getString|getAsString|optString|pop|path|at|dig|fetch|json|GetProperty|GetString|Value|SelectToken|Value<string>|TryGetValue|findValue|get_or';

const BY_INDEX = new RegExp(String.raw`${RECEIVER}(?<at>\??\.?\[\s*\\?['"]token\\?['"]\s*\])${NOT_WRITTEN}`, 'g');
const BY_NAME = new RegExp(
  String.raw`(?<![\w$'"/.-])(?:[\w$]+(?:\([^()]*\))?(?:\?\.|\.)){0,6}(?:[\w$]+|[)\]])(?<at>(?:\?\.|!\.|\.)token)\b${NOT_WRITTEN}(?!\s*\(|-)`,
  'g',
);
const BY_ARROW = new RegExp(String.raw`${RECEIVER}(?<=[\w)\]])(?<at>\??->token)\b${NOT_WRITTEN}(?!\s*\()`, 'g');
const BY_GETTER = new RegExp(String.raw`${RECEIVER}(?<at>(?:\.|->)(?:${GETTERS})\(\s*\\?['"]\/?token\\?['"])`, 'g');
const BY_FUNCTION = /(?<at>\b(?:data_get|Arr::get|array_get)\([^,()]+(?:\(\))?,\s*['"]token['"])/g;
const BY_CALL_OF_VISUAL_BASIC = /(?<at>\w\("token"\))(?:\.(?:ToString|Value)|\s*$)/g;
const BY_ANNOTATION =
  /(?<at>(?:JsonProperty|JsonPropertyName|SerializedName|Json|DataMember\(Name = |SerialName)\(?\s*['"]token['"]|json:"token[",])/g;
/** A field of a class that mirrors the answer. */
const BY_FIELD =
  /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |private |protected |internal |readonly |final |val |var )*(?<at>string\s+token\b(?!\s*\()|token\??\s*:\s*(?:string|str|String)\b)/gi;

const READING = { near: [AFTER_TOKEN_CALL], unless: OTHER_TOKENS, unlessLine: READS_NEW_NAME };

/** The field of VNI's token answer. */
export const tokenField: Rule = {
  id: 'token-field',
  title: 'Reading token instead of access_token',
  step: 'authentication',
  guide: 'Interactive applications, 4',
  severity: 'error',
  certainty: 'likely',
  words: /token/i,
  patterns: {
    any: [
      { find: BY_INDEX, ...READING },
      { find: BY_GETTER, ...READING },
      { find: /(?<at>json\(\)\.token)\b/g, ...READING },
      { find: BY_ANNOTATION, near: [BESIDE_TOKEN_TYPE] },
    ],
    curl: [
      { find: /\bjq\b[^|;]*?(?<at>(?<![\w$])\.token)\b(?!_)/g, near: [AFTER_TOKEN_CALL], unlessLine: /\.access_token/ },
      { find: /\b(?:sed|grep|awk)\b[^|;]*?(?<at>\\?"token\\?")/g, near: [AFTER_TOKEN_CALL] },
      { find: /(?<at>\$\w+\.token)\b/g, near: [AFTER_TOKEN_CALL], unlessLine: /\.access_token/ },
    ],
    csharp: [
      { find: BY_NAME, ...READING },
      { find: BY_CALL_OF_VISUAL_BASIC, ...READING },
      { find: BY_FIELD, near: [BESIDE_TOKEN_TYPE] },
    ],
    javascript: [
      { find: BY_NAME, ...READING },
      { find: /(?<at>\{\s*(?:\w+,\s*)*token\s*(?::\s*\w+\s*)?(?:,[^}]*)?\}\s*=)\s*(?:await|\w)/g, ...READING },
      { find: BY_FIELD, near: [BESIDE_TOKEN_TYPE] },
      { find: /(?<at>\bparams\.token)\b/g, near: [{ find: /OAuth2?Strategy/, linesBefore: 30, linesAfter: 0 }] },
    ],
    php: [
      { find: BY_ARROW, ...READING },
      { find: BY_FUNCTION, ...READING },
    ],
    java: [
      { find: BY_NAME, ...READING },
      { find: BY_FIELD, near: [BESIDE_TOKEN_TYPE] },
    ],
    python: [{ find: BY_FIELD, near: [BESIDE_TOKEN_TYPE] }],
  },
  detect: fromTheAnswer,
  isOverruled: (view, { from, to }) => isFromElsewhere(view, from, to),
  why: 'VNI answered { token, token_type, scope }. Visma Connect answers access_token, expires_in and, when asked for, refresh_token; token is undefined there.',
  replacement:
    'Read access_token, and keep expires_in with it. With offline_access keep refresh_token as well, and store the new one after every refresh.',
  examples: {
    curl: 'ACCESS_TOKEN=$(echo "$ANSWER" | jq -r .access_token)',
    csharp:
      'var accessToken = answer.GetProperty("access_token").GetString();\nvar endsAt = DateTimeOffset.UtcNow.AddSeconds(answer.GetProperty("expires_in").GetInt32());',
    javascript:
      'const { access_token: accessToken, expires_in: expiresIn, refresh_token: refreshToken } = await answer.json();',
    python: 'access_token, ends_at = answer["access_token"], time.time() + answer["expires_in"]',
    php: "$accessToken = $answer['access_token'];\n$endsAt = time() + $answer['expires_in'];",
    java: 'String accessToken = answer.get("access_token").asText();\nInstant endsAt = Instant.now().plusSeconds(answer.get("expires_in").asLong());',
  },
};

/** Reads of a value that was followed from the token call, however far away the call stands. */
function fromTheAnswer(view: LineView): Detected[] {
  const { code, number } = view.line;
  if (code.length > 1_000 || READS_NEW_NAME.test(code)) return [];
  const { language, facts } = view.file;
  return tokenReadsIn(code, number, language, facts.tokens, () => view.contextText(6, 0)).map(({ from, to }) => ({
    from,
    to,
  }));
}

/** A host that is written out and is none of Visma's. */
const OTHER_ADDRESS = /https?:\/\/(?![\w.-]{0,60}visma)[\w-]{1,60}\./i;

/** Whether what is read is known to be something else than the answer. */
function isFromElsewhere(view: LineView, from: number, to: number): boolean {
  const { code } = view.line;
  const before = code.slice(Math.max(0, from - 120), from);
  const own = before.slice(before.lastIndexOf(';') + 1);
  if (OTHER_ADDRESS.test(own) && !TOKEN_CALL.test(own)) return true;
  const taken = /^\{[^}]*\} ?= ?(?:await )?([A-Za-z_$][\w$]*);?$/.exec(code.slice(from).trim())?.[1];
  if (taken !== undefined) return isElsewhere(view, taken);
  const root = /(?<![\w$.>])\$?([A-Za-z_]\w*)(?:\([^()]*\)|(?:\?\.|\.|->)\w+)*\??$/.exec(before)?.[1];
  if (root === undefined || !/^(?:\??\.|->|\?\?|\[|\?\[)/.test(code.slice(from, to))) return false;
  return isElsewhere(view, root);
}

function isElsewhere(view: LineView, name: string): boolean {
  const source = view.file.facts.tokens().sourceOf(name, view.line.number);
  return source === 'elsewhere' || source === 'request';
}
