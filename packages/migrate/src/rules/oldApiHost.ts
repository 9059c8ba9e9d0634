import type { Rule } from '../rule.ts';

/** The old host of the ERP API, with whatever path follows. */
export const oldApiHost: Rule = {
  id: 'old-api-host',
  title: 'Old host of the ERP API',
  step: 'api-calls',
  guide: 'Rewrite the API-calls; the guide itself still names the old host',
  severity: 'error',
  certainty: 'certain',
  kind: 'address',
  alone: ["'https://integration.visma.net'"],
  words: /integration/i,
  patterns: { any: [{ find: /(?:https?:\/\/)?(?<![\w.-])integration(?:\.stag)?\.visma\.net\b[^\s"'`<>)\\|;,]*/gi }] },
  why: 'integration.visma.net was to end on 31 December 2025. Since 1 February 2026 it allows 500 calls an hour for the whole application, fewer over time, until it is off.',
  replacement:
    'Use https://api.finance.visma.net/v1/…: the part /API/controller/api falls away. Keep the address in your configuration.',
  examples: {
    curl: 'curl -H "Authorization: Bearer $ACCESS_TOKEN" "https://api.finance.visma.net/v1/inventory?pageNumber=1&pageSize=100"',
    csharp: 'http.BaseAddress = new Uri("https://api.finance.visma.net/v1/");',
    javascript: "const erp = axios.create({ baseURL: 'https://api.finance.visma.net/v1' });",
    python: 'ERP_URL = "https://api.finance.visma.net/v1"',
    php: "$erp = new Client(['base_uri' => 'https://api.finance.visma.net/v1/']);",
    java: 'private static final String ERP_URL = "https://api.finance.visma.net/v1";',
  },
};
