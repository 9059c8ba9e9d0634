/** A line of a file, with what it becomes: another text, or nothing. Line ends are part of the texts. */
export interface ChangedLine {
  readonly before: string;
  readonly after: string | undefined;
}

const CONTEXT = 3;

/** A file's changes as `git apply` and `patch -p1` take them. */
export function patchOf(path: string, lines: readonly ChangedLine[]): string {
  const out = [`--- a/${path}`, `+++ b/${path}`];
  let removed = 0;
  let at = 0;
  while (at < lines.length) {
    const first = lines.findIndex((line, index) => index >= at && isChanged(line));
    if (first === -1) break;
    let last = first;
    for (let next = first; next < lines.length && next - last <= 2 * CONTEXT; next += 1) {
      const line = lines[next];
      if (line !== undefined && isChanged(line)) last = next;
    }
    const from = Math.max(at, first - CONTEXT);
    const to = Math.min(lines.length, last + CONTEXT + 1);
    const hunk = lines.slice(from, to);
    const kept = hunk.filter(({ after }) => after !== undefined).length;
    const start = kept === 0 ? from - removed : from - removed + 1;
    out.push(`@@ -${from + 1},${hunk.length} +${start},${kept} @@`, ...hunkLines(hunk));
    removed += hunk.length - kept;
    at = to;
  }
  return `${out.join('\n')}\n`;
}

function hunkLines(hunk: readonly ChangedLine[]): string[] {
  return hunk.flatMap((line) => {
    if (!isChanged(line)) return marked(' ', line.before);
    return [...marked('-', line.before), ...(line.after === undefined ? [] : marked('+', line.after))];
  });
}

function marked(mark: string, text: string): string[] {
  return text.endsWith('\n') ? [mark + text.slice(0, -1)] : [mark + text, '\\ No newline at end of file'];
}

export function isChanged({ before, after }: ChangedLine): boolean {
  return before !== after;
}
