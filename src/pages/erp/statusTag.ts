import { codeLabel } from '../../web/rendering/codeLabel.ts';
import type { TagCell, Tone } from '../../web/rendering/dataTable.ts';

/**
 * What a status asks of a person. In no list: `warn`, since somebody may have to act.
 */
const TONES: Readonly<Record<Exclude<Tone, 'warn' | 'bad'>, readonly string[]>> = {
  good: ['Active'],
  open: ['Open', 'Shipping', 'Balanced', 'Scheduled'],
  done: ['Closed', 'Completed', 'Invoiced', 'Cancelled', 'Canceled', 'Voided', 'Inactive'],
};

/** A status of the ERP as a label: running ones blue, ended ones grey, active ones green, all others amber. Pure. */
export function statusTag(status: string | undefined): TagCell | undefined {
  return status ? { tag: codeLabel(status), tone: toneOf(status) } : undefined;
}

function toneOf(status: string): Tone {
  if (TONES.good.includes(status)) return 'good';
  if (TONES.open.includes(status)) return 'open';
  return TONES.done.includes(status) ? 'done' : 'warn';
}
