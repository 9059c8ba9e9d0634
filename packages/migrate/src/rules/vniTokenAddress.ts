import { oldAddress } from '../codeWords.ts';
import type { Rule } from '../rule.ts';

/** The token endpoint of VNI, its revocation and its connection test. */
export const vniTokenAddress: Rule = {
  id: 'vni-token-address',
  title: 'Token address of VNI',
  step: 'authentication',
  guide: 'Interactive applications, 4a',
  severity: 'error',
  certainty: 'certain',
  kind: 'address',
  alone: ["'/API/security/api/v2/token'"],
  words: /security\/api/i,
  patterns: { any: [{ find: oldAddress(String.raw`security\/api\/v\d\/(?:token|testconnection)\b`) }] },
  why: 'VNI was shut down on 30 April 2025. It gives out, revokes and tests no tokens any more.',
  replacement:
    'Ask https://connect.visma.com/connect/token. It gives tokens of 60 minutes at most, bound to one company. Revoke at /connect/revocation.',
  examples: {
    curl: [
      'curl -u "$CLIENT_ID:$CLIENT_SECRET" https://connect.visma.com/connect/token \\',
      '  -d grant_type=client_credentials -d scope=vismanet_erp_service_api:read -d tenant_id="$TENANT_ID"',
    ].join('\n'),
    csharp: [
      'var answer = await http.PostAsync("https://connect.visma.com/connect/token", new FormUrlEncodedContent(new Dictionary<string, string> {',
      '  ["grant_type"] = "client_credentials", ["scope"] = "vismanet_erp_service_api:read", ["tenant_id"] = tenantId,',
      '  ["client_id"] = clientId, ["client_secret"] = clientSecret }));',
    ].join('\n'),
    javascript: [
      "const answer = await fetch('https://connect.visma.com/connect/token', { method: 'POST', body: new URLSearchParams({",
      "  grant_type: 'client_credentials', scope: 'vismanet_erp_service_api:read', tenant_id, client_id, client_secret }) });",
    ].join('\n'),
    python: [
      'answer = requests.post("https://connect.visma.com/connect/token", auth=(client_id, client_secret), timeout=10,',
      '    data={"grant_type": "client_credentials", "scope": "vismanet_erp_service_api:read", "tenant_id": tenant_id})',
    ].join('\n'),
    php: [
      "$answer = $http->post('https://connect.visma.com/connect/token', ['auth' => [$clientId, $clientSecret],",
      "    'form_params' => ['grant_type' => 'client_credentials', 'scope' => 'vismanet_erp_service_api:read', 'tenant_id' => $tenantId]]);",
    ].join('\n'),
    java: [
      'var request = HttpRequest.newBuilder(URI.create("https://connect.visma.com/connect/token"))',
      '    .header("Authorization", basic(clientId, clientSecret)).header("Content-Type", "application/x-www-form-urlencoded")',
      '    .POST(ofString("grant_type=client_credentials&scope=vismanet_erp_service_api%3Aread&tenant_id=" + tenantId)).build();',
    ].join('\n'),
  },
};
