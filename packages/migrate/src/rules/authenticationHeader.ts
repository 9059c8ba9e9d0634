import type { Rule } from '../rule.ts';

/** The wrong header name that the guide's own example shows. */
export const authenticationHeader: Rule = {
  id: 'authentication-header',
  title: 'Header Authentication instead of Authorization',
  step: 'api-calls',
  guide: 'Example call with new API; the example is wrong',
  severity: 'error',
  certainty: 'certain',
  words: /authentication/i,
  patterns: {
    any: [
      {
        find: /(?<![\w.-])(?<at>Authentication)['"]?\]?\s*(?:=>|[:,=])\s*(?:[\w.]+\(|[$@fr]{0,2})?['"`]?Bearer\s*(?:['"`]\s*[+.,&)$%{<[]|[$%{<[]|[\w.-]{20,})/gi,
      },
      {
        find: /(?:header|Headers\.\w|setRequestHeader|addHeader|setHeader|putHeader)\w*\s*[([]\s*['"](?<at>Authentication)['"]/gi,
        certainty: 'likely',
      },
      {
        find: /(?:-H|--header)\s+["'](?<at>Authentication)\s*:/gi,
      },
    ],
  },
  why: 'The header is called Authorization. The example call in the guide has it wrong, and a call that follows it carries no token: 401.',
  replacement: 'Send Authorization: Bearer <access token>.',
  examples: {
    curl: 'curl -H "Authorization: Bearer $ACCESS_TOKEN" …',
    csharp: 'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);',
    javascript: 'const headers = { Authorization: `Bearer ${accessToken}` };',
    python: 'headers = {"Authorization": f"Bearer {access_token}"}',
    php: '$headers = [\'Authorization\' => "Bearer $accessToken"];',
    java: 'builder.header("Authorization", "Bearer " + accessToken);',
  },
};
