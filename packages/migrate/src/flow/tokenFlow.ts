import { TOKEN_CALL } from '../codeWords.ts';
import { withoutTexts } from '../quotedTexts.ts';
import {
  assignmentIn,
  depthOf,
  isEmptyValue,
  isOpen,
  isSelf,
  isWrittenOut,
  openedIn,
  type Target,
} from './assignments.ts';
import { boundIn, functionHeadIn, wordsIn } from './functionHeads.ts';
import { calleesAround, handsOnValue, isHandedOn } from './shapes.ts';

/** Where a value comes from: the token call's answer, what is sent to that call, or something that is neither. */
export type Source = 'token call' | 'request' | 'elsewhere';

/** `maybe`: made by something that knows the token call. `unknown`: a parameter, which anything may be given to. */
type Followed = Source | 'maybe' | 'unknown';

interface Definition {
  readonly line: number;
  /** Counts the functions of the file; `everywhere` for fields, functions and types. */
  readonly scope: number;
  source: Followed;
  /** Whether it holds within its line only, as the parameters of a small function do. */
  readonly isOfLine: boolean;
}

/** An assignment or call that goes on over the next lines, and how many. */
interface Open {
  readonly definitions: readonly Definition[];
  /** Brackets that are not closed yet. */
  depth: number;
  /** Whether the next line belongs to it, whatever it begins with. */
  goesOn: boolean;
  readonly source: Followed;
  lines: number;
}

const EVERYWHERE = -1;
/** A file with more is not followed to the end, and nothing is said of it. */
const MOST_DEFINITIONS = 4_000;
const LONGEST_LINE = 1_000;

/** A line of code, comments blanked. */
export interface CodeLine {
  readonly number: number;
  readonly code: string;
}

/**
 * Follows the answer of the token call through a file: names that it is assigned to, results of functions that return
 * it, and names made from those. A name means what it was given last above, in the same function.
 */
export class TokenFlow {
  readonly #definitions = new Map<string, Definition[]>();
  /** Functions of the file, whose own bodies tell what they return. */
  readonly #functions = new Map<string, boolean>();
  readonly #scopes: { readonly line: number; readonly name: string }[] = [{ line: 0, name: '' }];
  /** Types of Go by the variables that are declared with them. */
  readonly #types = new Map<string, string>();
  #count = 0;
  /** Whether anything came from the token call yet. */
  #hasAnswers = false;
  #known: ReadonlyMap<string, boolean> = new Map();
  #isHeadOpen = false;
  #open: Open | undefined;

  /** Follows a whole file; what functions further down return is known above them as well. */
  static of(lines: readonly CodeLine[]): TokenFlow {
    const first = new TokenFlow();
    if (!lines.some(({ code }) => TOKEN_CALL.test(code))) return first;
    for (const { code, number } of lines) first.learn(code, number);
    const second = new TokenFlow();
    second.#known = first.#functions;
    second.#hasAnswers = first.#hasAnswers;
    for (const { code, number } of lines) second.learn(code, number);
    return second;
  }

