import type { Cell } from '../../web/rendering/dataTable.ts';
import { momentOf } from '../../languages/spoken.ts';
import { TIME_CLAIMS } from './claimDescriptions.ts';

/** The value of a claim for people: times as times, texts as they are, anything else as JSON. Pure. */
export function claimCell(name: string, value: unknown): Cell {
  const seconds = Number(value);
  if (TIME_CLAIMS.has(name) && Number.isFinite(seconds) && Math.abs(seconds) < 8e12) return momentOf(seconds * 1000);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
