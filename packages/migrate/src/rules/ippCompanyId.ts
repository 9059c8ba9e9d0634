import type { Rule } from '../rule.ts';

/** The header that chose the company. */
export const ippCompanyId: Rule = {
  id: 'ipp-company-id',
  title: 'Header ipp-company-id',
  step: 'api-calls',
  guide: 'The access-token now contains the context',
  severity: 'error',
  certainty: 'certain',
  alone: ["'ipp-company-id'", "'ipp_company_id'"],
  words: /ipp[-_]?company/i,
  patterns: { any: [{ find: /(?<![a-z])ipp[-_]?company[-_]?ids?(?![a-z])/gi }] },
  why: 'The header is no longer supported. The company comes from the token, so code that changes company by header would go on reading and writing another one.',
  replacement:
    'Leave the header out and call with the token of the company you mean. Replace the stored whole number by the tenant id; no documented API translates between the two.',
  examples: {
    curl: 'curl -H "Authorization: Bearer $TOKEN_OF_COMPANY" https://api.finance.visma.net/v1/inventory',
    csharp: 'request.Headers.Authorization = new("Bearer", await tokens.ForTenantAsync(tenantId));',
    javascript: 'const headers = { Authorization: `Bearer ${await tokenFor(tenantId)}` };',
    python: 'headers = {"Authorization": f"Bearer {token_for(tenant_id)}"}',
    php: "$headers = ['Authorization' => 'Bearer ' . $this->tokenFor($tenantId)];",
    java: 'builder.header("Authorization", "Bearer " + tokens.forTenant(tenantId));',
  },
};
