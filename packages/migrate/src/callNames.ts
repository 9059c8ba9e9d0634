import { AUTHORIZE_CALL, TOKEN_CALL } from './codeWords.ts';
import type { CallName } from './rule.ts';

const CALLS: readonly (readonly [CallName, RegExp])[] = [
  ['authorize call', AUTHORIZE_CALL],
  ['token call', TOKEN_CALL],
];

/** Text between a constant's name and its address: `name = "`, `"name": '`, `name := f"`, `name = new Uri("`. */
const ASSIGNMENT =
  /([A-Za-z_$][\w$]{2,60})['"]?\]?\s*(?::\s*[\w<>]{1,40}\s*)?(?:=>|:=|=|:)\s*(?:new\s+)?(?:(?:[\w.]{0,40}(?:ur[il]|env)[\w.]{0,20})\()?[$@fru]{0,2}["'`]?[^"'`\s()]{0,200}$/i;

/** Learns the constants that hold an authorize or token address, so that the calls made by name are known. */
export class CallNames {
  readonly #names = new Map<CallName, Set<string>>();

  /** Takes note of the constants that a line defines. */
  learn(code: string): void {
    for (const [call, address] of CALLS) {
      const found = /\/(?=[\w/])/.test(code) ? address.exec(code) : null;
      const name = found === null ? undefined : ASSIGNMENT.exec(code.slice(0, found.index))?.[1];
      if (name === undefined) continue;
      const names = this.#names.get(call) ?? new Set();
      if (names.size < 20) names.add(name);
      this.#names.set(call, names);
    }
  }

  /** Whether the text makes such a call, by address or by the name of a constant. */
  occursIn(text: string, call: CallName): boolean {
    const address = call === 'token call' ? TOKEN_CALL : AUTHORIZE_CALL;
    if (address.test(text)) return true;
    return [...(this.#names.get(call) ?? [])].some((name) => hasWord(text, name));
  }
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!/[\w$]/.test(text.charAt(at - 1)) && !/[\w$]/.test(text.charAt(at + word.length))) return true;
  }
  return false;
}
