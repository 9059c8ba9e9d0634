import { ErpError } from '../errors.ts';

export type QueryValue = string | number | boolean | readonly string[] | undefined;

/** The address of an operation. Values that are undefined or empty are left out; lists repeat their parameter. */
export function addressOf(origin: string, path: string, query: Readonly<Record<string, QueryValue>> = {}): URL {
  const url = new URL(path, origin);
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) if (one !== undefined && one !== '') url.searchParams.append(name, String(one));
  }
  return url;
}

/**
 * A number or id as one step of a path.
 * @throws ErpError erp_not_found for what no address can express: nothing, `.` and `..` would name another address
 */
export function pathStep(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new ErpError('erp_not_found', { reason: 'no address can name such an object' });
  return encodeURIComponent(id);
}
