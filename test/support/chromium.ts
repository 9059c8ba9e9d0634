import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { chromium, type BrowserServer, type LaunchOptions } from 'playwright-core';
import { z } from 'zod';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // One process in place of one for each site, for the picture and for pages: pages come a quarter faster.
  '--disable-features=IsolateOrigins,site-per-process,Translate',
  '--disable-site-isolation-trials',
  '--renderer-process-limit=1',
  '--no-zygote',
  '--in-process-gpu',
  '--disable-software-rasterizer',
];

export const STARTING_MS = 60_000;

const packageJson = z.object({ version: z.string() });

/** A browser that several processes share, each with contexts of its own. */
export async function launchBrowserServer(): Promise<BrowserServer> {
  return chromium.launchServer({ ...(await launchOptions()), host: '127.0.0.1' });
}

export async function launchOptions(args: readonly string[] = []): Promise<LaunchOptions> {
  return { ...(await findChromium()), args: [...ARGUMENTS, ...args], timeout: STARTING_MS };
}

/** How to start the browser. */
export interface ChromiumProgram {
  readonly executablePath: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The browser that `CHROMIUM_PATH` names, else the one that comes packed in an npm package. That is unpacked once per
 * checkout, beside its package, so that a bare machine needs neither a browser nor its libraries nor a font.
 */
export async function findChromium(): Promise<ChromiumProgram> {
  const { CHROMIUM_PATH: own } = process.env;
  if (own !== undefined && own !== '') return { executablePath: own, env: process.env };
  const folder = await unpackedChromium();
  const executablePath = join(folder, 'chromium');
  const libraries = lacksLibraries(executablePath) ? { LD_LIBRARY_PATH: join(folder, 'lib') } : {};
  return { executablePath, env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf'), ...libraries } };
}

/** Unpacks aside and renames: two test workers may do this at once, and neither may see half a file. */
async function unpackedChromium(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const root = dirname(dirname(dirname(entry)));
  const { version } = packageJson.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const folder = join(root, '..', '..', '.cache', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const aside = `${folder}.${randomUUID()}`;
  mkdirSync(aside, { recursive: true });
  await unpackTo(aside, join(root, 'bin'), folder);
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function unpackTo(folder: string, packed: string, finalFolder: string): Promise<void> {
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const tar = brotliDecompressSync(readFileSync(join(packed, `${name}.tar.br`)));
    execFileSync('tar', ['-x', '--no-same-owner', '-C', folder], { input: tar });
  }
  await writeFile(join(folder, 'fonts.conf'), fontsConf(join(finalFolder, 'fonts')));
  const program = createWriteStream(join(folder, 'chromium'), { mode: 0o755 });
  await pipeline(createReadStream(join(packed, 'chromium.br')), createBrotliDecompress(), program);
}

function fontsConf(fonts: string): string {
  const folders = ['/usr/share/fonts', fonts].map((name) => `<dir>${name}</dir>`).join('');
  return `<?xml version="1.0"?><fontconfig>${folders}<cachedir prefix="xdg">fontconfig</cachedir></fontconfig>`;
}

function lacksLibraries(program: string): boolean {
  return execFileSync('ldd', [program], { encoding: 'utf8' }).includes('not found');
}
