import { isTextKey } from '../../languages/languages.ts';
import { say, type Sentence } from '../../languages/spoken.ts';

/** What a claim of an ID token or of userinfo means, one sentence; undefined for one that nobody has put into words. Pure. */
export function claimDescription(name: string): Sentence | undefined {
  const key = `claims.idToken.${name}`;
  return isTextKey(key) ? say(key) : undefined;
}

/** What a claim means in an access token, where that is something else. Pure. */
export function accessTokenDescription(name: string): Sentence | undefined {
  const key = `claims.accessToken.${name}`;
  return isTextKey(key) ? say(key) : undefined;
}

/** Claims that are seconds since 1970. */
export const TIME_CLAIMS: ReadonlySet<string> = new Set([
  'exp',
  'iat',
  'nbf',
  'auth_time',
  'llt',
  'created_at',
  'updated_at',
]);
