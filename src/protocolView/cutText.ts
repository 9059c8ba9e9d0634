import { createHash } from 'node:crypto';

/* Cuts values and texts, so that they say what they are and give nothing away. */

/** Shorter values could be guessed by what is shown of them. */
export const SHOWN_FROM_LENGTH = 20;
const SHOWN_CHARACTERS = 4;
const MAX_TEXT = 500;

const JWT = /\beyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g;
const LONG_RUN = /[\w+/-]{24,}={0,2}/g;
const CUT = /^([^…]*…) \((\d+) characters?(, #[\da-f]{8})?\)$/;
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Names a value without giving it away: 32 bits of its hash. The same value has the same mark everywhere. */
export function fingerprintOf(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 8);
}

/** What may be shown of a secret: its beginning, its length and its mark; of a short one its length alone. */
export function cut(value: string): string {
  const length = `${value.length} character${value.length === 1 ? '' : 's'}`;
  if (value.length < SHOWN_FROM_LENGTH) return `… (${length})`;
  return `${value.slice(0, SHOWN_CHARACTERS)}… (${length}, #${fingerprintOf(value)})`;
}

/** What `cut` has written at the end of a value, in parts: for readers of other languages. Undefined when it has not. Pure. */
export function cutParts(value: string): { start: string; length: number; mark: string } | undefined {
  const [, start, length, mark = ''] = CUT.exec(value) ?? [];
  return start === undefined ? undefined : { start, length: Number(length), mark };
}

/** A text that may stand, but for tokens and long random runs in it; of an address, the query does not. */
export function openText(text: string): string {
  const withoutJwts = shortened(text).replace(JWT, cut);
  if (!/^https?:\/\//.test(withoutJwts) || !URL.canParse(withoutJwts)) return withoutJwts;
  const { origin, pathname, search, hash } = new URL(withoutJwts);
  return search === '' && hash === '' ? withoutJwts : `${origin}${pathname}?…`;
}

/** Text that a provider wrote for people: whatever looks like a secret is cut. */
export function foreignText(text: string): string {
  return openText(text).replace(LONG_RUN, (run) =>
    /\d/.test(run) && /[a-z]/i.test(run) && !GUID.test(run) ? cut(run) : run,
  );
}

/** Values of claims and documents are ids and addresses, so long runs are let be. */
export function foreignValue(value: string): string {
  return shortened(value, MAX_TEXT * 4).replace(JWT, cut);
}

export function shortened(text: string, max = MAX_TEXT): string {
  return text.length > max ? `${text.slice(0, max)}…` : text;
}
