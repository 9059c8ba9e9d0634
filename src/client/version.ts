import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const versioned = z.object({ version: z.string() });

/** The version in the nearest package.json above this module, from sources and from a build alike. */
export function packageVersion(): string {
  let file = new URL('package.json', import.meta.url);
  while (!existsSync(file) && file.pathname !== '/package.json') file = new URL('../package.json', file);
  return versioned.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}
