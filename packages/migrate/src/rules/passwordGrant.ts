import { VISMA_NEARBY } from '../codeWords.ts';
import type { Rule } from '../rule.ts';
import { OF_OTHER_VISMA } from '../nearbyConditions.ts';

/** A user's password sent to the token endpoint. */
export const passwordGrant: Rule = {
  id: 'password-grant',
  title: 'Password grant',
  step: 'choose-flow',
  guide: 'Steps to register application, 7-10',
  severity: 'error',
  certainty: 'certain',
  words: /password/i,
  patterns: {
    any: [
      {
        find: /grant_?type\W{1,12}password(?![\w-])/gi,
        near: [{ find: VISMA_NEARBY, linesBefore: 40, linesAfter: 40 }],
        unlessNear: [OF_OTHER_VISMA],
      },
    ],
  },
  why: 'Visma Connect has no password grant. No user name and password of a person may be kept by an integration.',
  replacement:
    'No person at hand: client credentials with tenant_id (Service application). A person at hand: authorization code with PKCE (Web application). Delete the stored passwords.',
  examples: {
    curl: 'curl -u "$CLIENT_ID:$CLIENT_SECRET" … -d grant_type=client_credentials -d tenant_id="$TENANT_ID" -d scope=vismanet_erp_service_api:read',
    csharp:
      '["grant_type"] = "client_credentials", ["tenant_id"] = tenantId, ["scope"] = "vismanet_erp_service_api:read"',
    javascript:
      "new URLSearchParams({ grant_type: 'client_credentials', tenant_id, scope: 'vismanet_erp_service_api:read', client_id, client_secret })",
    python:
      'data={"grant_type": "client_credentials", "tenant_id": tenant_id, "scope": "vismanet_erp_service_api:read"}',
    php: "['grant_type' => 'client_credentials', 'tenant_id' => $tenantId, 'scope' => 'vismanet_erp_service_api:read']",
    java: '"grant_type=client_credentials&tenant_id=" + tenantId + "&scope=vismanet_erp_service_api%3Aread"',
  },
};
