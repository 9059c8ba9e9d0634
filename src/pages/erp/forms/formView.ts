import { changePath, companyPath, newPath } from '../../../web/addresses/companyPath.ts';
import type { ResourceSlug } from 'visma-net-client/resources';
import { say, type Sentence, type Spoken, type Text } from '../../../languages/spoken.ts';
import type { TextKey } from '../../../languages/textKeys.ts';
import {
  fieldsOf,
  type FieldChoice,
  type FieldChoices,
  type FormField,
  type FormPlan,
  type FormThing,
  type Values,
} from './formPlan.ts';
import { rowsOf, rowValue, type RowsPlan } from './formRows.ts';
import { fieldText, type FieldError, type Problem } from './formValues.ts';

/** What views/pages/form.ejs shows. */
export interface FormView {
  readonly heading: Sentence;
  readonly name: string | undefined;
  /** Where it is sent. */
  readonly action: string;
  /** Sealed; see FormTicket. */
  readonly ticket: string;
  readonly groups: readonly { readonly heading: TextKey; readonly fields: readonly FieldView[] }[];
  readonly rows: ShownRows | undefined;
  /** What must be looked at before it can be sent; each leads to its field where it has one. */
  readonly errors: readonly ({ readonly href: string | undefined } & Problem)[];
  readonly notice: FormNotice | undefined;
  /** Whether it is a draft that can be thrown away. */
  readonly isDraft: boolean;
  /** Whether it was sent and comes back: what stands in it is kept nowhere else. */
  readonly isSent: boolean;
  readonly submit: TextKey;
  readonly cancelHref: string;
}

/** The lines of a record, to be changed one by one; adding and taking away is done by buttons of the form. */
export interface ShownRows {
  /** Which lines there are. */
  readonly keys: string;
  readonly rows: readonly ShownRow[];
  /** Whether one more has room. */
  readonly hasRoom: boolean;
}

export interface ShownRow {
  readonly key: string;
  readonly label: Sentence;
  /** Of the button that takes it away. */
  readonly removeLabel: Sentence;
  readonly fields: readonly FieldView[];
}

/** What happened to the form so far. */
export interface FormNotice {
  readonly title: Text;
  /** Whether the title is about the rest alone: a part has been saved. */
  readonly isPartlySaved?: boolean;
  readonly messages: readonly Text[];
  readonly isBad: boolean;
  /** Our code of a refusal. */
  readonly code?: string | undefined;
  /** The ERP's own words: text from outside. */
  readonly erpMessage?: string | undefined;
  readonly link?: { readonly label: TextKey; readonly href: string } | undefined;
}

export interface FieldView extends FormField {
  readonly id: string;
  readonly value: string | Spoken;
  /** What can be chosen, the value among it; undefined for a field to type in. */
  readonly options: readonly FieldChoice[] | undefined;
  readonly error: Problem | undefined;
  /** Ids of what describes the field, for aria-describedby. */
  readonly describedBy: string | undefined;
}

/** The record that a form is about: nothing yet for a new one. */
export interface FormPlace {
  readonly tenantId: string;
  /** The steps of its address. */
  readonly id: readonly string[] | undefined;
  readonly name?: string | undefined;
}

export interface FormShape<Name extends string> {
  readonly place: FormPlace;
  readonly values: Partial<Values<Name>>;
  readonly ticket: string;
  readonly choices: FieldChoices<Name> | undefined;
  readonly errors: readonly FieldError[];
  readonly notice: FormNotice | undefined;
  readonly isDraft: boolean;
  readonly isSent: boolean;
}

/** Shapes a form for the view. Pure. */
export function toFormView<Name extends string>(
  plan: FormPlan<Name>,
  { place, values, ticket, choices, errors, notice, isDraft, isSent }: FormShape<Name>,
): FormView {
  const { slug, one } = plan;
  const { tenantId, id, name } = place;
  const asked = new Set(fieldsOf(plan, id === undefined, values));
  const groups = plan.groups.map(({ heading, fields }) => ({
    heading,
    fields: fields
      .filter((field) => asked.has(field))
      .map((field) => toFieldView(withHint(field, id), { values, choices, errors })),
  }));
  const rows = plan.rows && toShownRows(plan.rows, { values, errors });
  const shown = [...groups, ...(rows?.rows ?? [])].flatMap(({ fields }) => fields);
  return {
    name,
    ticket,
    notice,
    isDraft,
    isSent,
    rows,
    heading: headingOf(one, id),
    action: formPath(slug, place),
    groups: groups.filter(({ fields }) => fields.length > 0),
    errors: errors.map(({ name: field, ...problem }) => ({
      ...problem,
      href: shown.some((other) => other.name === field) ? `#${idOf(field)}` : undefined,
    })),
    submit: id === undefined ? `forms.${one}.create` : 'forms.save',
    cancelHref: companyPath(tenantId, slug, ...(id ?? [])),
  };
}

/** "New item", "Edit item A-1" */
export function headingOf(one: FormThing, id: readonly string[] | undefined): Sentence {
  return id === undefined ? say(`forms.${one}.new`) : say(`forms.${one}.edit`, { number: id.join(' ') });
}

/** The address of a form. */
export function formPath(slug: ResourceSlug, { tenantId, id }: FormPlace): string {
  return id === undefined ? newPath(tenantId, slug) : changePath('edit', tenantId, slug, ...id);
}

function toShownRows(plan: RowsPlan, { values, errors }: Pick<FormShape<string>, 'values' | 'errors'>): ShownRows {
  const rows = rowsOf(plan, values);
  return {
    keys: rows.map(({ key }) => key).join(','),
    hasRoom: rows.length < plan.most,
    rows: rows.map(({ key, fields }, place) => ({
      key,
      ...labelsOf(
        place + 1,
        plan.nameOf((column) => rowValue(values, key, column) ?? ''),
      ),
      fields: fields.map((field) => toFieldView(field, { values, choices: undefined, errors })),
    })),
  };
}

function labelsOf(number: number, name: string): Pick<ShownRow, 'label' | 'removeLabel'> {
  const line = { quantity: number };
  if (name === '') return { label: say('forms.rows.row', { line }), removeLabel: say('forms.rows.remove', { line }) };
  return {
    label: say('forms.rows.named', { line, name }),
    removeLabel: say('forms.rows.removeNamed', { line, name }),
  };
}

function toFieldView<Name extends string>(
  field: FormField<Name>,
  { values, choices, errors }: Pick<FormShape<Name>, 'values' | 'choices' | 'errors'>,
): FieldView {
  const { name, kind, hint } = field;
  const id = idOf(name);
  const value = values[name] ?? '';
  const error = errors.find((one) => one.name === name);
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    ...field,
    id,
    value: fieldText(field, value),
    error,
    options: kind === 'choice' ? optionsOf(field.choices ?? choices?.[name], value) : undefined,
    describedBy: describedBy === '' ? undefined : describedBy,
  };
}

/** What is said of new records alone is not said of others. */
function withHint<Name extends string>(field: FormField<Name>, id: FormPlace['id']): FormField<Name> {
  const { hint, isHintForNew = false, ...rest } = field;
  return hint === undefined || (isHintForNew && id !== undefined) ? rest : { ...rest, hint };
}

function idOf(name: string): string {
  return `field-${name}`;
}

/** A value that is not among the choices is one more: the ERP may know more than we do. */
function optionsOf(choices: readonly FieldChoice[] | undefined, value: string): readonly FieldChoice[] | undefined {
  if (choices === undefined || value === '' || choices.some((choice) => choice.value === value)) return choices;
  return [{ value, label: value }, ...choices];
}
