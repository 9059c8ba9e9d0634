import type { StepKind } from 'visma-net-client/connect/protocolStep';
import { isTextKey } from '../../languages/languages.ts';
import { say, type Sentence, type Spoken } from '../../languages/spoken.ts';
import { accessTokenDescription, claimDescription } from '../account/claimDescriptions.ts';

/** What a named value of a step is for; undefined for one that nobody has put into words. Pure. */
export function parameterDescription(kind: StepKind, name: string): Sentence | undefined {
  const key = `protocol.parameters.${name}`;
  const ofParameter = isTextKey(key) ? say(key) : undefined;
  if (kind === 'userinfo') return claimDescription(name) ?? ofParameter;
  return kind === 'introspection' ? (ofParameter ?? tokenClaimDescription('access_token', name)) : ofParameter;
}

/** What a header is for; undefined for one that nobody has put into words. Pure. */
export function headerDescription(name: string): Sentence | undefined {
  const key = `protocol.headers.${name.toLowerCase()}`;
  return isTextKey(key) ? say(key) : undefined;
}

/** What a claim means in this kind of token. Pure. */
export function tokenClaimDescription(token: string, claim: string): Sentence | undefined {
  return (token === 'access_token' ? accessTokenDescription(claim) : undefined) ?? claimDescription(claim);
}

/** What a name in the header of a JWT means (RFC 7515 §4.1); undefined for one that nobody has put into words. Pure. */
export function jwtHeaderDescription(name: string): Sentence | undefined {
  const key = `protocol.jwtHeader.${name}`;
  return isTextKey(key) ? say(key) : undefined;
}

/** To the millisecond and as logs have it, for comparing: "2026-11-24 20:43:21.123 UTC". Pure. */
export function preciseTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('T', ' ').replace('Z', ' UTC');
}

/** "35 ms", "1.2 s", "3 minutes". Pure. */
export function spanOf(ms: number): Spoken {
  const span = Math.max(0, Math.round(ms));
  if (span < 1000) return say('protocol.spans.milliseconds', { span: { quantity: span } });
  if (span >= 60_000) return { seconds: span / 1000 };
  return say('protocol.spans.seconds', { span: span / 1000 });
}
