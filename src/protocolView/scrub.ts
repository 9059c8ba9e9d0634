/** Texts shorter than this would be found where they are not meant. */
const SCRUBBED_LENGTH = 8;

/** The same value with every text in it freed of the secrets. */
export function scrub<T>(value: T, found: ReadonlySet<string>): T {
  const secrets = [...found].filter(({ length }) => length >= SCRUBBED_LENGTH).toSorted(longestFirst);
  return scrubValue(value, secrets);
}

function longestFirst(one: string, other: string): number {
  return other.length - one.length;
}

function scrubValue<T>(value: T, secrets: readonly string[]): T;
function scrubValue(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return scrubText(value, secrets);
  if (Array.isArray(value)) return value.map((inner: unknown) => scrubValue(inner, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [scrubText(name, secrets), scrubValue(inner, secrets)]),
  );
}

function scrubText(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (rest.includes(secret) ? rest.replaceAll(secret, '…') : rest), text);
}
