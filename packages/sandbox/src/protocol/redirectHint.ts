/** How an address misses a registered one, in words for the developer. */
export function redirectHint(given: string, registered: readonly string[]): string {
  if (registered.length === 0) return 'The application has no registered address';
  for (const { message, fits } of MISSES) if (registered.some((one) => fits(given, one))) return message;
  return 'No registered address is like it';
}

const MISSES: readonly { message: string; fits: (given: string, registered: string) => boolean }[] = [
  {
    message: 'It differs from a registered one by a trailing slash',
    fits: (a, b) => a !== b && a.replace(/\/$/, '') === b.replace(/\/$/, ''),
  },
  { message: 'It differs from a registered one by letter case', fits: (a, b) => a.toLowerCase() === b.toLowerCase() },
  {
    message: 'It differs from a registered one by http and https',
    fits: (a, b) => a.replace(/^https?:/, '') === b.replace(/^https?:/, ''),
  },
  {
    message: 'It differs from a registered one by its query or fragment',
    fits: (a, b) => beforeQuery(a) === beforeQuery(b),
  },
  {
    message: 'It differs from a registered one by localhost and 127.0.0.1',
    fits: (a, b) => loopback(a) === loopback(b),
  },
  { message: 'It differs from a registered one by its port', fits: (a, b) => withoutPort(a) === withoutPort(b) },
  { message: 'It differs from a registered one by its path', fits: (a, b) => originOf(a) === originOf(b) },
];

function loopback(uri: string): string {
  return uri.replace(/^(https?:\/\/)(?:localhost|127\.0\.0\.1)(?=[:/]|$)/, '$1loopback');
}

function beforeQuery(uri: string): string {
  return /^[^?#]*/.exec(uri)?.[0] ?? '';
}

function withoutPort(uri: string): string {
  return uri.replace(/^([a-z]+:\/\/[^/:]+):\d+/i, '$1');
}

function originOf(uri: string): string | undefined {
  return URL.canParse(uri) ? new URL(uri).origin : undefined;
}
