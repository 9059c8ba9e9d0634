import type { z } from 'zod';
import { ErpRefusal } from '../../api/erpAnswer.ts';
import type { ErpCall } from '../../api/erpCall.ts';
import { unknownFieldHint, unknownFields } from '../../api/unknownFields.ts';
import { validationProblem, type Finding } from './orderProblem.ts';

/**
 * The body of a write. Fields that it has not are dropped and told to the request log. Guess: that they are dropped, that
 * names count with their letter case, and that numbers and flags in quotes are refused.
 * @throws ErpRefusal 415 when it is not JSON, 400 as SalesOrderValidationProblemDetails when it does not fit
 */
export function readOrderBody<T extends z.ZodType>(call: Pick<ErpCall, 'body' | 'note'>, schema: T): z.infer<T> {
  const { body } = call;
  if (body === undefined) {
    call.note('The body must be JSON with Content-Type: application/json');
    throw new ErpRefusal({ status: 415, body: { message: 'The request entity’s media type is not supported.' } });
  }
  for (const field of unknownFields(schema, body)) call.note(unknownFieldHint(field));
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const findings = parsed.error.issues.map((issue) => toFinding(issue, body));
  for (const { property } of findings) call.note(`${property.slice(0, 100)} was refused`);
  throw validationProblem(findings);
}

function toFinding(issue: z.core.$ZodIssue, body: unknown): Finding {
  const property = propertyOf(issue.path);
  if (issue.code === 'too_big' && issue.origin === 'string') {
    const message = `The field ${property} must have at most ${issue.maximum} characters.`;
    return { code: 'invalidLength', property, message, parameters: { maxLength: issue.maximum } };
  }
  if (issue.code === 'too_big' || issue.code === 'too_small') {
    const bound = issue.code === 'too_big' ? { max: issue.maximum } : { min: issue.minimum };
    return {
      code: 'outsideValidRange',
      property,
      message: `The field ${property} is outside its range.`,
      parameters: bound,
    };
  }
  const value = issue.path.reduce<unknown>(stepInto, body);
  if (value === undefined || value === null) {
    return { code: 'nullNotAllowed', property, message: `The field ${property} is required.` };
  }
  const at = property === '' ? '$' : `$.${property}`;
  return { code: undefined, property: at, message: `The JSON value could not be converted. Path: ${at}` };
}

function stepInto(value: unknown, step: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const own: unknown = Object.getOwnPropertyDescriptor(value, step)?.value;
  return own;
}

function propertyOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}
