import { z } from 'zod';
import type { Sql } from '../../world/database.ts';

/** A call that was answered with 202 and worked on behind the caller's back (published description). */
export interface BackgroundRequest {
  id: string;
  tenantId: string;
  /** Client and user together: nobody else may look. */
  owner: string;
  receivedMs: number;
  finishedMs: number;
  /** What the call would have been answered with. */
  statusCode: number;
  headers: Record<string, string>;
  errorMessage: string | null;
  originalUri: string;
  hasRequestContent: boolean;
  /** The answer's body as it is sent; null when there was none. */
  content: string | null;
}

export interface BackgroundTable {
  add(request: BackgroundRequest): void;
  find(id: string): BackgroundRequest | undefined;
}

/** Kept longer than they can be fetched, so that 410 can be told from 404. */
const KEPT_MS = 7 * 86_400_000;

const stored = z.custom<BackgroundRequest>((value) => typeof value === 'object' && value !== null);

/** Makes the empty table. */
export function createBackgroundTable(sql: Sql): void {
  sql.exec(`DROP TABLE IF EXISTS erp_background;
    CREATE TABLE erp_background (id TEXT PRIMARY KEY, received INTEGER NOT NULL, record TEXT NOT NULL);`);
}

/** Opens the table. */
export function openBackgroundTable(sql: Sql): BackgroundTable {
  return {
    add: (request) => {
      sql.run('DELETE FROM erp_background WHERE received < ?', [request.receivedMs - KEPT_MS]);
      sql.run('INSERT INTO erp_background VALUES (?, ?, ?)', [request.id, request.receivedMs, JSON.stringify(request)]);
    },
    find: (id) => {
      const [row] = sql.all('SELECT record FROM erp_background WHERE id = ?', [id]);
      return row && stored.parse(JSON.parse(String(row.record)));
    },
  };
}
