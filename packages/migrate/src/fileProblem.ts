const MESSAGES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is not a folder',
  ELOOP: 'it is a link, or links lead in a circle',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

/** Why the file system refused, in words where there are some, with its code: `permission denied (EACCES)`. */
export function fileProblem(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
  return Object.hasOwn(MESSAGES, code) ? `${MESSAGES[code] ?? ''} (${code})` : code;
}
