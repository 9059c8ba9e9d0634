import { oldAddress } from '../codeWords.ts';
import type { Rule } from '../rule.ts';

/** The old path of the ERP API where the host stands elsewhere. */
export const oldApiPath: Rule = {
  id: 'old-api-path',
  title: 'Old path of the ERP API',
  step: 'api-calls',
  guide: 'Rewrite the API-calls; the guide itself still names the old path',
  severity: 'error',
  certainty: 'certain',
  kind: 'address',
  alone: ["'/API/controller/api/v1/customer'"],
  words: /controller\/api|resources\/v/i,
  patterns: {
    any: [
      { find: oldAddress(String.raw`(?:service\/)?controller\/api\/v\d\b`) },
      // Without its version or its resource, which are glued on elsewhere.
      { find: /(?<!\w)\/?API\/(?:(?:service\/)?controller\/api|resources\/v\d)\/?(?=["'`])/gi },
    ],
  },
  why: 'The path /API/controller/api/v1 is that of the old host, which was to end on 31 December 2025. Whether today’s host answers it is not documented.',
  replacement: 'On https://api.finance.visma.net the path begins with the version: /v1/inventory.',
  examples: {
    curl: 'curl "$ERP_URL/v1/inventory?pageNumber=1&pageSize=100" …',
    csharp: 'var answer = await http.GetAsync($"{erpUrl}/v1/inventory?pageNumber=1&pageSize=100");',
    javascript: "const url = new URL('/v1/inventory', erpUrl);",
    python: 'url = f"{erp_url}/v1/inventory"',
    php: "$url = $erpUrl . '/v1/inventory';",
    java: 'var uri = URI.create(erpUrl + "/v1/inventory");',
  },
};
