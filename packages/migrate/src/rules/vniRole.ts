import type { Rule } from '../rule.ts';

/** The role that users of VNI needed. */
export const vniRole: Rule = {
  id: 'vni-role',
  title: 'Role Financials User',
  step: 'consent',
  guide: 'Interactive applications, 2b',
  severity: 'warning',
  certainty: 'likely',
  words: /financials/i,
  patterns: { any: [{ find: /(?<![a-z])financials(?:[ _\u00a0-]|&nbsp;|&#160;)?users?(?![a-z])/gi }] },
  why: 'Users who sign in now need the role API User in the company. Without it Visma Connect answers invalid_tenant, up to 15 minutes after the role was given as well.',
  replacement: 'Name the role API User in texts and checks.',
  examples: {
    curl: 'echo "Ask your administrator for the role API User in Visma.net Admin." >&2',
    csharp: 'throw new SignInException("Ask your administrator for the role API User in Visma.net Admin.");',
    javascript: "throw new Error('Ask your administrator for the role API User in Visma.net Admin.');",
    python: 'raise SignInError("Ask your administrator for the role API User in Visma.net Admin.")',
    php: "throw new SignInException('Ask your administrator for the role API User in Visma.net Admin.');",
    java: 'throw new SignInException("Ask your administrator for the role API User in Visma.net Admin.");',
  },
};
