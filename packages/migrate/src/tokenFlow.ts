import { tokenCall } from './codeWords.ts';

/** The head of a function, by which its result is known. */
const functionHead =
  /(?:\bfunction\s+|\bdef\s+|\bfunc\s+(?:\([^)]*\)\s*)?|\bfun\s+|\bsub\s+|^\s*(?:(?:public|private|protected|internal|static|async|final|override)\s+)+[\w.<>[\]?]+\s+)([A-Za-z_]\w*)\s*\([^;]*$|^\s*(?:async\s+)?([A-Za-z_]\w*)\s*\([^;]*\)\s*(?::[\w<>|[\]\s]+)?\{\s*$|\b(?:const|let)\s+([A-Za-z_]\w*)\s*=\s*(?:async\s*)?(?:\([^)]*\)|\w+)\s*=>/;
/** What decodes into a variable: `Decode(&answer)`, `Unmarshal(body, &answer)`, `json_decode`. */
const decoded = /(?:Decode|Unmarshal|ReadJSON)\(\s*(?:([\w.]+)\s*,\s*)?&([A-Za-z_]\w*)/;

const mostNames = 60;

/**
 * Follows the answer of the token call through a file, from the top: names that it is assigned to, results of functions
 * that return it, and names made from those. Names that are filled with something else are known as well.
 */
export class TokenFlow {
  readonly #answers = new Set<string>();
  readonly #others = new Set<string>();
  #function = '';
  /** An assignment or call that goes on over the next lines, and how many. */
  #open: { readonly names: readonly string[]; readonly isInBrackets: boolean; lines: number } | undefined;

  /** Takes note of one line. */
  learn(code: string): void {
    if (code.length > 1_000) return;
    const head = functionHead.exec(code);
    if (head !== null && !/^\s*(?:if|for|while|switch|return|catch|foreach)\b/.test(code)) {
      this.#function = head[1] ?? head[2] ?? head[3] ?? '';
    }
    this.#goOn(code);
    const into = decoded.exec(code);
    if (into?.[2] !== undefined && this.carries(code.replace(into[2], ''))) this.#add(into[2]);
    if (/^\s*return\b/.test(code)) {
      if (this.#function !== '' && this.carries(code) && isWhole(code)) this.#add(this.#function);
      return;
    }
    const opened = openedIn(code);
    if (opened !== undefined && this.carries(opened.value)) this.#add(opened.name);
    const found = assignmentIn(code);
    if (found !== undefined) this.#assign(found.names, found.right, code);
  }

  /** Whether code makes the token call, or works on what came from it. */
  carries(code: string): boolean {
    if (tokenCall.test(code)) return true;
    for (const [word] of code.matchAll(/[A-Za-z_]\w*/g)) if (this.#answers.has(word)) return true;
    return false;
  }

  /** Where the value of a name comes from, as far as the file tells. */
  sourceOf(name: string): 'token call' | 'elsewhere' | undefined {
    if (this.#answers.has(name)) return 'token call';
    return this.#others.has(name) ? 'elsewhere' : undefined;
  }

  #assign(names: readonly string[], right: string, code: string): void {
    if (isWhole(right) && this.carries(right)) for (const name of names) this.#add(name);
    else if (right.trim() !== '') for (const name of names) if (this.#others.size < mostNames) this.#others.add(name);
    const goesOn = !/;\s*$/.test(code) && isWhole(right);
    this.#open = goesOn ? { names, lines: 12, isInBrackets: isOpen(right) } : undefined;
  }

  #goOn(code: string): void {
    if (this.#open === undefined) return;
    if (!this.#open.isInBrackets && !/^\s*(?:->|\??\.|\)|\+|&&|\|\|)/.test(code)) {
      this.#open = undefined;
      return;
    }
    if (isWhole(code) && this.carries(code)) for (const name of this.#open.names) this.#add(name);
    this.#open.lines -= 1;
    if (this.#open.lines === 0 || /;\s*$/.test(code) || code.trim() === '') this.#open = undefined;
  }

  #add(name: string): void {
    if (this.#answers.size < mostNames && name.length > 1) this.#answers.add(name);
  }
}

/** Whether it is the answer as it came, and not something that is put together with a field `token` of its own. */
function isWhole(code: string): boolean {
  return !/access_token|\btoken['"]?\s*(?:=>|:(?!:))|[{,]\s*token\s*[,}]/.test(code);
}

/** Whether an expression has brackets that close on a later line, or goes on by a dot. */
function isOpen(code: string): boolean {
  const opened = (code.match(/[([{]/g) ?? []).length;
  const closed = (code.match(/[)\]}]/g) ?? []).length;
  return opened > closed || /(?:[=+.,(]|\bawait)\s*$/.test(code) || !/[;)}\]"'\w]\s*$/.test(code);
}

/** The names that a statement gives a value to, and the beginning of the value. */
function assignmentIn(code: string): { names: string[]; right: string } | undefined {
  const at = code.search(/(?<![=!<>+*/%&|^-])=(?![=>~])/);
  const left = at === -1 ? '' : code.slice(0, at).replace(/^\s*(?:(?:if|using|while|try|elif)\s*\(?)/, '');
  if (left.trim() === '' || left.length > 200 || /["'`]/.test(left)) return undefined;
  const right = code.slice(at + 1);
  // { a, b } = …, [a, b] = …, (a, b) = …
  const parts = /(?:^|[^\w$])[{[(]([^{}[\]()]*)[}\])]\s*:?$/.exec(left)?.[1];
  if (parts === undefined && /[()[\]]/.test(left)) return undefined;
  const list = (parts ?? left.replace(/:[\w.<>|?\s]*$/, '')).split(',');
  const names = list.map(lastName).filter(Boolean);
  return names.length === 0 ? undefined : { names, right };
}

/** The name at the end of one part of the left side; a type may stand before it. */
function lastName(part: string): string {
  const word = part.trimEnd().split(/\W/).at(-1) ?? '';
  return word.replace(/^\d+/, '');
}

/** What `with value as name` of Python gives a name to. */
function openedIn(code: string): { name: string; value: string } | undefined {
  const at = code.search(/\bwith\s/);
  if (at === -1) return undefined;
  const parts = code.slice(at + 'with'.length).split(/\sas\s/);
  const name = /^\s*(\w+)/.exec(parts.at(-1) ?? '')?.[1];
  if (parts.length < 2 || name === undefined) return undefined;
  return { name, value: parts.slice(0, -1).join(' as ') };
}
