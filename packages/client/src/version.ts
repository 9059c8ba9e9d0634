import { readFileSync } from 'node:fs';
import { z } from 'zod';

const versioned = z.object({ version: z.string() });

/** The version of this package, from sources and from a build alike. */
export function packageVersion(): string {
  return versioned.parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))).version;
}
