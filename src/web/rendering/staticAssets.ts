import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router, type RequestHandler } from 'express';
import { packedCopies, sendPacked } from './packedAssets.ts';

export interface StaticAssets {
  /** Answers `/assets/…` and `/favicon.ico`, whole: what is not there is a 404 without a page. */
  readonly router: Router;
  /** The address of a file under public/, or of `pico/….css`: `url('css/app.css')`. */
  readonly url: (name: string) => string;
}

export interface StaticAssetsOptions {
  /**
   * True: addresses hold a hash of all contents and browsers keep the files for a year. False, for development:
   * browsers ask again each time whether a file has changed.
   */
  readonly keep: boolean;
  /** The folder of compressed copies; the build's unless told. */
  readonly packed?: string;
}

/** From src/web and from dist/web alike. */
const PUBLIC = fileURLToPath(new URL('../../../public', import.meta.url));
const YEAR_MS = 31_536_000_000;
const DAY_MS = 86_400_000;
const ANY_VERSION = /^\/v-[\w-]{16}(?=\/)/;

/** Serves our own files, and the style sheets of pico.css out of its package. Reads public/ once, for its hash. */
export function staticAssets({ keep, packed }: StaticAssetsOptions): StaticAssets {
  const picoPackage = createRequire(import.meta.url).resolve('@picocss/pico/package.json');
  const pico = join(dirname(picoPackage), 'css');
  const version = versionOf([picoPackage, ...filesIn(PUBLIC)]);
  const router = Router();
  if (keep) router.use(`/assets/${version}`, sendPacked(copiesByPath(pico, packed), YEAR_MS / 1000));
  router.use(`/assets/${version}/pico`, files(pico, YEAR_MS));
  router.use(`/assets/${version}`, files(PUBLIC, YEAR_MS));
  router.use('/assets', withoutVersion);
  router.use('/assets/pico', files(pico, 0));
  router.use('/assets', files(PUBLIC, 0), notFound);
  router.get('/favicon.ico', (_req, res, next) => {
    res.sendFile('logo.svg', { root: PUBLIC, maxAge: DAY_MS }, (error) => error && next(error));
  });
  return { router, url: (name) => (keep ? `/assets/${version}/${name}` : `/assets/${name}`) };
}

/** The compressed copies of our own files and of pico.css, by their paths behind the version. */
function copiesByPath(pico: string, packed: string | undefined) {
  const copiesOf = packedCopies(packed);
  const named = filesIn(PUBLIC).map((file): [path: string, file: string] => [`/${relative(PUBLIC, file)}`, file]);
  const all = [...named, ['/pico/pico.min.css', join(pico, 'pico.min.css')] as const];
  return new Map(all.map(([path, file]) => [path, copiesOf(readFileSync(file))]));
}

function files(root: string, maxAgeMs: number): RequestHandler {
  return express.static(root, { index: false, redirect: false, maxAge: maxAgeMs, immutable: maxAgeMs > 0 });
}

/** A page made before an update may ask for its older version: it gets today's file, unkept. */
const withoutVersion: RequestHandler = (req, _res, next) => {
  req.url = req.url.replace(ANY_VERSION, '');
  next();
};

const notFound: RequestHandler = (_req, res) => {
  res.status(404).type('text').send('Not found\n');
};

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function versionOf(names: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${relative(PUBLIC, name)}\0`).update(readFileSync(name));
  return `v-${hash.digest('base64url').slice(0, 16)}`;
}
