import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';

const values = z.record(z.string(), z.string());

const requestRecordSchema = z.object({
  /** Epoch milliseconds. */
  at: z.number(),
  method: z.string(),
  path: z.string(),
  /** Which real system the path belongs to. */
  system: z.string(),
  clientId: z.string().nullable(),
  status: z.number(),
  ms: z.number(),
  /** Secrets cut. */
  query: values,
  /** Form fields, secrets cut. */
  form: values,
  /** Of the headers only those that explain something; never a credential. */
  headers: values,
  /** What it was held against. */
  checked: z.array(z.string()).default([]),
  /** What was wrong or unusual, in words: the nearest miss. */
  notes: z.array(z.string()),
  /** The faults that were injected. */
  faults: z.array(z.string()).default([]),
  /** Whose token came; null: none, or one that nobody knows. */
  credential: z.enum(['VNI token', 'Connect token']).nullable().default(null),
  /** The error code that was answered. */
  error: z.string().nullable(),
});

export type RequestRecord = z.infer<typeof requestRecordSchema>;

export interface NumberedRequest extends RequestRecord {
  readonly id: number;
}

export interface RequestLog {
  readonly add: (record: RequestRecord) => void;
  /** Newest first. */
  readonly latest: (limit: number, passes?: (request: NumberedRequest) => boolean) => NumberedRequest[];
  readonly find: (id: number) => NumberedRequest | undefined;
  readonly clear: () => void;
  /** Tells about each new one; the answer takes the listener off again. */
  readonly listen: (listener: (record: NumberedRequest) => void) => () => void;
}

const KEPT = 1000;
const row = z.object({ id: z.number(), record: z.string() });

/** The last thousand requests to the systems that the sandbox stands in for. */
export function createRequestLog({ sql }: WorldContext): RequestLog {
  sql.exec('CREATE TABLE IF NOT EXISTS sandbox_request (id INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL)');
  const listeners = new Set<(record: NumberedRequest) => void>();
  const read = (found: unknown): NumberedRequest => {
    const { id, record } = row.parse(found);
    return { id, ...requestRecordSchema.parse(JSON.parse(record)) };
  };
  return {
    add: (record) => {
      sql.run('INSERT INTO sandbox_request (record) VALUES (?)', [JSON.stringify(record)]);
      const id = sql.number('SELECT max(id) AS value FROM sandbox_request', []);
      sql.run('DELETE FROM sandbox_request WHERE id <= ?', [id - KEPT]);
      for (const listener of listeners) listener({ id, ...record });
    },
    latest: (limit, passes = () => true) =>
      sql.all('SELECT id, record FROM sandbox_request ORDER BY id DESC', []).map(read).filter(passes).slice(0, limit),
    find: (id) => sql.all('SELECT id, record FROM sandbox_request WHERE id = ?', [id]).map(read)[0],
    clear: () => sql.run('DELETE FROM sandbox_request', []),
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
