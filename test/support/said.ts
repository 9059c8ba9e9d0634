import { ENGLISH, type Language } from '../../src/languages/languages.ts';
import type { Cell, DataTable, Fact } from '../../src/web/rendering/dataTable.ts';

/** A cell as it is read, in English unless told: links and statuses keep what else they say. */
export function said(cell: Cell, { speak }: Pick<Language, 'speak'> = ENGLISH): unknown {
  if (typeof cell === 'string') return cell;
  if ('href' in cell) return { ...cell, text: typeof cell.text === 'string' ? cell.text : speak(cell.text) };
  if ('tag' in cell) return { ...cell, tag: speak(cell.tag) };
  return speak(cell);
}

/** A table as it is read. */
export function saidTable(table: DataTable | undefined) {
  return {
    caption: table && ENGLISH.speak(table.caption),
    columns: table?.columns.map(({ label }) => ENGLISH.speak(label)),
    rows: table?.rows.map((row) => row.map((cell) => said(cell))),
  };
}

/** Facts as they are read, by their labels. */
export function factsOf(facts: readonly Fact[]): Record<string, unknown> {
  return Object.fromEntries(facts.map(({ label, value }) => [ENGLISH.speak(label), said(value)]));
}
