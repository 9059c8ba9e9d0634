import type { Sql } from '../world/database.ts';
import type { CompanyDataset } from './companies/companyDataset.ts';

/** A table that remembers what it has read. */
export interface DataTable {
  /** Forgets what it remembers, after the table was filled anew. */
  forget(): void;
}

/** Where the data are: those that nobody has asked for so far are made at the first question. */
export interface DataSource {
  readonly sql: Sql;
}

/** How one kind of data is kept, and where it comes from. */
export interface Storage<Table extends DataTable> {
  readonly name: string;
  /** Everything that the data are made of, as JSON can hold it: when this changes, they are made anew. */
  readonly describe: (companies: readonly CompanyDataset[]) => unknown;
  /** Makes the empty tables, in place of those that are there. */
  readonly create: (sql: Sql) => void;
  /** Fills the empty tables with the seeds. */
  readonly fill: (sql: Sql, companies: readonly CompanyDataset[]) => void;
  /** Makes anew what follows from the tables, after they were put back as they once were. */
  readonly reindex: (sql: Sql) => void;
  /** The one table of a source. */
  readonly table: (source: DataSource) => Table;
}

/** Opens the table of each source once: what it remembers must be forgotten in one place. */
export function openOnce<Table>(open: (sql: Sql) => Table): (source: DataSource) => Table {
  const opened = new WeakMap<Sql, Table>();
  return ({ sql }) => {
    const table = opened.get(sql) ?? open(sql);
    opened.set(sql, table);
    return table;
  };
}

/** Makes something of each company once: a sandbox that is reset between tests needs it often. */
export function oncePerCompany<Made>(make: (company: CompanyDataset) => Made): (company: CompanyDataset) => Made {
  const known = new WeakMap<CompanyDataset, { readonly made: Made }>();
  return (company) => {
    const found = known.get(company) ?? { made: make(company) };
    known.set(company, found);
    return found.made;
  };
}
