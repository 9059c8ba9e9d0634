import { oldAddress } from '../codeWords.ts';
import type { Rule } from '../rule.ts';

/** The list of a user's companies, which VNI served. */
export const vniContext: Rule = {
  id: 'vni-context',
  title: 'Call of /context or usercontexts',
  step: 'api-calls',
  guide: 'The access-token now contains the context',
  severity: 'error',
  certainty: 'certain',
  kind: 'address',
  alone: ["'/API/resources/v1/context'", "'/API/security/api/v1/token/usercontexts'"],
  words: /context/i,
  patterns: {
    any: [
      { find: oldAddress(String.raw`resources\/v\d\/context\b`) },
      { find: oldAddress(String.raw`(?:security\/api\/v\d\/token\/)?usercontexts\b`) },
      {
        find: /["'`}](?<at>\/?context(?:\/userdetails)?)(?:[/?][^"'`\s]*)?["'`]/g,
        near: [{ find: /API\/resources\/v\d/i, linesBefore: 40, linesAfter: 40 }],
        certainty: 'likely',
      },
    ],
  },
  why: 'The list of companies went away with VNI. A token of Visma Connect names exactly one company.',
  replacement:
    'Interactive: the user picks the company while signing in; tenant_hint skips the question. Service: send tenant_id with the token request. No documented API turns the old whole numbers into tenant ids: ask each customer for theirs (top right in App Store) and keep a table.',
  examples: {
    curl: 'curl … https://connect.visma.com/connect/token -d tenant_id="$TENANT_ID" …   # one token for each company',
    csharp: 'foreach (var tenantId in connectedTenants) tokens[tenantId] = await RequestTokenAsync(tenantId);',
    javascript:
      'for (const tenantId of connectedTenants) tokens.set(tenantId, await requestToken({ tenant_id: tenantId }));',
    python: 'tokens = {tenant_id: request_token(tenant_id=tenant_id) for tenant_id in connected_tenants}',
    php: 'foreach ($connectedTenants as $tenantId) { $tokens[$tenantId] = $this->requestToken($tenantId); }',
    java: 'for (String tenantId : connectedTenants) tokens.put(tenantId, requestToken(tenantId));',
  },
};
