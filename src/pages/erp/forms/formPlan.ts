import type { CallContext } from 'visma-net-client/transport/callContext';
import type { ResourceSlug } from 'visma-net-client/resources';
import type { Choice } from '../lists/listPlan.ts';

/** What is typed in a form, by field; nothing typed is the empty text, and `yes` a ticked box. */
export type Values<Name extends string = string> = Readonly<Record<Name, string>>;

/** A form for one resource of a company: what is asked, and what the API makes of it. */
export interface FormPlan<Name extends string> {
  readonly slug: ResourceSlug;
  /** What is made or changed: "item". */
  readonly one: string;
  readonly groups: readonly FieldGroup<Name>[];
  /** Makes the record; answers its number, where it is known. */
  readonly create: (context: CallContext, values: Partial<Values<Name>>) => Promise<{ number: string | undefined }>;
  readonly load: (context: CallContext, number: string) => Promise<LoadedRecord<Name>>;
  /** Changes what is among `changed`; where the API compares ETags it refuses to write over somebody else's change. */
  readonly update: (
    context: CallContext,
    number: string,
    changed: Partial<Values<Name>>,
    etag: string | undefined,
  ) => Promise<unknown>;
  /** What can be chosen in this company, by field. */
  readonly choices: (context: CallContext) => Promise<FieldChoices<Name>>;
}

export type FieldChoices<Name extends string = string> = Readonly<Partial<Record<Name, readonly Choice[]>>>;

/** A record as its form shows it. */
export interface LoadedRecord<Name extends string> {
  readonly name: string | undefined;
  readonly values: Values<Name>;
  readonly etag: string | undefined;
  readonly version: string | undefined;
}

export interface FieldGroup<Name extends string = string> {
  readonly heading: string;
  readonly fields: readonly FormField<Name>[];
}

export interface FormField<Name extends string = string> {
  readonly name: Name;
  readonly label: string;
  readonly kind: 'text' | 'code' | 'long' | 'number' | 'email' | 'choice' | 'flag';
  /** Its name in the write body, by which the ERP refuses it. */
  readonly api: string;
  readonly isRequired?: boolean;
  /** The API changes it, but does not empty it. A new record gets it from its class. */
  readonly isKept?: boolean;
  /** Characters; those of the ERP where they are known. */
  readonly maxLength?: number;
  /** What it must look like, and the words for it. */
  readonly pattern?: { readonly form: RegExp; readonly words: string };
  readonly hint?: string;
  /** Asked for at the making only. */
  readonly isOnlyForNew?: boolean;
  /** The same in every company; others come with FormPlan.choices. */
  readonly choices?: readonly Choice[];
}

/** All fields of a form, in order. */
export function fieldsOf<Name extends string>(
  { groups }: Pick<FormPlan<Name>, 'groups'>,
  isNew: boolean,
): FormField<Name>[] {
  return groups.flatMap(({ fields }) => fields).filter(({ isOnlyForNew = false }) => isNew || !isOnlyForNew);
}
