const host = String.raw`(?<scheme>https?:\/\/)(?<![\w.-])integration\.visma\.net`;

/** The token and authorize addresses of VNI, where the host stands with them. */
export function fixSignInAddresses(line: string): string {
  return line
    .replace(new RegExp(String.raw`${host}\/API\/resources\/oauth\/authorize(?![\w/-])`, 'gi'), `${connect}/authorize`)
    .replace(new RegExp(String.raw`${host}\/API\/security\/api\/v2\/token(?![\w/-])`, 'gi'), (all: string) =>
      /\bDELETE\b/i.test(line) ? all : `${connect}/token`,
    );
}

const connect = 'https://connect.visma.com/connect';

/** The old host with the part of the path that falls away, and that part alone. */
export function fixApiAddresses(line: string, isHostSafe: boolean): string {
  const withPath = line.replace(
    new RegExp(String.raw`${host}\/API\/(?:service\/)?controller\/api(?=[/"'\x60\s<]|$)`, 'gi'),
    (_, scheme: string) => `${scheme}api.finance.visma.net`,
  );
  const withHost = isHostSafe
    ? withPath.replace(
        new RegExp(String.raw`${host}(?:\/API)?(?=\/?(?:["'\x60\s<;,)]|$))`, 'gi'),
        (_, scheme: string) => `${scheme}api.finance.visma.net`,
      )
    : withPath;
  return withHost.replace(
    /(?<![\w.-])(\/?)(?:API\/)?(?:service\/)?controller\/api\/(?=v\d)/gi,
    (_, slash: string) => slash,
  );
}

/** The header's name, where it carries a bearer token. */
export function fixHeaderName(line: string): string {
  return line.replace(/(?<![\w.-])(Authentication)(?=['"]?\]?\s*(?:=>|[:,=]).{0,12}Bearer)/g, 'Authorization');
}

/** `numberToRead` as `pageSize`, with the first page; `around` are the lines close by. */
export function fixPaging(line: string, around: string, isScript: boolean): string {
  if (/skipRecords|greaterThanValue|pageNumber|pageSize/i.test(around)) return line;
  const fixed = line
    .replace(/([?&])numberToRead=/g, '$1pageNumber=1&pageSize=')
    .replace(/(["'])numberToRead\1(\s*(?:=>|:)\s*)/g, '$1pageNumber$1$21, $1pageSize$1$2');
  return isScript
    ? fixed.replace(/(?<![\w$.'"])numberToRead(?!:\s*(?:number|string)\b)(:\s*)/g, 'pageNumber$11, pageSize$1')
    : fixed;
}

/** The scope of VNI as the ones that the calls need. */
export function fixScope(line: string, scopes: readonly string[]): string {
  return line
    .replace(/(?<=scope=)financialstasks(?![\w])/gi, scopes.map(encodeURIComponent).join('%20'))
    .replace(/(?<![\w])financialstasks(?![\w])/gi, scopes.join(' '));
}
