import { SignInError } from '../errors.ts';
import { idTokenChecks, type ExpectedOfIdToken } from './idTokenChecks.ts';
import { decode, type Claims } from './jwt.ts';
import type { Check } from 'visma-net-client/connect/protocolStep';
import type { DiscoveredProvider } from 'visma-net-client/connect/connectClient';
import { verifySignature } from './signature.ts';

/**
 * Checks an ID token from the token endpoint whole: contents and signature. `onChecks` sees the verdicts, those on a
 * refused one too.
 * @throws SignInError id_token_invalid, naming the rule; connect_unreachable when the keys cannot be fetched and nothing
 *   else is wrong
 * @see OpenID Connect Core 1.0 §3.1.3.7
 */
export async function verifyIdToken(
  { keysForAnswers, renewKeysForAnswers }: DiscoveredProvider,
  idToken: string,
  expected: ExpectedOfIdToken,
  onChecks: (checks: readonly Check[]) => void,
): Promise<Claims> {
  const contents = idTokenChecks(idToken, expected);
  const { passed, signed } = await verifySignature(idToken, keysForAnswers, renewKeysForAnswers).catch(
    (error: unknown) => {
      onChecks(contents);
      requireAll(contents);
      throw error;
    },
  );
  const checks = [...contents, { rule: `signature ${signed}`, section: 'OpenID Connect Core §3.1.3.7 (6, 7)', passed }];
  onChecks(checks);
  requireAll(checks);
  return decode(idToken)?.claims ?? {};
}

function requireAll(checks: readonly Check[]): void {
  const failed = checks.find(({ passed }) => !passed);
  if (failed) throw new SignInError('id_token_invalid', { reason: `refused: ${failed.rule}` });
}
