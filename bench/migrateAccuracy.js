// How right the migration scan is over the cases and fixtures of its tests: a table by rule.
import { tsImport } from 'tsx/esm/api';

/**
 * The table as text. `scans`: functions as scanFolder, by what they are called; of each three columns are shown.
 * Precision is right / (right + false), recall right / (right + missed).
 */
export async function accuracyTable(scans) {
  const { accuracyByRule } = await tsImport('../packages/migrate/test/accuracy.ts', import.meta.url);
  const columns = Object.entries(scans).map(([name, scan]) => ({ name, rules: accuracyByRule(scan) }));
  const ids = [...new Set(columns.flatMap(({ rules }) => [...rules.keys()]))].sort();
  const width = Math.max(...ids.map((id) => id.length));
  const line = (first, cells) => `${first.padEnd(width)}  ${cells.join('   ')}`;
  return [
    line(
      '',
      columns.map(({ name }) => name.padEnd(CELLS.length)),
    ),
    line(
      'rule',
      columns.map(() => CELLS),
    ),
    ...ids.map((id) =>
      line(
        id,
        columns.map(({ rules }) => figures([rules.get(id) ?? NONE])),
      ),
    ),
    line(
      'together',
      columns.map(({ rules }) => figures([...rules.values()])),
    ),
  ].join('\n');
}

const CELLS = 'right  false  missed  precision  recall';
const NONE = { right: 0, wrong: 0, missed: 0 };

function figures(rules) {
  const [right, wrong, missed] = ['right', 'wrong', 'missed'].map((key) =>
    rules.reduce((sum, one) => sum + one[key], 0),
  );
  return [
    String(right).padStart(5),
    String(wrong).padStart(5),
    String(missed).padStart(6),
    share(right, wrong).padStart(9),
    share(right, missed).padStart(6),
  ].join('  ');
}

function share(right, others) {
  return right + others === 0 ? '-' : (right / (right + others)).toFixed(3);
}
