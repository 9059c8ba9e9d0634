import type { Rule } from '../rule.ts';
import { librarySignInWithout, requestWithout } from '../surroundings.ts';

const state = /(?<![\w.$-])['"]?state['"]?\s*(?:=|:|=>|,|\]|\}|\))/i;
/** Libraries that send state only when told to: passport-oauth2 and simple-oauth2. */
const librarySignIn = /\bauthorizationURL\s*:|\.authorizeURL\(/g;

/** An authorization request that sends no state. */
export const missingState: Rule = {
  id: 'missing-state',
  title: 'Sign-in without state',
  step: 'authentication',
  guide: 'Interactive applications, 1; the guide does not mention state',
  severity: 'warning',
  certainty: 'likely',
  words: /response_?type|authorizationurl|authorizeurl/i,
  patterns: {
    any: [requestWithout(state), librarySignInWithout(state, librarySignIn)],
  },
  why: 'Without state anybody can slip their own code into a user’s callback, and the user then works in a stranger’s account.',
  replacement:
    'Send a random state that belongs to this browser, and refuse a callback whose state you did not give out. With OpenID Connect send nonce as well and check it in the ID token.',
  examples: {
    curl: 'STATE=$(openssl rand -hex 32)   # …&state=$STATE, and compare it in the callback',
    csharp: 'query["state"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)); // keep it for the callback',
    javascript:
      "url.searchParams.set('state', state); // state = randomBytes(32).toString('hex'), kept for this browser",
    python: 'state = secrets.token_urlsafe(32)  # in the session; compare with secrets.compare_digest in the callback',
    php: "$_SESSION['state'] = bin2hex(random_bytes(32)); // 'state' => $_SESSION['state'], compared in the callback",
    java: 'String state = HexFormat.of().formatHex(random32Bytes); // .queryParam("state", state), compared in the callback',
  },
};
