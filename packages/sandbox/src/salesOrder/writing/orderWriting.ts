import type { ErpCall } from '../../api/erpCall.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import type { SalesOrderTables } from '../orderTables.ts';
import type { Findings, OrderCode } from './orderProblem.ts';

/** A write under way. */
export interface OrderWriting {
  readonly company: CompanyDataset;
  readonly tables: SalesOrderTables;
  readonly findings: Findings;
  readonly nowMs: number;
  /** Who writes; null for a service. */
  readonly writer: string | null;
  readonly note: ErpCall['note'];
}

/** Left out: unchanged; null or empty: emptied. */
export function emptied<T>(written: T | null | undefined, old: T | null): T | null {
  if (written === undefined) return old;
  return written === '' ? null : written;
}

/** An id of one of the company's lists, or the old one; an unknown one is a finding. */
export function listed<Old extends string | null>(
  { findings }: OrderWriting,
  ids: readonly string[],
  written: string | null | undefined,
  old: Old,
  [code, property]: readonly [OrderCode, string],
): string | Old {
  if (written === undefined || written === null || written === '') return old;
  const found = ids.find((id) => id.toLowerCase() === written.toLowerCase());
  if (found === undefined) findings.add(code, property, `${property} does not name anything that the company has.`);
  return found ?? old;
}

/** Something that no company of this sandbox has: a finding as soon as it is named. */
export function missing(
  { findings }: OrderWriting,
  written: string | null | undefined,
  [code, property]: readonly [OrderCode, string],
): void {
  if (written) findings.add(code, property, `${property} does not name anything that the company has.`);
}
