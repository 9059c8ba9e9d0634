import type { StepKind } from 'visma-net-client/connect/protocolStep';
import { PARAMETER_DESCRIPTIONS } from '../../protocolView/parameterDescriptions.ts';
import { formatDuration } from '../../web/rendering/formatTime.ts';
import { ACCESS_TOKEN_DESCRIPTIONS, CLAIM_DESCRIPTIONS } from '../account/claimDescriptions.ts';

/** What a named value of a step is for; undefined for one that nobody has put into words. Pure. */
export function parameterDescription(kind: StepKind, name: string): string | undefined {
  if (kind === 'userinfo') return CLAIM_DESCRIPTIONS[name] ?? PARAMETER_DESCRIPTIONS[name];
  if (kind === 'introspection')
    return PARAMETER_DESCRIPTIONS[name] ?? ACCESS_TOKEN_DESCRIPTIONS[name] ?? CLAIM_DESCRIPTIONS[name];
  return PARAMETER_DESCRIPTIONS[name];
}

/** What a claim means in this kind of token. Pure. */
export function tokenClaimDescription(token: string, claim: string): string | undefined {
  return (token === 'access_token' ? ACCESS_TOKEN_DESCRIPTIONS[claim] : undefined) ?? CLAIM_DESCRIPTIONS[claim];
}

/** What stands in the header of a JWT (RFC 7515 §4.1). */
export const JWT_HEADER_DESCRIPTIONS: Readonly<Partial<Record<string, string>>> = {
  alg: 'How it was signed: RS256 is RSA with SHA-256.',
  kid: 'With which of Visma Connect’s keys it was signed.',
  typ: 'What kind of token it is: at+jwt is an access token, logout+jwt a logout token.',
  x5t: 'A fingerprint of the key’s certificate.',
};

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZone: 'UTC',
});

/** To the millisecond: "24 Nov 2026, 20:43:21.123 UTC". */
export function preciseTime(epochMs: number): string {
  return `${CLOCK.format(new Date(epochMs))} UTC`;
}

/** "35 ms", "1.2 s", "3 minutes". */
export function formatSpan(ms: number): string {
  const span = Math.max(0, Math.round(ms));
  if (span < 1000) return `${span} ms`;
  return span < 60_000 ? `${(span / 1000).toFixed(1)} s` : formatDuration(span / 1000);
}
