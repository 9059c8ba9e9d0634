import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Writes what a package's manifest names, its commands and its exports, as few files in place of hundreds: half of what a
 * start costs is finding and loading modules. What its entries share, and what they load when asked, are chunks beside
 * them; packages of others stay outside, so that `npm audit` sees them. All of it lies directly in `outDir`, or deeper
 * only for an entry: what is looked for from a module (`../views`) is found from src and from dist alike.
 */
export async function bundle(folder, outDir) {
  const src = join(folder, 'src');
  await build({
    entryPoints: entriesOf(folder).map((name) => join(src, name)),
    outdir: outDir,
    outbase: src,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    target: 'es2022',
    sourcemap: 'linked',
    sourcesContent: false,
    tsconfigRaw: {},
    logLevel: 'warning',
  });
}

/** `cli.ts` for `dist/cli.js`. */
function entriesOf(folder) {
  const { bin, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = [...Object.values(bin), ...Object.values(exports).flatMap((entry) => entry.default ?? [])];
  return files.map((file) => file.replace(/^(\.\/)?dist\/(.*)\.js$/, '$2.ts'));
}
