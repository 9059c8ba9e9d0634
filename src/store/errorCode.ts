/** The word by which a library or the system names an error: ECONNREFUSED, SQLITE_BUSY. Messages may hold values. */
export function errorCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unexpected';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.constructor.name;
}
