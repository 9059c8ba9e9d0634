/** A JSON object. */
export type JsonObject = Record<string, unknown>;

/**
 * Three-way merge of JSON objects: what `mine` changed since `base`, applied to `theirs`. Two requests that changed
 * different fields both keep their change; of two that changed the same field, mine is kept. What either of them
 * removed stays removed, even when the other changed something inside it: a company that was disconnected does not
 * come back with a slow request. Arrays are values, not merged; so is a connected company, whose scopes belong to its
 * connection. Pure.
 */
export function mergeSession(base: JsonObject, mine: JsonObject, theirs: JsonObject): JsonObject {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  return Object.fromEntries(
    [...names]
      .map((name): [string, unknown] => [name, mergeValue(own(base, name), own(mine, name), own(theirs, name))])
      .filter(([, value]) => value !== undefined),
  );
}

/** Whether two JSON values say the same, whatever the order of their fields. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (isJsonObject(one) && isJsonObject(other)) {
    const names = Object.keys(one);
    return (
      names.length === Object.keys(other).length &&
      names.every((name) => Object.hasOwn(other, name) && isSameJson(one[name], other[name]))
    );
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, index) => isSameJson(value, other[index]));
  }
  return one === other;
}

function mergeValue(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isSameJson(base, mine)) return theirs;
  if (isSameJson(base, theirs)) return mine;
  if (isMergeable(mine) && isMergeable(theirs)) return mergeSession(isMergeable(base) ? base : {}, mine, theirs);
  if (theirs === undefined && isJsonObject(base)) return undefined;
  return mine;
}

function isMergeable(value: unknown): value is JsonObject {
  return isJsonObject(value) && !Object.hasOwn(value, 'connectionId');
}

function own(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
