import { isUtf8 } from 'node:buffer';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { stampOf } from './fileStamp.ts';

/** A file as text. */
export interface TextFile {
  /** The beginning, decoded roughly: enough for a `#!` line and for a look at the shape of the text. */
  start(): string;
  /** Whether all of it was read at once. */
  readonly isSmall: boolean;
  /** Which file it is, and of when. */
  stamp(): string;
  /** Whether `words` occur anywhere, in one pass over the bytes. */
  mentions(words: RegExp): boolean;
  /** The text in chunks, decoded. Large files are read again from the disk each time. */
  chunks(): Generator<string>;
}

/** `bytes`: each byte a character, for words of ASCII, which are the same in UTF-8 and Latin-1. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'bytes';

const CHUNK_SIZE = 65_536;
/** Longer than any word that is looked for. */
const SEAM = 80;

/** Opens files one after the other; see `createTextReader`. */
export type TextReader = <T>(path: string, use: (file: TextFile) => T) => T | undefined;

/**
 * Makes a reader that opens a file as text, calls `use`, and closes it. Its memory is used again for each file.
 * UTF-8, UTF-16 with or without a byte order mark, and Latin-1 are told apart. Returns undefined for a binary file.
 * Links are not followed. Throws the file system's error when the file cannot be read.
 */
export function createTextReader(): TextReader {
  const first = Buffer.allocUnsafe(CHUNK_SIZE);
  const further = Buffer.allocUnsafe(CHUNK_SIZE);
  // Not to hang on a pipe that took the place of a file.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

  return (path, use) => {
    const descriptor = openSync(path, flags);
    try {
      const head = first.subarray(0, readSync(descriptor, first, 0, CHUNK_SIZE, 0));
      const wide = wideEncoding(head);
      if (wide === undefined && head.subarray(0, 8_192).includes(0)) return undefined;
      const bytes = (): Iterable<Buffer> => chunksOf(descriptor, head, further);
      return use({
        isSmall: head.length < CHUNK_SIZE,
        stamp: () => stampOf(descriptor),
        start: () => [...decode([head], wide ?? 'bytes')].join(''),
        mentions: (words) => mentions(bytes(), wide ?? 'bytes', words),
        chunks: () => decode(bytes(), wide ?? narrowEncoding(bytes())),
      });
    } finally {
      closeSync(descriptor);
    }
  };
}

/** The bytes of a file. Each chunk after the first stands in the place of the one before. */
function* chunksOf(descriptor: number, head: Buffer, further: Buffer): Generator<Buffer> {
  yield head;
  if (head.length < CHUNK_SIZE) return;
  for (let position = CHUNK_SIZE; ; position += CHUNK_SIZE) {
    const length = readSync(descriptor, further, 0, CHUNK_SIZE, position);
    if (length > 0) yield further.subarray(0, length);
    if (length < CHUNK_SIZE) return;
  }
}

function mentions(parts: Iterable<Buffer>, encoding: Encoding, words: RegExp): boolean {
  let tail = '';
  for (const text of decode(parts, encoding)) {
    if (words.test(tail + text)) return true;
    tail = text.slice(-SEAM);
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
  if (sample.length < 8 || !sample.includes(0)) return undefined;
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
