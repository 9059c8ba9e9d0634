import { z } from 'zod';

/** A form as it is shown: what stands in its fields, and what is wrong with them. */
export interface FormState {
  /** Names of fields → what was typed or chosen. */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  /** Names of fields → what is wrong, in words. */
  readonly errors: Readonly<Record<string, string>>;
}

/** A form before anybody has sent it. */
export function aForm(values: FormState['values'] = {}): FormState {
  return { values, errors: {} };
}

/** What came of a form: its values, or the form again with the errors and everything that was typed. */
export type ParsedForm<Values> = { ok: true; values: Values; form: FormState } | { ok: false; form: FormState };

const body = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** Reads a form. Of each field's problems the first is told; a problem of no field stands under the name `form`. */
export function parseForm<Values>(schema: z.ZodType<Values>, given: unknown): ParsedForm<Values> {
  const values = body.safeParse(given).data ?? {};
  const form: FormState = { values, errors: {} };
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, values: parsed.data, form };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) errors[String(path[0] ?? 'form')] ??= message;
  return { ok: false, form: { values, errors } };
}

/** A field error that only the world can tell, on top of the form. */
export function withError({ values, errors }: FormState, name: string, message: string): FormState {
  return { values, errors: { ...errors, [name]: message } };
}