  /** Takes note of one line. Lines come in their order. */
  learn(code: string, line: number): void {
    if (code.length > LONGEST_LINE) return;
    this.#enter(code, line);
    this.#goOn(code, line);
    for (const { name, isOfLine } of boundIn(code)) this.#define(name, line, 'unknown', undefined, isOfLine);
    const written = code.includes('token') ? ownerOfWrittenToken(code) : undefined;
    if (written !== undefined) this.#define(written, line, 'unknown');
    this.#decode(code, line);
    if (/^\s*return\b/.test(code)) {
      const returned = code.replace(/^\s*return\b/, '');
      if (this.#functionAt !== '' && !isWrittenOut(returned) && isWhole(code) && this.carries(returned, line)) {
        this.#functions.set(this.#functionAt, true);
        this.#hasAnswers = true;
      }
      return;
    }
    const opened = openedIn(code);
    if (opened !== undefined && this.carries(opened.value, line)) this.#define(opened.name, line, 'token call');
    // A named argument of a call that began above.
    if ((this.#open?.depth ?? 0) > 0 && /^\s*\w+\s*=(?!=)[^;]*$/.test(code)) return;
    const found = assignmentIn(code);
    if (found !== undefined) this.#assign(found.targets, found.right, code, line);
  }

  /** Whether code makes the token call, or works on what came from it, and hands it on as it is. */
  carries(code: string, line: number): boolean {
    if (TOKEN_CALL.test(code)) {
      for (const { index } of code.matchAll(EVERY_TOKEN_CALL)) {
        const callees = calleesAround(code, index);
        if (callees.every((name) => this.#functionOf(name) ?? handsOnValue(name))) return true;
      }
    }
    if (!this.#hasAnswers) return false;
    const bare = withoutTexts(code);
    for (const { 0: word, index } of bare.matchAll(/[A-Za-z_]\w*/g)) {
      const rest = bare.slice(index + word.length, index + word.length + 60);
      const isCall = /^\s*\(/.test(rest);
      if (isCall ? this.#functionOf(word) !== true : !this.#isFollowed(bare, index, word, line)) continue;
      if (isWholeRead(isCall ? restOfCall(bare, index + word.length) : rest) && isHandedOn(bare, index)) return true;
    }
    return false;
  }

  /** Where the value of a name comes from on a line, as far as the file tells. */
  sourceOf(name: string, line: number): Source | undefined {
    const scope = this.#scopeAt(line);
    return this.#sourceIn(name, (known) => {
      const own = known.filter(
        (one) => one.scope === scope && one.line <= line && (!one.isOfLine || one.line === line),
      );
      // What a line assigns holds behind it; what it binds holds within.
      return own.findLast((one) => one.line < line || one.source === 'unknown') ?? own[0];
    });
  }

  /** Whether a member is read of the answer itself: `name` stands at `index`, `$` included. */
  isAnswer(code: string, index: number, name: string, line: number): boolean {
    const word = name.replace(/^\$/, '');
    const after = code.slice(index + name.length);
    if (/^\s*\(/.test(after)) return this.#functionOf(word) === true;
    return isOwn(code, index) && this.sourceOf(word, line) === 'token call';
  }

  /** Whether an expression is the answer as it came, and not something that only mentions it. */
  isAnswerWhole(right: string, line: number): boolean {
    if (!isWhole(right) || isWrittenOut(right)) return false;
    const name = /^(?:await )?([A-Za-z_$][\w$]*);?$/.exec(right.trim())?.[1];
    return name === undefined ? this.carries(right, line) : this.sourceOf(name, line) === 'token call';
  }

  /** Where a struct of Go is filled from: one without a name by its variable, which may be filled below. */
  sourceOfStruct(name: string, line: number): Source | undefined {
    const scope = this.#scopeAt(line);
    return this.#sourceIn(name, (known) => known.findLast((one) => one.scope === scope));
  }

  get #functionAt(): string {
    return this.#scopes.at(-1)?.name ?? '';
  }

  #sourceIn(name: string, own: (known: readonly Definition[]) => Definition | undefined): Source | undefined {
    const known = this.#definitions.get(name) ?? [];
    if (this.#count >= MOST_DEFINITIONS) return undefined;
    const nearest = own(known);
    const lasting = known.filter((one) => !one.isOfLine);
    const sources = new Set(nearest === undefined ? lasting.map(({ source }) => source) : [nearest.source]);
    const [only] = sources;
    return sources.size === 1 && only !== 'unknown' && only !== 'maybe' ? only : undefined;
  }

  #scopeAt(line: number): number {
    let [low, high] = [0, this.#scopes.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#scopes[middle]?.line ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Whether a function of this file returns the answer; undefined when it is none of this file. */
  #functionOf(name: string): boolean | undefined {
    return this.#functions.get(name) === true ? true : (this.#known.get(name) ?? this.#functions.get(name));
  }

  #isFollowed(code: string, index: number, word: string, line: number): boolean {
    const known = this.#definitions.get(word);
    // Not the mark before a text: r"…", f"…".
    if (known === undefined || !isOwn(code, index) || /^["']/.test(code.slice(index + word.length))) return false;
    const source = this.sourceOf(word, line);
    return source === 'token call' || source === 'request';
  }

  #enter(code: string, line: number): void {
    if (this.#isHeadOpen) {
      const close = code.indexOf(')');
      for (const name of wordsIn(close === -1 ? code : code.slice(0, close))) this.#define(name, line, 'unknown');
      this.#isHeadOpen = close === -1 && code.trim() !== '';
      return;
    }
    const head = functionHeadIn(code);
    if (head === undefined) return;
    this.#scopes.push({ line, name: head.name });
    if (!this.#functions.has(head.name)) this.#functions.set(head.name, false);
    for (const name of head.parameters) this.#define(name, line, 'unknown');
    this.#isHeadOpen = head.isOpen;
    if (head.body !== undefined && !isWrittenOut(head.body) && isWhole(head.body) && this.carries(head.body, line)) {
      this.#functions.set(head.name, true);
      this.#hasAnswers = true;
    }
  }

  /** `Decode(&answer)`, `Unmarshal(body, &answer)`. */
  #decode(code: string, line: number): void {
    const declared = /\bvar (\w+) (\w+)$|\b(\w+) := &?(\w+)\{\}|\b(\w+) := new\((\w+)\)/.exec(code);
    if (declared !== null) {
      const [name = '', type = ''] = declared.slice(1).filter(Boolean);
      this.#types.set(name, type);
    }
    const into = /(?:Decode|Unmarshal|ReadJSON)\((?:[\w.()]+, ?)?&?([A-Za-z_]\w*)\)/.exec(code)?.[1];
    if (into === undefined) return;
    const source = this.carries(code.replace(new RegExp(String.raw`&?\b${into}\s*\)`), ')'), line)
      ? 'token call'
      : 'elsewhere';
    this.#define(into, line, source);
    const type = this.#types.get(into);
    if (type !== undefined) this.#define(type, line, source, EVERYWHERE);
  }

  #assign(targets: readonly Target[], right: string, code: string, line: number): void {
    if (isEmptyValue(right)) return;
    const isWritten = isWrittenOut(right);
    const source = this.#followed(right, isWritten, line);
    const definitions = targets.flatMap(
      ({ name, isField }) => this.#define(name, line, source, isField ? EVERYWHERE : undefined) ?? [],
    );
    const goesOn = !/;\s*$/.test(code) && isWhole(right) && !beginsFunction(right);
    const isSent = isWritten || calleesAround(right, right.length).every(handsOnValue);
    const below = isWritten ? 'request' : isSent ? 'token call' : 'maybe';
    this.#open = goesOn
      ? { definitions, lines: 12, depth: depthOf(right), goesOn: isOpen(right), source: below }
      : undefined;
  }

  #followed(right: string, isWritten: boolean, line: number): Followed {
    if (isWhole(right) && this.carries(right, line)) return isWritten ? 'request' : 'token call';
    return TOKEN_CALL.test(right) || this.#mentionsFollowed(right, line) ? 'maybe' : 'elsewhere';
  }

  /** Whether a call on, or with, something that knows the token call is made, which may give out another thing. */
  #mentionsFollowed(right: string, line: number): boolean {
    if (!this.#hasAnswers) return false;
    return [...withoutTexts(right).matchAll(/(?<!\w)([A-Za-z_]\w*)(?:\?\.|\.|->)\w+\(/g)].some(
      ([, owner = '']) =>
        this.#definitions.get(owner)?.some((one) => one.source === 'maybe' && one.line < line) === true,
    );
  }

  #goOn(code: string, line: number): void {
    if (this.#open === undefined) return;
    if (this.#open.depth <= 0 && !this.#open.goesOn && !/^\s*(?:->|\??\.|\)|\+|&&|\|\|)/.test(code)) {
      this.#open = undefined;
      return;
    }
    if (isWhole(code) && (this.#open.source === 'maybe' ? TOKEN_CALL.test(code) : this.carries(code, line))) {
      for (const one of this.#open.definitions) one.source = this.#open.source;
      this.#hasAnswers = true;
    }
    this.#open.lines -= 1;
    this.#open.depth += depthOf(code);
    this.#open.goesOn = false;
    if (this.#open.lines === 0 || /;\s*$/.test(code) || code.trim() === '') this.#open = undefined;
  }

  #define(name: string, line: number, source: Followed, scope?: number, isOfLine = false): Definition | undefined {
    if (name === '_' || this.#count >= MOST_DEFINITIONS) return undefined;
    if (source !== 'elsewhere' && source !== 'unknown') this.#hasAnswers = true;
    const definition = { line, scope: scope ?? this.#scopes.length - 1, source, isOfLine };
    const known = this.#definitions.get(name);
    if (known === undefined) this.#definitions.set(name, [definition]);
    else known.push(definition);
    this.#count += 1;
    return definition;
  }
}

const EVERY_TOKEN_CALL = new RegExp(TOKEN_CALL.source, 'gi');

function beginsFunction(right: string): boolean {
  const end = right.trimEnd();
  return end.endsWith('=>') || end.endsWith('=> {') || /\bfunction\b/.test(right);
}

/** What gets a field `token` of its own. */
function ownerOfWrittenToken(code: string): string | undefined {
  const at = code.search(/(?:\.|->|\[\s{0,2}["'])token(?:["']\s{0,2}\])?\s{0,8}=(?![=>])/);
  return at === -1 ? undefined : lastWord(code.slice(0, at));
}

/** The word at the end of a text; empty where there is none. */
function lastWord(text: string): string {
  return text.split(/\W/).at(-1) ?? '';
}

/** Whether it is the answer as it came, and not something that is put together with a field `token` of its own. */
function isWhole(code: string): boolean {
  return !/access_token|\btoken['"]?\s*(?:=>|:(?!:))|[{,]\s*token\s*[,}]/.test(code);
}

/** Whether the value itself goes on, or what is read from it is still the answer: its body, its text. */
function isWholeRead(rest: string): boolean {
  const index = /^\s*\??\.?\[\s*["']?(\w*)/.exec(rest)?.[1];
  if (index !== undefined) return /^(?:data|body|0)$/.test(index);
  const member = /^\s*(?:\?\.|!?\.|->)\s*([A-Za-z_]\w*)/.exec(rest)?.[1];
  return member === undefined || handsOnValue(member);
}

function restOfCall(code: string, from: number): string {
  let depth = 0;
  for (let at = from; at < code.length && at - from < 300; at += 1) {
    if (code.charAt(at) === '(') depth += 1;
    if (code.charAt(at) === ')') depth -= 1;
    if (depth === 0 && code.charAt(at) === ')') return code.slice(at + 1, at + 61);
  }
  return '';
}

/** Whether a name is a variable, or a member of the object that the code belongs to, and not of another one. */
function isOwn(code: string, index: number): boolean {
  const before = code.slice(Math.max(0, index - 40), index).replace(/\$$/, '');
  if (!/(?:\.|->|::)$/.test(before) || before.endsWith('...')) return true;
  return isSelf(lastWord(before.replace(/\??(?:\.|->|::)$/, '')));
}
