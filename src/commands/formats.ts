/** What `--format` knows; not every command has all. */
export const FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;

export type Format = (typeof FORMATS)[number];

/** The format that a file's name speaks of. */
export function formatOfFile(out: string | undefined): Exclude<Format, 'table'> | undefined {
  const ending = /\.(csv|json|ndjson)$/i.exec(out ?? '')?.[1]?.toLowerCase();
  return ending === 'csv' || ending === 'json' || ending === 'ndjson' ? ending : undefined;
}
