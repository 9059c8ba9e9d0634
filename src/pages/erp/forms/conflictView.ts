import { companyPath } from '../../../web/addresses/companyPath.ts';
import { say, type Sentence, type Spoken } from '../../../languages/spoken.ts';
import type { TextKey } from '../../../languages/textKeys.ts';
import {
  fieldsOf,
  type FieldChoices,
  type FormField,
  type FormPlan,
  type LoadedRecord,
  type Values,
} from './formPlan.ts';
import { rowsOf } from './formRows.ts';
import { removedRowNotes } from './removedRows.ts';
import { changedValues, fieldText } from './formValues.ts';
import { formPath, type FormPlace } from './formView.ts';

/** What views/pages/formConflict.ejs shows: both versions, field by field. */
export interface ConflictView {
  readonly heading: TextKey;
  readonly name: string | undefined;
  readonly action: string;
  readonly ticket: string;
  /** What differs: one of both is to be chosen. */
  readonly choices: readonly VersionChoice[];
  /** What is the same in both, or was changed by neither. */
  readonly same: readonly { readonly name: string; readonly value: string | Spoken }[];
  /** Lines that one of both removed and the other may have changed: said, since no field can be chosen. */
  readonly removedRows: readonly Sentence[];
  readonly detailHref: string;
}

export interface VersionChoice {
  readonly name: string;
  readonly label: Sentence;
  readonly theirs: Version;
  readonly mine: Version;
  /** The one that is chosen unless the person chooses otherwise: one's own where one changed it oneself. */
  readonly isMine: boolean;
}

interface Version {
  /** As its field holds it. */
  readonly value: string | Spoken;
  readonly text: string | Spoken;
}

export interface Conflict<Name extends string> {
  readonly place: FormPlace;
  /** What was typed. */
  readonly mine: Partial<Values<Name>>;
  /** What the ERP holds now. */
  readonly theirs: LoadedRecord<Name>;
  /** Digests of what the form came with. */
  readonly prints: Readonly<Record<string, string>>;
  readonly choices: FieldChoices<Name> | undefined;
  /** The lines of both versions together. */
  readonly rows?: string | undefined;
}

/** The fields in which both versions differ. Pure. */
export function differingFields<Name extends string>(
  plan: FormPlan<Name>,
  { mine, theirs }: Pick<Conflict<Name>, 'mine' | 'theirs'>,
): FormField<Name>[] {
  // Lines that only one of both has are merged, not chosen between.
  const isOfBoth = (name: Name) =>
    plan.rows === undefined || (name !== 'rows' && name in mine && name in theirs.values);
  return fieldsOf(plan, false, theirs.values).filter(
    ({ name }) => isOfBoth(name) && (mine[name] ?? '') !== theirs.values[name],
  );
}

/** Shapes a conflict for the view. Pure. */
export function toConflictView<Name extends string>(
  plan: FormPlan<Name>,
  { place, mine, theirs, prints, choices, rows }: Conflict<Name>,
  ticket: string,
): ConflictView {
  const { tenantId, id = [] } = place;
  const both = rows === undefined ? theirs.values : { ...mine, ...theirs.values, rows };
  const fields = fieldsOf(plan, false, both);
  const differing = differingFields(plan, { mine, theirs });
  const changedByMe = changedValues(fields, mine, prints);
  return {
    name: theirs.name,
    ticket,
    heading: `forms.${plan.one}.conflict`,
    action: formPath(plan.slug, place),
    choices: differing.map((field) => ({
      name: field.name,
      label: labelOf(plan, field, both),
      theirs: versionOf(field, theirs.values[field.name], choices),
      mine: versionOf(field, mine[field.name] ?? '', choices),
      isMine: field.name in changedByMe,
    })),
    same: fields
      .filter(({ name }) => !differing.some((field) => field.name === name))
      .map((field) => ({ name: field.name, value: fieldText(field, both[field.name]) })),
    removedRows: plan.rows ? removedRowNotes(plan.rows, { mine, theirs: theirs.values, prints }) : [],
    detailHref: companyPath(tenantId, plan.slug, ...id),
  };
}

/** "Line 2: Quantity" for a field of a line. */
function labelOf<Name extends string>(
  { rows }: FormPlan<Name>,
  { name, label }: FormField<Name>,
  values: Partial<Values>,
): Sentence {
  const place = rows ? rowsOf(rows, values).findIndex(({ fields }) => fields.some((field) => field.name === name)) : -1;
  if (place < 0) return say(label);
  return say('forms.rows.field', { line: { quantity: place + 1 }, label: say(label) });
}

function versionOf<Name extends string>(
  field: FormField<Name>,
  value: string,
  choices: FieldChoices<Name> | undefined,
): Version {
  const { name, kind, choices: fixed } = field;
  if (kind === 'flag') return { value, text: say(value === 'yes' ? 'erp.yes' : 'erp.no') };
  const label = (fixed ?? choices?.[name] ?? []).find((choice) => choice.value === value)?.label;
  const shown = fieldText(field, value);
  if (label !== undefined) return { value, text: label };
  return { value: shown, text: kind === 'choice' && value !== '' ? { code: value } : shown };
}
