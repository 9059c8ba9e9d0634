import { toErpTime } from 'visma-net-client/resources/timeFilter';
import { durationMs } from './duration.ts';
import { RESOURCE_SLUGS, withResource, type ResourceSlug } from 'visma-net-client/resources';

/*
 * Reads the values of options. Undefined in, undefined out: the option was not given. What cannot be meant throws Wrong.
 */

/** The command line cannot be meant; the message is a sentence for whoever typed it. */
export class Wrong extends Error {}

export function oneOf<T extends string>(name: string, allowed: readonly T[], given: string | undefined): T | undefined {
  const found = allowed.find((word) => word === given);
  if (given !== undefined && found === undefined) throw new Wrong(`--${name} is ${either(allowed)}, not "${given}".`);
  return found;
}

export function either(choices: readonly string[]): string {
  return `${choices.slice(0, -1).join(', ')} or ${choices.at(-1) ?? ''}`;
}

export function wholeNumber(name: string, given: string | undefined, min: number, max: number): number | undefined {
  if (given === undefined) return undefined;
  const number = /^\d{1,10}$/.test(given) ? Number(given) : NaN;
  if (number >= min && number <= max) return number;
  throw new Wrong(`--${name} is a whole number from ${min} to ${max}, not "${given}".`);
}

export function maxWaitOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const ms = durationMs(given);
  if (ms === undefined) throw new Wrong(`--max-wait is a time such as 30s, 10m or 2h, up to 24d, not "${given}".`);
  return ms / 1000;
}

export function everyOf(given: string | undefined): number {
  const ms = durationMs(given ?? '');
  if (ms === undefined || ms === 0)
    throw new Wrong('watch wants --every with a time such as 30s, 10m or 2h, up to 24d.');
  return ms;
}

/** Undefined: standard output. */
export function outOf(given: string | undefined): string | undefined {
  if (given?.trim() === '') throw new Wrong('--out wants a file, or - for standard output.');
  return given === '-' ? undefined : given;
}

export function timeOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  try {
    return `${toErpTime(given)}Z`;
  } catch {
    throw new Wrong(`--changed-since is a time such as 2026-01-31 or 2026-01-31T13:45:00Z, not "${given}".`);
  }
}

export function sectionsOf(
  given: string | undefined,
  resource: ResourceSlug | undefined,
): readonly string[] | undefined {
  const asked = splitList(given);
  if (!asked) return undefined;
  const known = resource
    ? withResource(resource, ({ sections }) => sections)
    : RESOURCE_SLUGS.flatMap((name) => withResource(name, ({ sections }) => sections));
  const strange = asked.find((section) => !known.includes(section));
  if (strange === undefined) return asked;
  throw new Wrong(
    known.length === 0
      ? `${resource ?? 'this list'} has nothing to bring --with.`
      : `--with has no "${strange}" for ${resource ?? 'any list'}; there are ${known.join(', ')}.`,
  );
}

export function splitList(given: string | undefined): readonly string[] | undefined {
  return given?.split(/[\s,]+/).filter(Boolean);
}
