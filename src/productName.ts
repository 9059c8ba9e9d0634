import { readFileSync } from 'node:fs';
import { z } from 'zod';

const versioned = z.object({ version: z.string() });

/** Name and version of this application for `User-Agent`, from src and from dist alike. */
export function productName(): string {
  const json: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return `visma-connect-express/${versioned.parse(json).version}`;
}
