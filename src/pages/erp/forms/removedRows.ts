import type { Values } from './formPlan.ts';
import { rowKeys, rowKeysAmong, rowsOf, type RowsPlan } from './formRows.ts';
import { changedValues } from './formValues.ts';

interface Versions {
  readonly mine: Partial<Values>;
  readonly theirs: Partial<Values>;
  /** Digests of what the form came with. */
  readonly prints: Readonly<Record<string, string>>;
}

/**
 * What a choice between fields cannot show: a line that one of both removed and the other changed. One sentence each.
 * Pure.
 */
export function removedRowNotes(plan: RowsPlan, { mine, theirs, prints }: Versions): string[] {
  const [myKeys, theirKeys] = [rowKeys(plan, mine), rowKeys(plan, theirs)];
  return rowKeysAmong(Object.keys(prints)).flatMap((key, index) => {
    const name = `${plan.one.toLowerCase()} ${index + 1}`;
    const isMine = myKeys.includes(key);
    if (isMine === theirKeys.includes(key)) return [];
    const changes = changesOf(plan, key, isMine ? mine : theirs, prints);
    if (isMine) {
      const typed = changes === '' ? '' : ` What you typed there goes with it: ${changes}.`;
      return [`Somebody else removed ${name}.${typed}`];
    }
    return changes === '' ? [] : [`You removed ${name}, which somebody else changed: ${changes}. Saving removes it.`];
  });
}

/** "Quantity 9, Price 12" */
function changesOf(plan: RowsPlan, key: string, values: Partial<Values>, prints: Versions['prints']): string {
  const fields = rowsOf(plan, { rows: key })[0]?.fields ?? [];
  const changed = changedValues(fields, values, prints);
  return fields
    .filter(({ name, isReadOnly }) => name in changed && isReadOnly !== true)
    .map(({ name, label }) => `${label} ${values[name] === '' ? '(empty)' : values[name]}`)
    .join(', ');
}
