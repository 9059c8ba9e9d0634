import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { SyncProblem, syncProblem } from './fileProblem.ts';

/** The rows of a list as they came, one a line. */
export interface ChangeFile {
  /** Adds lines; they are on the disk when it comes back. Returns the length of the file in bytes. */
  readonly append: (lines: readonly string[]) => Promise<number>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the file, and cuts off what stands behind `bytes`.
 * @throws SyncProblem when it cannot be written, or is shorter than that
 */
export async function openChangeFile(path: string, bytes: number): Promise<ChangeFile> {
  const fail = (error: unknown): never => {
    throw syncProblem(`Cannot write ${path}`, error);
  };
  const file = await open(path, 'a').catch(fail);
  const { size } = await file.stat();
  if (size < bytes) {
    await file.close();
    const message = `${path} is shorter than its checkpoint says. Move its folder away to begin anew.`;
    throw new SyncProblem(message);
  }
  if (size > bytes) await file.truncate(bytes);
  let length = bytes;
  return {
    append: async (lines) => {
      if (lines.length === 0) return length;
      const text = Buffer.from(`${lines.join('\n')}\n`);
      await file.appendFile(text).catch(fail);
      await file.datasync().catch(fail);
      return (length += text.length);
    },
    close: () => file.close(),
  };
}

/**
 * The lines from one place to another, by line feeds alone: `readline` also parts at U+2028 and U+2029 (Node 24), which
 * JSON leaves in its texts.
 */
export async function* linesBetween(path: string, start: number, end: number): AsyncGenerator<string> {
  if (start >= end) return;
  let rest = Buffer.alloc(0);
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { start, end: end - 1 });
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, from)) {
      yield bytes.toString('utf8', from, at);
      from = at + 1;
    }
    rest = bytes.subarray(from);
  }
  if (rest.length > 0) yield rest.toString();
}

const LINE_FEED = 10;
