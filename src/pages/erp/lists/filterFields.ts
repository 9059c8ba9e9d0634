import { z } from 'zod';
import type { TextKey } from '../../../languages/textKeys.ts';
import { plainDay } from '../../../languages/typedDays.ts';
import { oneOf, optionalText } from '../../../web/input.ts';
import type { Choice } from './listPlan.ts';

/** A day in an address, `2026-01-31` or as it is typed, or none. */
export function dayFilter(): z.ZodType<string | undefined> {
  return optionalText()
    .transform((typed) => typed && plainDay(typed))
    .pipe(z.iso.date().optional());
}

/** A code that is offered among others, in whatever letters it is written; the API may know more of them. */
export function codeFilter(codes: readonly string[]): z.ZodType<string | undefined> {
  return optionalText(100).transform((typed) => {
    const letters = typed?.toLowerCase();
    return codes.find((code) => code.toLowerCase() === letters) ?? typed;
  });
}

/** An order of rows in an address: a field, or `-field` for the other way round. */
export function sortFilter<const T extends string>(...fields: [T, ...T[]]): z.ZodType<T | `-${T}` | undefined> {
  const [first, ...others] = fields.flatMap((field): [T, `-${T}`] => [field, `-${field}`]);
  return first === undefined ? z.undefined() : oneOf(first, ...others);
}

/** What the API takes for such an order. */
export function orderOf<T extends string>(
  sort: T | `-${T}` | undefined,
  fields: readonly T[],
): { field: T; descending: boolean } | undefined {
  const field = fields.find((name) => sort === name || sort === `-${name}`);
  return field && { field, descending: sort !== field };
}

/** Codes of the ERP, in words. */
export function codeChoices(codes: readonly string[]): Choice[] {
  return codes.map((code) => ({ value: code, label: { code } }));
}

/** Both ways of each order. */
export function sortChoices(labels: Readonly<Record<string, readonly [up: TextKey, down: TextKey]>>): Choice[] {
  return Object.entries(labels).flatMap(([field, [up, down]]) => [
    { value: field, label: up },
    { value: `-${field}`, label: down },
  ]);
}
