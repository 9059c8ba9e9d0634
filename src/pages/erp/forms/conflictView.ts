import { companyPath } from '../../../web/addresses/companyPath.ts';
import { codeLabel } from '../../../web/rendering/codeLabel.ts';
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
import { changedValues } from './formValues.ts';
import { formPath, type FormPlace } from './formView.ts';

/** What views/pages/formConflict.ejs shows: both versions, field by field. */
export interface ConflictView {
  readonly heading: string;
  readonly name: string | undefined;
  readonly action: string;
  readonly ticket: string;
  /** What differs: one of both is to be chosen. */
  readonly choices: readonly VersionChoice[];
  /** What is the same in both, or was changed by neither. */
  readonly same: readonly { readonly name: string; readonly value: string }[];
  /** Lines that one of both removed and the other may have changed: said, since no field can be chosen. */
  readonly removedRows: readonly string[];
  readonly detailHref: string;
}

export interface VersionChoice {
  readonly name: string;
  readonly label: string;
  readonly theirs: Version;
  readonly mine: Version;
  /** The one that is chosen unless the person chooses otherwise: one's own where one changed it oneself. */
  readonly isMine: boolean;
}

interface Version {
  readonly value: string;
  readonly text: string;
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
    heading: `Somebody else changed this ${plan.one} meanwhile`,
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
      .map(({ name }) => ({ name, value: both[name] })),
    removedRows: plan.rows ? removedRowNotes(plan.rows, { mine, theirs: theirs.values, prints }) : [],
    detailHref: companyPath(tenantId, plan.slug, ...id),
  };
}

/** "Line 2: Quantity" for a field of a line. */
function labelOf<Name extends string>(
  { rows }: FormPlan<Name>,
  { name, label }: FormField<Name>,
  values: Partial<Values>,
): string {
  const place = rows ? rowsOf(rows, values).findIndex(({ fields }) => fields.some((field) => field.name === name)) : -1;
  return rows && place >= 0 ? `${rows.one} ${place + 1}: ${label}` : label;
}

function versionOf<Name extends string>(
  { name, kind, choices: fixed }: FormField<Name>,
  value: string,
  choices: FieldChoices<Name> | undefined,
): Version {
  if (kind === 'flag') return { value, text: value === 'yes' ? 'Yes' : 'No' };
  const label = (fixed ?? choices?.[name] ?? []).find((choice) => choice.value === value)?.label;
  return { value, text: label ?? (kind === 'choice' && value !== '' ? codeLabel(value) : value) };
}
