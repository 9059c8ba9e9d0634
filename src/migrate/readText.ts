import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** A file as text. */
export interface TextFile {
  /** The beginning, decoded roughly: enough for a `#!` line and for a look at the shape of the text. */
  start(): string;
  /** Whether `words` occur anywhere, in one pass over the bytes. */
  mentions(words: RegExp): boolean;
  /** The text in chunks, decoded. Large files are read again from the disk each time. */
  chunks(): Generator<string>;
}

/** `bytes`: each byte a character, for words of ASCII, which are the same in UTF-8 and Latin-1. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'bytes';

const chunkSize = 65_536;
/** Longer than any word that is looked for. */
const seam = 80;

/**
 * Opens a file for reading as text, calls `use`, and closes it.
 * UTF-8, UTF-16 with or without a byte order mark, and Latin-1 are told apart. Returns undefined for a binary file.
 * Links are not followed. Throws the file system's error when the file cannot be read.
 */
export function withText<T>(path: string, use: (file: TextFile) => T): T | undefined {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return undefined;
    const first = Buffer.allocUnsafe(Math.min(chunkSize, stats.size));
    const head = first.subarray(0, readSync(descriptor, first, 0, first.length, 0));
    const wide = wideEncoding(head);
    if (wide === undefined && head.subarray(0, 8_192).includes(0)) return undefined;
    return use({
      start: () => [...decode([head], wide ?? 'bytes')].join(''),
      mentions: (words) => mentions(bytes(descriptor, head), wide ?? 'bytes', words),
      chunks: () => decode(bytes(descriptor, head), wide ?? narrowEncoding(bytes(descriptor, head))),
    });
  } finally {
    closeSync(descriptor);
  }
}

function* bytes(descriptor: number, head: Buffer): Generator<Buffer> {
  yield head;
  if (head.length < chunkSize) return;
  for (let position = chunkSize; ; position += chunkSize) {
    const chunk = Buffer.allocUnsafe(chunkSize);
    const length = readSync(descriptor, chunk, 0, chunkSize, position);
    if (length > 0) yield chunk.subarray(0, length);
    if (length < chunkSize) return;
  }
}

function mentions(parts: Iterable<Buffer>, encoding: Encoding, words: RegExp): boolean {
  let tail = '';
  for (const text of decode(parts, encoding)) {
    if (words.test(tail + text)) return true;
    tail = text.slice(-seam);
  }
  return false;
}

function* decode(parts: Iterable<Buffer>, encoding: Encoding): Generator<string> {
  if (encoding === 'bytes') {
    for (const part of parts) yield part.toString('latin1');
    return;
  }
  const decoder = new TextDecoder(encoding);
  for (const part of parts) yield decoder.decode(part, { stream: true });
  yield decoder.decode();
}

/** UTF-16 by its mark, or by the zero bytes that Western text in it has at every second place. */
function wideEncoding(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 512);
  if (sample.length < 8) return undefined;
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const most = sample.length * 0.4;
  if (odd > most && even === 0) return 'utf-16le';
  if (even > most && odd === 0) return 'utf-16be';
  return undefined;
}

function narrowEncoding(parts: Iterable<Buffer>): Encoding {
  let carried = Buffer.alloc(0);
  for (const part of parts) {
    const whole = carried.length === 0 ? part : Buffer.concat([carried, part]);
    const end = endOfLastCharacter(whole);
    if (!isUtf8(whole.subarray(0, end))) return 'windows-1252';
    carried = Buffer.from(whole.subarray(end));
  }
  return isUtf8(carried) ? 'utf-8' : 'windows-1252';
}

/** The length without a last character that the end of the chunk may have cut. */
function endOfLastCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.length - back;
    if (byte < 0x80) break;
  }
  return bytes.length;
}
