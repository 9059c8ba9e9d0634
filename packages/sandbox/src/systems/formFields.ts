import { z } from 'zod';

/** A line of text, trimmed; empty when it was not sent. */
export function optionalText(maxLength: number) {
  return z.string().trim().max(maxLength, `Use at most ${maxLength} characters`).default('');
}

/** A line of text that must not be empty; `missing` says so. */
export function requiredText(missing: string, maxLength: number) {
  return optionalText(maxLength).refine((text) => text !== '', missing);
}

/** A text area with one entry per line; empty lines do not count. */
export const entries = z
  .string()
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ]);

/** A checkbox with the value `on`. */
export const checkbox = z
  .string()
  .optional()
  .transform((value) => value === 'on');

/** Checkboxes or choices of one name: any number of values. */
export const severalValues = z
  .union([z.string().transform((value) => [value]), z.array(z.string())])
  .default([])
  .transform((values) => [...new Set(values)]);
