/**
 * The parameters of an address. Names count without their letter case, as ASP.NET reads them (guess: not
 * documented).
 */
export interface QueryParameters {
  /** The first value; undefined when absent or empty. */
  text(name: string): string | undefined;
  /** All values of a repeated parameter; `a,b` counts as two. */
  list(name: string): string[];
  /** Undefined unless a whole number. */
  integer(name: string): number | undefined;
  /** `true` or `false` in any case; anything else counts as absent. */
  flag(name: string): boolean | undefined;
  /** The names as they were sent. */
  names(): string[];
}

/** Reads the query of an address such as `/v1/inventory?pageSize=10`. */
export function readQuery(address: string): QueryParameters {
  const { searchParams } = new URL(address, 'http://sandbox.invalid');
  const values = new Map<string, string[]>();
  for (const [name, value] of searchParams) {
    if (value !== '') values.set(name.toLowerCase(), [...(values.get(name.toLowerCase()) ?? []), value]);
  }
  const text = (name: string): string | undefined => values.get(name.toLowerCase())?.[0];
  return {
    text,
    list: (name) =>
      (values.get(name.toLowerCase()) ?? []).flatMap((value) => value.split(',')).filter((value) => value !== ''),
    integer: (name) => {
      const value = text(name);
      return value !== undefined && /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
    },
    flag: (name) => {
      const value = text(name)?.toLowerCase();
      return value === 'true' || value === 'false' ? value === 'true' : undefined;
    },
    names: () => [...new Set(searchParams.keys())],
  };
}
