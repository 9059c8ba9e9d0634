import { open } from 'node:fs/promises';
import { errorCodeOf } from '../errors.ts';

/** A file of a sync cannot be read or written, or is not what it should be; in words, for a person. */
export class SyncProblem extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SyncProblem';
  }
}

export function syncProblem(what: string, error: unknown): SyncProblem {
  return new SyncProblem(`${what}: ${fileReason(error)}.`, error);
}

/** Why a file cannot be read or written. */
export function fileReason(error: unknown): string {
  const code = errorCodeOf(error);
  return FILE_REASONS[code] ?? code;
}

const FILE_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'not allowed',
  EPERM: 'not allowed',
  EROFS: 'the disk cannot be written to',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'it is there already',
};

/** A new name lasts when its folder is on the disk; where a system cannot do that, it does it by itself. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
