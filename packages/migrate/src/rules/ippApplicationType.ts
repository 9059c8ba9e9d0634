import type { Rule } from '../rule.ts';

/** The header that named the product. */
export const ippApplicationType: Rule = {
  id: 'ipp-application-type',
  title: 'Header ipp-application-type',
  step: 'api-calls',
  guide: 'The access-token now contains the context',
  severity: 'warning',
  certainty: 'certain',
  alone: ["'ipp-application-type'"],
  words: /ipp[-_]?application/i,
  patterns: { any: [{ find: /(?<![a-z])ipp[-_]?application[-_]?types?(?![a-z])/gi }] },
  why: 'The header is no longer needed.',
  replacement: 'Leave it out.',
  examples: {
    curl: 'curl -H "Authorization: Bearer $ACCESS_TOKEN" -H "Accept: application/json" …',
    csharp: 'request.Headers.Authorization = new("Bearer", accessToken); // and no ipp-… header',
    javascript: "const headers = { Authorization: `Bearer ${accessToken}`, Accept: 'application/json' };",
    python: 'headers = {"Authorization": f"Bearer {access_token}", "Accept": "application/json"}',
    php: "$headers = ['Authorization' => \"Bearer $accessToken\", 'Accept' => 'application/json'];",
    java: 'builder.header("Authorization", "Bearer " + accessToken).header("Accept", "application/json");',
  },
};
