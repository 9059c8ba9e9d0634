import { changePath, companyPath, newPath } from '../../../web/addresses/companyPath.ts';
import type { ResourceSlug } from 'visma-net-client/resources';
import type { Choice } from '../lists/listPlan.ts';
import { fieldsOf, type FieldChoices, type FormField, type FormPlan, type Values } from './formPlan.ts';
import { rowsOf, rowValue, type RowsPlan } from './formRows.ts';
import type { FieldError } from './formValues.ts';

/** What views/pages/form.ejs shows. */
export interface FormView {
  readonly heading: string;
  readonly name: string | undefined;
  /** Where it is sent. */
  readonly action: string;
  /** Sealed; see FormTicket. */
  readonly ticket: string;
  readonly groups: readonly { readonly heading: string; readonly fields: readonly FieldView[] }[];
  readonly rows: ShownRows | undefined;
  /** What must be looked at before it can be sent; each leads to its field where it has one. */
  readonly errors: readonly { readonly href: string | undefined; readonly message: string }[];
  readonly notice: FormNotice | undefined;
  /** Whether it is a draft that can be thrown away. */
  readonly isDraft: boolean;
  readonly submit: string;
  readonly cancelHref: string;
}

/** The lines of a record, to be changed one by one; adding and taking away is done by buttons of the form. */
export interface ShownRows {
  readonly heading: string;
  /** "line" */
  readonly one: string;
  /** Which lines there are. */
  readonly keys: string;
  readonly rows: readonly { readonly key: string; readonly label: string; readonly fields: readonly FieldView[] }[];
  /** Whether one more has room. */
  readonly hasRoom: boolean;
}

/** What happened to the form so far. */
export interface FormNotice {
  readonly title: string;
  readonly messages: readonly string[];
  readonly isBad: boolean;
  /** Our code of a refusal. */
  readonly code?: string | undefined;
  /** The ERP's own words: text from outside. */
  readonly erpMessage?: string | undefined;
  readonly link?: { readonly label: string; readonly href: string } | undefined;
}

export interface FieldView extends FormField {
  readonly id: string;
  readonly value: string;
  /** What can be chosen, the value among it; undefined for a field to type in. */
  readonly options: readonly Choice[] | undefined;
  readonly error: string | undefined;
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
}

/** Shapes a form for the view. Pure. */
export function toFormView<Name extends string>(
  plan: FormPlan<Name>,
  { place, values, ticket, choices, errors, notice, isDraft }: FormShape<Name>,
): FormView {
  const { slug, one } = plan;
  const { tenantId, id, name } = place;
  const asked = new Set(fieldsOf(plan, id === undefined, values));
  const groups = plan.groups.map(({ heading, fields }) => ({
    heading,
    fields: fields.filter((field) => asked.has(field)).map((field) => toFieldView(field, { values, choices, errors })),
  }));
  const rows = plan.rows && toShownRows(plan.rows, { values, errors });
  const shown = [...groups, ...(rows?.rows ?? [])].flatMap(({ fields }) => fields);
  return {
    name,
    ticket,
    notice,
    isDraft,
    rows,
    heading: headingOf(one, id),
    action: formPath(slug, place),
    groups: groups.filter(({ fields }) => fields.length > 0),
    errors: errors.map((error) => ({
      href: shown.some((field) => field.name === error.name) ? `#${idOf(error.name)}` : undefined,
      message: error.message,
    })),
    submit: id === undefined ? `Create the ${one}` : 'Save the changes',
    cancelHref: companyPath(tenantId, slug, ...(id ?? [])),
  };
}

/** "New item", "Edit item A-1" */
export function headingOf(one: string, id: readonly string[] | undefined): string {
  return id === undefined ? `New ${one}` : `Edit ${one} ${id.join(' ')}`;
}

/** The address of a form. */
export function formPath(slug: ResourceSlug, { tenantId, id }: FormPlace): string {
  return id === undefined ? newPath(tenantId, slug) : changePath('edit', tenantId, slug, ...id);
}

function toShownRows(plan: RowsPlan, { values, errors }: Pick<FormShape<string>, 'values' | 'errors'>): ShownRows {
  const rows = rowsOf(plan, values);
  return {
    heading: plan.heading,
    one: plan.one,
    keys: rows.map(({ key }) => key).join(','),
    hasRoom: rows.length < plan.most,
    rows: rows.map(({ key, fields }, place) => ({
      key,
      label: [`${plan.one} ${place + 1}`, plan.nameOf((column) => rowValue(values, key, column) ?? '')]
        .filter(Boolean)
        .join(': '),
      fields: fields.map((field) => toFieldView(field, { values, choices: undefined, errors })),
    })),
  };
}

function toFieldView<Name extends string>(
  field: FormField<Name>,
  { values, choices, errors }: Pick<FormShape<Name>, 'values' | 'choices' | 'errors'>,
): FieldView {
  const { name, kind, hint } = field;
  const id = idOf(name);
  const value = values[name] ?? '';
  const error = errors.find((one) => one.name === name)?.message;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    ...field,
    id,
    value,
    error,
    options: kind === 'choice' ? optionsOf(field.choices ?? choices?.[name], value) : undefined,
    describedBy: describedBy === '' ? undefined : describedBy,
  };
}

function idOf(name: string): string {
  return `field-${name}`;
}

/** A value that is not among the choices is one more: the ERP may know more than we do. */
function optionsOf(choices: readonly Choice[] | undefined, value: string): readonly Choice[] | undefined {
  if (choices === undefined || value === '' || choices.some((choice) => choice.value === value)) return choices;
  return [{ value, label: value }, ...choices];
}
