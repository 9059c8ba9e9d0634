import { readFileSync } from 'node:fs';
import { z } from 'zod';

const contractSchema = z.object({
  types: z.record(z.string(), z.record(z.string(), z.string())),
  errorCodes: z.array(z.object({ code: z.string(), name: z.string() })),
});

const { types, errorCodes } = contractSchema.parse(
  JSON.parse(readFileSync(new URL('../../../../contract/sales-order-v3.json', import.meta.url), 'utf8')),
);

/** The codes of the contract with their names. */
export const contractCodes: ReadonlySet<string> = new Set(errorCodes.map(({ code, name }) => `${code}-${name}`));

/** A property of a command. */
export interface Property {
  /** Its names from the command down; properties of list entries are below `[]`. */
  readonly path: readonly string[];
  readonly kind: string;
  readonly isRequired: boolean;
  readonly maxLength: number | undefined;
  readonly range: readonly [number, number] | undefined;
}

/** Every property of a type that holds a value, those of inner types included. */
export function propertiesOf(type: string, path: readonly string[] = []): Property[] {
  return Object.entries(types[type] ?? {}).flatMap(([name, words]) => {
    const [kind = ''] = words.split(' ');
    const inner = kind.replace('[]', '');
    if (inner in types) return propertiesOf(inner, [...path, name, ...(kind.endsWith('[]') ? ['[]'] : [])]);
    const range = /(-?\d+)\.\.(-?\d+)/.exec(words);
    return [
      {
        path: [...path, name],
        kind,
        isRequired: words.endsWith('!'),
        maxLength: Number(/<=(\d+)/.exec(words)?.[1] ?? 0) || undefined,
        range: range ? ([Number(range[1]), Number(range[2])] as const) : undefined,
      },
    ];
  });
}

/** A body with one value at a path, over another body. */
export function bodyWith(base: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (name === '[]') return [bodyWith(z.array(z.unknown()).safeParse(base).data?.[0], rest, value)];
  const fields = z.record(z.string(), z.unknown()).safeParse(base).data ?? {};
  return { ...fields, [name]: bodyWith(fields[name], rest, value) };
}

/** `orderLines[0].quantity` */
export function nameOf(path: readonly string[]): string {
  return path.join('.').replaceAll('.[]', '[0]');
}
