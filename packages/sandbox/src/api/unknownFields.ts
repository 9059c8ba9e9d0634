import { z } from 'zod';
import { nearName } from './nearName.ts';

export interface UnknownField {
  /** `orderLines[0].quantiti` */
  readonly path: string;
  /** The field that was meant, when one is near. */
  readonly near: string | undefined;
}

/** Fields of a body that its schema has not, at every depth. */
export function unknownFields(schema: z.core.$ZodType, value: unknown, path = ''): UnknownField[] {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray) {
    return Array.isArray(value) ? value.flatMap((one, at) => unknownFields(inner.element, one, `${path}[${at}]`)) : [];
  }
  if (!(inner instanceof z.ZodObject) || typeof value !== 'object' || value === null) return [];
  const shape = new Map<string, z.core.$ZodType>(Object.entries(inner.shape));
  return Object.entries(value).flatMap(([name, one]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const known = shape.get(name);
    return known ? unknownFields(known, one, at) : [{ path: at, near: nearName(name, [...shape.keys()]) }];
  });
}

/** Without what makes it optional or changes what was read. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrapped(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrapped(schema.in) : schema;
}

/** What the request log says of such a field. */
export function unknownFieldHint({ path, near }: UnknownField): string {
  return `${path.slice(0, 100)} is not a field of this body and was dropped${near === undefined ? '' : `; did you mean ${near}?`}`;
}
