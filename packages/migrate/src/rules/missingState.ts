import type { LineView } from '../lineView.ts';
import type { Detected, Rule } from '../rule.ts';
import { AUTHORIZES, librarySignInWithout, OF_OTHER_VISMA, OF_VISMA, requestWithout } from '../nearbyConditions.ts';

const STATE = /(?<![\w.$-])['"]?state['"]?\s*(?:=|:|=>|,|\]|\}|\))/i;
/** Libraries that send state only when told to: passport-oauth2 and simple-oauth2. */
const LIBRARY_SIGN_IN = /\bauthorizationURL\s*:|\.authorizeURL\(/g;

/** An authorization request that sends no state, or always the same. */
export const missingState: Rule = {
  id: 'missing-state',
  title: 'Sign-in without a random state',
  step: 'authentication',
  guide: 'Interactive applications, 1; the guide does not mention state',
  severity: 'warning',
  certainty: 'likely',
  words: /response_?type|authorizationurl|authorizeurl|oauth\/authorize|connect\/authorize/i,
  patterns: {
    any: [requestWithout(STATE), librarySignInWithout(STATE, LIBRARY_SIGN_IN)],
  },
  detect: fixedState,
  why: 'Without a state that is new each time anybody can slip their own code into a user’s callback, and the user then works in a stranger’s account.',
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

const WRITTEN =
  /[?&]state=([\w.~-]+)(?=["'`&\s]|$)|(?<![\w.$-])['"]?state['"]?\s*(?:\]\s*=|=>|:=|[:=,])\s*["']([^"'{}$%]*)["'](?!\s*[+.&])/gi;
const GIVEN =
  /[?&]state=(?:["'`]\s*[+.&]\s*(\$?\w+)|[$#]?\{\s*(\w+)\s*\}|\$(\w+)|[${%<#])|(?<![\w.?&-])['"]?state['"]?\s*(?:\]\s*=|=>|:=|:|=(?!=)|,)\s*(?!["'])(\$?[A-Za-z_][\w.$>-]*)|[{,]\s*(state)\s*[,}]/gi;

/** A state that is a written word, in the request or in the constant that it takes. */
function fixedState(view: LineView): Detected[] {
  const request =
    /(?<![\w])response_?type(?:\W{1,12}code(?![\w-])|=(?:[{%$]|["'`]\s*[+.&]))|oauth\/authorize[^"'`\s]*[?&]/i.exec(
      view.line.code,
    );
  if (request === null || view.file.facts.isOtherProduct) return [];
  const isSignIn = [AUTHORIZES, OF_VISMA].every((near) => view.isNear(near, ''));
  if (!isSignIn || view.isNear(OF_OTHER_VISMA, '')) return [];
  const around = view.contextText(8, 8);
  const words = [...around.matchAll(WRITTEN)];
  const values = [...around.matchAll(GIVEN)].map((match) => match.slice(1).find(Boolean) ?? '');
  const constants = values.filter((value) => view.file.facts.constants.has(value.replace(/^\$/, '')));
  if (words.length + constants.length === 0 || constants.length < values.length) return [];
  const detail = 'A state is sent, and it is always the same word: anybody knows it.';
  return [{ from: request.index, to: request.index + request[0].length, detail }];
}
