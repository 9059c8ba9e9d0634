// Compresses the files that pages load, with all that gzip and Brotli can. Copies are named by the SHA-256 of what they are
// a copy of: of a file that is replaced later there is none (src/web/rendering/packedAssets.ts).
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const publicFolder = fileURLToPath(new URL('../public', import.meta.url));
const pico = dirname(createRequire(import.meta.url).resolve('@picocss/pico/package.json'));

const TEXTS = /\.(?:css|js|svg)$/;
const LEAST_BYTES = 1024;

/** Writes `<hash>.br` and `<hash>.gz` into a folder, for each file that gets shorter. */
export function packAssets(folder) {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(publicFolder, { recursive: true, encoding: 'utf8' }).filter((name) => TEXTS.test(name));
  const files = [...names.map((name) => join(publicFolder, name)), join(pico, 'css/pico.min.css')];
  for (const file of files) pack(readFileSync(file), folder);
}

function pack(bytes, folder) {
  if (bytes.length < LEAST_BYTES) return;
  const stem = join(folder, createHash('sha256').update(bytes).digest('hex'));
  const size = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const copies = { br: brotliCompressSync(bytes, { params: size }), gz: gzipSync(bytes, { level: 9 }) };
  for (const [ending, copy] of Object.entries(copies)) {
    if (copy.length < bytes.length) writeFileSync(`${stem}.${ending}`, copy);
  }
}
