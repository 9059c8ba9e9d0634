import type { ErpProblem, RefusedField } from '../errors.ts';
import { printable, shortWord } from './printable.ts';
import { readProblems } from './problems.ts';
import { fieldAtTheBeginning, toFieldName } from './refusedFields.ts';
import type { ApiAnswer } from './apiCall.ts';

/** What the body of a refusal says; all of it is text from outside. */
export interface ErrorBody {
  readonly message: string | undefined;
  /** `12027` of the ERP, `ERROR_…` or the like of others: a short word, or undefined. */
  readonly faultCode: string | undefined;
  readonly fields: RefusedField[];
  readonly problems: readonly ErpProblem[];
}

/**
 * Reads the body of a refusal in any of the forms that were seen: `{message}`, the IPPException form, API Management's,
 * ASP.NET's ModelState, ProblemDetails (RFC 9457), that of the Sales Order API with its `details`, and plain text. What it
 * cannot read it leaves out; it never throws.
 * @param sent the write body that was refused: its field names are recognised whatever their letter case
 */
export function readErrorBody(answer: Pick<ApiAnswer, 'text'>, sent?: unknown): ErrorBody {
  const parsed = parseLeniently(answer.text);
  if (typeof parsed === 'string') return { message: printable(parsed), faultCode: undefined, fields: [], problems: [] };
  const body = fieldsOf(parsed);
  const problems = readProblems(body.get('details'));
  const message = messageOf(body, problems);
  return {
    message,
    problems,
    faultCode: faultCodeOf(body) ?? problems.find(({ code }) => code !== undefined)?.code,
    fields: withProblems(refusedFields(body, problems.length > 0 ? undefined : message, sent), problems, sent),
  };
}

type Body = ReadonlyMap<string, unknown>;

/** JSON, or the text itself when it is neither a page nor a piece of JSON. */
function parseLeniently(text: string): unknown {
  const trimmed = text.trim();
  try {
    return JSON.parse(trimmed);
  } catch {
    return /^[<{[]/.test(trimmed) ? undefined : trimmed;
  }
}

/** The fields of an object with names in lower case: `message` and `Message` both occur. Of a list, its first. */
function fieldsOf(value: unknown): Body {
  const object: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof object !== 'object' || object === null) return new Map();
  return new Map(Object.entries(object).map(([name, inner]: [string, unknown]) => [name.toLowerCase(), inner]));
}

function messageOf(body: Body, problems: readonly ErpProblem[] = []): string | undefined {
  const inner = fieldsOf(body.get('error'));
  const candidates = [
    ...['exceptionmessage', 'message', 'detail', 'error_description'].map((name) => body.get(name)),
    // The title says no more than that something is wrong.
    problems.map(({ message }) => message).join(' '),
    body.get('title'),
    inner.get('message'),
    body.get('error'),
  ];
  return candidates.map(printable).find((message) => message !== undefined);
}

function faultCodeOf(body: Body): string | undefined {
  const messageId = body.get('exceptionmessageid');
  const candidates = [
    body.get('exceptionfaultcode'),
    typeof messageId === 'string' ? messageId.split('_')[0] : undefined,
    ...['errorcode', 'code'].map((name) => body.get(name)),
    fieldsOf(body.get('error')).get('code'),
  ];
  return candidates.map(shortWord).find((code) => code !== undefined);
}

function refusedFields(body: Body, message: string | undefined, sent: unknown): RefusedField[] {
  const errors = body.get('errors') ?? body.get('modelstate');
  const listed = Array.isArray(errors) ? errors.map(rowOf) : entriesOf(errors);
  const named = listed.flatMap(([name, message]) => {
    const field = name === undefined ? undefined : toFieldName(name, sent);
    return field === undefined || message === undefined ? [] : [{ name: field, message }];
  });
  if (named.length > 0 || message === undefined) return named;
  const field = fieldAtTheBeginning(message, sent);
  return field === undefined ? [] : [{ name: field, message }];
}

/** The fields with the codes of their problems, and those that only a problem names. */
function withProblems(fields: readonly RefusedField[], problems: readonly ErpProblem[], sent: unknown): RefusedField[] {
  const all = [...fields];
  for (const { code, message, parameters } of problems) {
    const named = Object.entries(parameters).find(([name]) => name.toLowerCase() === 'property')?.[1];
    const name = named === undefined ? undefined : toFieldName(named, sent);
    if (name === undefined) continue;
    const place = all.findIndex((field) => field.name === name && field.code === undefined);
    if (place < 0) all.push({ name, message, code });
    else all.splice(place, 1, { name, message: all[place]?.message ?? message, code });
  }
  return all;
}

type NamedMessage = [name: string | undefined, message: string | undefined];

/** `{"description": ["too long"]}` */
function entriesOf(errors: unknown): NamedMessage[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).map(([name, message]: [string, unknown]) => [name, firstMessage(message)]);
}

function firstMessage(message: unknown): string | undefined {
  const first: unknown = Array.isArray(message) ? message[0] : message;
  return printable(first) ?? messageOf(fieldsOf(first));
}

/** As some libraries of ASP.NET write them: `[{"propertyName": "description", "errorMessage": "too long"}]` */
function rowOf(row: unknown): NamedMessage {
  const fields = fieldsOf(row);
  const first = (names: readonly string[]): string | undefined =>
    names.map((name) => printable(fields.get(name))).find((text) => text !== undefined);
  return [
    first(['field', 'propertyname', 'property', 'path', 'name', 'key']),
    first(['errormessage', 'message', 'detail', 'description']),
  ];
}
