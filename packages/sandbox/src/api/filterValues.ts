import { z } from 'zod';
import { badRequest } from './erpAnswer.ts';
import type { ErpCall } from './erpCall.ts';
import { parseJson } from '../world/parseJson.ts';

/** Values of a closed list, in any letter case. Undefined: nothing can match. */
export function readChoices<T extends string>(
  call: ErpCall,
  name: string,
  allowed: readonly T[],
  wanted: readonly string[],
): T[] | undefined {
  const known = wanted.map((value) => allowed.find((choice) => choice.toLowerCase() === value.toLowerCase()));
  const found = known.filter((value) => value !== undefined);
  if (found.length === wanted.length) return found;
  // Guess: not documented how the API takes a value that does not exist.
  if (call.settings.erpUnknownFilterValue === 'nothing') return undefined;
  throw badRequest(`${name} must be one of ${allowed.join(', ')}.`);
}

const attributesSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** `{"COLOUR":"RED,BLUE"}`: every attribute must have one of its values. Guess: the comma is not documented. */
export function readAttributes(text: string | undefined): Record<string, string[]> | undefined {
  if (text === undefined) return undefined;
  const parsed = attributesSchema.safeParse(parseJson(text));
  if (!parsed.success) throw badRequest('attributes must be a JSON object such as {"COLOUR":"RED"}.');
  const lists = Object.entries(parsed.data).map(([id, values]) => [
    id,
    typeof values === 'string' ? values.split(',') : values,
  ]);
  return z.record(z.string(), z.array(z.string())).parse(Object.fromEntries(lists));
}
