import { depthOf } from '../flow/assignments.ts';
import { withoutTexts } from '../quotedTexts.ts';

/** Who asks for the scope at a place: people who sign in, or a service on its own. */
export type Api = 'interactive' | 'service';

type Kind = Api | 'other';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['interactive', /oauth\/authorize|connect\/authorize|response_type|authorization_code|code_challenge/i],
  ['service', /client_?credentials/i],
  ['other', /grant_?type\W{1,12}(?:password|refresh_token)/i],
];
/** A name that gets the scope may be used for any call. */
const NAMED =
  /^\s*(?:(?:export|const|let|var|val|final|static|public|private|protected|readonly|internal|string|String|define)\b\s*)*(?:[$@]|this\.|self\.)?\w{1,80}\s*(?::\s*\w{1,40}\s*)?:?=(?![=>])/;
const MOST_LINES = 15;

/** What the line, or the brackets around it, say of who asks; undefined where that is not plain. */
export function grantAt(codes: readonly string[], at: number, isConfiguration: boolean): Api | undefined {
  const line = codes[at] ?? '';
  const own = kindsIn(line);
  if (own.length > 0) return onlyOf(own);
  if (isConfiguration) return undefined;
  const block = blockAround(codes, at);
  if (block === undefined || (block.opens !== '(' && NAMED.test(line))) return undefined;
  return onlyOf(kindsIn(block.text));
}

function kindsIn(text: string): Kind[] {
  return KINDS.flatMap(([kind, words]) => (words.test(text) ? [kind] : []));
}

function onlyOf(kinds: readonly Kind[]): Api | undefined {
  const [only] = kinds;
  return kinds.length === 1 && only !== 'other' ? only : undefined;
}

/** The lines of the innermost brackets that a line stands in, and how they open; undefined where they are far away. */
function blockAround(codes: readonly string[], at: number): { text: string; opens: string } | undefined {
  let depth = 0;
  let from = at;
  while (depth <= 0 && from > 0 && at - from < MOST_LINES) {
    from -= 1;
    depth += depthOf(codes[from] ?? '');
  }
  if (depth <= 0) return undefined;
  let to = at;
  for (; depth > 0 && to < codes.length && to - from < 2 * MOST_LINES; to += 1) depth += depthOf(codes[to] ?? '');
  if (depth > 0) return undefined;
  const opens = /[([{](?=[^()[\]{}]*$)/.exec(withoutTexts(codes[from] ?? ''))?.[0] ?? '';
  return { text: codes.slice(from, to).join('\n'), opens };
}
