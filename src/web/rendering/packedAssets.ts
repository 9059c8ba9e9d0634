import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';

/** A compressed copy of a file. */
interface PackedCopy {
  readonly bytes: Buffer;
  /** Of this copy: each coding of a file is something of its own (RFC 9110 §8.8.3). */
  readonly etag: string;
}

/** Those there are, by the coding's name. */
type PackedCopies = Partial<Readonly<Record<Coding, PackedCopy>>>;

/** The shortest first. */
const CODINGS = ['br', 'gzip'] as const;
type Coding = (typeof CODINGS)[number];

const ENDINGS: Readonly<Record<Coding, string>> = { br: 'br', gzip: 'gz' };

/** Where the build leaves them, seen from dist/web/rendering. Of sources there are none. */
const PACKED = fileURLToPath(new URL('../../assets', import.meta.url));

/** Finds the compressed copies of a file that scripts/packAssets.js has made, by what the file holds. */
export function packedCopies(folder = PACKED): (contents: Buffer) => PackedCopies {
  const names = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return (contents) => {
    const hash = createHash('sha256').update(contents).digest('hex');
    const copies = CODINGS.map((coding): [Coding, PackedCopy | undefined] => {
      const name = `${hash}.${ENDINGS[coding]}`;
      const etag = `"${hash.slice(0, 32)}-${coding}"`;
      return [coding, names.has(name) ? { bytes: readFileSync(`${folder}/${name}`), etag } : undefined];
    });
    return Object.fromEntries(copies);
  };
}

/** Answers with the compressed copy of a file to whoever accepts it, and passes on whoever does not. */
export function sendPacked(copiesOf: ReadonlyMap<string, PackedCopies>, maxAgeSeconds: number): RequestHandler {
  return (req, res, next) => {
    const copies = copiesOf.get(req.path);
    if (!copies || !['GET', 'HEAD'].includes(req.method)) {
      next();
      return;
    }
    res.vary('Accept-Encoding');
    const coding = CODINGS.find((one) => copies[one] !== undefined && req.acceptsEncodings(one) !== false);
    const copy = coding && copies[coding];
    if (!copy) {
      next();
      return;
    }
    res.set({ 'Cache-Control': `public, max-age=${maxAgeSeconds}, immutable`, ETag: copy.etag });
    if (req.fresh) res.status(304).end();
    else res.type(extname(req.path)).set('Content-Encoding', coding).send(copy.bytes);
  };
}
