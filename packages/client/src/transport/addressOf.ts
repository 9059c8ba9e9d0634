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

/** How ids with special characters stand in paths of the ERP API: as `b64(…)`, or escaped (`%2F`). */
export type IdForm = 'b64' | 'escaped';

/**
 * A number or id as one step of a path of the ERP API, which takes `b64(<Base64 for addresses>)` since release 8.19.
 * @throws ErpError as pathStep
 */
export function erpPathStep(id: string, form: IdForm = 'b64'): string {
  const escaped = pathStep(id);
  return form === 'b64' && SPECIAL.test(id) ? `b64(${Buffer.from(id).toString('base64url')})` : escaped;
}

// Guess: which characters are special is not documented; all but letters, digits, blanks, dots, hyphens and underscores.
const SPECIAL = /[^\p{L}\p{N} ._-]/u;

/** The id that such a step names; undefined where it cannot be read. */
export function idOfStep(step: string): string | undefined {
  try {
    const id = decodeURIComponent(step);
    const [, coded] = /^b64\(([\w=-]+)\)$/i.exec(id) ?? [];
    return coded === undefined ? id : Buffer.from(coded, 'base64url').toString();
  } catch {
    return undefined;
  }
}

/**
 * A number or id as one step of a path.
 * @throws ErpError erp_not_found for what no address can express: nothing, `.` and `..` would name another address
 */
export function pathStep(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new ErpError('erp_not_found', { reason: 'no address can name such an object' });
  return encodeURIComponent(id);
}
