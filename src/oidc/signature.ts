import { compactVerify, errors, type JWTVerifyGetKey } from 'jose';
import { SignInError } from '../errors.ts';
import { decode } from './jwt.ts';

/** Asymmetric only: `none` and secrets shared with the client are refused (RFC 8725 §3.1, §3.2). */
const ACCEPTED_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];

export interface SignatureVerdict {
  readonly passed: boolean;
  /** In words: `RS256 by key k1`. */
  readonly signed: string;
}

/**
 * Checks the signature of a token of Visma Connect. `renewKeys` is asked once when the token names no key and none fits:
 * keys without names may have been rotated.
 * @throws SignInError connect_unreachable when the keys cannot be fetched: then there is no verdict
 */
export async function verifySignature(
  token: string,
  keys: JWTVerifyGetKey,
  renewKeys?: () => Promise<boolean>,
): Promise<SignatureVerdict> {
  const verdict = await verify(token, keys);
  if (verdict.passed || !renewKeys || !isNameless(token)) return verdict;
  // Keys that do not come leave the verdict as it is.
  const isRenewed = await renewKeys().catch(() => false);
  return isRenewed ? verify(token, keys) : verdict;
}

function isNameless(token: string): boolean {
  const header = decode(token)?.header;
  return header !== undefined && header.kid === undefined;
}

async function verify(token: string, keys: JWTVerifyGetKey): Promise<SignatureVerdict> {
  try {
    const { protectedHeader } = await compactVerify(token, keys, { algorithms: ACCEPTED_ALGORITHMS });
    const { alg, kid } = protectedHeader;
    return { passed: true, signed: `${alg} by ${kid === undefined ? 'a key without a name' : `key ${kid}`}` };
  } catch (error) {
    if (error instanceof errors.JWKSMultipleMatchingKeys) return tryEachKey(token, error);
    if (isVerdict(error)) return { passed: false, signed: 'by one of Visma Connect’s keys' };
    throw new SignInError('connect_unreachable', { cause: error, reason: 'the signing keys did not come' });
  }
}

/** Without a `kid` several keys may fit; one of them has to be it. */
async function tryEachKey(token: string, candidates: errors.JWKSMultipleMatchingKeys): Promise<SignatureVerdict> {
  const signed = 'by one of several keys, as the token names none';
  for await (const key of candidates) {
    const fits = await compactVerify(token, key, { algorithms: ACCEPTED_ALGORITHMS }).then(
      () => true,
      () => false,
    );
    if (fits) return { passed: true, signed };
  }
  return { passed: false, signed };
}

/** Whether jose judged the token; what it says about the fetch of the keys is no verdict. */
function isVerdict(error: unknown): boolean {
  return (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey
  );
}
