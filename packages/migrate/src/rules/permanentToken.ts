import { OTHER_VISMA } from '../codeWords.ts';
import type { Nearby, Pattern, Rule } from '../rule.ts';
import { literalTokensIn } from './literalTokens.ts';

const AFTER_VNI_TOKEN: Nearby = {
  find: /security\/api\/v\d\/token|\bvni|financialstasks/i,
  linesBefore: 40,
  linesAfter: 15,
};
/** Code that keeps the end of a token's life with it has moved on. */
const KEEPS_EXPIRY: Nearby = { find: /expires?_?-?(?:in|at|on)\b|refresh_?token/i, linesBefore: 12, linesAfter: 12 };

/** Calls that write to a file, a browser's storage, a cache or settings. */
const SAVES = [
  String.raw`file_put_contents|write_?(?:file|text|string)\w*|File\.WriteAll\w+|Files\.write\w*|json\.dump|pickle\.dump`,
  String.raw`setItem|localStorage\.\w+|(?:prefs?|preferences|editor)\.put\w*|putString|SetValue|\.cookie|setcookie`,
  String.raw`\.setex?|(?:redis|cache|store|storage|environment|globals|keyring)\w*(?:["'\])]*)\.(?:set|put|write|update|save)\w*`,
  String.raw`update_option|set_transient|->(?:update|insert|put)|Set-Content|Out-File`,
].join('|');

const STORING: readonly Pattern[] = [
  {
    find: /(?<at>\b(?:save|store|set|put|write|persist|update|remember)\w*\(\s*["'][\w.:-]*(?:visma|vni)[\w.:-]*token["'])/gi,
    unlessNear: [KEEPS_EXPIRY, { find: OTHER_VISMA, linesBefore: 40, linesAfter: 40 }],
  },
  {
    find: /(?<at>\b\w{0,40}(?:dao|repository|repo)\w{0,20}(?:\.|->)(?:save|insert|update|persist|put|set|store)\w{0,20}\([^;)]{0,120}token)/gi,
    near: [AFTER_VNI_TOKEN],
    unlessNear: [KEEPS_EXPIRY],
  },
  {
    find: new RegExp(String.raw`(?<at>(?:${SAVES})\s*\((?!\s*["']authori[sz]ation)[^;]*token)`, 'gi'),
    near: [AFTER_VNI_TOKEN],
    unlessNear: [KEEPS_EXPIRY],
  },
  {
    find: /(?<at>\b(?:(?:UPDATE|INSERT\s+INTO)\b[^;]{0,120}\btoken\b|SET\s+[\w."`[\]]{0,40}token["`\]]?\s*=))/gi,
    near: [AFTER_VNI_TOKEN],
    unlessNear: [KEEPS_EXPIRY],
  },
];

/** Scripts write a token with `>`, a download with `-o` or `>`, or through a pipe. */
const STORING_IN_SCRIPTS: readonly Pattern[] = [
  { find: /(?<at>\$\{?\w*token\}?"?\s*>>?\s*\S+)/gi, near: [AFTER_VNI_TOKEN], unlessNear: [KEEPS_EXPIRY] },
  {
    find: /(?<at>security\/api\/v\d\/token\b[^|;]*(?:>|\s-o|\s--output)\s*[\w"$./%~-]*token[\w".]*)/gi,
    unlessNear: [KEEPS_EXPIRY],
  },
  {
    find: /(?<at>token\w{0,30}\s{0,5}\|\s*(?:Out-File|Set-Content|Export-Clixml|tee)\b)/gi,
    near: [AFTER_VNI_TOKEN],
    unlessNear: [KEEPS_EXPIRY],
  },
];

/** Where a name in capitals is a type, and not a variable that holds a token. */
const TYPE_PLACES = {
  before: String.raw`(?:\b(?:class|record|interface|struct|enum|type|new|typeof|extends|implements|as|is)\s+|[<:]\s*|[{,]\s*|\()`,
  after: String.raw`(?!\s*[<>({[?]|\s+[A-Za-z_])`,
};

/** A token kept for good, as VNI's could be. */
export const permanentToken: Rule = {
  id: 'permanent-token',
  title: 'Token kept as if it never ended',
  step: 'choose-flow',
  guide: 'Steps to register application, 10 (Offline Access); Interactive applications, 4b',
  severity: 'error',
  certainty: 'likely',
  words: /token|bearer|\bvalue"?\s?:/i,
  readsComments: true,
  patterns: {
    any: [
      {
        find: /(?<![a-z])(?:permanent|perpetual|eternal|everlasting|never_?-?expiring|non_?-?expiring)[-_ ]?(?:access[-_]?)?token/gi,
      },
      { find: /(?<!\w)(?:vni|VNI)_?(?:access_?|api_?)?(?:[tT]oken|TOKEN)(?!\w)/g },
      { find: new RegExp(String.raw`\bVniToken\b(?<!${TYPE_PLACES.before}VniToken)${TYPE_PLACES.after}`, 'g') },
      {
        find: /(?<!\w)(?:visma_?[nN]et|VISMA_?NET)_?(?:access_?|api_?)?(?:[tT]oken|TOKEN)(?!\w)/g,
        unlessNear: [KEEPS_EXPIRY],
      },
      ...STORING,
    ],
    curl: STORING_IN_SCRIPTS,
    csharp: [
      {
        find: /(?<at>Settings\.Default\.\w*token\w*\s*=)(?!=)/gi,
        near: [AFTER_VNI_TOKEN],
        unlessNear: [KEEPS_EXPIRY],
      },
    ],
    python: [{ find: /(?<at>\.write\(\s*\w*token\w*\s*\))/gi, near: [AFTER_VNI_TOKEN], unlessNear: [KEEPS_EXPIRY] }],
  },
  detect: literalTokensIn,
  why: 'A token of VNI did not end in practice. A token of Visma Connect ends after 60 minutes at most, and a stored one is soon refused with 401.',
  replacement:
    'Service: ask for a new token when the old one is about to end; nothing needs storing. Web: switch on Offline Access, ask for offline_access, store the refresh token encrypted, and let one process at a time refresh it: a one-time refresh token used twice cancels the access.',
  examples: {
    curl: '[ "$(date +%s)" -lt "$ENDS_AT" ] || request_token   # before each run of calls',
    csharp: 'if (token.EndsAt < DateTimeOffset.UtcNow.AddMinutes(1)) token = await RefreshAsync(token.RefreshToken);',
    javascript: 'if (token.endsAt < Date.now() + 60_000) token = await refresh(token.refreshToken);',
    python: 'if token.ends_at < time.time() + 60:\n    token = refresh(token.refresh_token)',
    php: "if ($token['ends_at'] < time() + 60) { $token = $this->refresh($token['refresh_token']); }",
    java: 'if (token.endsAt().isBefore(Instant.now().plusSeconds(60))) token = refresh(token.refreshToken());',
  },
};
