import { modelEnums, modelTypes } from '../../sandbox/test/erp/erpModel.ts';

/** Every way in which a write body differs from its type: unknown fields, wrappers too many or too few, wrong values. */
export function bodyDifferences(body: unknown, type: string, path = type): string[] {
  if (body === undefined) return [];
  if (type.startsWith('{value}')) return wrapperDifferences(body, type.slice('{value}'.length), path);
  if (type.endsWith('[]')) {
    if (!Array.isArray(body)) return [`${path}: not a list`];
    return body.flatMap((row) => bodyDifferences(row, type.slice(0, -2), path));
  }
  const fields = modelTypes[type];
  if (!fields) return isOfType(body, type) ? [] : [`${path}: ${JSON.stringify(body)} is not ${type}`];
  if (!isObject(body)) return [`${path}: not an object`];
  return Object.entries(body).flatMap(([name, inner]) => {
    const fieldType = fields[name];
    return fieldType === undefined
      ? [`${path}.${name}: not in the description`]
      : bodyDifferences(inner, fieldType, `${path}.${name}`);
  });
}

/** Fields of a type that the body has not got. */
export function fieldsNotWritten(body: object, type: string): string[] {
  return Object.keys(modelTypes[type] ?? {}).filter((name) => !(name in body));
}

function wrapperDifferences(wrapper: unknown, type: string, path: string): string[] {
  if (!isObject(wrapper) || Object.keys(wrapper).join() !== 'value') return [`${path}: not wrapped`];
  return wrapper.value === null ? [] : bodyDifferences(wrapper.value, type, path);
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'date-time') return typeof value === 'string';
  return modelEnums[type]?.includes(String(value)) ?? typeof value === type;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
