/** Parameters of a request, by name. */
export type Parameters = Readonly<Record<string, string>>;

/** A query or form whose every name occurs once (RFC 6749 §3.1); undefined when one is repeated. Empty values are absent. */
export function singleValues(given: unknown): Parameters | undefined {
  if (typeof given !== 'object' || given === null) return {};
  const entries = Object.entries(given).filter(([, value]) => value !== '');
  const single = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return single.length === entries.length ? Object.fromEntries(single) : undefined;
}
