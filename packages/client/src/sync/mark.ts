import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What tells a row, and each of its states, from all others. */
export interface Mark {
  readonly key: string;
  readonly version: string;
  /** ISO text in UTC. */
  readonly lastModified?: string | undefined;
}

interface Stamped {
  readonly version?: string | undefined;
  readonly lastModified?: string | undefined;
}

export interface Marking<Row> {
  /** @param line the row as it is written */
  readonly markOf: (row: Row, line: string) => Mark;
  /** The same from the line alone. */
  readonly markOfLine: (line: string) => Mark;
}

/** Marks rows that are known by the fields of `identity`. */
export function marking<Identity extends object>(
  identity: z.ZodType<Identity>,
  keyOf: (row: Identity) => string,
): Marking<Identity & Stamped> {
  const written = z.object({ version: z.string().optional(), lastModified: z.string().optional() });
  return {
    markOf: (row, line) => ({ key: keyOf(row), version: versionOf(row, line), lastModified: row.lastModified }),
    markOfLine: (line) => {
      const json: unknown = JSON.parse(line);
      const { version, lastModified } = written.parse(json);
      return { key: keyOf(identity.parse(json)), version: versionOf({ version, lastModified }, line), lastModified };
    },
  };
}

/** Without a word of the API about it, the content tells. */
function versionOf({ version, lastModified }: Stamped, line: string): string {
  if (version === undefined && lastModified === undefined) return createHash('sha1').update(line).digest('base64');
  return `${version ?? ''} ${lastModified ?? ''}`;
}
