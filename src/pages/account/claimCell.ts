import type { Cell } from '../../web/rendering/dataTable.ts';
import { momentOf, say } from '../../languages/spoken.ts';
import { cutParts } from '../../protocolView/cutText.ts';
import { TIME_CLAIMS } from './claimDescriptions.ts';

/** The value of a claim for people: times as times, texts as they are, anything else as JSON. Pure. */
export function claimCell(name: string, value: unknown): Cell {
  const seconds = Number(value);
  if (TIME_CLAIMS.has(name) && Number.isFinite(seconds) && Math.abs(seconds) < 8e12) return momentOf(seconds * 1000);
  return typeof value === 'string' ? valueCell(value) : JSON.stringify(value);
}

/** A kept value as it is shown: of a cut one its length in words. Pure. */
export function valueCell(value: Cell): Cell {
  const cut = typeof value === 'string' ? cutParts(value) : undefined;
  return cut ? say('protocol.cut', { start: cut.start, count: cut.length, mark: cut.mark }) : value;
}
