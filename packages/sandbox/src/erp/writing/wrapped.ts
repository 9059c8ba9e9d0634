import { z } from 'zod';
import { badRequest, ErpRefusal, ippException } from '../../api/erpAnswer.ts';
import type { ErpCall } from '../../api/erpCall.ts';
import { unknownFieldHint, unknownFields } from '../../api/unknownFields.ts';

/**
 * A scalar of a write body: `{"description": {"value": "…"}}`. Undefined: left out, so unchanged; null: to be
 * emptied.
 */
export function wrapped<T extends z.ZodType>(inner: T) {
  return z
    .object({ value: inner.nullish() })
    .nullish()
    .transform((wrapper) => wrapper?.value);
}

/** Text of at most so many characters; blanks at both ends do not count. */
export function text(maxLength: number) {
  return wrapped(z.string().trim().max(maxLength));
}

/** A number that is not negative. */
export function amount() {
  return wrapped(z.number().min(0));
}

export function flag() {
  return wrapped(z.boolean());
}

/** One of a closed list, in the letter case of the list. */
export function choice<const T extends readonly string[]>(values: T) {
  return wrapped(z.enum(values));
}

/** A field of the published description that the sandbox reads over. */
export const notKept = z.unknown().optional();

/** What a row of a collection asks for. Without one, a row is inserted (guess: not documented). */
export const operation = z.enum(['Insert', 'Update', 'Delete']).nullish();

/**
 * The body of a write.
 * Fields that it has not are dropped, as the real API drops them, and told to the request log. Guess: that they are dropped.
 * @throws ErpRefusal 415 when it is not JSON, 400 when it does not fit; the message begins with the field in quotes
 */
export function readBody<T extends z.ZodType>(call: ErpCall, schema: T): z.infer<T> {
  if (call.body === undefined) {
    call.note('The body must be JSON with Content-Type: application/json');
    throw new ErpRefusal({ status: 415, body: { message: 'The request entity’s media type is not supported.' } });
  }
  for (const field of unknownFields(schema, call.body)) call.note(unknownFieldHint(field));
  for (const name of keptNotIn(schema, call.body))
    call.note(`${name} is taken and not kept: this sandbox has no use for it`);
  const parsed = schema.safeParse(call.body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (!issue) throw badRequest('The request is invalid.');
  throw toRefusal(call, issue);
}

/** Fields that the real API keeps and the sandbox does not. */
function keptNotIn(schema: z.ZodType, body: unknown): string[] {
  if (!(schema instanceof z.ZodObject) || typeof body !== 'object' || body === null) return [];
  const shape = new Map<string, unknown>(Object.entries(schema.shape));
  return Object.keys(body).filter((name) => shape.get(name) === notKept);
}

type Issue = z.core.$ZodIssue;

function toRefusal(call: ErpCall, issue: Issue): ErpRefusal {
  const field = fieldOf(issue.path);
  if (issue.code === 'too_big')
    return ippException(`'${field}' is too long: at most ${issue.maximum} characters.`, '12011');
  if (issue.code === 'too_small') return ippException(`'${field}' must not be below ${issue.minimum}.`, '12012');
  if (issue.code === 'invalid_value') {
    return ippException(`'${field}' must be one of ${issue.values.map(String).join(', ')}.`, '12013');
  }
  if (issue.code === 'invalid_format') return ippException(`'${field}' has not the form that it must have.`, '12014');
  const isBare = issue.code === 'invalid_type' && issue.expected === 'object' && issue.path.length > 0;
  if (isBare) call.note(`${field} must be wrapped: {"value": …}`);
  return badRequest(`'${field}' cannot be read: ${isBare ? 'an object with "value" was expected' : issue.message}.`);
}

/** `mainAddress.addressLine1` of the path to a value, without its wrappers. */
function fieldOf(path: readonly PropertyKey[]): string {
  const names = path.filter((step) => step !== 'value');
  return names.reduce<string>((field, step) => {
    if (typeof step === 'number') return `${field}[${step}]`;
    return field === '' ? String(step) : `${field}.${String(step)}`;
  }, '');
}

/** @throws ErpRefusal 400 unless the id is one of the list */
export function requireKnown(list: readonly { id: string }[], id: string, field: string): string {
  const found = list.find((entry) => entry.id.toLowerCase() === id.toLowerCase());
  if (!found) throw ippException(`'${field}' '${id}' cannot be found in the system.`, '12004');
  return found.id;
}

/** The moment of a write: never the same twice for one record, so that "changed since" misses nothing. */
export function moveOn(previousIso: string, nowMs: number): string {
  return new Date(Math.max(nowMs, Date.parse(previousIso) + 1)).toISOString();
}
