import { closeSync, constants, ftruncateSync, openSync, readFileSync, realpathSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { stampOf } from '../fileStamp.ts';

/** A file that is rewritten in its own place, so that its mode, its owner and its links stay. */
export interface OpenedFile {
  read(): Buffer;
  write(bytes: Buffer): void;
}

/** Why a file is left as it is. */
export class LeftFileError extends Error {}

/**
 * Opens a file of a folder that was scanned, calls `use`, and closes it. Links are not followed, so that nothing outside
 * the folder is written. Throws LeftFileError where the file is not the one that was scanned, or no longer as it was,
 * else the file system's error.
 */
export function withScannedFile(
  { root, file, stamp }: { readonly root: string; readonly file: string; readonly stamp: string | undefined },
  mode: 'print' | 'write',
  use: (opened: OpenedFile) => void,
): void {
  const path = join(root, file);
  const access = mode === 'write' ? constants.O_RDWR : constants.O_RDONLY;
  const descriptor = openSync(path, access | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (realpathSync(path) !== join(realpathSync(root), file)) throw new LeftFileError('a link leads to it');
    if (stampOf(descriptor) !== stamp) throw new LeftFileError('it changed since it was scanned');
    use({ read: () => readFileSync(descriptor), write: (bytes) => overwrite(descriptor, bytes) });
  } finally {
    closeSync(descriptor);
  }
}

function overwrite(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done, bytes.length - done, done);
  ftruncateSync(descriptor, bytes.length);
}
