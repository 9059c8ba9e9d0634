import { readFileSync } from 'node:fs';
import { z } from 'zod';

const modelSchema = z.object({
  endpoints: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
  enums: z.record(z.string(), z.array(z.string())),
  types: z.record(z.string(), z.record(z.string(), z.string())),
});

const { endpoints, enums, types } = modelSchema.parse(
  JSON.parse(readFileSync(new URL('../../../../contract/erp-model.json', import.meta.url), 'utf8')),
);

/** Operations of the published description, with their parameters. */
export const modelEndpoints = new Map(Object.values(endpoints).flatMap((group) => Object.entries(group)));

/** Its enumerations. */
export const modelEnums: Readonly<Record<string, readonly string[]>> = enums;

/** A type that the model names but does not describe, from the facts about its one use. */
const UNDESCRIBED: Record<string, Record<string, string>> = {
  BAccountInInventoryCrossReferenceDto: { internalId: 'integer', number: 'string', name: 'string' },
};

/** Types of the published description: field name to type. */
export const modelTypes: Readonly<Record<string, Readonly<Record<string, string>>>> = { ...types, ...UNDESCRIBED };

/**
 * Every way in which a value differs from a type of the published description: fields too many, too few or of another
 * type. Null counts as any type.
 */
export function differences(value: unknown, type: string, path = type): string[] {
  if (value === null) return [];
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return [`${path}: not a list`];
    return value.flatMap((entry, place) => differences(entry, type.slice(0, -2), `${path}[${place}]`));
  }
  const fields = modelTypes[type];
  if (fields) return objectDifferences(value, fields, path);
  const allowed = enums[type];
  if (allowed)
    return typeof value === 'string' && allowed.includes(value)
      ? []
      : [`${path}: ${JSON.stringify(value)} is not one of ${type}`];
  return isOfType(value, type) ? [] : [`${path}: ${JSON.stringify(value)} is not ${type}`];
}

function objectDifferences(value: unknown, fields: Record<string, string>, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: not an object`];
  const entries = new Map<string, unknown>(Object.entries(value));
  return [
    ...[...entries.keys()].filter((name) => !(name in fields)).map((name) => `${path}.${name}: not in the description`),
    ...Object.entries(fields).flatMap(([name, type]) =>
      entries.has(name) ? differences(entries.get(name), type, `${path}.${name}`) : [`${path}.${name}: missing`],
    ),
  ];
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
  if (type === 'date-time')
    return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z?$/.test(value);
  return ['string', 'number', 'boolean'].includes(type) && typeof value === type;
}

/** A body with every field of a write type, wrapped as the description says; what the fields hold means nothing. */
export function wholeBody(type: string): unknown {
  const fields = modelTypes[type];
  if (!fields) return 'x';
  return Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, wholeValue(kind)]));
}

function wholeValue(kind: string): unknown {
  if (kind.startsWith('{value}')) return { value: wholeValue(kind.slice('{value}'.length)) };
  return kind.endsWith('[]') ? [wholeBody(kind.slice(0, -2))] : wholeBody(kind);
}
