import { isResource } from './operations.ts';

/** What stands for a value within a text, or is glued to one. */
const HOLE = String.raw`(?:\$?\{|#\{|\$\w|%s|["'\x60]\s{0,9}[+.&]\s{0,9}\$?[A-Za-z_])`;

/** Lines that call an operation which only shows when the code runs. */
const UNSEEN: readonly RegExp[] = [
  // request(method, …)
  /(?:request|fetch|send|exchange|execute|open|call|invoke|Request|RequestMessage|curl)\w{0,20}\(\s{0,9}(?:self\.|this\.)?\$?(?:http_?)?(?:method|verb)\b(?!\s{0,9}[=:.])/i,
  /\bmethod\s{0,9}[:=]\s{0,9}(?:self\.|this\.)?\$?(?:http_?)?(?:method|verb)\b|[{,]\s{0,9}method\s{0,9}[,}]|CURLOPT_CUSTOMREQUEST\s{0,9}(?:=>|,)\s{0,9}\$/i,
  // …/v1/{entity}, {base}/{entity}
  new RegExp(String.raw`\bv[1-3]\/(?=${HOLE})`),
  /["'`](?:\$\{|#?\{)\w{0,20}(?:base|url|host|api|erp)\w{0,20}\}\/(?:\$\{|#?\{)/i,
  /["'`]%[sv]\/%[sv]|\$\w{0,20}(?:base|url|host|api|erp)\w{0,20}\/\$/i,
];

/** ("PUT", "/" + entity), (f"/{entity}"), base + "/" + entity */
const GLUED_STEP = new RegExp(String.raw`[(,+.]\s{0,9}[$@f]?["'\x60]\/(?=${HOLE})`, 'g');

/** A text that ends with a word, perhaps with a step to come. */
const WORD_AT_END = /["'`/]([a-z]{2,40})[/?]?["'`]/gi;

/** Whether a text with a resource stands before, to which the rest is glued: the steps after it are no resources. */
function isAfterResource(before: string): boolean {
  const argument = before.slice(Math.max(before.lastIndexOf(','), before.lastIndexOf(';')) + 1);
  return [...argument.matchAll(WORD_AT_END)].some(([, word]) => isResource(word));
}

/** Whether a line calls what cannot be told from it: a method or a resource that is given to it. */
export function hidesCall(code: string): boolean {
  if (UNSEEN.some((pattern) => pattern.test(code))) return true;
  if (!code.includes('/')) return false;
  for (const { index } of code.matchAll(GLUED_STEP)) {
    if (!isAfterResource(code.slice(Math.max(0, index - 300), index))) return true;
  }
  return false;
}
