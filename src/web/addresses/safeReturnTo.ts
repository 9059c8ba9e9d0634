const MAX_LENGTH = 2000;
/** Where a return would sign in again, sign out, or loop. */
const NO_WAY_BACK = new Set([
  'login',
  'callback',
  'sign-in-refused',
  'logout',
  'signed-out',
  'initiate-login',
  'frontchannel-logout',
  'backchannel-logout',
]);
/** An origin that no link names, so that whatever leaves it is noticed. */
const HERE = 'http://here.invalid';
const CONTROL_OR_BACKSLASH = /[\p{Cc}\\]/u;

/**
 * A path of this application with its query, fit for a redirect; `/` for everything else: other origins, `//host`,
 * backslashes, control characters, encoded slashes that hide such a thing, and the pages of signing in and out.
 * The fragment is cut. An encoded slash inside a name is kept, as in `/companies/1/inventory/A%2FB`. Pure.
 */
export function safeReturnTo(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > MAX_LENGTH) return '/';
  if (!wanted.startsWith('/') || CONTROL_OR_BACKSLASH.test(wanted) || !URL.canParse(wanted, HERE)) return '/';
  const { origin, pathname, search } = new URL(wanted, HERE);
  const path = decoded(pathname);
  if (origin !== HERE || path === undefined || !isPlain(path) || leadsNowhere(path)) return '/';
  return pathname + search;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Nothing in the decoded path that a browser, a proxy or a second decoding could take for a host or a step up. */
function isPlain(path: string): boolean {
  return !CONTROL_OR_BACKSLASH.test(path) && !path.includes('//') && !/(^|\/)\.{1,2}(\/|$)/.test(path);
}

function leadsNowhere(path: string): boolean {
  const [, first = ''] = path.split('/');
  return NO_WAY_BACK.has(first.trim().toLowerCase());
}
