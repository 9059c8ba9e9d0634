import { say, type Sentence, type Spoken } from '../../../languages/spoken.ts';
import type { Values } from './formPlan.ts';
import { rowKeys, rowKeysAmong, rowsOf, type RowsPlan } from './formRows.ts';
import { changedValues, fieldText } from './formValues.ts';

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
export function removedRowNotes(plan: RowsPlan, { mine, theirs, prints }: Versions): Sentence[] {
  const [myKeys, theirKeys] = [rowKeys(plan, mine), rowKeys(plan, theirs)];
  return rowKeysAmong(Object.keys(prints)).flatMap((key, index) => {
    const line = { quantity: index + 1 };
    const isMine = myKeys.includes(key);
    if (isMine === theirKeys.includes(key)) return [];
    const list = changesOf(plan, key, isMine ? mine : theirs, prints);
    const isChanged = list.length > 0;
    if (!isMine) return isChanged ? say('forms.conflict.removedHere', { line, changes: { list } }) : [];
    if (!isChanged) return say('forms.conflict.removedThere', { line });
    return say('forms.conflict.removedWithChanges', { line, changes: { list } });
  });
}

/** "Quantity 9", "Price 12" */
function changesOf(plan: RowsPlan, key: string, values: Partial<Values>, prints: Versions['prints']): Spoken[] {
  const fields = rowsOf(plan, { rows: key })[0]?.fields ?? [];
  const changed = changedValues(fields, values, prints);
  return fields
    .filter(({ name, isReadOnly }) => name in changed && isReadOnly !== true)
    .map((field) => {
      const value = values[field.name] ?? '';
      const shown = value === '' ? say('forms.conflict.empty') : fieldText(field, value);
      return say('forms.conflict.change', { label: say(field.label), value: shown });
    });
}
