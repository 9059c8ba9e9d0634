import { hashOf } from '../../../connections/hash.ts';
import type { FormField, Values } from './formPlan.ts';

/** A field that cannot be sent as it stands, or that the ERP refused. */
export interface FieldError {
  readonly name: string;
  readonly message: string;
}

/** What was typed, without what does not count: blanks around it, how lines end, how numbers are written. Pure. */
export function submittedValues<Name extends string>(
  fields: readonly FormField<Name>[],
  submitted: Readonly<Record<string, string | undefined>>,
): Partial<Values<Name>> {
  const values: Partial<Record<Name, string>> = {};
  for (const field of fields) values[field.name] = canonical(field, submitted[field.name] ?? '');
  return values;
}

function canonical({ kind }: FormField, submitted: string): string {
  const text = submitted.replace(/\r\n?/g, '\n').trim();
  if (kind === 'flag') return text === '' ? '' : 'yes';
  return kind === 'number' ? (plainNumber(text) ?? text) : text;
}

/** A comma with three digits behind it: thousands in one country, a fraction in another. A dot is what the forms show. */
const TWO_READINGS = /^-?[1-9]\d{0,2},\d{3}$/;

/** `1249.5` for "1 249,50"; undefined for what is no number, or could be two. */
function plainNumber(text: string): string | undefined {
  if (TWO_READINGS.test(text)) return undefined;
  const digits = text.replace(/[\s\u00a0\u202f]/g, '').replace(/^\u2212/, '-');
  const plain = digits.includes('.') ? digits : digits.replace(',', '.');
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(plain) ? String(Number(plain)) : undefined;
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
    return message === undefined ? [] : [{ name: field.name, message }];
  });
}

/** For numbers of records: what `pathStep` of the ERP client can name. */
export const ADDRESSABLE = { form: /^(?!\.{1,2}$)/, message: 'cannot be dots alone.' };

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
}

const E_MAIL = /^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/;

function problemOf({ kind, label, isRequired = false, maxLength = 255, pattern }: FormField, value: string) {
  if (value === '') return isRequired ? `${label} cannot be left empty.` : undefined;
  if (value.length > maxLength) return `${label} has ${value.length} characters; ${maxLength} fit.`;
  if (kind === 'number' && TWO_READINGS.test(value)) return twoReadings(label, value);
  if (kind === 'number' && plainNumber(value) === undefined) return `${label} must be a number, such as 1249.50.`;
  if (kind === 'number' && Number(value) < 0) return `${label} cannot be below 0.`;
  if (kind === 'date' && !isDay(value)) return `${label} must be a day, such as 2026-01-31.`;
  if (kind === 'email' && !E_MAIL.test(value)) return `${label} must be an address, such as name@example.com.`;
  return pattern && !pattern.form.test(value) ? `${label} ${pattern.message}` : undefined;
}

function twoReadings(label: string, value: string): string {
  const [whole = '', rest = ''] = value.split(',');
  return `${label} can be read as ${whole}${rest} or as ${whole}.${rest}: write it in one of these ways.`;
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
