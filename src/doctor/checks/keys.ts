import { z } from 'zod';
import { diagnose, fine, type Finding } from '../finding.ts';
import type { Tools } from '../tools.ts';
import { parseJson } from '../../parseJson.ts';

const keySet = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), use: z.string().optional(), alg: z.string().optional() })),
});

/** The keys that ID tokens are signed with (RFC 7517 §5): at least one must do for RS256. */
export async function checkKeys(jwksUri: string, { fetch }: Pick<Tools, 'fetch'>): Promise<Finding> {
  const text = await fetch(jwksUri)
    .then((answer) => (answer.ok ? answer.text() : undefined))
    .catch(() => undefined);
  if (text === undefined) {
    return diagnose('keys_unavailable', {
      reason: `${jwksUri} does not give the keys.`,
      advice: 'Nobody can sign in without them: see whether a firewall lets this address through, and try again.',
    });
  }
  const usable = keysIn(text).filter(
    ({ kty, use = 'sig', alg = 'RS256' }) => kty === 'RSA' && use === 'sig' && alg === 'RS256',
  );
  if (usable.length > 0) return fine('keys', usable.length === 1 ? 'one for RS256' : `${usable.length} for RS256`);
  return diagnose('keys_missing', {
    reason: `${jwksUri} has no key for RS256.`,
    advice: 'Every ID token would be refused. Visma Connect signs with RS256: see VISMA_CONNECT_URL.',
  });
}

function keysIn(text: string) {
  const parsed = keySet.safeParse(parseJson(text));
  return parsed.success ? parsed.data.keys : [];
}
