/** The old host with its scheme, alone in a text, perhaps with the first step of the path. */
export const HOST_ALONE = String.raw`(?<scheme>https?:\/\/)(?<![\w.-])integration\.visma\.net(?:\/API)?(?=\/?(?:["'\x60\s<;,)]|$))`;
/** The old path in front of its version, at the beginning of a text or behind what stands for the host. */
export const PATH_ALONE = String.raw`(?<=^|["'\x60}=\s(,>]|\$\w{1,60}|%s)(?<slash>\/?)(?:API\/)?(?:service\/)?controller\/api\/(?=v\d)`;

/** An address whose host and path stand together: whatever is written of it, nothing else has to follow. */
const WHOLE = /(?:https?:)?(?:\/\/)?[\w.-]{1,60}\.visma\.net\/(?!API\/?(?:[^\w/]|$))[\w-][^\s"'`<>]*/gi;
const HOST = /integration(?:\.stag)?\.visma\.net/i;
const PATH = /controller\/api/i;
/** Another path of the old host, or a piece of a path that may be put together to any. */
const OTHER_PATH =
  /security\/api|resources\/(?:oauth|v\d)|oauth\/authorize|usercontexts|(?:["'`}]|\$\w{1,60})\/?API\/?(?:["'`${]|\w)/i;
const LONGEST_LINE = 2_000;

/** Rules that find what stays on another host than the API, or falls away. */
const OTHER_RULES = new Set(['vni-authorize-address', 'vni-token-address', 'vni-context', 'webhook-subscription']);

/** What a file says of addresses whose host stands in one place and whose path in another. */
export interface SplitAddresses {
  readonly hasHost: boolean;
  readonly hasPath: boolean;
  /** Whether something would be left behind by the host, or by the path. */
  readonly isUnclear: boolean;
}

/** Looks through a file's code for them; `rulesOn` tells what was found on a line, by its index. */
export function splitAddressesIn(
  codes: readonly string[],
  rulesOn: (at: number) => ReadonlySet<string> | undefined,
): SplitAddresses {
  let hasHost = false;
  let hasPath = false;
  let isUnclear = false;
  for (const [at, code] of codes.entries()) {
    if (!/visma\.net|api|oauth|context/i.test(code)) continue;
    if (code.length > LONGEST_LINE) {
      isUnclear ||= HOST.test(code) || PATH.test(code);
      continue;
    }
    const apart = code.replace(WHOLE, '');
    const hosts = apart.replace(new RegExp(HOST_ALONE, 'gi'), '');
    const rest = hosts.replace(new RegExp(PATH_ALONE, 'gi'), '');
    hasHost ||= hosts !== apart;
    hasPath ||= rest !== hosts;
    const isFound = rulesOn(at) !== undefined;
    isUnclear ||= HOST.test(rest) || PATH.test(rest) || OTHER_PATH.test(rest) || (rest !== apart && !isFound);
    isUnclear ||= apart === code && [...(rulesOn(at) ?? [])].some((rule) => OTHER_RULES.has(rule));
  }
  return { hasHost, hasPath, isUnclear };
}

/** Whether all of them can be rewritten together: each path has its host in its own file, and nothing else is added to it. */
export function canGoTogether(files: readonly SplitAddresses[]): boolean {
  return files.every(({ hasHost, hasPath, isUnclear }) => !isUnclear && (hasHost || !hasPath));
}
