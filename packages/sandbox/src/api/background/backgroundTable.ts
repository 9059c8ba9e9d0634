import { z } from 'zod';
import { openOnce, type DataTable, type Storage } from '../../dataset/storage.ts';
import type { Sql } from '../../world/database.ts';

/** A call that was answered with 202 and worked on behind the caller's back (published description). */
export const backgroundRequest = z.object({
  id: z.string(),
  tenantId: z.string(),
  /** Client and user together: nobody else may look. */
  owner: z.string(),
  receivedMs: z.number(),
  finishedMs: z.number(),
  /** What the call would have been answered with. */
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  errorMessage: z.string().nullable(),
  originalUri: z.string(),
  hasRequestContent: z.boolean(),
  /** The answer's body as it is sent; null when there was none. */
  content: z.string().nullable(),
});

export type BackgroundRequest = z.infer<typeof backgroundRequest>;

export interface BackgroundTable extends DataTable {
  add(request: BackgroundRequest): void;
  find(id: string): BackgroundRequest | undefined;
}

/** Kept longer than they can be fetched, so that 410 can be told from 404. */
const KEPT_MS = 7 * 86_400_000;

const TABLE = 'CREATE TABLE erp_background (id TEXT PRIMARY KEY, received INTEGER NOT NULL, record TEXT NOT NULL);';

/** Keeps the answers of background calls; there are none at the start. */
export const backgroundStorage: Storage<BackgroundTable> = {
  name: 'background',
  describe: () => ({ table: TABLE, schema: z.toJSONSchema(backgroundRequest) }),
  create: (sql) => sql.exec(`DROP TABLE IF EXISTS erp_background; ${TABLE}`),
  fill: () => undefined,
  reindex: () => undefined,
  table: openOnce(openBackgroundTable),
};

function openBackgroundTable(sql: Sql): BackgroundTable {
  return {
    add: (request) => {
      sql.run('DELETE FROM erp_background WHERE received < ?', [request.receivedMs - KEPT_MS]);
      sql.run('INSERT INTO erp_background VALUES (?, ?, ?)', [request.id, request.receivedMs, JSON.stringify(request)]);
    },
    forget: () => undefined,
    find: (id) => {
      const [row] = sql.all('SELECT record FROM erp_background WHERE id = ?', [id]);
      return row && backgroundRequest.parse(JSON.parse(String(row.record)));
    },
  };
}
