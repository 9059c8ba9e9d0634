import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { CommandProblem, EXIT, fileProblem } from '../command/exitCode.ts';

/** The rows of a list as they came, one a line. */
export interface ChangeFile {
  /** Adds lines; they are on the disk when it comes back. Returns the length of the file in bytes. */
  append: (lines: readonly string[]) => Promise<number>;
  close: () => Promise<void>;
}

/**
 * Opens the file, and cuts off what stands behind `bytes`.
 * @throws CommandProblem when it cannot be written, or is shorter than that
 */
export async function openChangeFile(path: string, bytes: number): Promise<ChangeFile> {
  const inWords = (error: unknown): never => {
    throw fileProblem(`Cannot write ${path}`, error);
  };
  const file = await open(path, 'a').catch(inWords);
  const { size } = await file.stat();
  if (size < bytes) {
    await file.close();
    const words = `${path} is shorter than its checkpoint says. Move its folder away to begin anew.`;
    throw new CommandProblem(EXIT.usage, words);
  }
  if (size > bytes) await file.truncate(bytes);
  let length = bytes;
  return {
    append: async (lines) => {
      if (lines.length === 0) return length;
      const text = Buffer.from(`${lines.join('\n')}\n`);
      await file.appendFile(text).catch(inWords);
      await file.datasync().catch(inWords);
      return (length += text.length);
    },
    close: () => file.close(),
  };
}

/** The lines from one place to another. */
export async function* linesBetween(path: string, start: number, end: number): AsyncGenerator<string> {
  if (start >= end) return;
  yield* createInterface({ input: createReadStream(path, { start, end: end - 1 }), crlfDelay: Infinity });
}
