import { isSelf } from './assignments.ts';

/** Functions and members that send, read or decode, and so hand on what they are given as it is. */
const HANDS_ON =
  /json|^loads?$|pars|decod|encod|serial|unmarshal|read|contents?$|object|array|list|map$|dict|send|exec|request|post|fetch|open|body|text|bytes|buffer|string|query|params|entity|form|answer|response|result|reply|curl|stream|client|http|\bur[il]|^do$|ask|await|async|call|perform|invoke|future|promise|^get$|unwrap|must|trim|strip|^values?$|^data$|init$|setopt|builder|^create$|^build$|^of$|^then$|header|^as[A-Z]|^to[A-Z]/i;
/** Those that make something else of it, whatever they are called besides. */
const MAKES_OTHER =
  /session|store|cache|user|save|cookie|account|wrap|login|sign|persist|regist|issue|jwt|cancel|log$|repo|entit(?:y|ies)Manager|find|insert|update/i;

/** How far back the beginning of a call is looked for. */
const FARTHEST = 400;

/** Whether all calls around a place hand on what they are given. */
export function isHandedOn(code: string, at: number): boolean {
  return calleesAround(code, at).every(handsOnValue);
}

/** Whether a function or member of this name hands on the value. */
export function handsOnValue(name: string): boolean {
  const word = name.replace('.', '');
  return word === '' || (HANDS_ON.test(word) && !MAKES_OTHER.test(word));
}

/** The functions that are called around a place, from the inside; with a dot before members of other objects. */
export function calleesAround(code: string, at: number): string[] {
  const callees: string[] = [];
  let depth = 0;
  for (let index = at - 1; index >= Math.max(0, at - FARTHEST); index -= 1) {
    const character = code.charAt(index);
    if (')]}'.includes(character)) depth += 1;
    else if ('([{'.includes(character)) {
      if (depth > 0) depth -= 1;
      else if (character === '(') callees.push(lastWordBefore(code, index));
    }
  }
  return callees.filter((name) => name !== '' && !KEYWORDS.test(name));
}

const KEYWORDS = /^(?:if|while|switch|return|for|await|using|try|elif|and|or|not|in|print|echo|len|count)$/;

function lastWordBefore(code: string, end: number): string {
  const before = withoutTypeArguments(code.slice(Math.max(0, end - 80), end).trimEnd());
  const [name = '', owner] = before.split(/(?:\.|->|::)/).reverse();
  const word = lastWord(name);
  return owner === undefined || word !== name.trim() || isSelf(lastWord(owner)) ? word : `.${word}`;
}

/** `Value<string>` as `Value`. */
function withoutTypeArguments(text: string): string {
  const open = text.endsWith('>') ? text.lastIndexOf('<') : -1;
  return open === -1 ? text : text.slice(0, open);
}

function lastWord(text: string): string {
  return text.trimEnd().split(/\W/).at(-1) ?? '';
}
