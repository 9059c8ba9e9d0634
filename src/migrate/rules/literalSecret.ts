import type { Rule } from '../rule.ts';

/** What stands for a secret without being one: variables, templates, names of variables, fill-ins. */
const placeholders =
  /[$%]\{|\{\{|\}\}|<[^>]*>|['"`=:]\s*(?:\$|%\w+%|your|my[-_]|xx+|\*{3,}|change|example|placeholder|todo|dummy|fake|insert|replace|client[-_]?secret)|['"=:]\s*[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+['"]?$|process\.env|getenv|environ|env\(/i;
const nearVisma = {
  find: /visma(?!online)|\bvni\b|financialstasks|ipp-company|isv_/i,
  linesBefore: 40,
  linesAfter: 40,
};

/** A client secret written into code or configuration. */
export const literalSecret: Rule = {
  id: 'literal-secret',
  title: 'Client secret in the code',
  step: 'register',
  guide: 'Steps to register application, 13',
  severity: 'warning',
  certainty: 'likely',
  patterns: {
    any: [
      {
        find: /client_?-?secret['"]?\s*\]?\s*(?:\{[^{}]{0,40}\}\s*)?(?::\s*string\s*)?(?:=>|[:=,(])\s*(?:[@frbu$]{0,2})['"`][^'"`\s]{8,200}['"`]/gi,
        unless: placeholders,
        near: [nearVisma],
      },
      {
        find: /client_secret=(?=[\w+/.~%-]{0,199}\d)[\w+/.~%-]{12,200}/gi,
        unless: placeholders,
        near: [nearVisma],
      },
      {
        find: /<(\w*client_?-?secret)>[^<>\s${]{8,200}<\/\1>|key="[^"]*client_?-?secret"\s+value="[^"${]{8,200}"/gi,
        near: [nearVisma],
      },
    ],
    curl: [
      { find: /(?:^|\s)(?:-u|--user)\s+["']?[\w.@-]+:(?!\$)[^'"\s$]{8,200}/g, near: [nearVisma] },
      {
        find: /client_?-?secret\s*[:=]\s*(?=[\w+/.~-]{0,199}\d)[\w+/.~-]{12,200}\s*$/gi,
        unless: placeholders,
        near: [nearVisma],
      },
    ],
    other: [
      {
        find: /client[_.-]?secret\s*[:=]\s*(?=[\w+/.~-]{0,199}\d)[\w+/.~-]{12,200}={0,2}\s*$/gi,
        unless: placeholders,
        near: [nearVisma],
      },
    ],
  },
  why: 'A secret in the code is known to everyone who can read the code, now and in its history.',
  replacement:
    'Generate a new secret in the Developer Portal (several may be valid at a time), read it from the environment or a vault, and delete the old one there. A VNI secret is of no use with Visma Connect.',
  examples: {
    curl: ': "${VISMA_CLIENT_SECRET:?is not set}"',
    csharp: 'options.ClientSecret = configuration["Visma:ClientSecret"]; // user secrets, key vault or environment',
    javascript: 'const { VISMA_CLIENT_SECRET: clientSecret } = process.env;',
    python: 'client_secret = os.environ["VISMA_CLIENT_SECRET"]',
    php: "$clientSecret = getenv('VISMA_CLIENT_SECRET');",
    java: '@Value("${visma.client-secret}") private String clientSecret;',
  },
};
