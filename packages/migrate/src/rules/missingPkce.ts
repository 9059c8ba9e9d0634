import type { Rule } from '../rule.ts';
import { librarySignInWithout, requestWithout } from '../nearbyConditions.ts';

const PKCE = /code_?-?challenge|pkce/i;
/** How passport, simple-oauth2, league/oauth2-client, Spring, ASP.NET and Python's libraries are told to sign in. */
const LIBRARY_SIGN_IN =
  /\bauthorizationURL\s*:|\.authorizeURL\(|urlAuthorize\b|\bauthorization-uri\s*[:=]|\bAuthorizationEndpoint\s*=|\bauthorization_url\(/g;

/** An authorization request that sends no PKCE challenge. */
export const missingPkce: Rule = {
  id: 'missing-pkce',
  title: 'Sign-in without PKCE',
  step: 'authentication',
  guide: 'Steps to register application, 10; Interactive applications, 1f and 4d',
  severity: 'warning',
  certainty: 'likely',
  words: /response_?type|authori[sz]ation[-_]?(?:url|uri|endpoint)|authorizeurl|urlauthorize/i,
  patterns: {
    any: [requestWithout(PKCE), librarySignInWithout(PKCE, LIBRARY_SIGN_IN)],
  },
  why: 'Without PKCE a stolen code can be redeemed by somebody else; with PKCE switched on in the Developer Portal the request is refused.',
  replacement:
    'Make a verifier of 43 to 128 characters for each sign-in. Send its SHA-256 as code_challenge with code_challenge_method=S256, and the verifier itself with the token request only. (Step 1f of the guide has the verifier sent to the authorize endpoint; that is wrong.)',
  examples: {
    curl: "VERIFIER=$(openssl rand -base64 48 | tr '+/' '-_' | tr -d '=')\nCHALLENGE=$(printf %s \"$VERIFIER\" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=')",
    csharp:
      'var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));\nvar challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));',
    javascript:
      "const verifier = randomBytes(48).toString('base64url');\nconst challenge = createHash('sha256').update(verifier).digest('base64url');",
    python:
      'verifier = secrets.token_urlsafe(48)\nchallenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()',
    php: "$verifier = rtrim(strtr(base64_encode(random_bytes(48)), '+/', '-_'), '=');\n$challenge = rtrim(strtr(base64_encode(hash('sha256', $verifier, true)), '+/', '-_'), '=');",
    java: 'String verifier = encoder.encodeToString(random48Bytes); // Base64.getUrlEncoder().withoutPadding()\nString challenge = encoder.encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));',
  },
};
