/** Stands for a comment while the code around it is rewritten. */
const MARK = '\ue001';

/** Rewrites the code of a line and leaves its comments as they are; `code` is the line with its comments blanked. */
export function outsideComments(
  line: string,
  code: string,
  rewrite: (code: string) => string | undefined,
): string | undefined {
  if (line === code || line.includes(MARK)) return line === code ? rewrite(line) : line;
  const comments: string[] = [];
  let marked = '';
  for (let at = 0; at < line.length;) {
    if (line.charAt(at) === code.charAt(at)) {
      marked += line.charAt(at);
      at += 1;
      continue;
    }
    const end = endOfBlank(code, at);
    comments.push(line.slice(at, end));
    marked += MARK;
    at = end;
  }
  const pieces = rewrite(marked)?.split(MARK);
  if (pieces === undefined) return undefined;
  if (pieces.length !== comments.length + 1) return line;
  return pieces.map((piece, at) => piece + (comments[at] ?? '')).join('');
}

function endOfBlank(code: string, from: number): number {
  let end = from;
  while (end < code.length && code.charAt(end) === ' ') end += 1;
  return end;
}
