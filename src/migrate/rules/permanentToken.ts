import type { Nearby, Pattern, Rule } from '../rule.ts';

const afterVniToken: Nearby = {
  find: /security\/api\/v\d\/token|\bvni|financialstasks/i,
  linesBefore: 40,
  linesAfter: 15,
};
/** Code that keeps the end of a token's life with it has moved on. */
const keepsExpiry: Nearby = { find: /expires?_?-?(?:in|at|on)\b|refresh_?token/i, linesBefore: 12, linesAfter: 12 };

const saves = String.raw`file_put_contents|writeFile(?:Sync)?|File\.WriteAll\w+|Files\.write\w*|setItem|localStorage\.\w+|write_text|prefs?\.put|preferences\.put|SetValue|\.setex?|update_option|json\.dump|pickle\.dump`;

const storing: readonly Pattern[] = [
  {
    find: new RegExp(String.raw`(?<at>(?:${saves})\s*\([^;]*token)`, 'gi'),
    near: [afterVniToken],
    unlessNear: [keepsExpiry],
  },
  {
    find: /(?<at>\b(?:UPDATE|INSERT\s+INTO)\b[^;]{0,120}\btoken\b)/gi,
    near: [afterVniToken],
    unlessNear: [keepsExpiry],
  },
];

/** A token kept for good, as VNI's could be. */
export const permanentToken: Rule = {
  id: 'permanent-token',
  title: 'Token kept as if it never ended',
  step: 'choose-flow',
  guide: 'Steps to register application, 10 (Offline Access); Interactive applications, 4b',
  severity: 'error',
  certainty: 'likely',
  patterns: {
    any: [
      {
        find: /(?<![a-z])(?:permanent|perpetual|eternal|everlasting|never_?-?expiring|non_?-?expiring)[-_ ]?(?:access[-_]?)?token/gi,
      },
      {
        find: /(?<![\w])(?:vni|visma_?net)_?(?:access_?|api_?|permanent_?)?token(?![\w])/gi,
        unless: /^V[a-z]/,
        unlessLine: /token_?(?:url|uri|endpoint)/i,
      },
      ...storing,
    ],
    curl: [{ find: /(?<at>\$\{?\w*token\}?"?\s*>>?\s*\S+)/gi, near: [afterVniToken], unlessNear: [keepsExpiry] }],
    python: [{ find: /(?<at>\.write\(\s*\w*token\w*\s*\))/gi, near: [afterVniToken], unlessNear: [keepsExpiry] }],
  },
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
