import type { ConnectionRecord } from '../../connections/vault.ts';
import { isExpired } from '../../oidc/tokenSet.ts';
import { momentOf, type Moment } from '../../web/rendering/formatTime.ts';

/** How things stand with the access to a company, for people. */
export interface ConnectionState {
  readonly isGood: boolean;
  readonly label: string;
  readonly description: string;
  /** When the present access token runs out; undefined when there is none. */
  readonly until: Moment | undefined;
}

/** Puts the tokens of a company into words; undefined is a company whose tokens are gone. Pure. */
export function connectionState(record: ConnectionRecord | undefined, nowMs: number): ConnectionState {
  if (!record) return over('The access is gone. Sign in again to use this company.');
  const { tokens, ended } = record;
  if (ended) return over(`Visma Connect has ended the access${reasonOf(ended.providerError)}. Sign in again.`);
  const isRenewable = tokens.refreshToken !== undefined;
  if (!isExpired(tokens, nowMs / 1000)) {
    const description = isRenewable
      ? 'Renewed by itself when needed.'
      : 'Then you sign in again: it cannot be renewed.';
    return { isGood: true, label: 'Active', description, until: momentOf(tokens.expiresAt * 1000) };
  }
  return isRenewable
    ? { isGood: true, label: 'Active', description: 'Renewed when you open a page of this company.', until: undefined }
    : over('The access has run out. Sign in again to use this company.');
}

function over(description: string): ConnectionState {
  return { isGood: false, label: 'Sign in again', description, until: undefined };
}

function reasonOf(providerError: string | undefined): string {
  return providerError === undefined ? '' : ` (${providerError})`;
}
