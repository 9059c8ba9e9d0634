import type { Request } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';

/** Parses `req.query`. @throws AppError bad_request, naming the wrong fields, never their values */
export function parseQuery<T>(req: Request, schema: z.ZodType<T>): T {
  return parse(req.query, schema);
}

/** Parses `req.params`. @throws AppError bad_request */
export function parseParams<T>(req: Request, schema: z.ZodType<T>): T {
  return parse(req.params, schema);
}

/** Parses `req.body`; no body is an empty form. @throws AppError bad_request */
export function parseBody<T>(req: Request, schema: z.ZodType<T>): T {
  const body: unknown = req.body;
  return parse(body ?? {}, schema);
}

/** One text without the blanks around it; repeated or absent is wrong. */
export function text(maxLength = 200): z.ZodType<string> {
  return z.string().trim().min(1).max(maxLength);
}

/** One text or none; a field left empty in a form counts as none. */
export function optionalText(maxLength = 200): z.ZodType<string | undefined> {
  return z.preprocess(blankAsNone, z.string().max(maxLength).optional());
}

/** A page number from 1; none is the first. */
export function pageNumber(max = 1_000_000): z.ZodType<number> {
  return z.preprocess(
    (value) => blankAsNone(value) ?? '1',
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .pipe(z.number().min(1).max(max)),
  );
}

/** One of the given words; none or an empty field is undefined. */
export function oneOf<const T extends string>(...values: [T, ...T[]]): z.ZodType<T | undefined> {
  return z.preprocess(blankAsNone, z.enum(values).optional());
}

function parse<T>(input: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'the whole')))];
  throw new AppError('bad_request', { reason: `wrong input: ${fields.join(', ')}` });
}

function blankAsNone(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.trim() === '' ? undefined : value.trim();
}
