import type { CallContext } from 'visma-net-client/transport/callContext';
import type { ResourceSlug } from 'visma-net-client/resources';
import type { Spoken, Text } from '../../../languages/spoken.ts';
import type { TextKey } from '../../../languages/textKeys.ts';
import type { RowsPlan } from './formRows.ts';

/** What is typed in a form, by field; nothing typed is the empty text, and `yes` a ticked box. */
export type Values<Name extends string = string> = Readonly<Record<Name, string>>;

/** What forms speak of: `forms.item.new` and so on. */
export type FormThing = 'item' | 'customer' | 'order';

/** A form for one resource of a company: what is asked, and what the API makes of it. */
export interface FormPlan<Name extends string> {
  readonly slug: ResourceSlug;
  /** What is made or changed. */
  readonly one: FormThing;
  /** The steps of a record's address, `:number` unless told. */
  readonly identifier?: readonly string[];
  readonly groups: readonly FieldGroup<Name>[];
  /** Lines of the record, whose fields are among the names. */
  readonly rows?: FormRows<Name>;
  /** What stands in a new form. */
  readonly initial?: Readonly<Record<string, string>>;
  /** Makes the record; answers the steps of its address, where they are known. */
  readonly create: (context: CallContext, values: Partial<Values<Name>>) => Promise<readonly string[] | undefined>;
  readonly load: (context: CallContext, id: readonly string[]) => Promise<LoadedRecord<Name>>;
  /**
   * Changes what is among `changed`; where the API compares ETags it refuses to write over somebody else's change.
   * @throws PartlySaved when it takes several calls, and one after the first was refused
   */
  readonly update: (
    context: CallContext,
    id: readonly string[],
    changed: Partial<Values<Name>>,
    made: { readonly etag: string | undefined; readonly removedRows: readonly string[] },
  ) => Promise<unknown>;
  /** What can be chosen in this company, by field. */
  readonly choices: (context: CallContext) => Promise<FieldChoices<Name>>;
}

/** Lines within a form; see formRows.ts. */
export interface FormRows<Name extends string> extends RowsPlan {
  /** The fields of the lines that there are by these values. */
  readonly fieldsIn: (typed: Readonly<Record<string, string | undefined>>) => readonly FormField<Name>[];
}

export type FieldChoices<Name extends string = string> = Readonly<Partial<Record<Name, readonly FieldChoice[]>>>;

/** A text is the company's own: what the ERP calls it. */
export interface FieldChoice {
  readonly value: string;
  readonly label: string | Spoken;
}

/** Codes of the ERP, in words. */
export function codesAsChoices(codes: readonly string[]): FieldChoice[] {
  return codes.map((code) => ({ value: code, label: { code } }));
}

/** A record as its form shows it. */
export interface LoadedRecord<Name extends string> {
  readonly name: string | undefined;
  readonly values: Values<Name>;
  readonly etag: string | undefined;
  readonly version: string | undefined;
  /** What is to be known of it before it is changed. */
  readonly hint?: Text | undefined;
  /** The fields that can still be changed; all unless told. */
  readonly open?: readonly string[] | undefined;
}

export interface FieldGroup<Name extends string = string> {
  readonly heading: TextKey;
  readonly fields: readonly FormField<Name>[];
}

export interface FormField<Name extends string = string> {
  readonly name: Name;
  readonly label: TextKey;
  /** An amount is a number with two decimals at least. */
  readonly kind: 'text' | 'code' | 'long' | 'number' | 'amount' | 'email' | 'date' | 'choice' | 'flag';
  /** Its name in the write body, by which the ERP refuses it. */
  readonly api: string;
  readonly isRequired?: boolean;
  /** The API changes it, but does not empty it. A new record gets it from its class. */
  readonly isKept?: boolean;
  /** Characters; those of the ERP where they are known. */
  readonly maxLength?: number;
  /** What it must look like, and what is said of its `label` where it does not. */
  readonly pattern?: { readonly form: RegExp; readonly message: TextKey };
  readonly hint?: TextKey;
  /** Whether the hint is about a new record alone. */
  readonly isHintForNew?: boolean;
  /** Asked for at the making only. */
  readonly isOnlyForNew?: boolean;
  /** Of a record that is there. */
  readonly isOnlyForChange?: boolean;
  /** Shown, and sent back as it is. */
  readonly isReadOnly?: boolean;
  /** The same in every company; others come with FormPlan.choices. */
  readonly choices?: readonly FieldChoice[];
}

/** A form of these fields alone, without lines. */
export function narrowed<Name extends string>(
  plan: FormPlan<Name>,
  open: readonly string[] | undefined,
): FormPlan<Name> {
  if (!open) return plan;
  const { rows: _rows, ...rest } = plan;
  const groups = plan.groups.map(({ heading, fields }) => ({
    heading,
    fields: fields.filter(({ name }) => open.includes(name)),
  }));
  return { ...rest, groups };
}

/** All fields of a form, in order: those of the plan, then those of the lines that it has by these values. */
export function fieldsOf<Name extends string>(
  { groups, rows }: Pick<FormPlan<Name>, 'groups' | 'rows'>,
  isNew: boolean,
  typed: Readonly<Record<string, string | undefined>>,
): FormField<Name>[] {
  const fixed = groups
    .flatMap(({ fields }) => fields)
    .filter(({ isOnlyForNew = false, isOnlyForChange = false }) => (isNew ? !isOnlyForChange : !isOnlyForNew));
  return rows ? [...fixed, ...rows.fieldsIn(typed)] : fixed;
}
