import type { Language } from '../languageOf.ts';
import { HOST_ALONE, PATH_ALONE } from './splitAddresses.ts';

const HOST = String.raw`(?<scheme>https?:\/\/)(?<![\w.-])integration\.visma\.net`;

/** The authorize address of VNI, where its host stands with it. */
export function fixAuthorizeAddress(line: string): string {
  return line.replace(
    new RegExp(String.raw`${HOST}\/API\/resources\/oauth\/authorize(?![\w/-])`, 'gi'),
    `${CONNECT}/authorize`,
  );
}

/** The token address of VNI, where its host stands with it, and tokens are asked for and not revoked. */
export function fixTokenAddress(line: string): string {
  if (/\bDELETE\b/i.test(line)) return line;
  return line.replace(
    new RegExp(String.raw`${HOST}\/API\/security\/api\/v2\/token(?![\w/-])`, 'gi'),
    `${CONNECT}/token`,
  );
}

const CONNECT = 'https://connect.visma.com/connect';

/**
 * The old host with the part of the path that falls away, where they stand together; where they stand apart both or
 * neither: `isTogether` says whether all of them are rewritten.
 */
export function fixApiAddresses(line: string, isTogether: boolean): string {
  const whole = line.replace(
    new RegExp(String.raw`${HOST}\/API\/(?:service\/)?controller\/api(?=[/"'\x60\s<]|$)`, 'gi'),
    (_, scheme: string) => `${scheme}api.finance.visma.net`,
  );
  if (!isTogether) return whole;
  return whole
    .replace(new RegExp(HOST_ALONE, 'gi'), (_, scheme: string) => `${scheme}api.finance.visma.net`)
    .replace(new RegExp(PATH_ALONE, 'gi'), (_, slash: string) => slash);
}

/** The header's name, where it carries a bearer token. */
export function fixHeaderName(line: string): string {
  return line.replace(/(?<![\w.-])(Authentication)(?=['"]?\]?\s*(?:=>|[:,=]).{0,12}Bearer)/g, 'Authorization');
}

/** Languages in which a dictionary may hold numbers beside texts. */
const DYNAMIC = new Set<Language>(['javascript', 'python', 'php']);

/** `numberToRead` as `pageSize`, with the first page; `around` are the lines close by. */
export function fixPaging(line: string, around: string, language: Language, name: string): string {
  if (/skipRecords|greaterThanValue|pageNumber|pageSize/i.test(around)) return line;
  const inAddress = line.replace(/([?&])numberToRead=/g, '$1pageNumber=1&pageSize=');
  // Taken apart, and not put together: `{ numberToRead: n } = options`.
  if (/\}\s*(?:=(?![=>])|\)\s*(?::[^=]*)?(?:=>|\{))|\bcase\b/.test(line)) return inAddress;
  const isDynamic = DYNAMIC.has(language) || /\.(?:rb|json)$/i.test(name);
  const inEntry = inAddress.replace(
    /(["'])numberToRead\1(\s*(?:=>|:)\s*)(?=(\S.*))/g,
    (all: string, quote: string, colon: string, right: string) => {
      const first = firstPage(right, isDynamic);
      return first === undefined ? all : `${quote}pageNumber${quote}${colon}${first}, ${quote}pageSize${quote}${colon}`;
    },
  );
  if (language !== 'javascript') return inEntry;
  return inEntry.replace(
    /(?<=[{,(]\s{0,4}|^\s{0,60})numberToRead(:\s*)(?!(?:number|string|any|unknown)\b)(?=(\S.*))/g,
    (all: string, colon: string, right: string) => {
      const first = firstPage(right, true);
      return first === undefined ? all : `pageNumber${colon}${first}, pageSize${colon}`;
    },
  );
}

/** The number of the first page in the form of the other value; undefined where its type is not seen. */
function firstPage(right: string, isDynamic: boolean): string | undefined {
  const list = /^\{\s*(["'])[^"']*\1\s*\}/.exec(right);
  if (list !== null) return `{${list[1] ?? '"'}1${list[1] ?? '"'}}`;
  const [quote] = /^["'\x60](?=[^"'\x60]*["'\x60]\s*(?:[,}\])]|$))/.exec(right) ?? [];
  if (quote !== undefined) return quote === '`' ? "'1'" : `${quote}1${quote}`;
  if (/^\d+\s*(?:[,}\])]|$)/.test(right)) return '1';
  if (!isDynamic) return undefined;
  return /^(?:String|str|strval)\(|^[\w.$>-]+\.toString\(/.test(right) ? `'1'` : '1';
}

/** The scope of VNI as the ones that the calls need. */
export function fixScope(line: string, scopes: readonly string[]): string {
  return line
    .replace(/(?<=scope=)financialstasks(?![\w])/gi, scopes.map(encodeURIComponent).join('%20'))
    .replace(/(?<![\w])financialstasks(?![\w])/gi, scopes.join(' '));
}
