import { functionHeadIn } from './flow/functionHeads.ts';
import type { Line } from './prepareLines.ts';

/** Hosts, scopes and names of eAccounting, Netvisor, Business NXT, HRM and Payroll. */
const OTHER =
  /vismaonline\.com|\bea:(?:api|sales|purchase|accounting)|e-?accounting|business\.visma\.net|business[-_ ]?nxt|netvisor|spiris|(?:hrm|payroll)[-.\w]{0,30}visma|visma[\w.-]{0,12}(?:hrm|payroll)/i;
/** Hosts, scopes and names of Visma.net ERP. */
const ERP =
  /(?:integration|api\.finance|salesorder)(?:\.stag)?\.visma\.net|controller\/api\/v\d|financialstasks|security\/api\/v\d|vismanet_erp_|visma[._-]?net(?!visor|work)|\bvni(?![a-z])/i;
/** A name that gets an address of one of them. */
const NAMED = /([A-Za-z_$][\w$]{2,60})['"]?\]?\s*(?::\s*[\w<>]{1,40}\s*)?(?:=>|:=|=|:)\s*[^=]{0,40}$/;

/** A line that names a product. */
interface Mention {
  readonly line: number;
  /** How many functions begin above it or on it. */
  readonly block: number;
  /** Whether it names the other product alone. */
  readonly isOther: boolean;
}

const MOST_NAMES = 50;

/** Which lines of a file are about Visma.net ERP and which about another product of Visma, where it has both. */
export class ProductAreas {
  readonly #mentions: Mention[] = [];
  readonly #lines: number[] = [];
  /** The lines on which functions begin. */
  readonly #heads: number[] = [];
  /** Names that hold an address, and whether it is the other product's. */
  readonly #names = new Map<string, boolean>();

  static of(lines: Iterable<Line>): ProductAreas {
    const areas = new ProductAreas();
    for (const line of lines) areas.#learn(line);
    return areas;
  }

  #learn({ number, code, text }: Line): void {
    if (functionHeadIn(code) !== undefined) this.#heads.push(number);
    const other = OTHER.exec(text);
    const erp = ERP.exec(other === null ? text : text.replace(OTHER, ' '));
    if (erp !== null) this.#add(number, false);
    else if (other !== null) this.#add(number, true);
    else this.#learnNamed(number, code);
    const found = other === null ? erp : erp === null ? other : null;
    if (found === null || this.#names.size >= MOST_NAMES) return;
    const name = NAMED.exec(text.slice(Math.max(0, found.index - 160), found.index))?.[1];
    if (name !== undefined) this.#names.set(name, other !== null);
  }

  #learnNamed(line: number, code: string): void {
    if (this.#names.size === 0) return;
    const named = (code.match(/[A-Za-z_$][\w$]{2,60}/g) ?? []).flatMap((word) => this.#names.get(word) ?? []);
    if (named.length > 0) this.#add(line, !named.includes(false));
  }

  #add(line: number, isOther: boolean): void {
    this.#mentions.push({ line, block: this.#heads.length, isOther });
    this.#lines.push(line);
  }

  /** Whether what is named nearest, in the same function where it names any, is the other product alone. */
  isOther(line: number): boolean {
    const block = countUpTo(this.#heads, line);
    const at = countUpTo(this.#lines, line);
    const around = [this.#mentions[at - 1], this.#mentions[at]].filter((one) => one !== undefined);
    const within = around.filter((mention) => mention.block === block);
    const [first, second] = within.length > 0 ? within : around;
    // Of two as near as each other the one above counts: what is named below may begin another part.
    const isSecond = second !== undefined && first !== undefined && second.line - line < line - first.line;
    return (isSecond ? second : first)?.isOther === true;
  }
}

/** How many of some rising numbers are at most `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let from = 0;
  let to = numbers.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] ?? 0) <= limit) from = middle + 1;
    else to = middle;
  }
  return from;
}
