import type { Nearby, Rule } from '../rule.ts';

const names =
  'lastModifiedDateTime|createdDateTime|documentDate|documentDueDate|availabilityLastModifiedDateTime|attachmentLastModifiedDateTime|dunningLetterDateTime';

/** The second half of the pair, for the parameter that was found. */
const condition: Nearby = {
  find: (matched) => new RegExp(`${parameterName(matched)}Condition`, 'i'),
  linesBefore: 8,
  linesAfter: 8,
};
const inQuery: Nearby = {
  find: /params|query|\bqs\b|filter|search|pageSize|pageNumber|numberToRead/i,
  linesBefore: 6,
  linesAfter: 6,
};

/** A filter by time without its comparison. */
export const loneTimeFilter: Rule = {
  id: 'lone-time-filter',
  title: 'Time filter without its condition',
  step: 'api-calls',
  guide: 'Not in the guide',
  severity: 'warning',
  certainty: 'likely',
  patterns: {
    any: [
      { find: new RegExp(String.raw`[?&](?<at>${names})=`, 'g'), unlessNear: [condition] },
      { find: new RegExp(String.raw`\(\s*['"](?<at>${names})['"]\s*,`, 'g'), near: [inQuery], unlessNear: [condition] },
      {
        find: new RegExp(String.raw`\[\s*['"](?<at>${names})['"]\s*\]\s*=[^=]`, 'g'),
        near: [inQuery],
        unlessNear: [condition],
      },
    ],
    curl: [{ find: new RegExp(String.raw`['"\s](?<at>${names})=`, 'g'), unlessNear: [condition] }],
    javascript: [
      {
        find: new RegExp(String.raw`(?:^|[{,(\s])['"]?(?<at>${names})['"]?\s*:\s*[^\s?]`, 'g'),
        near: [{ ...inQuery, find: /params|query|\bqs\b|filter|pageSize|pageNumber|numberToRead/i }],
        unless: /:\s*(?:string|number|Date|z\.)/,
        unlessNear: [condition],
      },
    ],
    python: [
      { find: new RegExp(String.raw`['"](?<at>${names})['"]\s*:`, 'g'), near: [inQuery], unlessNear: [condition] },
    ],
    php: [
      { find: new RegExp(String.raw`['"](?<at>${names})['"]\s*=>`, 'g'), near: [inQuery], unlessNear: [condition] },
    ],
  },
  why: 'lastModifiedDateTime and its kin work only together with …Condition. Alone they filter nothing: the answer is 200 with all rows.',
  replacement: 'Send the condition as well: >, <, >= or <=, URL-encoded.',
  examples: {
    curl: 'curl -G … --data-urlencode "lastModifiedDateTime=2026-11-01T00:00:00" --data-urlencode "lastModifiedDateTimeCondition=>="',
    csharp: 'query["lastModifiedDateTime"] = since; query["lastModifiedDateTimeCondition"] = ">=";',
    javascript: "new URLSearchParams({ lastModifiedDateTime: since, lastModifiedDateTimeCondition: '>=' })",
    python: 'params={"lastModifiedDateTime": since, "lastModifiedDateTimeCondition": ">="}',
    php: "['query' => ['lastModifiedDateTime' => $since, 'lastModifiedDateTimeCondition' => '>=']]",
    java: 'builder.queryParam("lastModifiedDateTime", since).queryParam("lastModifiedDateTimeCondition", ">=")',
  },
};

function parameterName(matched: string): string {
  return /[A-Za-z]+(?:DateTime|Date)/.exec(matched)?.[0] ?? matched;
}
