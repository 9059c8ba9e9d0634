import { compactVerify, decodeProtectedHeader } from 'jose';
import type { ConnectDeps } from '../connectDeps.ts';

/** The claims of a JWT that this issuer signed with a key that is still published; undefined for anything else. Its times are not looked at. */
export async function verifiedClaims({ world }: ConnectDeps, token: string, typ: string): Promise<unknown> {
  try {
    const { kid, typ: given } = decodeProtectedHeader(token);
    const key = given === typ ? await world.keys.verifying(kid ?? '') : undefined;
    if (!key) return undefined;
    const { payload } = await compactVerify(token, key, { algorithms: ['RS256'] });
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return claims;
  } catch {
    return undefined;
  }
}
