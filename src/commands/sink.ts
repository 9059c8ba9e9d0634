import { once } from 'node:events';
import { open, readlink, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { errorCodeOf } from '../store/errorCode.ts';
import { syncFolder } from 'visma-net-client/sync/fileProblem';
import { fileProblem } from './exitCode.ts';

/** Where the rows go. */
export interface Sink {
  /** A folder for what is not whole yet: where the rows will be, if that is a disk. */
  readonly folder: string;
  /** Comes back when there is room for more. */
  readonly write: (text: string) => Promise<void>;
  /** All is there: a file gets its name. */
  readonly commit: () => Promise<void>;
  /** It came to nothing: a file disappears. */
  readonly discard: () => Promise<void>;
}

/**
 * A file that appears when it is whole, and in place of one that was there, with that one's permissions. Until then it
 * stands beside, with `.part` at its end. A link stays, and what it leads to is replaced; a device or a pipe is written to.
 * @throws CommandProblem when it cannot be written
 */
export async function fileSink(path: string): Promise<Sink> {
  const fail = (error: unknown): never => {
    throw fileProblem(`Cannot write ${path}`, error);
  };
  const there = await stat(path).catch((error: unknown) => (errorCodeOf(error) === 'ENOENT' ? undefined : fail(error)));
  if (there?.isDirectory()) fail(Object.assign(new Error(), { code: 'EISDIR' }));
  if (there && !there.isFile()) return deviceSink(path, fail);
  const target = there ? await realpath(path).catch(fail) : await whereLinksLead(path);
  const part = `${target}.${process.pid}.part`;
  const file = await open(part, 'wx', there?.mode).catch(fail);
  // What the process's umask has taken away.
  if (there) await file.chmod(there.mode).catch(fail);
  return {
    folder: dirname(target),
    write: async (text) => {
      await file.appendFile(text).catch(fail);
    },
    commit: () => commit(file, part, target).catch(fail),
    discard: async () => {
      await file.close();
      await rm(part, { force: true });
    },
  };
}

/** The path of a file that is not there, behind links that may be. */
async function whereLinksLead(path: string): Promise<string> {
  const next = await readlink(path).catch(() => undefined);
  return next === undefined ? resolve(path) : whereLinksLead(resolve(dirname(path), next));
}

async function deviceSink(path: string, fail: (error: unknown) => never): Promise<Sink> {
  const file = await open(path, 'w').catch(fail);
  return {
    folder: tmpdir(),
    write: async (text) => {
      await file.appendFile(text).catch(fail);
    },
    commit: () => file.close(),
    discard: () => file.close(),
  };
}

async function commit(file: FileHandle, part: string, target: string): Promise<void> {
  await file.sync();
  await file.close();
  await rename(part, target);
  await syncFolder(dirname(target));
}

/** Standard output. */
export function streamSink(stream: Writable): Sink {
  return {
    folder: tmpdir(),
    write: async (text) => {
      // A stream that has failed says nothing any more.
      if (stream.errored) throw stream.errored;
      if (!stream.write(text)) await once(stream, 'drain');
    },
    commit: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };
}
