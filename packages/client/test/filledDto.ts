import { z } from 'zod';
import { modelEnums, modelTypes } from '../../sandbox/test/erp/erpModel.ts';

export interface FilledDto {
  dto: Record<string, unknown>;
  /** Path of every field to the value it was given, as it must come out of the client again. */
  leaves: Map<string, unknown>;
}

/** An object of a type of the published description with every field filled, each with a value of its own. */
export function aFilledDto(type: string): FilledDto {
  const leaves = new Map<string, unknown>();
  let serial = 1000;
  const fill = (ofType: string, path: string): unknown => {
    if (ofType.endsWith('[]')) return [fill(ofType.slice(0, -2), path)];
    const fields = modelTypes[ofType];
    if (fields) {
      const entries = Object.entries(fields).map(([name, inner]) => [
        name,
        fill(inner, path === '' ? name : `${path}.${name}`),
      ]);
      return Object.fromEntries(entries);
    }
    const value = aValue(ofType, (serial += 1));
    leaves.set(path, value);
    return value;
  };
  return { dto: z.record(z.string(), z.unknown()).parse(fill(type, '')), leaves };
}

function aValue(type: string, serial: number): unknown {
  if (type === 'integer') return serial;
  if (type === 'number') return serial + 0.25;
  if (type === 'boolean') return true;
  if (type === 'date-time') return new Date(Date.UTC(2020, 0, 1) + serial * 86_400_000).toISOString().slice(0, 19);
  return modelEnums[type]?.[0] ?? `text-${serial}`;
}

/** Paths whose value does not come out: compares texts and numbers by value, times by day. */
export function lostFields({ leaves }: FilledDto, read: unknown): string[] {
  const text = JSON.stringify(read);
  const isThere = (value: unknown): boolean => {
    if (typeof value === 'boolean') return true;
    if (typeof value === 'number') return new RegExp(`[:[,]${String(value).replace('.', '\\.')}[,}\\]]`).test(text);
    const wanted = /^\d{4}-\d{2}-\d{2}T/.test(String(value)) ? String(value).slice(0, 10) : String(value);
    return text.includes(`"${wanted}`);
  };
  return [...leaves].filter(([, value]) => !isThere(value)).map(([path]) => path);
}
