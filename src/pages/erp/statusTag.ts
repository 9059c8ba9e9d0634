import type { TagCell, Tone } from '../../web/rendering/dataTable.ts';

/** What a status asks of a person; of any other, somebody may have to act. */
const TONES: ReadonlyMap<string, Tone> = new Map([
  ['Active', 'good'],
  ['Open', 'open'],
  ['Shipping', 'open'],
  ['Balanced', 'open'],
  ['Scheduled', 'open'],
  ['Closed', 'done'],
  ['Completed', 'done'],
  ['Invoiced', 'done'],
  ['Cancelled', 'done'],
  ['Canceled', 'done'],
  ['Voided', 'done'],
  ['Inactive', 'done'],
]);

/** A status of the ERP as a label: running ones blue, ended ones grey, active ones green, all others amber. Pure. */
export function statusTag(status: string | undefined): TagCell | undefined {
  return status ? { tag: { code: status }, tone: TONES.get(status) ?? 'warn' } : undefined;
}
