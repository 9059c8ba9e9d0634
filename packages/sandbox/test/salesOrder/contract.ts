import { readFileSync } from 'node:fs';
import { z } from 'zod';

const contractSchema = z.object({
  types: z.record(z.string(), z.record(z.string(), z.string())),
  later: z.record(z.string(), z.record(z.string(), z.string())),
  errorCodes: z.array(z.object({ code: z.string(), name: z.string() })),
  operations: z.array(z.looseObject({ op: z.string(), ok: z.string(), response: z.string().optional() })),
});

const contract = contractSchema.parse(
  JSON.parse(readFileSync(new URL('../../../../contract/sales-order-v3.json', import.meta.url), 'utf8')),
);

/** What later releases added to a row of the list, with the shapes that the contract refers to. */
const LATER_ROW: Readonly<Record<string, string>> = {
  taxTotal: 'number',
  billing: 'SalesOrderBillingDto',
  shipping: 'SalesOrderShippingDto',
  note: 'string',
  financialInformation: 'SalesOrderFinancialInfoDto',
  orderLines: 'SalesOrderLineDto[]',
  salesPerson: 'SalesPersonDto',
  currencyRate: 'number',
  statusDetails: 'SalesOrderStatusDto',
  totals: 'SalesOrderTotalsDto',
};

/** Names of the contract's `later` part for a type. */
export const laterNames = (type: string): string[] =>
  Object.keys(contract.later[type] ?? {}).flatMap((names) => names.split(', '));

/** Types of the contract: field name to kind, without lengths and ranges. */
export const contractTypes: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  Object.entries(contract.types).map(([type, fields]) => [
    type,
    {
      ...Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, kind.split(' ')[0] ?? kind])),
      ...(type === 'SalesOrderListDto' ? laterRow() : {}),
    },
  ]),
);

/**
 * Every field of a type and of those inside it, by its path, in the contract's words: `string <=30`, `number !`. Types of
 * the contract are `object`, lists of them `list`.
 */
export function contractFields(type: string, path = type): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, words] of Object.entries(contract.types[type] ?? {})) {
    const [kind = '', ...more] = words.split(' ');
    const inner = kind.replace('[]', '');
    const isObject = inner in contract.types;
    const shown = kind.endsWith('[]') ? 'list' : isObject ? 'object' : kind;
    fields.set(`${path}.${name}`, [shown, ...more].join(' '));
    if (isObject) for (const entry of contractFields(inner, `${path}.${name}`)) fields.set(...entry);
  }
  return fields;
}

/** Codes of refusals, of which one may have several names. */
export const contractErrorCodes = contract.errorCodes;

/** Operations of the contract, `GET /SalesOrders/{type}` for example. */
export const contractOperations = contract.operations.map(({ op, response }) => ({ op, response }));

function laterRow(): Record<string, string> {
  const known = laterNames('SalesOrderListDto');
  return Object.fromEntries(Object.entries(LATER_ROW).filter(([name]) => known.includes(name)));
}

/** Every way in which a value differs from a type of the contract: fields that it has not, and other kinds. */
export function contractDifferences(value: unknown, type: string, path = type): string[] {
  if (value === null) return [];
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return [`${path}: not a list`];
    return value.flatMap((one, place) => contractDifferences(one, type.slice(0, -2), `${path}[${place}]`));
  }
  const [, inner] = /^map<(.+)>$/.exec(type) ?? [];
  const fields = contractTypes[type];
  if (inner === undefined && !fields)
    return isOfKind(value, type) ? [] : [`${path}: ${JSON.stringify(value)} is not ${type}`];
  if (typeof value !== 'object' || Array.isArray(value)) return [`${path}: not an object`];
  return Object.entries(value).flatMap(([name, one]) => {
    const kind = inner ?? fields?.[name];
    return kind === undefined
      ? [`${path}.${name}: not in the contract`]
      : contractDifferences(one, kind, `${path}.${name}`);
  });
}

/** Fields of the type that an answer has not got, those of later releases aside. */
export function missingFields(value: object, type: string): string[] {
  const later = laterNames(type);
  return Object.keys(contractTypes[type] ?? {}).filter((name) => !(name in value) && !later.includes(name));
}

function isOfKind(value: unknown, kind: string): boolean {
  if (kind === 'any') return true;
  if (kind === 'integer') return Number.isInteger(value);
  if (kind === 'date-time') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(value);
  return ['string', 'number', 'boolean'].includes(kind) && typeof value === kind;
}

export interface FilledOrder {
  readonly dto: Readonly<Record<string, unknown>>;
  /** Path of every field to its value. */
  readonly leaves: ReadonlyMap<string, string | number | boolean>;
}

/** An object of a type of the contract with every field filled, each with a value of its own. */
export function filledType(type: string, change: Readonly<Record<string, unknown>> = {}): FilledOrder {
  const leaves = new Map<string, string | number | boolean>();
  let serial = 1000;
  const fill = (kind: string, path: string): unknown => {
    if (kind.endsWith('[]')) return [fill(kind.slice(0, -2), path)];
    const [, inner] = /^map<(.+)>$/.exec(kind) ?? [];
    if (inner !== undefined) return { key: fill(inner, `${path}.key`) };
    const fields = contractTypes[kind];
    if (fields)
      return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, fill(one, `${path}.${name}`)]));
    const value = aValue(kind, path, (serial += 1));
    leaves.set(path, value);
    return value;
  };
  const dto = z.record(z.string(), z.unknown()).parse(fill(type, type));
  return { dto: { ...dto, ...change }, leaves };
}

function aValue(kind: string, path: string, serial: number): string | number | boolean {
  if (kind === 'integer') return serial;
  if (kind === 'number') return serial + 0.25;
  if (kind === 'boolean') return true;
  if (kind === 'date-time') return new Date(Date.UTC(2020, 0, 1) + serial * 86_400_000).toISOString();
  return `${path.slice(path.lastIndexOf('.') + 1)}-${serial}`;
}
