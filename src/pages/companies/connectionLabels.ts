import type { ConnectionRecord } from '../../connections/vault.ts';
import { isExpired } from '../../oidc/tokenSet.ts';
import { momentOf, say, type Moment, type Sentence, type SentenceParts } from '../../languages/spoken.ts';
import type { TextKey } from '../../languages/textKeys.ts';

/** How things stand with the access to a company, for people. */
export interface ConnectionState {
  readonly isGood: boolean;
  readonly label: Sentence;
  readonly description: Sentence;
  /** When the present access token runs out; undefined when there is none. */
  readonly until: Moment | undefined;
}

const ACTIVE = say('companies.access.active');

/** Puts the tokens of a company into words; undefined is a company whose tokens are gone. Pure. */
export function connectionState(record: ConnectionRecord | undefined, nowMs: number): ConnectionState {
  if (!record) return over('companies.access.gone');
  const { tokens, ended } = record;
  if (ended) return endedBecause(ended.providerError);
  const isRenewable = tokens.refreshToken !== undefined;
  if (!isExpired(tokens, nowMs / 1000)) {
    const description = isRenewable ? say('companies.access.renewed') : say('companies.access.notRenewable');
    return { isGood: true, label: ACTIVE, description, until: momentOf(tokens.expiresAt * 1000) };
  }
  return isRenewable
    ? { isGood: true, label: ACTIVE, description: say('companies.access.renewedOnOpen'), until: undefined }
    : over('companies.access.ranOut');
}

function over(description: TextKey, parts?: SentenceParts): ConnectionState {
  return { isGood: false, label: say('companies.access.over'), description: say(description, parts), until: undefined };
}

function endedBecause(reason: string | undefined): ConnectionState {
  return reason === undefined ? over('companies.access.ended') : over('companies.access.endedBecause', { reason });
}
