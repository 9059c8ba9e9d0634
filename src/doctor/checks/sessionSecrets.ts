import { diagnose, fine, type Finding } from '../finding.ts';
import type { ConfigInspection } from '../configInspection.ts';

/** Below this many bits, by the frequency of its characters, a secret was not made by chance. */
const FEWEST_BITS = 120;
const GUESSABLE = /secret|passw|change.?me|example|qwerty|letmein|0123456|123456|abcdef|visma|default|keyboard|lorem/i;

/** How hard the session secrets are to guess; what signs cookies also seals the tokens in the store. */
export function checkSessionSecrets({ config, isSandbox, client, service }: ConfigInspection): Finding[] {
  const { secrets } = config.session;
  if (secrets.length === 0) {
    const reason = isSandbox ? 'the sandbox mode keeps one of its own in data/session-secret' : 'none is set';
    return [isSandbox ? fine('session_secrets', reason) : { ...fine('session_secrets', reason), verdict: 'skipped' }];
  }
  const others = [client?.secret, service?.clientSecret];
  const findings = secrets.flatMap((secret, at) => {
    const number = secrets.length > 1 ? ` ${at + 1}` : '';
    return [
      ...(others.includes(secret) ? [reused(number)] : []),
      ...(secrets.indexOf(secret) < at ? [twice(number)] : []),
      ...(isWeak(secret) ? [weak(number)] : []),
    ];
  });
  if (findings.length > 0) return findings;
  return [fine('session_secrets', secrets.length === 1 ? 'one, strong' : `${secrets.length}, all strong`)];
}

function isWeak(secret: string): boolean {
  return bitsOf(secret) < FEWEST_BITS || GUESSABLE.test(secret);
}

/** Shannon's entropy of the characters, times their number. */
function bitsOf(secret: string): number {
  const counts = new Map<string, number>();
  for (const letter of secret) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - count * Math.log2(count / secret.length), 0);
}

const MAKE_ONE = `Make one with: node -p "require('crypto').randomBytes(48).toString('base64url')"`;

function weak(number: string): Finding {
  return diagnose('secret_weak', {
    about: 'SESSION_SECRET',
    reason: `Secret${number} looks typed, not drawn by chance: whoever guesses it can forge sessions and open the sealed tokens.`,
    advice: `${MAKE_ONE}; put it first, and keep the old one behind a comma until its sessions have ended.`,
  });
}

function twice(number: string): Finding {
  return diagnose('secret_twice', {
    about: 'SESSION_SECRET',
    reason: `Secret${number} is the same as one before it.`,
    advice: 'Remove one of them.',
  });
}

function reused(number: string): Finding {
  return diagnose('secret_reused', {
    about: 'SESSION_SECRET',
    reason: `Secret${number} is the client secret too: who learns one has both.`,
    advice: MAKE_ONE,
  });
}
