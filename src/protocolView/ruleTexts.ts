import { say, type Sentence } from '../languages/spoken.ts';
import type { TextKey } from '../languages/textKeys.ts';

/** The rules as checks name them, which is in English: steps are kept so, and logged. */
export const RULE_TEXTS: ReadonlyMap<string, TextKey> = new Map<string, TextKey>([
  ['the ID token is a JWT', 'protocol.rules.jwtId'],
  ['iss is the issuer', 'protocol.rules.iss'],
  ['sub names somebody', 'protocol.rules.sub'],
  ['aud is this client', 'protocol.rules.aud'],
  ['aud names nobody who is not trusted', 'protocol.rules.audTrusted'],
  ['azp is this client, and is there when aud names several', 'protocol.rules.azp'],
  ['exp is still to come', 'protocol.rules.exp'],
  ['iat is not in the future', 'protocol.rules.iat'],
  ['nonce equals the one kept with the attempt', 'protocol.rules.nonce'],
  ['at_hash belongs to the access token', 'protocol.rules.atHash'],
  ['sub is the same person as before', 'protocol.rules.subBefore'],
  ['the logout token is a JWT', 'protocol.rules.jwtLogout'],
  ['typ is logout+jwt, JWT or absent', 'protocol.rules.typ'],
  ['iat is there and not in the future', 'protocol.rules.iatThere'],
  ['exp is there and not over', 'protocol.rules.expThere'],
  ['sub or sid is there', 'protocol.rules.subOrSid'],
  ['events holds the logout event', 'protocol.rules.events'],
  ['there is no nonce', 'protocol.rules.noNonce'],
  ['jti is there', 'protocol.rules.jti'],
  ['no parameter comes twice', 'protocol.rules.once'],
  ['state is of an attempt that this browser began', 'protocol.rules.state'],
  ['iss of the answer is the issuer', 'protocol.rules.issAnswer'],
  ['there is a code or an error', 'protocol.rules.codeOrError'],
  ['there is one state', 'protocol.rules.oneState'],
  ['the attempt is not older than 15 minutes', 'protocol.rules.attemptAge'],
  ['state is of an attempt that this browser began, and has not come back before', 'protocol.rules.stateOnce'],
  ['iss is our issuer', 'protocol.rules.issOurs'],
  ['target_link_uri is an address of this application', 'protocol.rules.target'],
  ['sid is of a session that was begun here', 'protocol.rules.sidHere'],
  ['it is a frame, and brings our cookie', 'protocol.rules.frame'],
  ['state is the one sent with the sign-out', 'protocol.rules.signOutState'],
  ['signature by one of Visma Connect’s keys', 'protocol.rules.signatureBad'],
  ['signed by one of Visma Connect’s keys', 'protocol.rules.signedBad'],
  ['signature by one of several keys, as the token names none', 'protocol.rules.signatureMany'],
  ['signed by one of several keys, as the token names none', 'protocol.rules.signedMany'],
  ['our own rule', 'protocol.rules.ourOwn'],
]);

const SIGNED = /^(signature|signed) (\S+) by (?:key (.+)|a key without a name)$/;

/** A rule, or the place where it is written, for readers of any language; what nobody has translated as it is. Pure. */
export function ruleText(rule: string): string | Sentence {
  const known = RULE_TEXTS.get(rule);
  return known === undefined ? signedText(rule) : say(known);
}

function signedText(rule: string): string | Sentence {
  const [, form, alg = '', key] = SIGNED.exec(rule) ?? [];
  if (form === undefined) return rule;
  if (form === 'signed') {
    return key === undefined ? say('protocol.rules.signedNoName', { alg }) : say('protocol.rules.signed', { alg, key });
  }
  return key === undefined
    ? say('protocol.rules.signatureNoName', { alg })
    : say('protocol.rules.signature', { alg, key });
}
