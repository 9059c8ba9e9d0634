import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib';

/** What this client says that it understands (RFC 9110 §12.5.3). Without a word any coding would be right. */
export const ACCEPT_ENCODING = 'gzip, br';

/** Why the content of an answer cannot be had: too much of it, or not what its coding says. */
export class ContentCodingError extends Error {
  override name = 'ContentCodingError';
  readonly code: 'too_large' | 'not_decodable';

  constructor(code: ContentCodingError['code'], options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

type Decode = (coded: Uint8Array, options: ZlibOptions) => Promise<Uint8Array>;

const DECODERS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

interface CodedBody {
  readonly text: () => Promise<string>;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

/**
 * Reads an answer as text, decoded as its Content-Encoding says. `mostBytes` bounds what comes out; what comes in is
 * bounded by the connection.
 * @throws ContentCodingError
 * @see RFC 9110 §8.4
 */
export async function readText(
  body: CodedBody,
  contentEncoding: string | string[] | undefined,
  mostBytes: number,
): Promise<string> {
  const coding = [contentEncoding ?? ''].flat().join(',').trim().toLowerCase();
  if (coding === '' || coding === 'identity') return body.text();
  const decode = DECODERS.get(coding);
  if (!decode) throw new ContentCodingError('not_decodable');
  const coded = new Uint8Array(await body.arrayBuffer());
  // An answer without content may name the coding that it would have had.
  if (coded.length === 0) return '';
  return new TextDecoder().decode(await decode(coded, { maxOutputLength: mostBytes }).catch(refuse));
}

function refuse(cause: Error & { readonly code?: string }): never {
  throw new ContentCodingError(cause.code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'not_decodable', { cause });
}
