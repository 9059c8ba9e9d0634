import type { Rule } from '../rule.ts';

/** The one scope of VNI. */
export const vniScope: Rule = {
  id: 'vni-scope',
  title: 'Scope financialstasks',
  step: 'register',
  guide: 'Steps to register application, 14; Interactive applications, 1b',
  severity: 'error',
  certainty: 'certain',
  alone: ["'financialstasks'"],
  words: /financialstasks/i,
  patterns: { any: [{ find: /(?<![a-z])financialstasks(?![a-z])/gi }] },
  why: 'Visma Connect does not know this scope; it ends the sign-in on its own error page.',
  replacement:
    'Interactive: vismanet_erp_interactive_api:read, :create, :update, :delete. Service: vismanet_erp_service_api:… likewise. Ask for what you need only, and add the same scopes in the Developer Portal under Integrations.',
  examples: {
    curl: 'SCOPE="openid offline_access vismanet_erp_interactive_api:read"',
    csharp: 'options.Scope.Add("vismanet_erp_interactive_api:read");',
    javascript: "const scope = 'openid offline_access vismanet_erp_interactive_api:read';",
    python: 'SCOPES = ["openid", "offline_access", "vismanet_erp_interactive_api:read"]',
    php: "$scope = 'openid offline_access vismanet_erp_interactive_api:read';",
    java: 'String scope = "openid offline_access vismanet_erp_interactive_api:read";',
  },
};
