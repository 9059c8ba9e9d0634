import type { Column } from 'visma-net-client/resources/column';
import { csvHeader, csvRows } from 'visma-net-client/resources/csv';
import type { Format } from './formats.ts';

/** How rows become text that is written page by page. */
export interface RowFormat<Row> {
  readonly begin: string;
  /** Rows of one company; with `tenantId` each says whose it is. */
  readonly rows: (rows: readonly Row[], tenantId: string | undefined) => string;
  /** Between two texts of rows that are not empty. */
  readonly between: string;
  readonly end: string;
}

/** @param withTenant whether rows are of several companies, and say of which */
export function rowFormat<Row extends object>(
  format: Exclude<Format, 'table'>,
  columns: readonly Column<Row>[],
  withTenant: boolean,
): RowFormat<Row> {
  switch (format) {
    case 'ndjson':
      return { begin: '', rows: (rows, id) => joined(rows, id, '\n', '\n'), between: '', end: '' };
    case 'json':
      return { begin: '[\n', rows: (rows, id) => joined(rows, id, ',\n', ''), between: ',\n', end: '\n]\n' };
    case 'csv': {
      const head = csvHeader(withTenant ? [{ name: 'tenantId' }, ...columns].map(named) : columns);
      return { begin: head, rows: (rows, id) => csvRows(withTenantColumn(columns, id), rows), between: '', end: '' };
    }
  }
}

function joined(rows: readonly object[], tenantId: string | undefined, between: string, after: string): string {
  let text = '';
  for (const row of rows) {
    if (text !== '') text += between;
    text += JSON.stringify(tenantId === undefined ? row : { tenantId, ...row });
  }
  return text === '' ? '' : text + after;
}

function named({ name }: { name: string }): Column<unknown> {
  return { name, kind: 'text', of: () => undefined };
}

function withTenantColumn<Row>(columns: readonly Column<Row>[], tenantId: string | undefined): readonly Column<Row>[] {
  return tenantId === undefined ? columns : [{ name: 'tenantId', kind: 'code', of: () => tenantId }, ...columns];
}
