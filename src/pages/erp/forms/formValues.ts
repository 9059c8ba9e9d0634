import { hashOf } from '../../../connections/hash.ts';
import { findLanguage, type Locale } from '../../../languages/languages.ts';
import { say, type Sentence, type Spoken } from '../../../languages/spoken.ts';
import { plainNumber, readNumber } from '../../../languages/typedNumbers.ts';
import type { FormField, Values } from './formPlan.ts';

/** A field that cannot be sent as it stands, or that the ERP refused, in its own words. */
export type FieldError = { readonly name: string } & Problem;

export type Problem =
  | { readonly message: Sentence; readonly erpMessage?: undefined }
  | { readonly message?: undefined; readonly erpMessage: string };

/**
 * What was typed, without what does not count: blanks around it, how lines end, how numbers are written in the language
 * of the form. Without a language the values are such ones already. Pure.
 */
export function submittedValues<Name extends string>(
  fields: readonly FormField<Name>[],
  submitted: Readonly<Record<string, string | undefined>>,
  locale?: Locale,
): Partial<Values<Name>> {
  const values: Partial<Record<Name, string>> = {};
  for (const field of fields) values[field.name] = canonical(field, submitted[field.name] ?? '', locale);
  return values;
}

function canonical({ kind }: FormField, submitted: string, locale: Locale | undefined): string {
  const text = submitted.replace(/\r\n?/g, '\n').trim();
  if (kind === 'flag') return text === '' ? '' : 'yes';
  return isNumber(kind) ? plainNumber(text, locale) : text;
}

function isNumber(kind: FormField['kind']): kind is 'number' | 'amount' {
  return kind === 'number' || kind === 'amount';
}

/** A value as its field shows it. Pure. */
export function fieldText({ kind }: Pick<FormField, 'kind'>, value: string): string | Spoken {
  return isNumber(kind) && value !== '' ? { typed: value, as: kind === 'amount' ? 'amount' : 'quantity' } : value;
}

/** Values as the fields of a form in this language hold them: the other way round of submittedValues. Pure. */
export function typedValues(
  fields: readonly FormField[],
  values: Partial<Values>,
  locale: Locale | undefined,
): Record<string, string> {
  const language = locale && findLanguage(locale);
  const shown = fields.map((field): [string, string] => {
    const value = values[field.name] ?? '';
    const text = fieldText(field, value);
    return [field.name, typeof text === 'string' ? text : (language?.speak(text) ?? value)];
  });
  return Object.fromEntries(shown);
}

/** What is wrong with values before anybody is asked. Pure. */
export function checkValues(
  fields: readonly FormField[],
  values: Partial<Values>,
  { isNew }: { readonly isNew: boolean },
): FieldError[] {
  return fields.flatMap((field) => {
    const isRequired = field.isRequired === true || (field.isKept === true && !isNew);
    const message = problemOf({ ...field, isRequired }, values[field.name] ?? '');
    return message === undefined ? [] : { name: field.name, message };
  });
}

/** For numbers of records: what `pathStep` of the ERP client can name. */
export const ADDRESSABLE = { form: /^(?!\.{1,2}$)/, message: 'forms.problems.dots' } as const;

export const COUNTRY = { form: /^[A-Za-z]{2}$/, message: 'forms.problems.country' } as const;

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
}

const E_MAIL = /^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/;

function problemOf(field: FormField, value: string): Sentence | undefined {
  const { kind, isRequired = false, maxLength = 255, pattern } = field;
  const label = say(field.label);
  if (value === '') return isRequired ? say('forms.problems.empty', { label }) : undefined;
  if (value.length > maxLength) return say('forms.problems.long', { label, length: value.length, most: maxLength });
  if (isNumber(kind)) return numberProblem(label, value);
  if (kind === 'date' && !isDay(value)) return say('forms.problems.day', { label });
  if (kind === 'email' && !E_MAIL.test(value)) return say('forms.problems.email', { label });
  return pattern && !pattern.form.test(value) ? say(pattern.message, { label }) : undefined;
}

function numberProblem(label: Sentence, value: string): Sentence | undefined {
  const [number, other] = readNumber(value, undefined);
  if (number === undefined) return say('forms.problems.number', { label, example: { amount: 1249.5 } });
  if (other === undefined && decimalsOf(number) > MOST_DECIMALS)
    return say('forms.problems.decimals', { label, most: MOST_DECIMALS });
  if (other !== undefined)
    return say('forms.problems.twoReadings', { label, one: inField(number), other: inField(other) });
  return Number(number) < 0 ? say('forms.problems.negative', { label }) : undefined;
}

/** Pages show no more, and the ERP would round without a word. */
const MOST_DECIMALS = 6;

function decimalsOf(number: string): number {
  return number.split('.')[1]?.length ?? 0;
}

function inField(number: string): Spoken {
  return { typed: number, as: 'quantity' };
}

/** Digests of values, to be compared with later ones. Pure. */
export function printsOf(values: Partial<Values>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, printOf(value ?? '')]));
}

/** The values that are others than those of the digests. Pure. */
export function changedValues<Name extends string>(
  fields: readonly FormField<Name>[],
  values: Partial<Values<Name>>,
  prints: Readonly<Record<string, string>>,
): Partial<Values<Name>> {
  const changed: Partial<Record<Name, string>> = {};
  for (const { name } of fields) if (printOf(values[name] ?? '') !== prints[name]) changed[name] = values[name] ?? '';
  return changed;
}

function printOf(value: string): string {
  return hashOf(value).slice(0, 16);
}

// What a write says of a field: undefined leaves it as it is.

/** A text that can be emptied. */
export function emptiable(value: string | undefined): string | null | undefined {
  return value === '' ? null : value;
}

/** A text that the ERP would rather keep than see emptied. */
export function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** A number that can be emptied. */
export function emptiableNumber(value: string | undefined): number | null | undefined {
  return value === '' ? null : value === undefined ? undefined : Number(value);
}

export function flagOf(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value === 'yes';
}

/** One of the codes; undefined for anything else. */
export function codeOf<T extends string>(codes: readonly T[], value: string | undefined): T | undefined {
  return codes.find((code) => code === value);
}

/** An object of fields of which at least one is said; undefined otherwise. */
export function anyOf<T extends object>(fields: T): T | undefined {
  return Object.values(fields).some((value) => value !== undefined) ? fields : undefined;
}

/** What a form shows of the ERP's value. */
export function numberText(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

export function flagText(flag: boolean | undefined): string {
  return flag === true ? 'yes' : '';
}
