import type { Nearby, Rule } from '../rule.ts';

/** What stands for a secret without being one: variables, templates, names of variables, fill-ins. */
const PLACEHOLDERS =
  /[$%]\{|\{\{|\}\}|<[^<>]*>|['"`=:]\s*(?:\$|%\w+%|your|my[-_]|xx+|\*{3,}|\.{3}|change|example|placeholder|todo|dummy|fake|mock|test[-_]|insert|replace|client[-_]?secret)|['"=:]\s*[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\\?['"]?$|getenv|environ|env\(/i;

const NEAR_VISMA: Nearby = {
  find: /visma(?!online)|\bvni|financialstasks|ipp-company|isv_/i,
  linesBefore: 40,
  linesAfter: 40,
  inComments: true,
};
const NEAR_TOKEN_CALL: Nearby = { find: 'token call', linesBefore: 30, linesAfter: 30 };

const NAME = String.raw`(?:client[-_.]?secret|(?:visma|vni)(?:[-_.]?net)?[-_.]?secret)`;
/** What stands between the name and its value: an assignment, an argument, a default. */
const EQUALS = String.raw`(?:\{[^{}]{0,40}\}\s*)?(?:(?::\s*|As\s+)?string\s*)?(?:=>|\?\?=|\|\|=|:=|[:=,(]|\|\||\?\?|\?:)`;
/** An unquoted value; words of letters alone are not taken for secrets. */
const BARE = String.raw`(?=[\w+/.~%-]{0,199}\d)[\w+/.~%-]{12,200}`;

/** A client secret written into code or configuration. */
export const literalSecret: Rule = {
  id: 'literal-secret',
  title: 'Client secret in the code',
  step: 'register',
  guide: 'Steps to register application, 13',
  severity: 'warning',
  certainty: 'likely',
  words: /secret|auth|basic|\s(?:-u|--user)\s/i,
  kind: 'secret',
  readsComments: true,
  patterns: {
    any: [
      {
        find: new RegExp(
          String.raw`${NAME}\\?['"]?\s*(?:\]\s*)?${EQUALS}\s*[@frbu$]{0,2}\\?['"\x60](?<at>[^'"\x60\s\\]{8,200})\\?['"\x60]`,
          'gi',
        ),
        unless: PLACEHOLDERS,
        near: [NEAR_VISMA],
      },
      // process.env.SOME_SECRET || "secret"
      {
        find: /secret\w*['"]?\s*(?:[)\]]{1,2}\s*)?(?:=[^=\n]{0,60})?(?:\|\||\?\?|\?:|\bor)\s*['"](?<at>[^'"\s\\]{8,200})['"]/gi,
        unless: PLACEHOLDERS,
        near: [NEAR_VISMA],
      },
      { find: new RegExp(String.raw`client_secret=(?<at>${BARE})`, 'gi'), unless: PLACEHOLDERS, near: [NEAR_VISMA] },
      { find: /<(\w*client_?-?secret)>(?<at>[^<>\s${]{8,200})<\/\1>/gi, near: [NEAR_VISMA] },
      { find: /key="[^"]*client_?-?secret"\s+value="(?<at>[^"${]{8,200})"/gi, near: [NEAR_VISMA] },
      { find: /value="(?<at>[^"${]{8,200})"\s+key="[^"]*client_?-?secret"/gi, near: [NEAR_VISMA] },
      {
        find: /(?<![\w.-])secret['"]?\s*(?:=>|[:=])\s*['"](?<at>[^'"\s]{8,200})['"]/gi,
        unless: PLACEHOLDERS,
        near: [NEAR_VISMA, { find: /\bclient\b|client_?-?id/i, linesBefore: 4, linesAfter: 4 }],
      },
      // ("id", "secret") as name and password
      {
        find: /(?:basic_?auth|Credentials\.basic|\bauth)['"]?\s*(?:(?:=>|[:=])\s*)?[([]\s*['"][^'"\s]+['"]\s*,\s*['"](?<at>[^'"\s]{8,200})['"]/gi,
        unless: PLACEHOLDERS,
        near: [NEAR_VISMA, NEAR_TOKEN_CALL],
      },
      // In a comment, whatever its mark; what is no comment was looked at above.
      {
        find: new RegExp(
          String.raw`(?:\/\/|[#*;']|--|\brem\b).{0,80}?${NAME}['"]?\s*[:=]\s*['"]?(?<at>${BARE}={0,2})(?![\w./(-])`,
          'gi',
        ),
        unless: PLACEHOLDERS,
        inComments: true,
        near: [NEAR_VISMA],
      },
      { find: /\bBasic\s+(?<at>[A-Za-z0-9+/]{24,400}={0,2})(?![\w+/])/g, near: [NEAR_VISMA, NEAR_TOKEN_CALL] },
    ],
    curl: [
      { find: /(?:^|\s)(?:-u|--user)\s+["']?[\w.@-]+:(?<at>(?![$%])[^'"\s$]{8,200})/g, near: [NEAR_VISMA] },
      {
        find: new RegExp(String.raw`${NAME}\s*[:=]\s*(?<at>${BARE}={0,2})\s*$`, 'gi'),
        unless: PLACEHOLDERS,
        near: [NEAR_VISMA],
      },
    ],
    other: [
      {
        find: new RegExp(String.raw`${NAME}\s*[:=]\s*(?<at>${BARE}={0,2})\s*$`, 'gi'),
        unless: PLACEHOLDERS,
        near: [NEAR_VISMA],
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
